"""The rows of a table that is whole: beside each label of the form stand just the values of its row.

Most tables of most reports are, and their words are the same but for the figures: where each row stands is
told once for all of them. What is left to ask of one table is whether its figures count on, as numbers of rows
do. Of any other table `rows` tells what it holds row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ...cell import Source
from ...form import Row
from ..blocks import GridRow
from ..normalise import VALUE
from .heads import has_own_column, names_of, turned
from .labels import LabelTable
from .numbering import CODE_HEADS, may_be_numbered
from .row_reading import RowReading, Values
from .segments import Part, parts_of

#: Tables of so many rows and characters come again from report to report, with other figures.
_MOST_ROWS, _MOST_CHARACTERS = 60, 4_000

Words = tuple[str, ...]


class WholeRow(NamedTuple):
    """A row of the form with a text for each of its values, one a cell."""

    row: Row
    part: Part
    line: GridRow
    texts: tuple[str, ...]

    @property
    def places(self) -> tuple[Source, ...]:
        """Where each of the texts stands."""
        return self.line.sources[self.part.end : self.part.stop]

    def reading(self) -> RowReading:
        """All that can be said of it."""
        values = Values(self.texts, self.places)
        return RowReading(
            self.row,
            None,
            self.part.label_in(self.line),
            values,
            " ".join(self.texts),
            values.places[0],
            pieces=values,
            in_cells=True,
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


def whole_rows(
    lines: Sequence[GridRow], words: tuple[Words, ...], labels: LabelTable, columns: int | None
) -> list[WholeRow] | None:
    """The rows of a whole table; None of any other, and where a row may have a number among its values.

    `words` is what `look` says of each line, `columns` the number of values a row, None when each has its own.
    """
    few = (
        len(lines) <= _MOST_ROWS
        and sum([sum(map(len, said)) for said in words]) <= _MOST_CHARACTERS
    )
    plan = _plan(words, labels, columns) if few else None
    if plan is None:
        return None
    found: list[WholeRow] = []
    ends: tuple[list[str], list[str]] = [], []
    for at, row, part in plan.rows:
        line = lines[at]
        if line.recognised or (line.shape.tall and line.shape.reaches_down(part.end, part.stop)):
            return None
        texts = line.texts[part.end : part.stop]
        ends[0].append(texts[0])
        ends[1].append(texts[-1])
        found.append(WholeRow(row, part, line, texts))
    # Table two: a row with a text for each of its values and no cell more has no room for a number.
    asked = ends if not plan.led and (columns or plan.headed) else ()
    if any(may_be_numbered(one, plan.orders, headed=plan.headed) for one in asked):
        return None
    return found


def _find_plan(words: tuple[Words, ...], labels: LabelTable, columns: int | None) -> _Plan | None:
    rows: list[tuple[int, Row, Part]] = []
    headed = False
    for at, said in enumerate(words):
        parts = parts_of(said, labels, columns)
        if not all(part.fits for part in parts) or (not parts and VALUE in said):
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
    return _Plan(tuple(rows), orders, led, headed)


_plan = lru_cache(maxsize=128)(_find_plan)
