"""The rows of a statutory table in a grid: which row each line is, and which text is which value.

A value keeps the place it was printed in. Where a row has as many values as the form has columns they
are taken in order; where it has fewer, only the column positions of its neighbours, or the positions
of the column headings, may place them, and only if the row is as wide as those. Otherwise nothing is
placed: values are never shifted into a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ...blocks import GridCell, GridRow
from ...normalise import VALUE, is_value, key
from ..entries import Entry
from ..rows.heads import TOTAL, Orders, has_own_column, names_of, order_in, turned
from ..rows.labels import LabelTable
from ..rows.numbering import CODE_HEADS, Mark, Numbered, mark_numbers
from ..rows.row_reading import RowReading
from ..rows.row_sums import sum_holds
from .odd_rows import (
    doubt_what_follows,
    doubt_what_is_above_nobody,
    doubt_what_is_in_a_label,
    doubt_what_is_of_another_year,
    doubt_what_stands_before,
    doubt_what_stands_elsewhere,
    doubt_what_stands_oddly,
    drop_subtotals,
    end_label,
    put_below,
    reaches_down,
    take_shared,
)
from .placing import Heads, headed_start, place, usual_starts
from .repeated import once_each
from .segments import Segment, cut
from .whole_rows import WholeRow, whole_rows

#: A row has no more labels than these in front of its values.
_MOST_LABELS = 3
_AS_IN_FORM: Orders = {}


def read_rows(
    entries: Iterable[Entry], labels: LabelTable, columns: int | None, orders: Orders = _AS_IN_FORM
) -> list[RowReading] | list[WholeRow]:
    """Read the rows of grids. `columns` is the number of values a row, None when each row has its own; `orders` are
    those of the heads that lines above the grids name in another order than the form."""
    printed = [(entry, entry.row) for entry in entries if entry.row is not None]
    if not printed:
        return []
    if columns is None:
        printed = once_each(printed, labels)
    if orders:
        return rows_one_by_one(printed, labels, columns, orders)
    words = tuple([line.looks for _, line in printed])
    whole = whole_rows([line for _, line in printed], words, labels, columns)
    return rows_one_by_one(printed, labels, columns) if whole is None else whole


def rows_one_by_one(
    printed: Iterable[tuple[Entry, GridRow]],
    labels: LabelTable,
    columns: int | None,
    above_grids: Orders = _AS_IN_FORM,
) -> list[RowReading]:
    """As `read_rows`, of a table of any kind: entries with their rows."""
    segments: list[Segment] = []
    heads: Heads = []
    orders = dict(above_grids)  # of heads that do not stand as in the form
    numbered = False  # whether a column is headed 行次
    above: dict[int, list[GridCell]] = {}  # figures behind no label, above the one at this place
    tall: list[GridCell] = []  # values of a row without a label that reach down
    before: Entry | None = None
    for entry, line in printed:
        said = line.looks
        found = cut(entry, line, said, labels, columns)
        if found:
            if tall:
                take_shared(found, tall)
            segments += found
            before = entry
            if found[0].part.end > _MOST_LABELS:  # the heads ran into the row below them
                words = said[: found[0].part.end]
                places = {word: at for at, word in enumerate(words) if word}
                orders |= _orders_of(places, labels)
            continue
        if segments and segments[-1].entry is before:
            end_label(segments[-1], line, labels, columns)
        before = entry
        if segments and reaches_down(segments[-1], line, labels):
            segments[-1].doubtful = True
        if VALUE in said:
            tall = [c for c in line.cells if c.text and c.row_span > 1]
        if segments and VALUE in said:
            put_below(segments[-1], line.cells)
        if VALUE in said:
            above[len(segments)] = [c for c in line.cells if is_value(c.text)]
        places = _first_places(line.shape.columns, said)
        numbered = numbered or not CODE_HEADS.isdisjoint(places)
        heads.append((entry, places))
        orders |= _orders_of(places, labels)
    if columns is not None and not numbered:
        drop_subtotals(segments, columns)
    _drop_row_numbers(segments, labels, headed=numbered)
    _doubt_what_may_be_of_the_next(segments, labels)
    _doubt_what_may_be_of_the_last(segments)
    _doubt_what_lost_a_value(segments, columns)
    if columns is not None:
        _doubt_what_gained_a_value(segments, columns)
    doubt_what_stands_elsewhere(segments, labels)
    doubt_what_stands_before(segments, above)
    doubt_what_is_above_nobody(segments)
    doubt_what_follows(segments, above)
    doubt_what_is_in_a_label(segments)
    doubt_what_is_of_another_year(segments)
    _share(segments)
    starts = usual_starts(segments, columns) if columns is not None else {}
    rectangular = len({s.line.shape.width for s in segments}) == 1
    if columns is not None and rectangular and not starts:
        starts = _headed_starts(segments, heads, labels, columns)
    tails = {len(s.tail) for s in segments}
    exact = not starts and tails == {columns}  # as many cells as columns behind every label
    even = exact or (rectangular and not starts and max(tails) == columns)
    own = columns is None and any(
        has_own_column(words, names) for _, words in heads for names in names_of(labels)
    )
    rows = [place(s, columns, starts, heads, segments, even=even, own=own) for s in segments]
    if columns is not None and not exact:
        doubt_what_stands_oddly(rows, segments, columns, rectangular=rectangular)
    return [_below_heads(row, orders) for row in rows] if orders else rows


def _first_places(columns: Sequence[int], words: Sequence[str]) -> dict[str, int]:
    """The column of each word; of one that comes again, for the heads ran on into those of the next row, the first."""
    every = [*zip(columns, words, strict=True)]
    return {word: at for at, word in reversed(every) if word}


def _orders_of(places: Mapping[str, int], labels: LabelTable) -> Orders:
    """The heads that a line names in another order than the form, each with the order."""
    return {
        names: order_in(places, names)
        for names in names_of(labels)
        if not places.keys().isdisjoint(names) and turned(places, names)
    }


def _headed_starts(
    segments: list[Segment], heads: Heads, labels: LabelTable, columns: int
) -> dict[int, set[int]]:
    """Where the values of a table begin by its heads, by the width of its rows; nothing where these do not tell."""
    places = [one for _, one in heads]
    starts = [headed_start(places, names, segments, columns) for names in names_of(labels)]
    begin = {at for at in starts if at is not None}
    return {segments[0].line.shape.width: begin} if begin else {}


def _below_heads(reading: RowReading, orders: Orders) -> RowReading:
    """A row with each value in the column whose head it stands below."""
    names = tuple(key(column.label) for column in reading.row.columns) if reading.row else ()
    if names not in orders:
        return reading
    order = orders[names]
    if order is None or reading.values is None:
        return reading.unplaced(turned=True)
    if any(reading.values.texts) and not reading.values.texts[-1]:
        return reading.unplaced(turned=True)  # one is lost, and the others moved to the left
    values = reading.values.in_order(order)
    gaps = not all(map(is_value, values.texts)) and any(values.texts)
    if TOTAL in names and gaps and not sum_holds(values.texts):
        return reading.unplaced(turned=True)
    seen = [reading.seen[i] for i in order] if reading.seen else ()
    return reading._replace(values=values, seen=seen)


def _share(segments: list[Segment]) -> None:
    """Mark the rows whose values are merged downwards over several rows of the form, all of them or some."""
    for i, segment in enumerate(segments):
        tall = [c for c in segment.filled if c.row_span > 1]
        if not tall:
            continue
        last = max(c.row + c.row_span for c in tall)
        below = [
            other
            for other in segments[i + 1 :]
            if other.entry.grid == segment.entry.grid
            and other.line.row < last
            and (not other.filled or len(other.filled) < other.wanted)
        ]
        for one in (segment, *below) if below else ():
            one.shared = tall


def _drop_row_numbers(segments: list[Segment], labels: LabelTable, *, headed: bool) -> None:
    """Take the number of each row from among its values, and the empty cells on its far side. Nothing is
    to be taken where the numbers stand before the labels."""
    if sum(s.part.led for s in segments) * 2 > len(segments):
        return
    rows = [_numbered(s, labels) for s in segments]
    for segment, mark in zip(segments, mark_numbers(rows, headed=headed), strict=True):
        if mark is Mark.NONE:
            continue
        filled = [i for i, c in enumerate(segment.tail) if c.text]
        if len(filled) == 1 and segment.followed:
            segment.doubtful = True  # its values may be below
        elif mark is Mark.FIRST:
            segment.fill(segment.tail[filled[0] + 1 :])
        elif mark is Mark.LAST:
            segment.fill(segment.tail[: filled[-1]])
        else:
            segment.doubtful = True


def _numbered(segment: Segment, labels: LabelTable) -> Numbered:
    order = labels.order[segment.row.id] if segment.row else None
    filled = segment.filled
    first, last = (filled[0].text, filled[-1].text) if filled else ("", "")
    room = len(segment.tail) > segment.wanted
    return Numbered(first, last, len(filled), segment.wanted, order, room)


def _doubt_what_may_be_of_the_next(segments: list[Segment], labels: LabelTable) -> None:
    """Values behind empty cells, more of both than the row has columns: they may belong to the next row of
    the form where its label is lost, and the empty cells to this one."""
    indented = [s for s in segments if s.row and s.filled and not s.tail[0].text]
    if not indented:
        return
    rows = {s.row.id for s in segments if s.row}
    groups = {s.group for s in segments if s.group}
    for segment in indented:
        assert segment.row is not None
        after = labels.in_order[labels.order[segment.row.id] + 1 :][:1]
        lost = any(row.id not in rows and row.group not in groups for row in after)
        if lost and len(segment.tail) > segment.wanted:
            segment.doubtful = True


def _doubt_what_may_be_of_the_last(segments: list[Segment]) -> None:
    """A label with fewer cells than its row has, and below it figures behind words that name no row: these
    words may be a figure of the row above that cannot be made out (`5以上`)."""
    for above, below in pairwise(segments):
        unknown = below.row is None and below.group is None and below.filled
        if unknown and above.row and not above.filled and len(above.tail) < above.wanted:
            above.fill([*above.tail, *below.tail])
            above.doubtful = True


def _doubt_what_lost_a_value(segments: list[Segment], columns: int | None) -> None:
    """Where the rows of a table have a figure more than the form has columns, a column of the office's own, a row
    of just as many as the form lost one: which, nobody can tell, and none is torn. Where only some have, so may
    one with an empty cell, if its sum does not hold; where it has no sum, if that cell stands where theirs begin."""
    wide = [s for s in segments if s.row and len(s.filled) > s.wanted]
    if not wide:
        return
    mostly = len(wide) * 2 > sum(1 for s in segments if s.row and s.filled)
    mostly = mostly or (columns is None and len(wide) > 1)  # no sum tells which rows lost one
    first = min(s.filled[0].column for s in wide)
    for segment in segments:
        filled = segment.filled
        over = len(filled) - segment.wanted
        if not segment.row or not filled or (over and not mostly) or (over < 0 and columns):
            continue
        if columns:
            odd = len(segment.tail) > columns and not sum_holds([c.text for c in filled])
        else:
            odd = not segment.tail[0].text and first < filled[0].column
        if mostly or odd:
            segment.doubtful = True


def _doubt_what_gained_a_value(segments: list[Segment], columns: int) -> None:
    """Where most rows have a cell less than the form has columns, one of just enough has one too many, if its sum does
    not hold."""
    named = [s for s in segments if s.row and s.filled]
    if sum(len(s.tail) == columns - 1 for s in named) * 2 <= len(named):
        return
    for segment in named:
        texts = [c.text for c in segment.filled]
        if len(texts) == columns and not sum_holds(texts):
            segment.doubtful = True
