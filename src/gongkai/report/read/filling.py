"""What was read in the rows of a table → cells of the form, and notes on what did not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from ..cell import Cell, Method, Source, State, annotated, blank, number, parse_cell, unreadable
from ..form import Column, Table, cell_id
from ..model import Note
from .normalise import compact
from .rows import RowReading
from .run_together import cut

#: What a person calls each table.
TABLE_NAMES = {
    "disclosure": "第二部分的表",
    "requests": "第三部分的表",
    "challenges": "第四部分的表",
    "statistics": "统计表",
}

_CHANGE = re.compile(r"(增|减)(?:加|少)?(\d+)[个项]?")
_YUAN = re.compile(r"\d元")
_TEN_THOUSAND = "10,000 yuan"


def fill(table: Table, readings: Iterable[RowReading]) -> tuple[dict[str, Cell], list[Note]]:
    """Cells for every row that was read; a row that was not read is left out (it is absent)."""
    cells: dict[str, Cell] = {}
    notes: list[Note] = []
    merged: set[str] = set()
    name = TABLE_NAMES[table.id]
    for reading in readings:
        row = reading.row
        if row is None:
            if reading.group is None:
                notes.append(_unknown(table, reading))
                continue
            detail = [r for r in table.rows if r.group == reading.group]
            merged.update(r.id for r in detail)
            notes.append(_merged(reading, len(detail)))
            for one in detail:
                ids = [cell_id(table.id, one.id, column.id) for column in one.columns]
                cells.update(zip(ids, _shares_of(reading, len(ids)), strict=False))
            continue
        made = _cells_of(reading, table.id == "requests")
        ids = [cell_id(table.id, row.id, column.id) for column in row.columns]
        held = [cells.get(one) for one in ids]
        if any(held):
            if [c.raw for c in held if c] != [c.raw for c in made]:
                notes.append(_repeated(name, reading))
                made = [
                    unreadable(
                        f"{old.raw or ''} | {new.raw or ''}",
                        old.source,
                        candidates=tuple(v for v in (old.value, new.value) if v is not None),
                    )
                    if old is not None and old.raw != new.raw
                    else new
                    for old, new in zip(held, made, strict=True)
                ]
            else:
                continue
        elif made[0].method is Method.DECODED:
            notes.append(_decoded(name, reading))
        elif reading.shared:
            notes.append(_shared(name, reading))
        elif len(made) > 1 and made[0].state is State.UNREADABLE and made[0].raw == reading.printed:
            note = _miscounted(name, reading)
            if note not in notes:  # table four is one printed row, three of the form's
                notes.append(note)
        elif any(c.state is State.BLANK for c in made) and any(c.is_number for c in made):
            notes.append(_incomplete(name, reading, made))
        cells.update(zip(ids, made, strict=True))
    missing = [r.label for r in table.rows if r.id not in merged and not _has(cells, table, r.id)]
    if missing and cells:
        notes.append(_missing(name, missing))
    return cells, notes


def _has(cells: dict[str, Cell], table: Table, row_id: str) -> bool:
    return cell_id(table.id, row_id, table.row(row_id).columns[0].id) in cells


def _cells_of(reading: RowReading, summed: bool) -> list[Cell]:
    """The cells of one row. `summed` when its last value is the sum of the others."""
    assert reading.row is not None
    run = _run_of(reading) if summed and not reading.shared else ""
    if run:
        return _told_apart(run, reading)
    if reading.values is not None:
        return [
            _in_form(_parse(text, source), column)
            for column, (text, source) in zip(reading.row.columns, reading.values, strict=True)
        ]
    count = len(reading.row.columns)
    if not reading.printed:
        return [blank(reading.source)] * count
    return [unreadable(reading.printed, reading.source)] * count


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
    alone = filled[0] if len(filled) == 1 else ""
    return alone if alone.isdigit() and len(alone) >= len(reading.values) else ""


def _told_apart(run: str, reading: RowReading) -> list[Cell]:
    """The cells of a row whose figures ran together: decoded, or all unreadable."""
    assert reading.row is not None
    count = len(reading.row.columns)
    tokens = run.split()
    figures = cut(tokens, count) if reading.verbatim or len(tokens) == 1 else None
    if figures is None:
        return [unreadable(run, reading.source)] * count
    cells = []
    at = 0
    for figure in figures:
        at = run.index(figure, at)
        offset = reading.source.offset
        source = replace(reading.source, offset=None if offset is None else offset + at)
        cells.append(number(int(figure), figure, source, method=Method.DECODED))
        at += len(figure)
    return cells


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
    if values is None and reading.verbatim:
        values = _pieces(reading)
    if values is None or len(values) != count:
        return []
    return [
        number(0, text, source, method=Method.DECODED)
        if _parse(text, source).value == 0
        else unreadable(text, source)
        for text, source in values
    ]


def _pieces(reading: RowReading) -> tuple[tuple[str, Source], ...]:
    """The printed figures of a row, one by one, each with its own place."""
    found = []
    for piece in re.finditer(r"\S+", reading.printed):
        offset = reading.source.offset
        place = replace(reading.source, offset=None if offset is None else offset + piece.start())
        found.append((piece.group(), place))
    return tuple(found)


def _merged(reading: RowReading, count: int) -> Note:
    return Note(
        "row-merged",
        f"「{reading.group}」在文件中印成一行（{reading.printed}），{count} 行明细没有分开印数；"
        f"印 0 的，{count} 行都只能是 0；印其他数的，{count} 行按「读不清」处理",
    )


def _unknown(table: Table, reading: RowReading) -> Note:
    return Note(
        "row-unknown",
        f"{TABLE_NAMES[table.id]}里有一行认不出是哪一行：「{reading.label}」{reading.printed}。"
        "这些数没有填入任何单元格",
    )


def _repeated(name: str, reading: RowReading) -> Note:
    return Note(
        "row-repeated",
        f"{name}里「{reading.label}」印了两次而且不一样，不一样的单元格按「读不清」处理",
    )


def _miscounted(name: str, reading: RowReading) -> Note:
    return Note(
        "row-miscounted",
        f"{name}里「{reading.label}」一行的数（{reading.printed}）与表的列数对不上，"
        "整行按「读不清」处理，没有移位填入",
    )


def _decoded(name: str, reading: RowReading) -> Note:
    return Note(
        "row-decoded",
        f"{name}里「{reading.label}」一行的数连在一起（{reading.printed}），"
        "只有一种拆法与本行合计相符，按这种拆法读",
    )


def _shared(name: str, reading: RowReading) -> Note:
    return Note(
        "cells-shared",
        f"{name}里「{reading.label}」与相邻的行共用合并的单元格（{reading.printed}），"
        "各行是多少分不清，按「读不清」处理",
    )


def _incomplete(name: str, reading: RowReading, made: list[Cell]) -> Note:
    assert reading.row is not None
    empty = [
        column.label
        for column, one in zip(reading.row.columns, made, strict=True)
        if one.state is State.BLANK
    ]
    return Note("row-incomplete", f"{name}里「{reading.label}」一行，{'、'.join(empty)}一格是空的")


def _missing(name: str, labels: list[str]) -> Note:
    said = "、".join(f"「{label}」" for label in labels[:3]) + (
        f"等 {len(labels)} 行" if len(labels) > 3 else f" {len(labels)} 行"
    )
    return Note("table-incomplete", f"{name}不完整，文件中没有{said}")
