"""Which of the cells behind a label are the values of its row: by how many they are, by the columns of complete
rows, or by the heads they stand below. Where none tells, the row has no values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from ...blocks import GridCell
from ...normalise import is_value, key
from ..entries import Entry
from ..rows.heads import Names
from ..rows.possible import Possible, in_shared_cells
from ..rows.row_reading import RowReading, Values
from .odd_rows import may_hold_more
from .segments import Segment

#: The heads of columns: a row of the grid, and the column of each of its texts by key.
Heads = list[tuple[Entry, dict[str, int]]]


def usual_starts(segments: list[Segment], columns: int) -> dict[int, set[int]]:
    """Where the values of complete rows begin, by the row's width."""
    starts: dict[int, set[int]] = {}
    for segment in segments:
        filled = segment.filled
        if len(filled) == columns and filled[-1].column - filled[0].column == columns - 1:
            starts.setdefault(segment.line.shape.width, set()).add(filled[0].column)
    return starts


def headed_start(
    heads: Sequence[Mapping[str, int]], names: Names, segments: Sequence[Segment], columns: int
) -> int | None:
    """Where the values of a table begin of whose rows none is complete, for an office left its zeros out: below the
    first head, if the heads stand side by side up to the end of every row, some row has values at both ends, and
    none has one elsewhere."""
    found = {name: {places[name] for places in heads if name in places} for name in names}
    if any(len(places) != 1 for places in found.values()):
        return None
    (start,), width = found[names[0]], segments[0].line.shape.width
    in_order = [start + at for at in range(columns)]
    if [min(found[name]) for name in names] != in_order or in_order[-1] != width - 1:
        return None
    at_ends = False
    for segment in segments:
        filled = segment.filled
        if filled and filled[0].column < start:
            return None
        at_ends = at_ends or (len(filled) > 1 and filled[0].column == start
                              and filled[-1].column == width - 1)  # fmt: skip
    return start if at_ends else None


def place(
    segment: Segment,
    columns: int | None,
    starts: dict[int, set[int]],
    heads: Heads,
    segments: Sequence[Segment],
    *,
    even: bool,
    own: bool,
) -> RowReading:
    if segment.shared:
        said = " ".join(c.text for c in segment.shared)
        at = segment.shared[0].source
        reading = RowReading(segment.row, segment.group, segment.label, None, said, at, shared=True)
        return reading._replace(options=_beside_shared(segment)) if columns else reading
    wanted, filled = segment.wanted, segment.filled
    chosen: Sequence[GridCell] | None
    if segment.doubtful or (columns is None and _holds_a_head(segment)):
        chosen = None
    elif own:  # a column of the office's own among those of a table without sums
        chosen = _by_heading(segment, heads, segments)
    elif len(filled) == wanted and not (_parted(segment) and may_hold_more(segment, segments)):
        chosen = filled
    elif not filled and len(segment.tail) >= wanted:
        chosen = segment.tail[:wanted]
    elif columns is not None:
        chosen = _by_neighbours(segment, columns, starts)
        if chosen is None and even and len(segment.tail) == wanted:
            chosen = segment.tail  # no row is complete: cells of an even table stand as they are
    else:
        chosen = _by_heading(segment, heads, segments)
    return RowReading(
        segment.row,
        segment.group,
        segment.label,
        Values.of(chosen) if chosen is not None else None,
        " ".join([c.text for c in filled]),
        filled[0].source if filled else segment.entry.source,
        pieces=Values() if segment.doubtful else Values.of(filled),
        in_cells=True,
        seen=chosen if chosen and any(c.confidence is not None for c in chosen) else (),
    )


def _beside_shared(segment: Segment) -> tuple[Possible, ...]:
    """What a row may hold some of whose values are merged with those of other rows."""
    row = segment.line.row
    tall = {c.column: c for c in segment.shared if c.row <= row < c.row + c.row_span}
    cells = sorted({c.column: c for c in segment.filled} | tall)
    by_column = {c.column: c.text for c in segment.filled} | {at: c.text for at, c in tall.items()}
    shared = [at for at, column in enumerate(cells) if column in tall]
    return in_shared_cells([by_column[column] for column in cells], shared, segment.wanted)


def _holds_a_head(segment: Segment) -> bool:
    """Tell whether the name of a column stands among the values: the table may be turned on its side."""
    names = {column.label for column in segment.row.columns} if segment.row else set()
    return not names.isdisjoint(c.text for c in segment.filled)


def _parted(segment: Segment) -> bool:
    """Tell whether an empty cell stands between two that are not: one of them may be no value."""
    if len(segment.filled) == len(segment.tail):
        return False
    filled = [i for i, c in enumerate(segment.tail) if c.text]
    return bool(filled) and filled[-1] - filled[0] + 1 > len(filled)


def _by_neighbours(
    segment: Segment, columns: int, starts: dict[int, set[int]]
) -> Sequence[GridCell] | None:
    """The cells where every complete row of the same width has its values. Where those do not agree
    (exported tables shift a row by its merged label), only a row whose two ends are printed is sure."""
    known = starts.get(segment.line.shape.width, set())
    filled = segment.filled
    if len(known) == 1:
        start = next(iter(known))
    elif known and filled and filled[-1].column - filled[0].column == columns - 1:
        start = filled[0].column
    else:
        return None
    window = [c for c in segment.tail if start <= c.column < start + columns]
    if any(c.text for c in segment.tail if c not in window) or len(window) != columns:
        return None
    if filled and not window[0].text and len({*chain.from_iterable(starts.values())}) > 1:
        return None  # the place of a label that the row has not, as rows of other widths show, or its value?
    return window


def _by_heading(
    segment: Segment, heads: Heads, segments: Sequence[Segment]
) -> Sequence[GridCell] | None:
    """The cells under the headings of the row's own columns, if those of no other row reach beyond them.
    Without any heading in the grid, a row of exactly as many cells as columns stands as it is."""
    if segment.row is None:
        return None
    names = [key(c.label) for c in segment.row.columns]
    headed = False
    for entry, places in heads:
        if entry.grid != segment.entry.grid or not any(n in places for n in names):
            continue
        headed = True
        if not all(n in places for n in names):
            continue  # one of the columns is not there
        if entry.row is not None and entry.row.shape.width == segment.line.shape.width:
            wanted = [places[n] for n in names]
            window = [c for c in segment.tail if c.column in wanted]
            alike = [s for s in segments if s.row and len(s.row.columns) == len(names)]
            outside = any(
                c.column not in wanted and (is_value(c.text) if s is not segment else c.text)
                for s in alike
                for c in s.filled
            )
            return window if len(window) == len(names) and not outside else None
    return segment.tail if not headed and len(segment.tail) == len(names) else None
