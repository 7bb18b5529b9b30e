"""What every workbook is made of: faces, lists, and the statutory tables as printed.

A number is a number of the workbook; where binary floating point cannot keep it exactly it is text.
Everything else is text, so nothing in a report can become a formula.
"""

from __future__ import annotations

import io
import math
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from ..cell import Number, State
from ..model import Report
from ..paragraphs import print_width
from .layout import LayoutCell, LayoutTable, places, print_cell, print_number

_NAMES = {"disclosure": "表二", "requests": "表三", "challenges": "表四", "statistics": "统计表"}
_CELL_LIMIT = 32767  # characters a cell of a workbook holds; a longer text takes more rows
_MM_A_UNIT = (
    1.55  # a column's unit of width is 1.9 mm; the tables are set a quarter wider than on paper
)
_MM_A_CHARACTER = 3.9  # 11 pt
_LINE = 15.0  # points


class Workbook:
    """One workbook being written; `close` gives its bytes."""

    def __init__(self, title: str, author: str, year: int) -> None:
        self._buffer = io.BytesIO()
        self.book: Any = xlsxwriter.Workbook(
            self._buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        # Never the clock: the same report gives the same file. A workbook knows no time zone.
        created = datetime(year, 1, 1)  # noqa: DTZ001
        self.book.set_properties({"title": title, "author": author, "created": created})
        self._faces: dict[tuple[tuple[str, Any], ...], Any] = {}

    def face(self, **properties: Any) -> Any:
        """The face of a cell with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._faces:
            base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
            self._faces[key] = self.book.add_format({**base, **properties})
        return self._faces[key]

    def number_face(self, value: Number | None, **properties: Any) -> Any:
        """A face that prints a decimal with as many places as it was printed with."""
        exponent: int | str = value.as_tuple().exponent if isinstance(value, Decimal) else 0
        decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        pattern = "0" + ("." + "0" * decimals if decimals else "")
        return self.face(num_format=pattern, **properties)

    def close(self) -> bytes:
        self.book.close()
        return self._buffer.getvalue()


def new_workbook(title: str, author: str = "", year: int | None = None) -> Workbook:
    """A workbook without sheets."""
    return Workbook(title, author, year or 2000)


class Sheet:
    """A sheet that is a list: a head of (name, width) columns, then rows."""

    def __init__(
        self,
        workbook: Workbook,
        name: str,
        heads: tuple[tuple[str, int], ...],
        *,
        wrap: bool = True,
    ) -> None:
        self._workbook = workbook
        self._sheet = workbook.book.add_worksheet(name)
        self._width = len(heads)
        self._next = 1
        self._look = {"valign": "top", "text_wrap": wrap}
        for column, (head, width) in enumerate(heads):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, head, workbook.face(bold=True, bottom=1))
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_paper(9)  # A4, all columns on one page, the head on each
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)

    def row(self, *values: str | float | Decimal | None) -> None:
        """Write one row; None and empty text leave a place empty. A text too long for one cell goes
        on in the same column of the next rows, its short neighbours repeated."""
        for begin in range(0, max(1, *map(_length, values)), _CELL_LIMIT):
            for column, value in enumerate(values):
                self._place(column, _piece(value, begin))
            self._next += 1

    def _place(self, column: int, value: str | float | Decimal | None) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            self._sheet.write_string(self._next, column, value, self._workbook.face(**self._look))
        elif isinstance(value, float):
            self._sheet.write_number(self._next, column, value, self._workbook.face(**self._look))
        else:
            face = self._workbook.number_face(value, **self._look)
            _write_number(self._sheet, self._next, column, value, face)

    def filter(self) -> None:
        """Let a person filter the list by its columns."""
        self._sheet.autofilter(0, 0, max(self._next - 1, 1), self._width - 1)


def write_table(workbook: Workbook, table: LayoutTable, report: Report) -> None:
    """Add a sheet with a statutory table as printed, merged and bordered, fit to one page's width."""
    sheet = workbook.book.add_worksheet(_NAMES[table.id])
    for column, width in enumerate(table.widths):
        sheet.set_column(column, column, width / _MM_A_UNIT)
    for at_row, row in enumerate(places(table)):
        # A workbook fits a row to its text only where nothing is merged.
        sheet.set_row(at_row, 4 + _LINE * max(_text_lines(table, *place) for place in row))
        for column, one in row:
            if one.cell_id is None:
                side = "left" if table.begins_left(one) else "center"
                face = workbook.face(border=1, align=side)
            else:
                value = report.cells[one.cell_id].value
                face = workbook.number_face(value, border=1, align="center")
            if one.row_span > 1 or one.column_span > 1:
                last = (at_row + one.row_span - 1, column + one.column_span - 1)
                sheet.merge_range(at_row, column, *last, "", face)
            _write_place(sheet, at_row, column, one, report, face)
    if table.header_rows:
        sheet.freeze_panes(table.header_rows, 0)
        sheet.repeat_rows(0, table.header_rows - 1)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _write_place(
    sheet: Any, row: int, column: int, one: LayoutCell, report: Report, face: Any
) -> None:
    if one.cell_id is None:
        sheet.write_string(row, column, one.text, face)
        return
    cell = report.cells[one.cell_id]
    if cell.state is State.NUMBER and cell.value is not None:
        _write_number(sheet, row, column, cell.value, face)
    elif text := print_cell(cell):
        sheet.write_string(row, column, text, face)
    else:
        sheet.write_blank(row, column, None, face)


def _write_number(sheet: Any, row: int, column: int, value: Number, face: Any) -> None:
    if _is_exact(value):
        sheet.write_number(row, column, float(value), face)
    else:
        sheet.write_string(row, column, print_number(value), face)


def _is_exact(value: Number) -> bool:
    """Tell whether binary floating point keeps a value: money does, a figure of twenty digits not."""
    return -(2**53) < value < 2**53 and Decimal(repr(float(value))) == value


def _text_lines(table: LayoutTable, column: int, one: LayoutCell) -> int:
    """How many lines the words of one row need; those that span rows have room enough."""
    if one.row_span > 1:
        return 1
    units = sum(table.widths[column : column + one.column_span]) / _MM_A_UNIT
    return math.ceil(print_width(one.text) * _MM_A_CHARACTER / (units * 1.9 - 2)) or 1


def _length(value: object) -> int:
    return len(value) if isinstance(value, str) else 0


def _piece(value: str | float | Decimal | None, begin: int) -> str | float | Decimal | None:
    if isinstance(value, str) and len(value) > _CELL_LIMIT:
        return value[begin : begin + _CELL_LIMIT]
    return value
