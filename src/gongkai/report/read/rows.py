"""The rows of a statutory table in a grid: which row each line is, and which text is which value.

A value keeps the place it was printed in. Where a row has as many values as the form has columns they
are taken in order; where it has fewer, only the column positions of its neighbours, or the positions
of the column headings, may place them, and only if the row is as wide as those. Otherwise nothing is
placed: values are never shifted into a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..cell import Source
from ..form import Row
from .blocks import GridCell
from .entries import Entry
from .labels import LabelTable
from .normalise import is_value, key
from .numbering import CODE_HEADS, Mark, Numbered, mark_numbers, may_be_numbered

Value = tuple[str, Source]


class RowReading(NamedTuple):
    """One printed row. `row` is None when only its group (（六）其他处理) is known, or nothing at all.

    `values` has one text a column of the row, or is None when they cannot be placed; `printed` is
    everything printed behind the label; `source` is where that begins. `pieces` are the texts that
    `printed` is made of, each with its own place; none where figures that are no values may be among
    them. `cells` are the cells of the grid behind the values:
    they prove that each value is one cell, and say how sure a recognised one is.
    """

    row: Row | None
    group: str | None
    label: str
    values: tuple[Value, ...] | None
    printed: str
    source: Source
    shared: bool = False  # the values stand in cells merged with those of a neighbouring row
    pieces: tuple[Value, ...] = ()
    cells: tuple[GridCell, ...] | None = None
    money: str = ""  # the unit that the head of an amount names, where it names one
    decoded: bool = False  # the values were told apart in figures that ran together


@dataclass(slots=True)
class _Segment:
    """A label and the cells behind it."""

    row: Row | None
    group: str | None
    label: str
    tail: list[GridCell]
    width: int  # how many columns the whole row covers
    entry: Entry
    shared: list[GridCell]  # values merged downwards over this row and others
    filled: list[GridCell] = field(default_factory=list)  # the cells of the tail that hold a text
    led: bool = False  # a figure stands before its label
    followed: bool = False  # figures without a label stand below it
    doubtful: bool = False  # which of its figures are its values cannot be told

    @property
    def tail_row(self) -> int:
        """The row of the grid that the segment stands in."""
        return self.entry.cells[0].row if self.entry.cells else 0


def read_rows(
    entries: Iterable[Entry], labels: LabelTable, columns: int | None
) -> list[RowReading]:
    """Read the rows of grids. `columns` is the number of values a row, None when each row has its own."""
    segments: list[_Segment] = []
    heads: list[tuple[Entry, dict[str, int]]] = []
    numbered = False  # whether a column is headed 行次
    for entry in entries:
        cells = entry.cells or ()
        found = _split(entry, cells, labels)
        if found:
            segments.extend(found)
        elif segments and any(is_value(c.text) for c in cells):
            above = segments[-1]
            if above.group is not None:  # rows that lost their labels: whose share is which?
                above.tail.extend(cells)
            elif not above.tail or above.doubtful:  # is this the row that the label names?
                above.tail.extend(cells)
                above.doubtful = True
            else:
                above.followed = True
        if not found:
            numbered = numbered or any(key(c.text) in CODE_HEADS for c in cells)
        if not found and columns is None:
            heads.append((entry, {key(c.text): c.column for c in cells if c.text}))
    for segment in segments:
        segment.filled = [c for c in segment.tail if c.text]
    _drop_row_numbers(segments, labels, columns, headed=numbered)
    _doubt_what_may_be_of_the_next(segments, labels, columns)
    _share(segments)
    starts = _usual_starts(segments, columns) if columns is not None else {}
    rectangular = len({s.width for s in segments}) == 1
    return [_place(s, columns, starts, heads, rectangular=rectangular) for s in segments]


def _split(entry: Entry, cells: tuple[GridCell, ...], labels: LabelTable) -> list[_Segment]:
    """Cut a row into labels and what follows each; one printed row may hold two of the form's."""
    segments: list[_Segment] = []
    keys = [key(c.text) for c in cells]
    here = 0
    while here < len(cells):
        said, row, end, stop = "", None, -1, here
        while stop < len(cells) and not (said and is_value(cells[stop].text)):
            if keys[stop] and not is_value(cells[stop].text):
                said += keys[stop]
                match = labels.find(said)
                if match is not None:
                    row, end = match, stop
                elif row is None:
                    end = stop
            stop += 1
        if end < 0:
            break
        parts = [c.text for c in cells[here : end + 1] if c.text]
        group = None
        if row is None and any(c.text for c in cells[end + 1 :]):
            row = labels.find_like(said) or labels.find_like(key(parts[-1]))
            group = labels.group(said) if row is None else None
        tail_stop = end + 1
        while tail_stop < len(cells) and keys[tail_stop] not in labels.rows:
            tail_stop += 1
        tail = list(cells[end + 1 : tail_stop])
        if row is not None or group is not None or sum(is_value(c.text) for c in tail) > 2:
            label, shared = " ".join(parts), _taller(cells[end], tail)
            led = any(text and is_value(text) for text in (c.text for c in cells[here:end]))
            made = _Segment(row, group, label, tail, _width(cells), entry, shared, led=led)
            segments.append(made)
        here = max(tail_stop, stop)
    return segments


def _taller(label: GridCell, tail: list[GridCell]) -> list[GridCell]:
    """The values beside a recognised label that is taller than they: the line under the label was not
    seen, and whether they stand in its row or in another's cannot be told."""
    if label.confidence is None:
        return []
    filled = [c for c in tail if c.text]
    return [] if all(c.row_span >= label.row_span for c in filled) else filled


def _share(segments: list[_Segment]) -> None:
    """Mark the rows whose values are merged downwards over several rows of the form."""
    for i, segment in enumerate(segments):
        tall = [c for c in segment.filled if c.row_span > 1]
        if not tall:
            continue
        last = max(c.row + c.row_span for c in tall)
        below = [
            other
            for other in segments[i + 1 :]
            if other.entry.grid == segment.entry.grid and other.tail_row < last and not other.filled
        ]
        for one in (segment, *below) if below else ():
            one.shared = tall


def _drop_row_numbers(
    segments: list[_Segment], labels: LabelTable, columns: int | None, *, headed: bool
) -> None:
    """Take the number of each row from among its values, and the empty cells on its far side. Nothing is
    to be taken where the numbers stand before the labels."""
    if sum(s.led for s in segments) * 2 > len(segments):
        return
    if not may_be_numbered([[c.text for c in s.filled] for s in segments], headed=headed):
        return
    rows = [
        Numbered(
            [c.text for c in s.filled],
            columns or len(s.row.columns if s.row else ()),
            labels.order[s.row.id] if s.row else None,
        )
        for s in segments
    ]
    for segment, mark in zip(segments, mark_numbers(rows, headed=headed), strict=True):
        filled = [i for i, c in enumerate(segment.tail) if c.text]
        if mark is not Mark.NONE and len(filled) == 1 and segment.followed:
            segment.doubtful = True  # its values may be below
            continue
        if mark is Mark.FIRST:
            del segment.tail[: filled[0] + 1]
        elif mark is Mark.LAST:
            del segment.tail[filled[-1] :]
        segment.filled = [c for c in segment.tail if c.text]
        segment.doubtful = segment.doubtful or mark is Mark.DOUBT


def _doubt_what_may_be_of_the_next(
    segments: list[_Segment], labels: LabelTable, columns: int | None
) -> None:
    """Values behind empty cells, more of both than the row has columns: they may belong to the next row of
    the form where its label is lost, and the empty cells to this one."""
    rows = {s.row.id for s in segments if s.row}
    groups = {s.group for s in segments if s.group}
    for segment in segments:
        if segment.row is None or not segment.filled or segment.tail[0].text:
            continue
        after = labels.in_order[labels.order[segment.row.id] + 1 :][:1]
        lost = any(row.id not in rows and row.group not in groups for row in after)
        if lost and len(segment.tail) > (columns or len(segment.row.columns)):
            segment.doubtful = True


def _usual_starts(segments: list[_Segment], columns: int) -> dict[int, set[int]]:
    """Where the values of complete rows begin, by the row's width."""
    starts: dict[int, set[int]] = {}
    for segment in segments:
        filled = segment.filled
        if len(filled) == columns and filled[-1].column - filled[0].column == columns - 1:
            starts.setdefault(segment.width, set()).add(filled[0].column)
    return starts


def _place(
    segment: _Segment,
    columns: int | None,
    starts: dict[int, set[int]],
    heads: list[tuple[Entry, dict[str, int]]],
    *,
    rectangular: bool,
) -> RowReading:
    if segment.shared:
        said = " ".join(c.text for c in segment.shared)
        at = placed(segment.shared[0], segment.entry)
        return RowReading(segment.row, segment.group, segment.label, None, said, at, shared=True)
    wanted = columns or len(segment.row.columns if segment.row else ())
    filled = segment.filled
    chosen: list[GridCell] | None
    if segment.doubtful:
        chosen = None
    elif len(filled) == wanted and not _parted(segment):
        chosen = filled
    elif not filled and len(segment.tail) >= wanted:
        chosen = segment.tail[:wanted]
    elif columns is not None:
        chosen = _by_neighbours(segment, columns, starts)
        if chosen is None and rectangular and not starts and len(segment.tail) == wanted:
            chosen = segment.tail  # no row is complete: cells of an even table stand as they are
    else:
        chosen = _by_heading(segment, heads)
    pieces = tuple((c.text, placed(c, segment.entry)) for c in filled)
    at = pieces[0][1] if pieces else segment.entry.source
    values: tuple[Value, ...] | None = None
    if chosen is not None:
        whole = chosen is filled
        values = pieces if whole else tuple((c.text, placed(c, segment.entry)) for c in chosen)
    return RowReading(
        segment.row,
        segment.group,
        segment.label,
        values,
        " ".join(c.text for c in filled),
        at,
        pieces=() if segment.doubtful else pieces,
        cells=tuple(chosen) if chosen is not None else None,
    )


def _parted(segment: _Segment) -> bool:
    """Tell whether an empty cell stands between two that are not: one of them may be no value."""
    if len(segment.filled) == len(segment.tail):
        return False
    filled = [i for i, c in enumerate(segment.tail) if c.text]
    return bool(filled) and filled[-1] - filled[0] + 1 > len(filled)


def _by_neighbours(
    segment: _Segment, columns: int, starts: dict[int, set[int]]
) -> list[GridCell] | None:
    """The cells where every complete row of the same width has its values. Where those do not agree
    (exported tables shift a row by its merged label), only a row whose two ends are printed is sure."""
    known = starts.get(segment.width, set())
    filled = segment.filled
    if len(known) == 1:
        start = next(iter(known))
    elif known and filled and filled[-1].column - filled[0].column == columns - 1:
        start = filled[0].column
    else:
        return None
    window = [c for c in segment.tail if start <= c.column < start + columns]
    outside = any(c.text for c in segment.tail if c not in window)
    return window if len(window) == columns and not outside else None


def _by_heading(
    segment: _Segment, heads: list[tuple[Entry, dict[str, int]]]
) -> list[GridCell] | None:
    """The cells under the headings of the row's own columns. Without any heading in the grid, a row
    of exactly as many cells as columns stands as it is."""
    if segment.row is None:
        return None
    names = [key(c.label) for c in segment.row.columns]
    headed = False
    for entry, places in heads:
        if entry.grid != segment.entry.grid or not all(n in places for n in names):
            continue
        headed = True
        if _width(entry.cells or ()) == segment.width:
            wanted = [places[n] for n in names]
            window = [c for c in segment.tail if c.column in wanted]
            outside = any(c.text for c in segment.tail if c not in window)
            return window if len(window) == len(names) and not outside else None
    return segment.tail if not headed and len(segment.tail) == len(names) else None


def _width(cells: tuple[GridCell, ...]) -> int:
    return cells[-1].column + cells[-1].column_span if cells else 0


def placed(cell: GridCell, entry: Entry) -> Source:
    """The place of a grid cell, with its table, row and column counted from 1."""
    at = cell.source
    if at.table and at.row and at.column:
        return at
    table, row = at.table or entry.grid, at.row or cell.row + 1
    return Source(at.page, table, row, at.column or cell.column + 1, at.line, at.offset, at.box)


def piece_place(pieces: Sequence[Value], at: int) -> Source:
    """The place of the character `at` of some pieces joined with one space between them."""
    start = 0
    for text, source in pieces:
        if at < start + len(text):
            offset = source.offset
            return source._replace(offset=None if offset is None else offset + at - start)
        start += len(text) + 1
    raise ValueError(f"no character {at} in {len(pieces)} pieces")
