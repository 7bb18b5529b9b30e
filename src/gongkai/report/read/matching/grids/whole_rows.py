"""The rows of a table that is whole: beside each label of the form stand just the values of its row, or, where all
rows stand alike, as many cells, of which some are empty.

Most tables of most reports are, and their words are the same but for the figures: where each row stands is
told once for all of them. What is left to ask of one table is whether its figures count on, as numbers of rows
do. Of any other table `reader` tells what it holds row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ....cell import Source
from ....form import Row
from ....printed import parse_number
from ...blocks import GridRow
from ...normalise import VALUE, key
from ..rows.heads import has_own_column, names_of, turned
from ..rows.labels import LabelTable
from ..rows.numbering import CODE_HEADS, may_be_numbered
from ..rows.row_reading import SURE_ALONE, RowReading, Values
from .odd_rows import ends_in_figure, names_another_year
from .segments import Part, parts_of

#: Tables of so many rows, and cells and characters, come again from report to report, with other figures.
_MOST_ROWS, _MOST_CHARACTERS = 60, 6_000

Words = tuple[str, ...]


class WholeRow(NamedTuple):
    """A row of the form with a cell for each of its values; its texts are those of the cells. `sure` says how sure
    each is of a recognised row, and is empty of a printed one."""

    row: Row
    part: Part
    line: GridRow
    texts: tuple[str, ...]
    sure: tuple[float, ...] = ()

    @property
    def places(self) -> tuple[Source, ...]:
        """Where each of the texts stands."""
        return self.line.sources[self.part.end : self.part.stop]

    def reading(self) -> RowReading:
        """All that can be said of it."""
        values = pieces = Values(self.texts, self.places)
        if "" in self.texts:
            pieces = Values.of([one for one in values if one.text])
        return RowReading(
            self.row,
            None,
            self.part.label_in(self.line),
            values,
            " ".join(pieces.texts),
            pieces.places[0] if pieces else self.line.source,
            pieces=pieces,
            in_cells=True,
            alike=True,
        )


AnyRow = RowReading | WholeRow


def reading_of(row: AnyRow) -> RowReading:
    """All that can be said of a row."""
    return row.reading() if isinstance(row, WholeRow) else row


class _Plan(NamedTuple):
    """Where the rows of the form stand: each in which line of the table, and where in that."""

    rows: tuple[tuple[int, Row, Part], ...]
    orders: tuple[int, ...]  # which row of the form each is
    led: bool  # figures stand before most labels: the numbers of the rows, if any
    headed: bool  # a column is headed 行次
    gaps: bool  # some of the cells are empty
    alike: bool  # every row has as many values


def whole_rows(
    lines: Sequence[GridRow], words: tuple[Words, ...], labels: LabelTable, columns: int | None
) -> list[WholeRow] | None:
    """The rows of a whole table; None of any other, and where a row may have a number among its values.

    `words` is what `look` says of each line, `columns` the number of values a row, None when each has its own.
    """
    size = sum([len(line.text) for line in lines])
    few = len(lines) <= _MOST_ROWS and size <= _MOST_CHARACTERS
    plan = _plan(words, labels, columns) if few else None
    if plan is None or (plan.gaps and not _stand_alike(lines, plan)):
        return None
    found: list[WholeRow] = []
    ends: tuple[list[str], list[str]] = [], []
    for at, row, part in plan.rows:
        line = lines[at]
        if line.shape.tall and line.shape.reaches_down(part.end, part.stop):
            return None
        sure = _sure(line, part, summed=columns is not None) if line.recognised else ()
        if sure is None:
            return None
        texts = line.texts[part.end : part.stop]
        filled = [text for text in texts if text] if plan.gaps else texts
        if len(filled) < len(texts) and any(map(ends_in_figure, line.texts[part.start : part.end])):
            return None
        ends[0].append(filled[0] if filled else "")
        ends[1].append(filled[-1] if filled else "")
        found.append(WholeRow(row, part, line, texts, sure))
    # Rows of different widths (table two), each with a text for each of its values, have no room for a number.
    asked = ends if not plan.led and (plan.alike or plan.headed) else ()
    if any(may_be_numbered(one, plan.orders, headed=plan.headed) for one in asked):
        return None
    return found


def _sure(line: GridRow, part: Part, *, summed: bool) -> tuple[float, ...] | None:
    """How sure each value of a recognised row is, if nothing is left to weigh in it: each is sure by itself, none
    stands beside a label taller than it (the line under that was not seen), and where the last is the `summed`
    others it is their sum. None of any other row."""
    label, *values = line.cells[part.end - 1 : part.stop]
    sure = tuple([one.confidence or 0.0 for one in values if one.text])
    if len(sure) < len(values) or min(sure, default=0.0) < SURE_ALONE:
        return None
    if line.shape.tall and any(one.row_span < label.row_span for one in values):
        return None
    if summed:
        *added, total = (parse_number(one.text) for one in values)
        whole = [one for one in added if isinstance(one, int)]
        if len(whole) < len(added) or sum(whole) != total:
            return None
    return sure


def _stand_alike(lines: Sequence[GridRow], plan: _Plan) -> bool:
    """Whether the cells of all rows stand in the same columns, one each, of lines of one width: then an empty cell
    is the value of its column, and no figure has moved."""
    shapes = {(lines[at].shape, part.end, part.stop) for at, _, part in plan.rows}
    places = {shape.columns[start:stop] for shape, start, stop in shapes}
    if len({shape.width for shape, _, _ in shapes}) > 1 or len(places) > 1:
        return False
    (columns,) = places
    return columns[-1] - columns[0] == len(columns) - 1


def _find_plan(words: tuple[Words, ...], labels: LabelTable, columns: int | None) -> _Plan | None:
    rows: list[tuple[int, Row, Part]] = []
    headed = gaps = False
    for at, said in enumerate(words):
        parts = parts_of(said, labels, columns)
        if (not parts and VALUE in said) or any(_is_odd(part, said, columns) for part in parts):
            return None
        if not all(part.fits for part in parts):
            gaps = True
            if columns is None or not all(_is_even(part, said, labels) for part in parts):
                return None
        if not parts:
            heads = {word: i for i, word in enumerate(said) if word}
            headed = headed or not CODE_HEADS.isdisjoint(heads)
            own = columns is None and any(has_own_column(heads, one) for one in names_of(labels))
            if own or any(turned(heads, names) for names in names_of(labels)):
                return None
        rows += [(at, part.row, part) for part in parts if part.row]
    if not rows:
        return None
    orders = tuple([labels.order[row.id] for _, row, _ in rows])
    led = sum(part.led for _, _, part in rows) * 2 > len(rows)
    alike = len({part.wanted for _, _, part in rows}) == 1
    return _Plan(tuple(rows), orders, led, headed, gaps, alike)


def _is_odd(part: Part, words: Words, columns: int | None) -> bool:
    """Whether a label is that of several rows, or names another year, or the head of a column stands among the values
    of a row."""
    if part.row is None or part.several:
        return part.several
    heads = {key(column.label) for column in part.row.columns} if columns is None else set()
    label = "".join(words[part.start : part.end])
    return names_another_year(label) or not heads.isdisjoint(words[part.end : part.stop])


def _is_even(part: Part, words: Words, labels: LabelTable) -> bool:
    """Whether a cell for each value of its row, empty or not, stands behind a label, which is as the form has it,
    and no figure before that: one that is missing behind might be it."""
    sound = (
        part.row is not None
        and VALUE not in words[: part.end]
        and words[part.end - 1] in labels.rows
    )
    return sound and part.stop - part.end == part.wanted


_plan = lru_cache(maxsize=128)(_find_plan)
