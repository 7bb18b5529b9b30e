"""The rows that stand in lines, gathered: which of the figures behind each label are its values, told once
all lines are read. Where that cannot be told, a row keeps what is printed and no values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ....form import Row
from ...normalise import is_value
from ..rows.heads import Names
from ..rows.labels import LabelTable
from ..rows.numbering import Mark, Numbered, mark_numbers
from ..rows.row_reading import RowReading, Values
from ..rows.row_sums import subtotal_at

_DIGIT = re.compile(r"\d")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)
class LineReading:
    """What the lines of one table gave: its rows, and the last entry that belongs to the table."""

    rows: list[RowReading] = field(default_factory=list)
    last: int = -1
    led: bool = False  # whether figures stand before labels: they may be theirs
    #: Figures of two rows and more that stand behind the label of one, by its id.
    gathered: dict[str, Values] = field(default_factory=dict)
    #: The rows, if those figures are shared out: none is doubted for them.
    unmoved: list[RowReading] = field(default_factory=list)
    #: Whether rows ran on in one line, and words stand behind the last figures, figures above the first label, or
    #: they are `askew`.
    ran_on: bool = False
    above: bool = False  # whether those of a whole row stand before the first
    #: Whether, where rows ran on, heads stand between a label and figures, or two rows' behind one label and none
    #: behind another.
    askew: bool = False


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
    #: Figures alone in lines, behind no label, by the row right below whose figures they stand; -1 below words.
    nobody_s: dict[int, list[str]] = field(default_factory=dict)
    torn: dict[int, str] = field(default_factory=dict)  # the figure alone right below a row
    headed: bool = False  # whether a column is headed 行次
    unnumbered: bool = False  # whether the numbers of the rows were taken off the lines
    #: Heads in another order than the form's: which of the values from the left is each column's, if known.
    turned: dict[Names, tuple[int, ...] | None] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)  # rows named a second time, without figures
    ran_on: bool = False  # whether several rows ran on in one line
    open_end: bool = False  # whether words stand behind the last figures
    above: list[str] = field(default_factory=list)  # figures above the first label
    crowded: bool = False  # whether the heads name a column of figures that the form has not
    #: Rows before which the figures of a whole row stand that have no label before them, and these.
    strays: list[tuple[int, str]] = field(default_factory=list)

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

    def drop_subtotals(self, columns: int) -> None:
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

    def drop_row_numbers(self) -> None:
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
