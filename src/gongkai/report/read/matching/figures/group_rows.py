"""Rows that name a group of the form, （三）不予公开, and none of its rows: their figures are those of all of these, or of
one that lost its label.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ....cell import Cell, unreadable
from ....form import Row, Table
from ....model import Note
from ..rows.row_reading import RowReading
from . import remarks
from .row_cells import shares_of


class GroupCells(NamedTuple):
    """The cells of the rows of groups, and the notes on these."""

    cells: dict[str, Cell]
    notes: list[Note]


class GroupRows:
    """The rows of one table that only name their group, gathered until all others are known."""

    def __init__(self, table: Table) -> None:
        self.last = ""  # the group that was named last, until the next row of the form
        self.merged: set[str] = set()  # rows of the form that stand in their group's, by id
        self._table = table
        self._rows: dict[str, list[RowReading]] = {}

    def take(self, reading: RowReading) -> list[Note]:
        """One printed row that is none of the form; a note if it names no group either. Figures without any label
        may be of the group above."""
        group = reading.group or self.last
        if group:
            self._rows.setdefault(group, []).append(reading)
        self.last = group
        return [remarks.unknown(self._table, reading)] if reading.group is None else []

    def fill(self, has: Callable[[Row], bool]) -> GroupCells:
        """The cells of the rows of each group that were not read (`has` tells). Its figures are those of all its rows
        only where they are printed once and none of the rows is; else they are those of a row which lost its label,
        and nobody can tell of which."""
        cells: dict[str, Cell] = {}
        notes: list[Note] = []
        for group, readings in self._rows.items():
            detail = [row for row in self._table.rows if row.group == group]
            left = [row for row in detail if not has(row)]
            self.merged.update(row.id for row in left)
            if len(readings) == 1 and len(left) == len(detail):
                notes.append(remarks.merged(readings[0], len(detail)))
                for row in left:
                    shares = shares_of(readings[0], len(row.cell_ids))
                    cells.update(zip(row.cell_ids, shares, strict=False))
            else:
                notes.append(
                    remarks.unlabelled(remarks.TABLE_NAMES[self._table.id], readings, len(left))
                )
                printed = " ".join(reading.printed for reading in readings)
                for row in left:
                    cells.update((i, unreadable(printed, readings[0].source)) for i in row.cell_ids)
        return GroupCells(cells, notes)
