"""What a sheet shows is what is read: formats, hidden places, errors, formulas that nobody calculated."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from gongkai.report.cell import State
from gongkai.report.read import read_bytes, read_document, read_file
from gongkai.report.read.blocks import Grid
from gongkai.report.read.workbook.formats import general, shown
from tests.report.read.workbook.alike import has_fees

CONVERTED = Path(__file__).parents[3] / "corpus" / "converted"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (471.5600001, "0.00", "471.56"),
        (1.005, "0.00", "1.01"),  # as stored in decimal, not in binary
        (5.5, "0", "6"),
        (1234567, "#,##0", "1,234,567"),
        (1234.5, "#,##0.00", "1,234.50"),
        (0.256, "0%", "26%"),
        (0.2561, "0.00%", "25.61%"),
        (12345.678, "#,##0.0,", "12.3"),
        (12, '0"件"', "12件"),
        (12, "0\\件", "12件"),
        (471.56, "¥#,##0.00", "471.56"),
        (471.56, "[$¥-804]#,##0.00;[Red]-[$¥-804]#,##0.00", "471.56"),
        (-4, "0", "-4"),
        (-4, '0;"减"0', "减4"),
        (-4, "0;[Red](0)", "-4"),
        (-4, "0_);[Red]0", "-4"),  # red is a minus too
        (-0.001, "0.00", "0.00"),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "-"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (0, "0;-0;", ""),
        (0, "#,###", ""),
        (0, "#", ""),
        (3, ";;;", ""),
        (0.5, "#.##", "0.5"),
        (2, "0.##", "2"),
        (7, "00", "07"),
        (12, "@", "12"),
        (7, "[DBNum1]General", "7"),
        (12, 'General"件"', "12件"),
        (2.5, "# ?/?", "2.5"),  # not followed: as stored
        (20240115, "0000-00-00", "20240115"),
        (120, '[>100]"多";0', "120"),
        (1200, "0.0E+00", "1200"),
    ],
)
def test_a_number_is_what_its_format_shows(value: float, code: str, text: str) -> None:
    assert shown(float(value), code) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3001.0, "3001"),
        (0.1 + 0.2, "0.3"),
        (471.56000000000006, "471.56"),
        (-2.5, "-2.5"),
        (1e14, "100000000000000"),
        (1e-7, "1e-07"),
        (123456789012.5, "123456789012.5"),
    ],
)
def test_a_number_without_a_format(value: float, text: str) -> None:
    assert general(value) == text


def workbook(fill: Callable[[xlsxwriter.Workbook, Worksheet], None]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book, book.add_worksheet("年报"))
    return out.getvalue()


def grids(data: bytes) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in read_document(data, "a").blocks
        if isinstance(block, Grid)
    ]


def test_hidden_sheets_rows_and_columns_are_not_read() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        for r in range(4):
            sheet.write_row(r, 0, [10 * r + c for c in range(4)])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
        for name, hide in (("藏", "hide"), ("深藏", "very_hidden")):
            other = book.add_worksheet(name)
            other.write_row(0, 0, [1, 2])
            getattr(other, hide)()
        book.add_worksheet("后").write_row(0, 0, [7, 8])

    data = workbook(fill)
    assert grids(data) == [
        [["0", "1", "3"], ["20", "21", "23"], ["30", "31", "33"]],
        [["7", "8"]],
    ]
    last = read_document(data, "a").blocks[-1]
    assert last.source.table == 4  # hidden sheets are counted


def test_a_merged_cell_whose_first_column_is_hidden_keeps_its_text() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.merge_range(0, 0, 0, 2, "合")
        sheet.write(0, 3, "尾")
        sheet.write_row(1, 0, [1, 2, 3, 4])
        sheet.set_column(0, 0, None, None, {"hidden": True})

    (block,) = read_document(workbook(fill), "a").blocks
    assert isinstance(block, Grid)
    assert [(c.text, c.column, c.column_span) for c in block.rows[0]] == [
        ("合", 1, 2),
        ("尾", 3, 1),
    ]


def report(of_fees: Callable[[xlsxwriter.Workbook, Worksheet, int], None]) -> bytes:
    """A workbook whose fee is written by the caller, in the given row and column B."""

    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        rows = [["某某县教育局2024年政府信息公开工作年度报告"], ["二、主动公开政府信息情况"]]
        rows += [
            ["信息内容", "本年处理决定数量"],
            ["行政许可", 3],
            ["行政处罚", 4],
            ["行政强制", 5],
        ]
        rows += [["信息内容", "本年收费金额（单位：万元）"], ["行政事业性收费"]]
        for r, row in enumerate(rows):
            sheet.write_row(r, 0, row)
        of_fees(book, sheet, len(rows) - 1)

    return workbook(fill)


@pytest.mark.parametrize(
    ("write", "state", "value", "raw"),
    [
        (lambda b, s, r: s.write(r, 1, 471.5600001, b.add_format({"num_format": "0.00"})),
         State.NUMBER, "471.56", "471.56"),
        (lambda b, s, r: s.write_formula(r, 1, "=1/0", None, "#DIV/0!"),
         State.UNREADABLE, "None", "#DIV/0!"),
        (lambda b, s, r: s.write_formula(r, 1, "=SUM(B4:B6)"),  # writes 0 as if calculated
         State.UNREADABLE, "None", "=SUM(B4:B6)"),
        (lambda b, s, r: s.write_formula(r, 1, "=SUM(B4:B6)", None, 12), State.NUMBER, "12", "12"),
        (lambda b, s, r: s.write(r, 1, 0, b.add_format({"num_format": "0;-0;"})),
         State.BLANK, "None", ""),
        (lambda b, s, r: (s.write(r, 1, 0), s.hide_zero()), State.BLANK, "None", ""),
        (lambda b, s, r: s.write(r, 1, 0), State.NUMBER, "0", "0"),
    ],
    ids=["format", "error", "uncalculated", "formula", "hidden zero", "no zeros", "zero"],
)  # fmt: skip
def test_a_cell_is_what_the_sheet_shows(
    write: Callable[[xlsxwriter.Workbook, Worksheet, int], None],
    state: State,
    value: str,
    raw: str,
) -> None:
    has_fees(report(write), "a.xlsx", (state, value, raw))


def changed(data: bytes, pattern: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as package:
        for name in old.namelist():
            package.writestr(name, re.sub(pattern, new, old.read(name)))
    return out.getvalue()


@pytest.mark.parametrize("value", [b"", b"<v/>", b"<v></v>"])
def test_a_formula_without_a_value_is_not_zero(value: bytes) -> None:
    data = report(lambda b, s, r: s.write_formula(r, 1, "=B4+B5"))
    data = changed(data, rb"<v>0</v>", value)
    data = changed(data, rb' fullCalcOnLoad="1"', b"")
    cell = read_bytes(data, "a.xlsx").cells["disclosure.fees.amount"]
    assert (cell.state, cell.value, cell.raw) == (State.UNREADABLE, None, "=B4+B5")


def test_a_formula_whose_value_is_an_empty_text_is_blank() -> None:
    data = report(lambda b, s, r: s.write_formula(r, 1, '=""'))
    data = changed(data, rb'(<c r="B8")(><f>""</f>)<v>0</v>', rb'\1 t="str"\2<v></v>')
    assert read_bytes(data, "a.xlsx").cells["disclosure.fees.amount"].state is State.BLANK


def test_the_strict_form_and_cells_without_places_are_read_alike() -> None:
    data = report(lambda b, s, r: s.write(r, 1, 471.5600001, b.add_format({"num_format": "0.00"})))
    strict = changed(
        changed(data, rb"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        rb"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )  # fmt: skip
    assert grids(strict) == grids(data)
    assert grids(changed(data, rb' r="[A-Z]\d+"', b"")) == grids(data)
    prefixed = changed(data, rb"<(/?)(worksheet|sheetData|row|c|v|f|is|t)\b", rb"<\1x:\2")
    assert grids(changed(prefixed, b"<x:worksheet xmlns=", b"<x:worksheet xmlns:x=")) == grids(data)


def test_an_old_workbook_says_the_same() -> None:
    """Made by LibreOffice from a workbook of this test: formats, an error, a hidden row, column and sheet."""
    found = grids((CONVERTED / "looks.xls").read_bytes())
    assert found == grids((CONVERTED / "looks.xlsx").read_bytes())
    assert found == [
        [
            ["甲", "471.56", "25.61%", "1,234,567"],
            ["乙", "#DIV/0!", "-", "减4"],
            ["丙", "12件", "0.3", ""],
        ]
    ]


def test_a_report_typed_into_a_sheet_with_formats_formulas_and_hidden_places() -> None:
    """The one that `docs/reading.md` shows: what is hidden holds other figures."""
    cells = read_file(CONVERTED / "office-sheet.xlsx").cells
    found = {i.split(".", 1)[1]: (c.state, str(c.value)) for i, c in cells.items()}
    assert {i: one for i, one in found.items() if one[0] is not State.ABSENT} == {
        "rules.issued": (State.NUMBER, "0"),
        "rules.repealed": (State.NOT_APPLICABLE, "None"),
        "rules.in_force": (State.NUMBER, "0"),
        "normative_documents.issued": (State.NUMBER, "12"),
        "normative_documents.repealed": (State.NUMBER, "2"),
        "normative_documents.in_force": (State.ANNOTATED, "1036"),
        "licences.decisions": (State.NUMBER, "198"),
        "penalties.decisions": (State.UNREADABLE, "None"),
        "compulsory_measures.decisions": (State.BLANK, "None"),
        "fees.amount": (State.NUMBER, "471.56"),
    }
