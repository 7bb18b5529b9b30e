"""Workbooks stored as one XML file of Excel 2003: where each cell stands, what is hidden, whatever the encoding."""

from __future__ import annotations

import pytest

from gongkai.report.read import read_document, read_file
from gongkai.report.read.blocks import Grid
from gongkai.report.read.kinds import kind_of
from tests.report.read.workbook.alike import CONVERTED, grids
from tests.report.read.workbook.excel_xml_file import (
    HEAD,
    NAMES,
    SMALL,
    cell,
    number,
    row,
    sheet,
    workbook,
)


def test_a_workbook_as_excel_stores_it_is_read_as_the_same_workbook_in_xlsx() -> None:
    stored, usual = (read_file(CONVERTED / f"office-sheet.{kind}") for kind in ("xml", "xlsx"))
    assert stored.cells == usual.cells
    assert stored.agency_as_printed == usual.agency_as_printed == "某某县教育局"
    blocks = [
        read_document((CONVERTED / f"office-sheet.{kind}").read_bytes(), "a").blocks
        for kind in ("xml", "xlsx")
    ]
    assert blocks[0] == blocks[1]


def test_a_workbook_saved_by_libreoffice_is_read_as_the_one_it_was() -> None:
    """It does not say where cells beside a tall one stand."""
    stored, old = (
        read_document((CONVERTED / name).read_bytes(), "a")
        for name in ("xinyuan-sheets.xml", "xinyuan-2024.xls")
    )
    assert stored.blocks == old.blocks
    assert stored.kind == "excel-xml"


def test_rows_and_cells_say_where_they_stand_or_stand_behind_the_one_before() -> None:
    text = workbook(
        sheet(
            row(cell("甲"), cell("乙", Index=3), cell("丙")),
            row(number(1), number(2), number(3), number(4), Index=3),
            row(number(5)),
        )
    )
    assert grids(text) == [[["甲", "", "乙", "丙"], ["1", "2", "3", "4"], ["5", "", "", ""]]]
    (block,) = read_document(text.encode(), "a").blocks
    assert isinstance(block, Grid)
    assert [(c.source.row, c.source.column) for c in block.rows[1]] == [(3, n) for n in range(1, 5)]


def test_merged_cells_span_and_are_skipped() -> None:
    text = workbook(
        sheet(
            row(cell("高", MergeDown=1), cell("宽", MergeAcross=1), cell("尾")),
            row(cell("二", Index=2), cell("三"), cell("四")),
        )
    )
    (block,) = read_document(text.encode(), "a").blocks
    assert isinstance(block, Grid)
    assert [(c.text, c.row, c.column, c.row_span, c.column_span) for c in block.cells] == [
        ("高", 0, 0, 2, 1),
        ("宽", 0, 1, 1, 2),
        ("尾", 0, 3, 1, 1),
        ("二", 1, 1, 1, 1),
        ("三", 1, 2, 1, 1),
        ("四", 1, 3, 1, 1),
    ]


def test_cells_beside_a_tall_one_that_do_not_say_where_they_stand() -> None:
    tall = cell("高", MergeDown=1, MergeAcross=1)
    named = [[["高", "甲", "乙"], ["丙", "丁"]]]
    assert (
        grids(workbook(sheet(row(tall, cell("甲"), cell("乙")), row(cell("丙"), cell("丁")))))
        == named
    )
    below = row(tall, cell("甲", MergeAcross=1)), row(cell("丙"), cell("丁"))
    assert grids(workbook(sheet(*below))) == [[["高", "甲"], ["丙", "丁"]]]
    empty = cell()  # written for the places that the tall one covers
    rows = row(tall, cell("甲"), cell("乙")), row(empty, empty, cell("丙"), cell("丁"))
    assert grids(workbook(sheet(*rows))) == named


def test_hidden_sheets_rows_and_columns_are_not_read() -> None:
    columns = '<Column ss:Index="2" ss:Hidden="1" ss:Span="1"/><Column/>'
    first = sheet(
        columns,
        row(*[number(n) for n in range(5)]),
        row(number(9), number(9), Hidden=1, Span=1),
        row(*[number(n) for n in range(10, 15)]),
    )
    hidden = [
        sheet(row(number(1), number(2)), options=f"<x:Visible>{how}</x:Visible>")
        for how in (" SheetHidden ", "SheetVeryHidden")
    ]
    text = workbook(
        first,
        *hidden,
        sheet(row(number(7), number(8)), options="<x:Visible>\n SheetVisible </x:Visible>"),
    )
    assert grids(text) == [[["0", "3", "4"], ["10", "13", "14"]], [["7", "8"]]]
    blocks = read_document(text.encode(), "a").blocks
    assert [block.source.table for block in blocks] == [1, 4]  # hidden sheets are counted
    last = blocks[0]
    assert isinstance(last, Grid)
    assert last.rows[1].source.row == 4


def test_a_merged_cell_whose_first_column_is_hidden_keeps_its_text() -> None:
    rows = row(cell("合", MergeAcross=2), cell("尾")), row(*[number(n) for n in range(4)])
    (block,) = read_document(workbook(sheet('<Column ss:Hidden="1"/>', *rows)).encode(), "a").blocks
    assert isinstance(block, Grid)
    assert [(c.text, c.column, c.column_span) for c in block.rows[0]] == [
        ("合", 1, 2),
        ("尾", 3, 1),
    ]


def test_a_merged_cell_whose_first_rows_are_hidden_keeps_its_text() -> None:
    rows = row(cell("合", MergeDown=2), Hidden=1, Span=1), row(number(1, Index=2), Index=3)
    (block,) = read_document(workbook(sheet(*rows)).encode(), "a").blocks
    assert isinstance(block, Grid)
    assert [(c.text, c.row, c.source.row) for c in block.cells] == [("合", 0, 3), ("1", 0, 3)]


NO_HEAD = SMALL.removeprefix(HEAD)


@pytest.mark.parametrize(
    "data",
    [
        SMALL.encode(),
        b"\xef\xbb\xbf" + SMALL.encode(),
        SMALL.encode("utf-16"),
        SMALL.replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16"),
        SMALL.encode("utf-16-be"),
        SMALL.replace("?>", ' encoding="GB2312"?>', 1).encode("gb18030"),
        SMALL.replace("?>", " encoding='gbk'?>", 1).encode("gb18030"),
        SMALL.replace("?>", ' encoding="UTF-8"?>', 1).encode("gb18030"),  # declared wrong
        SMALL.replace("?>", ' encoding="GB2312"?>', 1).encode(),  # declared wrong
        b"\r\n\r\n" + SMALL.encode(),  # what a template leaves
        NO_HEAD.encode(),
        f"<!-- 导出 --><?mso-application progid='Excel.Sheet'?>{NO_HEAD}".encode(),
        SMALL.replace("<Workbook", "<ss:Workbook").replace("</Workbook", "</ss:Workbook").encode(),
    ],
)
def test_whatever_its_encoding(data: bytes) -> None:
    document = read_document(data, "年报.xls")
    assert document.kind == "excel-xml"
    assert [[c.text for c in b.cells] for b in document.blocks if isinstance(b, Grid)] == [
        ["甲", "某某县喆镕镇"]
    ]


def test_a_workbook_in_two_bytes_a_character_without_a_mark() -> None:
    """All its bytes could be UTF-8 as well."""
    text = workbook(sheet(row(cell("a"), number(1)), name="1"))
    for encoding in ("utf-16-le", "utf-16-be"):
        (block,) = read_document(text.encode(encoding), "a").blocks
        assert isinstance(block, Grid)
        assert [c.text for c in block.cells] == ["a", "1"]


def test_a_page_that_excel_saved_is_a_page() -> None:
    page = f"<html {NAMES}><head><xml><x:ExcelWorkbook/></xml></head><body><table><tr><td>甲<td>乙</table>"
    assert kind_of(page.encode()).id == "html"
