"""What was read in one printed row of a table, and where each of its texts stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from ..cell import Source
from ..form import Row
from .blocks import GridCell


class Printed(Protocol):
    """A text with its place: a word of a line, or a whole cell of a grid."""

    @property
    def text(self) -> str: ...

    @property
    def source(self) -> Source: ...


class Value(NamedTuple):
    """A text of a line with its place."""

    text: str
    source: Source


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
    values: Sequence[Printed] | None
    printed: str
    source: Source
    shared: bool = False  # the values stand in cells merged with those of a neighbouring row
    pieces: Sequence[Printed] = ()
    cells: Sequence[GridCell] | None = None
    money: str = ""  # the unit that the head of an amount names, where it names one
    turned: bool = False  # the columns stand in another order than the form's, which cannot be told
    decoded: bool = False  # the values were told apart in figures that ran together


def piece_place(pieces: Sequence[Printed], at: int) -> Source:
    """The place of the character `at` of some pieces joined with one space between them."""
    start = 0
    for piece in pieces:
        if at < start + len(piece.text):
            offset = piece.source.offset
            return piece.source._replace(offset=None if offset is None else offset + at - start)
        start += len(piece.text) + 1
    raise ValueError(f"no character {at} in {len(pieces)} pieces")
