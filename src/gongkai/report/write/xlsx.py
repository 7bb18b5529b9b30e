"""A report as a workbook: the statutory tables as printed, and every cell as one row of a list."""

from __future__ import annotations

import io
import math
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from ..cell import STATE_NAMES, Cell, Method, State
from ..model import Report
from .document import arrange, is_printed, print_width
from .layout import LayoutCell, LayoutTable, layout, places, print_cell, print_number

_SHEETS = {
    "disclosure": "表二",
    "requests": "表三",
    "challenges": "表四",
    "statistics": "统计表",
}
_METHODS = {
    Method.PRINTED: "照印刷读取",
    Method.DECODED: "按勾稽关系拆分",
    Method.RECOGNISED: "文字识别",
    Method.COUNTED: "按台账统计",
}
_CELL_LIMIT = 32767  # characters a cell of a workbook holds; a longer paragraph takes more rows
_MM_A_UNIT = (
    1.55  # a column's unit of width is 1.9 mm; the tables are set a quarter wider than on paper
)
_MM_A_CHARACTER = 3.9  # 11 pt
_LINE = 15.0  # points


def write_xlsx(report: Report) -> bytes:
    """The report as XLSX bytes.

    A number is a number of the workbook; where binary floating point cannot keep it exactly it is
    text. Everything else is text, so nothing in a report can become a formula.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties(
        {
            "title": "".join(arrange(report).title),
            "author": report.agency or "",
            # Never the clock: the same report gives the same file.
            "created": datetime(report.year or 2000, 1, 1),  # noqa: DTZ001 - a workbook knows no zone
        }
    )
    formats = _Formats(book)
    for table in layout(report.form):
        if is_printed(table, report):
            _write_table(book.add_worksheet(_SHEETS[table.id]), table, report, formats)
    _write_cells(book.add_worksheet("全部数据"), report, formats)
    _write_sections(book.add_worksheet("正文"), report, formats)
    _write_facts(book.add_worksheet("报告信息"), report, formats)
    book.close()
    return buffer.getvalue()


class _Formats:
    """The faces of a workbook's cells, made once each."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
            self._made[key] = self._book.add_format({**base, **properties})
        return self._made[key]

    def number(self, value: int | Decimal | None, **properties: Any) -> Any:
        """A face that prints a decimal with as many places as it was printed with."""
        exponent: int | str = value.as_tuple().exponent if isinstance(value, Decimal) else 0
        decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return self.get(num_format="0" + ("." + "0" * decimals if decimals else ""), **properties)


def _write_table(sheet: Any, table: LayoutTable, report: Report, formats: _Formats) -> None:
    for column, width in enumerate(table.widths):
        sheet.set_column(column, column, width / _MM_A_UNIT)
    centred = {"border": 1, "align": "center"}
    for at_row, row in enumerate(places(table)):
        # A workbook fits a row to its text only where nothing is merged.
        sheet.set_row(at_row, 4 + _LINE * max(_text_lines(table, *place) for place in row))
        for column, one in row:
            if one.cell_id is None:
                side = "left" if table.begins_left(one) else "center"
                face = formats.get(border=1, align=side)
            else:
                face = formats.number(report.cells[one.cell_id].value, **centred)
            if one.row_span > 1 or one.column_span > 1:
                last = (at_row + one.row_span - 1, column + one.column_span - 1)
                sheet.merge_range(at_row, column, *last, "", face)
            if one.cell_id is None:
                sheet.write_string(at_row, column, one.text, face)
            else:
                _write_value(sheet, at_row, column, report.cells[one.cell_id], face)
    if table.header_rows:
        sheet.freeze_panes(table.header_rows, 0)
        sheet.repeat_rows(0, table.header_rows - 1)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _text_lines(table: LayoutTable, column: int, one: LayoutCell) -> int:
    """How many lines the words of one row need; those that span rows have room enough."""
    if one.row_span > 1:
        return 1
    units = sum(table.widths[column : column + one.column_span]) / _MM_A_UNIT
    return math.ceil(print_width(one.text) * _MM_A_CHARACTER / (units * 1.9 - 2)) or 1


def _write_value(sheet: Any, row: int, column: int, cell: Cell, face: Any) -> None:
    if cell.state is State.NUMBER and _is_exact(cell.value):
        sheet.write_number(row, column, float(cell.value or 0), face)
    elif text := print_cell(cell):
        sheet.write_string(row, column, text, face)
    else:
        sheet.write_blank(row, column, None, face)


def _is_exact(value: int | Decimal | None) -> bool:
    """Tell whether binary floating point keeps a value: money does, a figure of twenty digits not."""
    return value is not None and -(2**53) < value < 2**53 and Decimal(repr(float(value))) == value


def _write_cells(sheet: Any, report: Report, formats: _Formats) -> None:
    heads = (
        ("编号", 46), ("项目", 60), ("状态", 12), ("数值", 14), ("原文", 30),
        ("可能的读法", 14), ("来源", 36), ("取得方式", 16), ("把握", 8),
    )  # fmt: skip
    _write_heads(sheet, heads, formats)
    plain = formats.get(text_wrap=False)
    specs = report.statutory_form.cells
    for row, (cell_id, cell) in enumerate(report.cells.items(), start=1):
        texts = (cell_id, specs[cell_id].label, STATE_NAMES[cell.state])
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, plain)
        if _is_exact(cell.value):
            face = formats.number(cell.value, text_wrap=False)
            sheet.write_number(row, 3, float(cell.value or 0), face)
        elif cell.value is not None:
            sheet.write_string(row, 3, print_number(cell.value), plain)
        source = cell.source.describe() if cell.source else ""
        method = _METHODS[cell.method] if cell.method else ""
        candidates = "、".join(str(c) for c in cell.candidates)
        for column, text in enumerate((cell.raw or "", candidates, source, method), start=4):
            if text:
                sheet.write_string(row, column, text, plain)
        if cell.confidence is not None:
            sheet.write_number(row, 8, cell.confidence, plain)
    if report.cells:
        sheet.autofilter(0, 0, len(report.cells), len(heads) - 1)


def _write_sections(sheet: Any, report: Report, formats: _Formats) -> None:
    _write_heads(sheet, (("部分", 34), ("段", 6), ("正文", 110)), formats)
    parts = [("前言", report.preamble)]
    parts += [(f"{s.number}. {s.title}", s.text) for s in report.sections]
    parts.append(("结尾", report.ending))
    row = 1
    for name, text in parts:
        for count, line in enumerate(text.splitlines(), start=1):
            for begin in range(0, len(line), _CELL_LIMIT):
                sheet.write_string(row, 0, name, formats.get(valign="top"))
                sheet.write_number(row, 1, count, formats.get(valign="top"))
                piece = line[begin : begin + _CELL_LIMIT]
                sheet.write_string(row, 2, piece, formats.get(valign="top"))
                row += 1


def _write_facts(sheet: Any, report: Report, formats: _Formats) -> None:
    _write_heads(sheet, (("名称", 24), ("内容", 80)), formats)
    period = [str(day) for day in (report.period_from, report.period_to) if day]
    rows: list[tuple[str, object]] = [
        ("标题", report.title),
        ("机关名称", report.agency),
        ("标题中的机关名称", report.agency_as_printed),
        ("地区", report.region),
        ("年度", report.year),
        ("格式", report.form),
        ("统计期限", " 至 ".join(period)),
        ("署名", report.signed_by),
        ("成文日期", report.signed_on),
        ("地址", report.contact.address),
        ("邮政编码", report.contact.postcode),
        ("电话", report.contact.telephone),
        ("电子邮箱", report.contact.email),
    ]
    rows += [(f"数据：{STATE_NAMES[state]}", n) for state, n in report.states().items()]
    rows += [(f"正文数字：{f.metric}", f"{f.value}{f.unit}｜{f.sentence}") for f in report.facts]
    rows += [(f"说明：{note.code}", note.message) for note in report.notes]
    for row, (name, value) in enumerate(rows, start=1):
        sheet.write_string(row, 0, name[:_CELL_LIMIT], formats.get(valign="top"))
        if value not in (None, ""):
            sheet.write_string(row, 1, str(value)[:_CELL_LIMIT], formats.get(valign="top"))


def _write_heads(sheet: Any, heads: tuple[tuple[str, int], ...], formats: _Formats) -> None:
    for column, (name, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, formats.get(bold=True, bottom=1))
    sheet.freeze_panes(1, 0)
