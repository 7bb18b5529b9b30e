"""Rows of a grid that do not stand as the others: what tells that a value may not be its label's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, takewhile

from ....width import half_width
from ...blocks import GridCell, GridRow
from ...normalise import SIGNS, VALUE, is_value, key
from ..rows.labels import LabelTable
from ..rows.places import UNNAMED, in_place_of
from ..rows.row_reading import RowReading
from ..rows.row_sums import is_summed, subtotal_at, sum_holds
from .segments import Segment


def put_below(above: Segment, cells: Sequence[GridCell]) -> None:
    """Figures in a row without a label: whose they are cannot be told."""
    if above.group is not None:  # rows that lost their labels: whose share is which?
        above.fill([*above.tail, *cells])
    elif above.doubtful or not above.filled:  # Is this the row that the label names?
        above.fill([*above.tail, *cells])
        above.doubtful = True
    else:
        above.followed = True
        held = [c.text for c in above.filled]
        below = [c.text for c in cells if c.text]
        if len(below) == 1 and below[0].isdigit() and not is_summed(held):
            above.doubtful = True  # the rest of its last figure, broken over two lines?


def reaches_down(above: Segment, line: GridRow, labels: LabelTable) -> bool:
    """Tell whether values are merged downwards beside another row's label, one that is worn or lost."""
    if not any(c.row + c.row_span > line.row for c in above.filled if c.row_span > 1):
        return False
    if VALUE in line.looks:  # below a label that is lost
        return True
    words = (word.lstrip("0123456789") for word in line.looks)  # a number may be worn too
    named = [row for word in words if (row := labels.find_like(word)) is not None]
    return any(row is not above.row for row in named)


def end_label(above: Segment, line: GridRow, labels: LabelTable, columns: int | None) -> None:
    """Take words without figures below a label that names no row for its end, where with it they name one: a row that
    the end of a page cut."""
    if above.row or above.group or not {VALUE, SIGNS}.isdisjoint(line.looks):
        return
    ends = [
        word for word in ("".join(line.looks), *line.looks) if word
    ]  # a group's label may end beside it
    for end in ends:
        said = key(above.label) + end
        row = labels.find(said)
        if row is not None and labels.length_at_end(said) > len(end):
            above.row = row
            above.part = above.part._replace(row=row, wanted=columns or len(row.columns))
            return


def take_shared(below: Iterable[Segment], tall: Sequence[GridCell]) -> None:
    """Mark rows without figures of their own beside which values of a row without a label reach down."""
    for segment in below:
        own = [c for c in tall if c.row + c.row_span > segment.line.row >= c.row]
        if own and not segment.filled:
            segment.shared = own


def may_hold_more(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Tell whether one of the figures of a row may be no value: its sum does not hold, or others have more."""
    if segment.row is None or not sum_holds([c.text for c in segment.filled]):
        return True
    return any(s.row and len(s.filled) > len(segment.filled) for s in segments)


def doubt_what_stands_oddly(
    rows: list[RowReading], segments: list[Segment], columns: int, *, rectangular: bool
) -> None:
    """A row with empty cells that is not as wide as most, or stands among rows with a figure too many, counts
    only if its sum holds; not even then where as many rows have figures beside its columns as only in them."""
    crowded = any(len(s.filled) > columns for s in segments)
    filled = [s.filled for s in segments if s.filled]
    first = min((some[0].column for some in filled), default=0)
    last = max((some[-1].column for some in filled), default=0)
    if rectangular and not crowded and last - first < columns:
        return
    for i, (reading, segment) in enumerate(zip(rows, segments, strict=True)):
        if reading.values is None or not 0 < len(segment.filled) < columns:
            continue
        alike = [s for s in segments if s.line.shape.width == segment.line.shape.width]
        holds = sum_holds(reading.values.texts)
        odd = crowded or len(alike) * 2 < len(segments)
        if (odd and not holds) or _is_beside(reading, segment, alike, columns):
            rows[i] = reading.unplaced()


def _is_beside(reading: RowReading, segment: Segment, alike: list[Segment], columns: int) -> bool:
    """Tell whether as many rows have figures outside the columns of this one's values as are whole in them."""
    first = reading.values.places[0] if reading.values else None
    start = next((c.column for c in segment.tail if c.source is first), None)
    if start is None:
        return False
    ends = [(s.filled[0].column, s.filled[-1].column, len(s.filled)) for s in alike if s.filled]
    whole = ends.count((start, start + columns - 1, columns))
    beside = sum(1 for first, last, _ in ends if first < start or last >= start + columns)
    return beside > 0 and beside >= whole


def doubt_what_stands_elsewhere(segments: list[Segment], labels: LabelTable) -> None:
    """A label that stands elsewhere than in the form, while figures without a label stand where its row belongs."""
    if not any(s.followed or (s.row is None and s.group is None) for s in segments):
        return
    places: list[int] = []
    for segment in segments:
        if segment.row is not None:
            places.append(labels.order[segment.row.id])
        if segment.followed or (segment.row is None and segment.group is None):
            places.append(UNNAMED)
    doubtful = in_place_of(places)
    for segment in segments:
        if segment.row is not None and labels.order[segment.row.id] in doubtful:
            segment.doubtful = True


def drop_subtotals(segments: Sequence[Segment], columns: int) -> None:
    """Take the office's own column 小计, what all bodies other than persons applied for, from among the values."""
    named = [s for s in segments if s.row is not None and s.filled]
    cells = [s.filled if len(s.filled) > columns else s.tail for s in named]
    if any(len(some) != columns + 1 for some in cells):
        return
    at = subtotal_at([[c.text for c in some] for some in cells])
    if at is not None:
        for segment, some in zip(named, cells, strict=True):
            segment.fill([*some[:at], *some[at + 1 :]])


_ANOTHER_YEAR = re.compile(r"上一?年(?!结转)|去年|20\d\d年")


def names_another_year(label: str) -> bool:
    """Tell whether a label, a key, names a year or the last one, but not what came over from it."""
    return _ANOTHER_YEAR.search(label) is not None


def doubt_what_is_of_another_year(segments: Sequence[Segment]) -> None:
    """Some labels name a year, 2022年规章, or last year: their figures are another year's, whatever became of the
    rows of this one."""
    named = [s for s in segments if s.row is not None]
    marked = [s for s in named if names_another_year(key(s.label))]
    for segment in marked if len(marked) * 2 < len(named) else ():
        segment.doubtful = True


def doubt_what_is_in_a_label(segments: Iterable[Segment]) -> None:
    """A label that ends in a figure (规章：12) before cells of which one is empty or lost: it may be theirs."""
    for segment in segments:
        if segment.row is None or segment.doubtful or _has_its_own(segment):
            continue
        cells = segment.line.cells[segment.part.start : segment.part.end]
        own = [c for c in cells if ends_in_figure(c.text)]
        if own:
            segment.fill([*own[-1:], *segment.tail])
            segment.doubtful = True


def _has_its_own(segment: Segment) -> bool:
    """Tell whether a row has figures enough, right behind its label or adding up."""
    texts = [c.text for c in segment.filled]
    return len(texts) >= segment.wanted and (bool(segment.tail[0].text) or is_summed(texts))


_FIGURE_BEHIND = re.compile(
    r".*[\u4e00-\u9fff].*?\d[\d,.]*\s*[件条次宗项个份]?\s*[)\]】〕]?", re.DOTALL
)


_LAST = frozenset("0123456789０１２３４５６７８９件条次宗项个份)]】〕）")


def ends_in_figure(text: str) -> bool:
    """Tell whether the words of a cell end in a figure, which may be that of a cell behind them."""
    found = text[-1:] in _LAST and _FIGURE_BEHIND.fullmatch(half_width(text).strip()) is not None
    return found and not is_value(text)


def doubt_what_stands_before(
    segments: Sequence[Segment], above: Mapping[int, Sequence[GridCell]]
) -> None:
    """Labels with figures in front of them and none behind: where a row has several, in cells of their own or in one,
    or no row of the table has any behind its label, its values stand at the left, and it is not empty. `above` are
    figures that stand right above a label, by its place, and behind no other."""
    reversed_ = not any(s.row is not None and s.filled for s in segments)
    for at, segment in enumerate(segments):
        if segment.row is None or segment.filled:
            continue
        last = segments[at - 1] if at else None
        unknown = last is not None and last.row is None and last.group is None
        if last is not None and last.entry is segment.entry and not unknown:
            continue
        leading = [(c, _count_leading(c.text)) for c in segment.line.cells[: segment.part.end]]
        before = [c for c, count in leading if count]
        higher = last.filled if last is not None and unknown else above.get(at, ())
        if sum(count for _, count in leading) > 1 or (reversed_ and before):
            segment.fill(before)
            segment.doubtful = True
        elif len(higher) == segment.wanted:
            segment.fill(higher)
            segment.doubtful = True


def _count_leading(text: str) -> int:
    """How many figures stand in a cell, before words if it has any: five in 0 4 24 6 34 2.重复申请."""
    if is_value(text):
        return 1
    return sum(1 for _ in takewhile(is_value, text.split()))


def doubt_what_is_above_nobody(segments: Sequence[Segment]) -> None:
    """A label with nothing behind it, and right below it figures behind no label that is known: they may be its."""
    for above, below in pairwise(segments):
        nobody = below.row is None and below.group is None and below.filled
        if nobody and above.row is not None and not above.filled:
            above.fill(below.filled)
            above.doubtful = True


def doubt_what_follows(
    segments: Sequence[Segment], above: Mapping[int, Sequence[GridCell]]
) -> None:
    """Figures above the first label, as many as its row has, and none behind the last: each may be the row's whose
    label stands below it."""
    named = [at for at, s in enumerate(segments) if s.row is not None]
    if not named or segments[named[-1]].filled:
        return
    first = named[0]
    figures = above.get(first, segments[first - 1].filled if first else ())
    if len(figures) != segments[first].wanted:
        return
    for at in named:
        segments[at].doubtful = True
        if not segments[at].filled:
            segments[at].fill(figures)
