"""The rows that stand in lines, gathered: which of the figures behind each label are its values, told once
all lines are read. Where that cannot be told, a row keeps what is printed and no values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ....form import Row
from ...normalise import is_value, key
from .heads import Names, names_of
from .labels import LabelTable
from .numbering import Mark, Numbered, mark_numbers
from .odd_rows import UNNAMED, in_place_of
from .possible import in_turned_order
from .row_reading import RowReading, Values
from .row_sums import subtotal_at, sum_holds, total_is_elsewhere

_MOST_DIGITS = 200  # in a row
_DIGIT = re.compile(r"\d")
_SLIPS = 2  # rows with a figure too few
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)
class LineReading:
    """What the lines of one table gave: its rows, and the last entry that belongs to the table."""

    rows: list[RowReading] = field(default_factory=list)
    last: int = -1


@dataclass(slots=True)
class Behind:
    """What stands behind a label: the figures, and whether they are below its line, not on it."""

    values: Values
    below: bool
    one_a_line: bool


@dataclass(slots=True)
class LineRows:
    """The rows of a table as they are gathered, and what was seen beside them."""

    labels: LabelTable
    columns: int | None
    table: int
    out: LineReading = field(default_factory=LineReading)
    printed: list[Behind] = field(default_factory=list)  # one a row of `out`
    seen: set[str] = field(default_factory=set)
    #: Rows below which figures stand that are nobody's.
    followed: set[int] = field(default_factory=set)
    torn: dict[int, str] = field(default_factory=dict)  # the figure alone right below a row
    headed: bool = False  # whether a column is headed 行次
    unnumbered: bool = False  # whether the numbers of the rows were taken off the lines
    #: Heads in another order than the form's: which of the values from the left is each column's, if known.
    turned: dict[Names, tuple[int, ...] | None] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)  # rows named a second time, without figures
    above: list[str] = field(default_factory=list)  # figures above the first label
    crowded: bool = False  # whether the heads name a column of figures that the form has not
    #: Rows before which the figures of a whole row stand that have no label before them, and these.
    strays: list[tuple[int, str]] = field(default_factory=list)

    def settle(self) -> None:
        """Take the values from every row that may have lost or gained one."""
        if self.columns and not self.headed:
            self._drop_subtotals(self.columns)
        self._drop_row_numbers()
        if self.columns and total_is_elsewhere(
            one.values.texts for one in self.out.rows if one.values
        ):
            self.turned = dict.fromkeys(names_of(self.labels)) | self.turned
        self._doubt_torn()
        self._doubt_what_lost_a_value()
        self._doubt_what_stands_oddly()
        self._doubt_what_stands_elsewhere()
        self._doubt_what_stands_before()
        if self.turned:
            self._doubt_turned()
        if self.crowded:
            self.out.rows = [one.unplaced() for one in self.out.rows]
        self._doubt_what_may_be_of_the_next()
        self._doubt_what_stands_behind_its_figures()

    def fitted(self, reading: RowReading, held: Behind, printed: str) -> RowReading:
        """The row with its figures as values, where they are as many as its columns."""
        wanted, values = self.wanted(reading.row), held.values
        at = values.places[0] if values else reading.source
        whole = Values((printed,), (at,)) if values else Values()
        if wanted == 1 and values:  # everything behind the label is the one value
            values = whole
        fits = len(values) == wanted and (wanted == 1 or not _holds_words(values, printed))
        return reading._replace(
            values=values if fits else None,
            printed=printed,
            source=at,
            pieces=values if held.one_a_line else whole,
        )

    def wanted(self, row: Row | None) -> int:
        """How many values a row has; 0 where nobody knows."""
        return self.columns or (len(row.columns) if row else 0)

    def _doubt_torn(self) -> None:
        """A figure alone below a row may be the rest of its last one: 行政强制 6, and below it 7; below a row
        with a sum it is, if the sum says so."""
        for i, below in self.torn.items():
            reading = self.out.rows[i] if i >= 0 else None
            if reading is None or reading.row is None:
                continue
            texts = reading.values.texts if reading.values else []
            if not self.columns or _adds_up([*texts[:-1], texts[-1] + below] if texts else []):
                self.out.rows[i] = reading.unplaced()

    def _doubt_what_lost_a_value(self) -> None:
        """As in grids: where most rows have a figure too many, one of just enough has lost one; where some have, or
        several have too few, one whose sum does not hold."""
        own = [
            (i, len(self.printed[i].values) - self.wanted(reading.row))
            for i, reading in enumerate(self.out.rows)
            if reading.row and self.printed[i].values
        ]
        wide = sum(more > 0 for _, more in own)
        mostly = wide * 2 > len(own) or (not self.columns and wide > 1)
        narrow = sum(more < 0 for _, more in own) > _SLIPS  # what is empty is not printed
        for i, more in own if wide or narrow else ():
            values = self.out.rows[i].values
            texts = values.texts if values else []
            if not more and (mostly or (self.columns and texts and not sum_holds(texts))):
                self.out.rows[i] = self.out.rows[i].unplaced()

    def _doubt_what_stands_oddly(self) -> None:
        """Figures below a label in a table that has them beside, and figures that may go on in the line below
        them, which has no label, are the row's only if its sum holds."""
        if not self.columns:
            return
        below = [i for i, held in enumerate(self.printed) if held.below and held.values]
        beside = sum(1 for held in self.printed if held.values and not held.below)
        for i in {*self.followed, *(below if len(below) < beside else ())}:
            values = self.out.rows[i].values if i >= 0 else None
            if values is not None and not sum_holds(values.texts):
                self.out.rows[i] = self.out.rows[i].unplaced()

    def _doubt_what_stands_elsewhere(self) -> None:
        """A label that stands elsewhere while figures without one stand in its place; of a row that is named twice,
        figures that stand out of the order of the form: they may be another's."""
        places: list[int] = []
        for one, held in zip(self.out.rows, self.printed, strict=True):
            if one.row or one.group is None:
                places.append(self.labels.order[one.row.id] if one.row else UNNAMED)
            if one.row and len(held.values) >= 2 * self.wanted(one.row) > 2:
                places.append(UNNAMED)  # its figures, and those of a row without a label
        others = in_place_of(places) if UNNAMED in places else frozenset()
        for i, reading in enumerate(self.out.rows) if others else ():
            if reading.row and self.labels.order[reading.row.id] in others:
                self.out.rows[i] = reading.unplaced()
        if not self.again:
            return
        placed = [
            (self.labels.order[reading.row.id], i)
            for i, reading in enumerate(self.out.rows)
            if reading.row and self.printed[i].values
        ]
        for at, (_, i) in enumerate(placed):
            row = self.out.rows[i].row
            near = placed[max(0, at - 1) : at + 2]
            if row and row.id in self.again and near != sorted(near):
                self.out.rows[i] = self.out.rows[i].unplaced()

    def _doubt_what_stands_before(self) -> None:
        """Figures above the first label, as many as its row has, and none behind the last: each may stand in front of
        its label. Labels in a row with nothing behind them, and figures elsewhere: they may be the heads of columns."""
        named = [i for i, one in enumerate(self.out.rows) if one.row]
        if not named:
            return
        filled = [i for i in named if self.printed[i].values]
        unnamed = self._unnamed() or " ".join(self.out.rows[i].printed for i in filled[:1])
        before = named[-1] not in filled and self._stand_above(named[0])
        heads = (
            len(named) > 2
            and len(filled) < 2
            and all(self.out.rows[i].values is None for i in filled)
        )
        if before or (heads and unnamed):
            printed = unnamed or " ".join(self.above)
            rows = [one._replace(printed=one.printed or printed) for one in self.out.rows]
            self.out.rows = [one.unplaced() for one in rows]

    def _stand_above(self, first: int) -> bool:
        """Tell whether as many figures stand above the first label as its row has."""
        above = len(self.above) + (len(self.printed[first - 1].values) if first else 0)
        return above == self.wanted(self.out.rows[first].row)

    def _unnamed(self) -> str:
        """The figures that stand behind no label of the form."""
        every = zip(self.out.rows, self.printed, strict=True)
        return " ".join(v.text for one, held in every if one.row is None for v in held.values)

    def _drop_subtotals(self, columns: int) -> None:
        """Take the office's own column 小计 from among the figures, as in grids."""
        named = [i for i, one in enumerate(self.out.rows) if one.row and self.printed[i].values]
        wider = [i for i in named if len(self.printed[i].values) == columns + 1]
        if not wider or len(wider) < len(named):
            return
        at = subtotal_at([self.printed[i].values.texts for i in wider])
        for i in wider if at is not None else ():
            held = self.printed[i]
            values = held.values.in_order([n for n in range(columns + 1) if n != at])
            self.printed[i] = Behind(values, held.below, held.one_a_line)
            self.out.rows[i] = self.fitted(
                self.out.rows[i], self.printed[i], " ".join(values.texts)
            )

    def _doubt_turned(self) -> None:
        """Which figure stands below which head cannot be told from lines: what it may be is told by their order."""
        for i, reading in enumerate(self.out.rows):
            names = (
                tuple(key(column.label) for column in reading.row.columns) if reading.row else ()
            )
            if names in self.turned:
                texts = reading.values.texts if reading.values else ()
                options = in_turned_order(texts, self.turned[names], summed=bool(self.columns))
                self.out.rows[i] = reading.unplaced(turned=True)._replace(options=options)

    def _drop_row_numbers(self) -> None:
        """Take the number of each row from among its figures."""
        if self.unnumbered:
            return
        rows = self.out.rows
        numbered = [
            Numbered.of(
                printed.values.texts,
                self.wanted(reading.row),
                self.labels.order[reading.row.id] if reading.row else None,
            )
            for reading, printed in zip(rows, self.printed, strict=True)
        ]
        for i, mark in enumerate(mark_numbers(numbered, headed=self.headed)):
            held = self.printed[i]
            alone = mark is not Mark.NONE and len(held.values) == 1
            if mark is Mark.DOUBT or (alone and i in self.followed):  # its values may be below
                rows[i] = rows[i].unplaced()
            elif mark is not Mark.NONE:
                first = mark is Mark.FIRST
                number, values = (
                    (held.values[0], held.values[1:])
                    if first
                    else (held.values[-1], held.values[:-1])
                )
                text = rows[i].printed
                text = text[len(number[0]) :] if first else text[: len(text) - len(number[0])]
                self.printed[i] = Behind(values, held.below, held.one_a_line)
                rows[i] = self.fitted(rows[i], self.printed[i], text.strip())

    def _doubt_what_may_be_of_the_next(self) -> None:
        """Figures below a label may belong to the next row of the form where its label is lost: a label
        with nothing behind it, and figures with nothing before them."""
        groups = {reading.group for reading in self.out.rows}
        for i, reading in enumerate(self.out.rows):
            if reading.row is None or not self.printed[i].below:
                continue
            after = self.labels.in_order[self.labels.order[reading.row.id] + 1 :][:1]
            if any(row.id not in self.seen and row.group not in groups - {None} for row in after):
                self.out.rows[i] = reading.unplaced()

    def _doubt_what_stands_behind_its_figures(self) -> None:
        """Where the figures of a row stand alone before a label, those below it may be the next row's, and so on until
        figures stand beside their label again: a sheet printed without lines, its figures drawn first. Nor is a row
        blank right behind figures whose words name no row."""
        for stray, figures in (*self.strays, *self._below_no_label()):
            for i in range(stray, len(self.out.rows)):
                held = self.printed[i]
                if held.values and not held.below:
                    break
                printed = self.out.rows[i].printed or figures
                self.out.rows[i] = self.out.rows[i].unplaced()._replace(printed=printed)
        for i, (one, after) in enumerate(pairwise(self.out.rows)):
            whole = one.row is None and len(self.printed[i].values) == self.columns
            if whole and after.row and after.values is None and not after.printed:
                self.out.rows[i + 1] = after._replace(printed=one.printed)

    def _below_no_label(self) -> Iterator[tuple[int, str]]:
        """Figures of a whole row on a line below words that name no row, and not their own group's last."""
        for i, (one, after) in enumerate(pairwise(self.out.rows)):
            held = self.printed[i]
            alone = held.below and not held.one_a_line and len(held.values) == self.columns
            if alone and one.row is None and after.row and one.group in (None, after.row.group):
                yield i + 1, one.printed


def _adds_up(texts: list[str]) -> bool:
    """Tell whether the last of some figures, which is not nothing, is the sum of the others."""
    digits = "".join(texts)
    if len(texts) < 2 or not (digits.isascii() and digits.isdigit()) or len(digits) > _MOST_DIGITS:
        return False
    *parts, whole = map(int, texts)
    return whole > 0 and sum(parts) == whole


def _holds_words(values: Values, printed: str) -> bool:
    """True where a word stands among the figures of a row that is none of them."""
    if not _CHINESE.search(printed):
        return False
    words = (text for text in values.texts if _CHINESE.search(text) and not _DIGIT.search(text))
    return not all(map(is_figure, words))


def is_figure(text: str) -> bool:
    """Tell whether a word below a label can be its value, damaged or not, rather than more label."""
    if is_value(text) or not _CHINESE.search(text):
        return True
    return text[0] in "增减" and text[-1].isdigit()  # a change of the form of 2019, 减4
