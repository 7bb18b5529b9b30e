"""What was read in the rows of a table → cells of the form, and notes on what did not fit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from ....cell import Cell, Number, Source, State, unreadable
from ....form import Row, Table
from ....model import Note
from ..grids.whole_rows import AnyRow, reading_of
from ..rows.row_reading import RowReading
from . import remarks
from .deciding import Figures, decide
from .group_rows import GroupRows
from .identities import balances, sums_up
from .offering import offer
from .open_rows import OpenRow, count_runs, crowded_runs, open_row
from .plain_rows import PlainRow, plain_row
from .recognised import settled
from .row_cells import (
    cells_of,
    figure_of,
    is_converted,
    told_apart,
    untold,
)
from .run_on import run_of
from .vouching import adds_up, unvouched


class Filled(NamedTuple):
    """What was read of a table: its plain rows by the id of their first cell, the cells of every other row,
    and the notes."""

    plain: dict[str, PlainRow]
    cells: dict[str, Cell]
    notes: list[Note]


def fill(
    table: Table,
    readings: Iterable[AnyRow],
    said: Mapping[str, Collection[Number]] | None = None,
) -> Filled:
    """Cells for every row that was read; a row that was not read is left out (it is absent).

    `said` are numbers that the text says of a cell: they choose among several readings of it.
    """
    filling = _Filling(table, said or {})
    for reading in readings:
        if not filling.take_plain(reading):
            filling.take(reading_of(reading))
    filling.decide()
    return Filled(filling.plain, filling.cells, filling.finish())


class _Filling:
    """The cells of one table, row by row, then the rows that only the whole table can tell."""

    def __init__(self, table: Table, said: Mapping[str, Collection[Number]]) -> None:
        self.plain: dict[str, PlainRow] = {}
        self.cells: dict[str, Cell] = {}
        self._table = table
        self._said = said
        self._notes: list[Note] = []
        self._groups = GroupRows(table)
        self._open: dict[str, OpenRow] = {}
        self._unplaced: dict[str, RowReading] = {}  # rows whose figures are printed and not placed
        self._name = remarks.TABLE_NAMES[table.id]
        self._twice: set[str] = set()  # rows that come a second time, with other figures
        self._gaps: list[str] = []  # rows with empty cells that do not add up
        self._summed = sums_up(table)

    def take_plain(self, printed: AnyRow) -> bool:
        """A row of whole numbers that is printed for the first time; False for any other."""
        plain = plain_row(printed)
        if plain is None or plain.ids[0] in self.plain or plain.ids[0] in self.cells:
            return False
        self.plain[plain.ids[0]] = plain
        self._groups.last = ""
        return True

    def take(self, reading: RowReading) -> None:
        """One printed row of any other kind."""
        row = reading.row
        if row is None:
            self._notes += self._groups.take(reading)
            return
        self._groups.last = ""
        ids = row.cell_ids
        again = self._has(row)
        if again and ids[0] in self.plain:
            self.cells |= self.plain.pop(ids[0]).cells()
        run = run_of(reading)
        opened = open_row(reading, run) if self._summed else None
        made = cells_of(reading, run, summed=self._summed)
        if again:
            before = self._open.pop(row.id, None)
            first = self._unplaced.pop(row.id, before.reading if before else None)
            held = [self.cells[one] for one in ids]
            if [c.raw for c in held] == [c.raw for c in made]:
                return
            self._notes.append(remarks.repeated(self._name, reading))
            self._twice.add(row.id)
            if first is not None and made[0].raw == reading.printed:
                both = f"{first.printed} | {reading.printed}"
                self._unplaced[row.id] = reading._replace(printed=both)
            made = [
                _two(old, new) if old.raw != new.raw else new
                for old, new in zip(held, made, strict=True)
            ]
        elif opened is not None:
            self._open[row.id] = opened
        elif reading.shared:
            self._notes.append(remarks.shared(self._name, reading))
            if reading.options:
                self._unplaced[row.id] = reading
        elif reading.decoded:
            self._notes.append(remarks.decoded(self._name, reading))
        elif reading.money not in ("", "万元") and any(map(is_converted, row.columns, made)):
            self._notes.append(remarks.converted(self._name, reading))
        elif len(made) > 1 and made[0].state is State.UNREADABLE and made[0].raw == reading.printed:
            self._miscounted(reading)
            self._unplaced[row.id] = reading
        elif _has_gaps(made):
            self._notes.append(remarks.incomplete(self._name, reading, made))
            # Where all rows stand alike nothing has moved that has a total: it was added up wrongly.
            if not adds_up(made) and not (reading.alike and made[-1].value is not None):
                self._gaps.append(row.id)
        elif (
            [c.state for c in made] == [State.UNREADABLE] and row.counts and not made[0].candidates
        ):
            self._unplaced[row.id] = reading
        self.cells.update(zip(ids, made, strict=True))

    def _has(self, row: Row) -> bool:
        return row.cell_ids[0] in self.plain or row.cell_ids[0] in self.cells

    def decide(self) -> None:
        """Tell the rows of the groups, then the open rows apart by what must hold between the rows."""
        told = self._groups.fill(self._has)
        self.cells |= told.cells
        self._notes += told.notes
        if len(self._twice) > len(self.plain):
            self._doubt_what_comes_once()
        if self._summed and self._gaps:
            self._doubt_what_moved()
        if self._open:
            self._decide_open()
        if self._unplaced:
            self._offer()

    def _doubt_what_moved(self) -> None:
        """Take the values from rows that may have lost a figure."""
        for row in unvouched(self._table, self._all(), self._gaps):
            one = self._table.row(row)
            held = [self.cells[cell_id] for cell_id in one.cell_ids]
            printed = " ".join(cell.raw for cell in held if cell.raw)
            source = held[0].source or Source()
            as_printed = tuple(figure_of(cell) for cell in held)
            reading = RowReading(one, None, one.label, None, printed, source, options=(as_printed,))
            self._miscounted(reading)
            self._unplaced[row] = reading
            self.cells.update((cell_id, unreadable(printed, source)) for cell_id in one.cell_ids)

    def _doubt_what_comes_once(self) -> None:
        """Where most rows come twice, with other figures, a row that comes once is of one of the two tables."""
        for row in self._table.rows:
            held = [self.plain.pop(row.cell_ids[0])] if row.cell_ids[0] in self.plain else []
            for plain in held:
                self.cells |= plain.cells()
            for one in row.cell_ids:
                cell = self.cells.get(one)
                if cell is not None and cell.value is not None:
                    self.cells[one] = unreadable(cell.raw, cell.source, candidates=(cell.value,))

    def _all(self) -> dict[str, Cell]:
        cells = dict(self.cells)
        for plain in self.plain.values():
            cells |= plain.cells()
        return cells

    def _known(self, without: Collection[str]) -> dict[str, list[int | None]]:
        """The figures of the rows that are told."""
        return {row.id: self._figures(row) for row in self._table.rows if row.id not in without}

    def _figures(self, row: Row) -> list[int | None]:
        plain = self.plain.get(row.cell_ids[0])
        if plain is not None:
            return plain.figures
        return [figure_of(self.cells.get(one)) for one in row.cell_ids]

    def _offer(self) -> None:
        """Give rows whose figures were not placed their candidates."""
        known = self._known(self._unplaced)
        found = offer(self._table, self._unplaced, known)
        for cell_id, candidates in found.items():
            self.cells[cell_id] = self.cells[cell_id]._replace(candidates=candidates)

    def _decide_open(self) -> None:
        known = self._known(self._open)
        crowded = crowded_runs(self._open.values(), self._unplaced.values())
        options = {row: self._as_said(row, one.options) for row, one in self._open.items()}
        decided = decide(known, options, balances(self._table))
        for row, one in self._open.items():
            ids = self._table.row(row).cell_ids
            left = decided[row].options
            if one.seen:
                kept = [seen for seen in one.seen if seen.figures in left]
                self.cells.update(zip(ids, settled(one.reading, one.seen, kept), strict=True))
                continue
            assert one.ways is not None
            sure = one.ways.shown or bool(decided[row].witnesses)
            sure = sure and count_runs(one.reading) not in crowded
            if len(left) == 1 and sure:
                self._notes.append(remarks.decoded(self._name, one.reading))
                cells = told_apart(one.reading, one.ways, left[0], bool(decided[row].witnesses))
            else:
                self._miscounted(one.reading)
                cells = untold(one.reading, left or tuple(one.options))
                if not one.options:
                    self._unplaced[row] = one.reading
            self.cells.update(zip(ids, cells, strict=True))

    def _as_said(self, row: str, options: list[Figures]) -> list[Figures]:
        """The readings whose total the text says, when it says that of any; else all of them."""
        said = set(self._said.get(self._table.row(row).cell_ids[-1], ()))
        return [one for one in options if one[-1] in said] or options

    def _miscounted(self, reading: RowReading) -> None:
        note = remarks.miscounted(self._name, reading)
        if note not in self._notes:  # table four is one printed row, three of the form's
            self._notes.append(note)

    def finish(self) -> list[Note]:
        """The notes, the rows that were not found among them."""
        missing = [
            row.label
            for row in self._table.rows
            if row.id not in self._groups.merged and not self._has(row)
        ]
        if missing and (self.plain or self.cells):
            self._notes.append(remarks.missing(self._name, missing))
        return self._notes


def _has_gaps(made: list[Cell]) -> bool:
    """True for a row of numbers with empty cells among them."""
    values = [c.value for c in made]
    if None not in values or values.count(None) == len(values):
        return False
    return any(c.state is State.BLANK for c in made)


def _two(old: Cell, new: Cell) -> Cell:
    """A cell that is printed twice, with two texts."""
    values = tuple(v for v in (old.value, new.value) if v is not None)
    return unreadable(f"{old.raw or ''} | {new.raw or ''}", old.source, candidates=values)
