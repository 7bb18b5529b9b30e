"""What was read in one printed row of a table, and where each of its texts stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..cell import Source
from ..form import Row
from .blocks import GridCell
from .entries import Entry

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
