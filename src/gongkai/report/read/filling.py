"""What was read in the rows of a table → cells of the form, and notes on what did not fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from ..cell import (
    Cell,
    Method,
    Number,
    Source,
    State,
    annotated,
    blank,
    join_figures,
    number,
    parse_cell,
    unreadable,
)
from ..form import Column, Table, cell_id
from ..model import Note
from . import remarks
from .deciding import Figures, decide
from .identities import balances, sums_up
from .normalise import compact
from .recognised import Reading, as_recognised, readings_of, settled
from .rows import RowReading, piece_place
from .run_together import Ways, ways

_CHANGE = re.compile(r"(增|减)(?:加|少)?(\d+)[个项]?")
_YUAN = re.compile(r"\d元")
_TEN_THOUSAND = "10,000 yuan"
#: How sure a decoded figure is: by its row's own sum alone, and where a balance of the table agrees.
DECODED_BY_ROW, DECODED_BY_TABLE = 0.97, 0.999


@dataclass(slots=True)
class _Open:
    """A row with several readings: its printed runs, or what a recogniser saw."""

    reading: RowReading
    ways: Ways | None = None
    seen: list[Reading] = field(default_factory=list)

    @property
    def options(self) -> list[Figures]:
        """The figures of each reading."""
        return list(self.ways.figures) if self.ways else [one.figures for one in self.seen]


def fill(
    table: Table,
    readings: Iterable[RowReading],
    said: Mapping[str, Collection[Number]] | None = None,
) -> tuple[dict[str, Cell], list[Note]]:
    """Cells for every row that was read; a row that was not read is left out (it is absent).

    `said` are numbers that the text says of a cell: they choose among several readings of it.
    """
    filling = _Filling(table, said or {})
    for reading in readings:
        filling.take(reading)
    filling.decide()
    return filling.cells, filling.finish()


class _Filling:
    """The cells of one table, row by row, then the rows that only the whole table can tell."""

    def __init__(self, table: Table, said: Mapping[str, Collection[Number]]) -> None:
        self.cells: dict[str, Cell] = {}
        self._table = table
        self._said = said
        self._notes: list[Note] = []
        self._merged: set[str] = set()
        self._open: dict[str, _Open] = {}
        self._name = remarks.TABLE_NAMES[table.id]
        self._summed = sums_up(table)
        self._ids = {
            row.id: [cell_id(table.id, row.id, column.id) for column in row.columns]
            for row in table.rows
        }

    def take(self, reading: RowReading) -> None:
        """One printed row."""
        row = reading.row
        if row is None:
            self._take_group(reading)
            return
        opened = self._opened(reading)
        made = _cells_of(reading, self._summed)
        ids = self._ids[row.id]
        held = [self.cells.get(one) for one in ids]
        if any(held):
            self._open.pop(row.id, None)
            if [c.raw for c in held if c] == [c.raw for c in made]:
                return
            self._notes.append(remarks.repeated(self._name, reading))
            made = [
                _two(old, new) if old is not None and old.raw != new.raw else new
                for old, new in zip(held, made, strict=True)
            ]
        elif opened is not None:
            self._open[row.id] = opened
        elif reading.shared:
            self._notes.append(remarks.shared(self._name, reading))
        elif reading.decoded:
            self._notes.append(remarks.decoded(self._name, reading))
        elif len(made) > 1 and made[0].state is State.UNREADABLE and made[0].raw == reading.printed:
            self._miscounted(reading)
        elif any(c.state is State.BLANK for c in made) and any(c.is_number for c in made):
            self._notes.append(remarks.incomplete(self._name, reading, made))
        self.cells.update(zip(ids, made, strict=True))

    def _opened(self, reading: RowReading) -> _Open | None:
        """The row as one of several readings, None for a row that is as it is printed."""
        if not self._summed or reading.shared or reading.row is None:
            return None
        seen = readings_of(reading)
        if seen:
            return _Open(reading, seen=seen)
        run = (
            _run_of(reading) if reading.pieces else ""
        )  # figures without a place are not told apart
        found = ways(run, len(reading.row.columns)) if run else None
        return _Open(reading, found) if found is not None else None

    def _take_group(self, reading: RowReading) -> None:
        if reading.group is None:
            self._notes.append(remarks.unknown(self._table, reading))
            return
        detail = [r for r in self._table.rows if r.group == reading.group]
        self._merged.update(r.id for r in detail)
        self._notes.append(remarks.merged(reading, len(detail)))
        for one in detail:
            ids = self._ids[one.id]
            self.cells.update(zip(ids, _shares_of(reading, len(ids)), strict=False))

    def decide(self) -> None:
        """Tell the open rows apart by what must hold between the rows."""
        if not self._open:
            return
        known = {
            row.id: [_figure(self.cells.get(one)) for one in self._ids[row.id]]
            for row in self._table.rows
            if row.id not in self._open
        }
        options = {row: self._as_said(row, one.options) for row, one in self._open.items()}
        decided = decide(known, options, balances(self._table))
        for row, one in self._open.items():
            ids = self._ids[row]
            left = decided[row].options
            if one.seen:
                kept = [seen for seen in one.seen if seen.figures in left]
                self.cells.update(zip(ids, settled(one.reading, kept or one.seen), strict=True))
                continue
            assert one.ways is not None
            sure = one.ways.shown or bool(decided[row].witnesses)
            if len(left) == 1 and sure:
                self._notes.append(remarks.decoded(self._name, one.reading))
                cells = _told_apart(one.reading, one.ways, left[0], bool(decided[row].witnesses))
            else:
                self._miscounted(one.reading)
                cells = _untold(one.reading, left or tuple(one.options))
            self.cells.update(zip(ids, cells, strict=True))

    def _as_said(self, row: str, options: list[Figures]) -> list[Figures]:
        """The readings whose total the text says, when it says that of any; else all of them."""
        said = set(self._said.get(self._ids[row][-1], ()))
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
            if row.id not in self._merged and self._ids[row.id][0] not in self.cells
        ]
        if missing and self.cells:
            self._notes.append(remarks.missing(self._name, missing))
        return self._notes


def _figure(cell: Cell | None) -> int | None:
    value = cell.value if cell is not None else None
    return value if isinstance(value, int) else None


def _two(old: Cell, new: Cell) -> Cell:
    """A cell that is printed twice, with two texts."""
    values = tuple(v for v in (old.value, new.value) if v is not None)
    return unreadable(f"{old.raw or ''} | {new.raw or ''}", old.source, candidates=values)


def _cells_of(reading: RowReading, summed: bool) -> list[Cell]:
    """The cells of one row. `summed` when its last value is the sum of the others."""
    assert reading.row is not None
    columns = reading.row.columns
    if reading.values is None or (summed and _run_of(reading)):
        if not reading.printed:
            return [blank(reading.source)] * len(columns)
        return [unreadable(reading.printed, reading.source)] * len(columns)
    made = [
        _in_form(_parse(text, source), column)
        for column, (text, source) in zip(columns, reading.values, strict=True)
    ]
    if reading.decoded:
        return [replace(c, method=Method.DECODED, confidence=DECODED_BY_ROW) for c in made]
    if reading.cells is None:
        return made
    if any(c.confidence is not None for c in reading.cells):
        return [as_recognised(c, seen) for c, seen in zip(made, reading.cells, strict=True)]
    return _joined(made, reading, summed)


def _joined(made: list[Cell], reading: RowReading, summed: bool) -> list[Cell]:
    """Figures that a space or a line break tore apart inside one cell, put together again.

    Not in a row with an empty cell, whose figure may be the second one of another cell; and where the
    row has a sum, only if the sum holds.
    """
    torn = [i for i, c in enumerate(made) if c.state is State.UNREADABLE]
    if not torn or any(c.state is State.BLANK for c in made) or reading.row is None:
        return made
    whole = list(made)
    for i in torn:
        one = parse_cell(join_figures(made[i].raw or ""), made[i].source)
        if one.value is not None:
            whole[i] = replace(_in_form(one, reading.row.columns[i]), raw=made[i].raw)
    figures = [_figure(c) for c in whole]
    known = [one for one in figures if one is not None]
    if summed and (len(known) < len(figures) or sum(known[:-1]) != known[-1]):
        return [
            replace(old, candidates=(new.value,))
            if old is not new and new.value is not None
            else old
            for old, new in zip(made, whole, strict=True)
        ]
    return whole


_parsed = lru_cache(maxsize=4096)(parse_cell)


def _parse(text: str, source: Source) -> Cell:
    """`parse_cell`, remembering what it said of a text: most cells of most reports are a few texts."""
    known = _parsed(text)
    return Cell(known.state, known.value, known.raw, source, known.method)


def _run_of(reading: RowReading) -> str:
    """The printed figures of a row when they are not one a cell, else nothing."""
    if reading.values is None:
        return reading.printed
    filled = [text for text, _ in reading.values if text]
    if len(filled) == len(reading.values):
        return ""
    alone = filled[0] if len(filled) == 1 else ""
    if alone.isdigit() and len(alone) >= len(reading.values):
        return alone
    several = any(len(text.split()) > 1 for text in filled)  # two figures in one cell, a cell empty
    return reading.printed if several else ""


def _told_apart(reading: RowReading, found: Ways, figures: Figures, by_table: bool) -> list[Cell]:
    """The cells of a row whose figures were told apart, each with its own place."""
    confidence = DECODED_BY_TABLE if by_table else DECODED_BY_ROW
    cells = []
    for value, (start, end) in zip(
        figures, found.places[found.figures.index(figures)], strict=True
    ):
        source = piece_place(reading.pieces, start)
        raw = reading.printed[start:end]
        cells.append(number(value, raw, source, method=Method.DECODED, confidence=confidence))
    return cells


def _untold(reading: RowReading, options: Iterable[Figures]) -> list[Cell]:
    """The cells of a row that has no reading or several: what each may be."""
    columns = zip(*options, strict=True)
    each = [tuple(sorted(set(values))) for values in columns]
    if not each and reading.row is not None:
        each = [() for _ in reading.row.columns]
    return [unreadable(reading.printed, reading.source, candidates=some) for some in each]


def _in_form(cell: Cell, column: Column) -> Cell:
    """A cell in the sign and the unit of its column: `减4` is -4 where the form asks for a change, and
    an amount printed in 元 is told in 万元 where the form counts in 万元."""
    if cell.raw is None:
        return cell
    if column.kind == "signed integer" and cell.state is State.UNREADABLE:
        change = _CHANGE.fullmatch(compact(cell.raw))
        if change:
            value = int(change[2])
            return annotated(value if change[1][0] == "增" else -value, cell.raw, cell.source)
    words = cell.state is State.ANNOTATED and cell.value is not None
    if words and column.unit == _TEN_THOUSAND and _YUAN.search(compact(cell.raw)):
        amount = (Decimal(cell.value or 0) / 10000).normalize()
        return annotated(Decimal(f"{amount:f}"), cell.raw, cell.source)
    return cell


def _shares_of(reading: RowReading, count: int) -> list[Cell]:
    """What a row of detail has of figures that a document prints once for the whole group.

    Counts are not negative, so a printed 0 leaves one reading for every row: 0, decoded from it. Of
    any other figure nobody can tell the shares. Empty when the figures are not one a column.
    """
    values = reading.values
    if values is None and len(reading.pieces) == 1:
        values = tuple(
            (piece.group(), piece_place(reading.pieces, piece.start()))
            for piece in re.finditer(r"\S+", reading.printed)
        )
    if values is None or len(values) != count:
        return []
    return [
        number(0, text, source, method=Method.DECODED, confidence=DECODED_BY_TABLE)
        if _parse(text, source).value == 0
        else unreadable(text, source)
        for text, source in values
    ]
