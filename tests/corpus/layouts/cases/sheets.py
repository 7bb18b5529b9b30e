"""Sheets that a clerk prints to PDF, without grid lines, and pages with dotted ones."""

from __future__ import annotations

import io
from typing import Any

from xlsxwriter import Workbook

from tests.corpus.layouts.case import Case, case
from tests.corpus.layouts.printing import (
    HEAD_THREE,
    RESULTS,
    Printed,
    Row,
    as_page,
    parts,
    printed,
)

#: How wide the columns are, in characters: three of labels, seven of figures.
_WIDTHS = (6, 8, 14, *[6] * 7)
_LAST = len(_WIDTHS) - 1
#: Where the cells of a row of table two stand, by how many they are.
_OF_TWO = {
    1: [(0, _LAST)],
    2: [(0, 2), (3, _LAST)],
    4: [(0, 2), (3, 5), (6, 7), (8, _LAST)],
}


@case
def sheet_without_lines() -> Case:
    """Labels merged and broken over lines, the figures at the middle of their height."""
    return Case(
        "sheet-without-lines.xlsx",
        "表格软件打印成 PDF，没有框线，行名折成几行",
        _sheet(printed()),
        office="pdf",
    )


@case
def scan_dotted_lines() -> Case:
    """The tables of a printed page, their lines of dots, scanned."""
    look = (
        "<style>body{font:8pt 'Noto Sans CJK SC'} table{border-collapse:collapse;width:100%} "
        "td{border:1px dotted black;padding:1px;text-align:center} @page{size:A4;margin:14mm}</style>"
    )
    page = as_page(printed()).replace("<head>", f"<head>{look}").replace(" border='1'", "")
    return Case("scan-dotted-lines.html", "扫描件，表格是点线", page, office="tif")


class _Sheet:
    """A sheet that is written from the top down."""

    def __init__(self) -> None:
        self.data = io.BytesIO()
        self.book = Workbook(self.data, {"in_memory": True})
        self.page = self.book.add_worksheet("年报")
        self.page.set_paper(9)  # A4
        self.page.fit_to_pages(1, 0)
        for column, width in enumerate(_WIDTHS):
            self.page.set_column(column, column, width)
        look: dict[str, Any] = {"font_size": 10, "valign": "vcenter", "text_wrap": True}
        self.words = self.book.add_format({**look, "align": "left"})
        self.cell = self.book.add_format({**look, "align": "center"})
        self.row = 0

    def put(self, first: int, last: int, text: str, *, rows: int = 1, down: int = 0) -> None:
        """A cell over columns `first` to `last`, `down` rows below, over so many rows."""
        value: Any = float(text) if text.replace(".", "", 1).isdigit() else text
        at = self.row + down
        if rows == 1 and first == last:
            self.page.write(at, first, value, self.cell)
        else:
            self.page.merge_range(at, first, at + rows - 1, last, value, self.cell)

    def line(self, text: str) -> None:
        self.page.merge_range(self.row, 0, self.row, _LAST, text, self.words)
        self.row += 1


def _sheet(doc: Printed) -> bytes:
    sheet = _Sheet()
    for text in (doc.title, *doc.preamble):
        sheet.line(text)
    for number, (title, texts, rows) in enumerate(parts(doc)):
        for text in (title, *texts):
            sheet.line(text)
        if number == 1:
            for row in rows:
                for (first, last), text in zip(_OF_TWO[len(row)], row, strict=True):
                    sheet.put(first, last, text)
                sheet.row += 1
        elif number == 2:
            _head_three(sheet)
            _table_three(sheet, doc.three)
        else:
            for row in rows:
                for column, text in enumerate(row):
                    if text:
                        sheet.put(column, column, text)
                sheet.row += 1
    for text in doc.ending:
        sheet.line(text)
    sheet.book.close()
    return sheet.data.getvalue()


def _head_three(sheet: _Sheet) -> None:
    sheet.put(0, 2, HEAD_THREE[0][0], rows=3)
    sheet.put(3, _LAST, "申请人情况")
    sheet.put(3, 3, "自然人", rows=2, down=1)
    sheet.put(4, 8, "法人或其他组织", down=1)
    sheet.put(9, 9, "总计", rows=2, down=1)
    for column, text in enumerate(HEAD_THREE[2][4:9], 4):
        sheet.put(column, column, text, down=2)
    sheet.row += 3


def _table_three(sheet: _Sheet, rows: list[Row]) -> None:
    for at, row in enumerate(rows):
        of_results, group, label = row[:3]
        below = rows[at + 1 :]
        if of_results == RESULTS:
            end = next(n for n, other in enumerate(below, 1) if other[0])
            sheet.put(0, 0, of_results, rows=end)
        elif of_results:
            sheet.put(0, 2, of_results)
        if group and label:
            sheet.put(1, 1, group, rows=next(n for n, other in enumerate(below, 1) if other[1]))
        elif group:
            sheet.put(1, 2, group)
        if label:
            sheet.put(2, 2, label)
        lines = -(-2 * len(label) // _WIDTHS[2])  # a Chinese character is two wide
        if lines > 1:
            sheet.page.set_row(sheet.row, 14 * lines)
        for column, value in enumerate(row[3:], 3):
            sheet.put(column, column, value)
        sheet.row += 1
