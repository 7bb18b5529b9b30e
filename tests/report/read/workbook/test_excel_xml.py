"""Workbooks stored as one XML file of Excel 2003: where each cell stands, what it shows, what is hidden."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from gongkai.report.cell import State
from gongkai.report.read import ReadError, read_bytes, read_document, read_file
from gongkai.report.read.blocks import Grid
from gongkai.report.read.kinds import kind_of
from tests.fuzz.mutation import broken

CONVERTED = Path(__file__).parents[3] / "corpus" / "converted"
HEAD = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
NAMES = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40"'
)


def cell(value: object = None, kind: str = "String", **said: object) -> str:
    marks = "".join(f' ss:{name}="{one}"' for name, one in said.items())
    data = "" if value is None else f'<Data ss:Type="{kind}">{value}</Data>'
    return f"<Cell{marks}>{data}</Cell>"


def number(value: object, **said: object) -> str:
    return cell(value, "Number", **said)


def row(*cells: str, **said: object) -> str:
    marks = "".join(f' ss:{name}="{one}"' for name, one in said.items())
    return f"<Row{marks}>{''.join(cells)}</Row>"


def sheet(*rows: str, options: str = "", name: str = "年报", table: str = "") -> str:
    return (
        f'<Worksheet ss:Name="{name}"><Table{table}>{"".join(rows)}</Table>'
        f"<x:WorksheetOptions>{options}</x:WorksheetOptions></Worksheet>"
    )


def workbook(*sheets: str, styles: str = "", before: str = "") -> str:
    return f"{HEAD}<Workbook {NAMES}>{before}<Styles>{styles}</Styles>{''.join(sheets)}</Workbook>"


def style(name: str, inside: str = "", parent: str = "") -> str:
    of = f' ss:Parent="{parent}"' if parent else ""
    return f'<Style ss:ID="{name}"{of}>{inside}</Style>'


def shows(code: str) -> str:
    return f'<NumberFormat ss:Format="{code}"/>'


def grids(text: str) -> list[list[list[str]]]:
    return [
        [[one.text for one in row] for row in block.rows]
        for block in read_document(text.encode(), "a").blocks
        if isinstance(block, Grid)
    ]


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


def test_a_text_written_into_each_place_that_a_tall_cell_covers_moves_no_other() -> None:
    tall, plain = cell("高", MergeDown=1), [cell("甲"), number(1), number(2)]
    text = workbook(sheet(row(tall, *plain), row(cell("高"), *plain)))
    with pytest.raises(ReadError, match="占着同一个位置"):
        read_document(text.encode(), "a.xls")


def test_two_texts_in_one_place_are_refused() -> None:
    text = workbook(sheet(row(cell("高", MergeDown=1), cell("甲")), row(cell("乙", Index=1))))
    with pytest.raises(ReadError, match="「年报」有两个单元格占着同一个位置") as caught:
        read_bytes(text.encode(), "a.xls")
    assert "另存为 .xlsx" in caught.value.remedy


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("General", "471.56000000000006", "471.56"),
        ("General Number", "1234567", "1234567"),
        ("Fixed", "471.5600001", "471.56"),
        ("Standard", "1234567", "1,234,567.00"),
        ("Percent", "0.2561", "25.61%"),
        ("0%", "0.256", "26%"),
        ("Currency", "471.56", "471.56"),
        ("Scientific", "1200", "1200"),  # not followed: as stored
        ("Yes/No", "0", "No"),
        ("#,##0&quot;件&quot;", "1036", "1,036件"),
        ("0_);[Red]0", "-4", "-4"),
        ("0;-0;", "0", ""),
        ("@", "12", "12"),
        ("Short Date", "45306", "2024年1月15日"),
        ("yyyy&quot;年&quot;m&quot;月&quot;", "45306.75", "2024年1月15日"),
        ("Short Time", "0.75", "18:00:00"),
        ("Short Date", "-4", "-4"),
        ("Short Date", "99999999", "99999999"),
        ("Fixed", "1E2", "100.00"),
        ("0.00", "1e30", "1e+30"),
        ("", "1e999", "inf"),
        ("", "１２", "１２"),  # no number of the format: as it is printed
        ("", "/", "/"),
        ("", "1_000", "1_000"),
        ("", "nan", "nan"),
    ],
)  # fmt: skip
def test_a_number_is_what_its_format_shows(code: str, value: str, text: str) -> None:
    book = workbook(
        sheet(row(cell("甲"), number(value, StyleID="a"), cell("1"))),
        styles=style("a", shows(code)),
    )
    assert grids(book) == [[["甲", text, "1"]]]


def test_a_date_counted_from_1904() -> None:
    counted = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    text = workbook(
        sheet(row(cell("甲"), number(43844, StyleID="a"))),
        styles=style("a", shows("Short Date")),
        before=counted,
    )
    assert grids(text) == [[["甲", "2024年1月15日"]]]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        ("2024-01-15T00:00:00.000", "DateTime", "2024年1月15日"),
        ("1899-12-31T08:30:00.000", "DateTime", "08:30:00"),
        ("昨天", "DateTime", "昨天"),
        ("1", "Boolean", "TRUE"),
        ("0", "Boolean", "FALSE"),
        ("#REF!", "Error", "#REF!"),
        ("", "Error", "#VALUE!"),
        (" 甲&#10;乙 ", "String", "甲\n乙"),
        ("", "Number", ""),
    ],
)
def test_what_is_no_number_is_what_it_shows(value: str, kind: str, text: str) -> None:
    assert grids(workbook(sheet(row(cell("甲"), cell(value, kind), cell("1"))))) == [
        [["甲", text, "1"]]
    ]


def test_styles_take_after_their_parents_and_cells_after_rows_and_columns() -> None:
    styles = style("Default", shows("0.0")) + style("a", shows("0.00")) + style("b", "", "a")
    styles += (
        style("c", "<NumberFormat/>", "a") + style("d", "", "nobody") + style("e", shows("0%"))
    )
    columns = '<Column ss:Index="2" ss:StyleID="e" ss:Span="1"/>'
    plain = [number(1), number(1), number(1), number(1)]
    text = workbook(
        sheet(
            columns,
            row(*plain),
            row(*plain, StyleID="a"),
            row(*[number(1, StyleID=one) for one in "bcd"], number(1, StyleID="unknown")),
        ),
        styles=styles,
    )
    assert grids(text) == [
        [
            ["1.0", "100%", "100%", "1.0"],
            ["1.00", "1.00", "1.00", "1.00"],
            ["1.00", "1", "1.0", "1.0"],
        ]
    ]
    of_table = sheet(row(number(1)), row(number(2), number(3)), table=' ss:StyleID="a"')
    assert grids(workbook(of_table, styles=styles)) == [[["1.00", ""], ["2.00", "3.00"]]]


def test_a_circle_of_styles_ends() -> None:
    styles = style("a", "", "b") + style("b", "", "a")
    assert grids(workbook(sheet(row(number(1, StyleID="a"), cell("甲"))), styles=styles)) == [
        [["1", "甲"]]
    ]


def test_what_is_raised_lowered_or_struck_is_none_of_the_number() -> None:
    rich = '<ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">{}</ss:Data>'
    cells = [
        f"<Cell>{rich.format(one)}</Cell>"
        for one in (
            "<B>1</B><Font html:Size='9'>2<Sup>3</Sup></Font>",
            "1<Sub>2</Sub>",
            "<S>7</S>8",
        )
    ]
    styles = style("s", '<Font ss:StrikeThrough="1"/>') + style("t", "", "s")
    styles += style("u", '<Font ss:StrikeThrough="0"/>', "s")
    styles += style("v", '<Font ss:VerticalAlign="Superscript"/>')
    cells += [number(9, StyleID=one) for one in "tuv"]
    assert grids(workbook(sheet(row(*cells)), styles=styles)) == [
        [["12³", "1₂", "7̶8", "9̶", "9", "⁹"]]
    ]


def test_remarks_are_no_text() -> None:
    remark = '<Cell><Data ss:Type="Number">5</Data><Comment><ss:Data>99</ss:Data></Comment></Cell>'
    assert grids(workbook(sheet(row(cell("甲"), remark)))) == [[["甲", "5"]]]


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


def report(of_fees: str, options: str = "") -> str:
    rows = [["某某县教育局2024年政府信息公开工作年度报告"], ["二、主动公开政府信息情况"]]
    rows += [
        ["信息内容", "本年处理决定数量"],
        ["行政许可", "3"],
        ["行政处罚", "4"],
        ["行政强制", "5"],
    ]
    rows += [["信息内容", "本年收费金额（单位：万元）"]]
    made = [row(*map(cell, one)) for one in rows]
    return workbook(sheet(*made, row(cell("行政事业性收费"), of_fees), options=options))


@pytest.mark.parametrize(
    ("fees", "options", "state", "value", "raw"),
    [
        (number("471.56"), "", State.NUMBER, "471.56", "471.56"),
        (number("0"), "", State.NUMBER, "0", "0"),
        (number("0"), "<x:DoNotDisplayZeros/>", State.BLANK, "None", ""),
        (cell(), "", State.BLANK, "None", ""),
        (cell("#DIV/0!", "Error", Formula="=1/0"), "", State.UNREADABLE, "None", "#DIV/0!"),
        (cell("#N/A", "Error"), "", State.UNREADABLE, "None", "#N/A"),
        (cell(Formula="=SUM(R[-4]C)"), "", State.UNREADABLE, "None", "=SUM(R[-4]C)"),
        (number("", Formula="=SUM(R[-4]C)"), "", State.UNREADABLE, "None", "=SUM(R[-4]C)"),
        (number("12", Formula="=R8C9+12"), "", State.NUMBER, "12", "12"),
        (number("0", Formula="=R8C9+12"), "", State.UNREADABLE, "None", "=R8C9+12"),
        (cell("", Formula='=&quot;&quot;'), "", State.BLANK, "None", ""),
    ],
)  # fmt: skip
def test_a_cell_is_what_the_sheet_shows(
    fees: str, options: str, state: State, value: str, raw: str
) -> None:
    found = read_bytes(report(fees, options).encode(), "a.xls")
    one = found.cells["disclosure.fees.amount"]
    assert (one.state, str(one.value), one.raw) == (state, value, raw)
    assert found.value("disclosure.compulsory_measures.decisions") == 5
    assert (found.agency, found.year) == ("某某县教育局", 2024)


@pytest.mark.parametrize(
    ("formula", "stored", "is_shown"),
    [
        ("=SUM(R[-3]C:R[-1]C)", 12, True),  # 3, 4, 5
        ("=SUM(R[-3]C:R[-1]C)", 0, False),
        ("=SUM(R[-3]C:R[-1]C)", 980, False),  # of the template
        ("=SUM(R5C2:R7C2)", 12, True),
        ("=sum(R[-1]C:R[-3]C)", 12, True),
        ("=SUM(R[-3]C,R[-2]C, R[-1]C )", 12, True),
        ("=R[-3]C+R[-2]C - R7C2", 2, True),
        ("=R[-3]C+R[-2]C-R7C2", 12, False),
        ("=-R[-1]C+20.5", 15.5, True),
        ("=SUM(R[-3]C:R[-1]C)+SUM(RC[7])+1", 13, True),  # what is blank is nothing
        ("=SUM(R1C1:R1048576C1)", 0, True),  # of texts
        ("=SUM(R1C:R7C)", 12, True),
        ("=R[-1]C[-1]+1", 7, True),  # a text: not followed
        ("=SUM(R[-99]C)", 7, True),
        ("=R[-3]C*2", 7, True),
        ("=R[-3]C R[-2]C", 8, True),
        ("=SUM(Sheet2!R1C1)", 7, True),
        ("=IF(1,SUM(R1C1),2)", 7, True),
        ("=RC", 7, True),  # itself
        ("=SUM(C)", 7, True),
        ("SUM(R[-1]C)", 7, True),
        ("of:=SUM([.A1])", 7, True),
    ],
)
def test_a_number_that_its_formula_no_longer_gives_is_not_the_one_shown(
    formula: str, stored: float, is_shown: bool
) -> None:
    rows = [["标题", ""], ["二", ""], ["三", ""], ["信息内容", "数量"]]
    counts = [row(cell(f"第{n}"), number(n)) for n in (3, 4, 5)]
    text = workbook(
        sheet(
            *[row(*map(cell, one)) for one in rows],
            *counts,
            row(cell("总计"), number(stored, Formula=formula), number(1)),
        )
    )
    shown = str(stored) if is_shown else formula
    assert grids(text)[-1][-1] == ["总计", shown, "1"]


def test_a_formula_of_formulas_that_were_not_calculated() -> None:
    text = workbook(
        sheet(
            row(number(1), number(2), number(0, Formula="=SUM(RC[-2]:RC[-1])"), cell("甲")),
            row(number(3), number(4), number(7, Formula="=SUM(RC[-2]:RC[-1])"), cell("乙")),
            row(cell("丙"), cell("丁"), number(7, Formula="=SUM(R[-2]C:R[-1]C)"), cell("戊")),
        )
    )
    assert [line[2] for line in grids(text)[0]] == [
        "=SUM(RC[-2]:RC[-1])",
        "7",
        "=SUM(R[-2]C:R[-1]C)",
    ]


def test_a_sum_of_formulas_without_a_value_is_no_number() -> None:
    text = workbook(
        sheet(
            row(number(1), number(2), cell(Formula="=RC[-2]*RC[-1]"), cell("甲")),
            row(number(3), number(4), number("", Formula="=RC[-2]*RC[-1]"), cell("乙")),
            row(cell("丙"), cell("丁"), number(0, Formula="=SUM(R[-2]C:R[-1]C)"), cell("戊")),
        )
    )
    assert [line[2] for line in grids(text)[0]] == ["=RC[-2]*RC[-1]"] * 2 + ["=SUM(R[-2]C:R[-1]C)"]


def test_formulas_in_a_circle_or_a_long_line_end() -> None:
    circle = row(number(1, Formula="=RC[1]+1"), number(2, Formula="=RC[-1]+1"))
    line = [row(number(2000 - n, Formula="=R[1]C+1"), cell("甲")) for n in range(2000)]
    assert grids(workbook(sheet(circle))) == [[["=RC[1]+1", "2"]]]
    assert grids(workbook(sheet(*line, row(number(0), cell("甲")))))[0][0] == ["2000", "甲"]


SMALL = workbook(sheet(row(cell("甲"), cell("某某县喆镕镇"))))  # characters that GB2312 has not
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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SMALL[:-40], "不是完整的 XML"),
        (SMALL.replace("<Workbook", "<!DOCTYPE a [<!ENTITY b '甲'>]><Workbook", 1), "DOCTYPE"),
        (f"{HEAD}<Other {NAMES}/>", "没有工作簿"),
        (workbook(sheet(row(cell("甲", Index=0)))), "已损坏"),
        (workbook(sheet(row(cell("甲", Index=3), cell("乙", Index=2)))), "已损坏"),
        (workbook(sheet(row(cell("甲"), Index=3), row(cell("乙"), Index=3))), "已损坏"),
        (workbook(sheet(row(cell("甲", MergeAcross="-1")))), "已损坏"),
        (workbook(sheet(row(cell("甲", MergeAcross="１")))), "已损坏"),
        (workbook(sheet(row(cell("甲", Index=16385)))), "已损坏"),
        (workbook(sheet(row(cell("甲"), Index=1048577))), "已损坏"),
        (workbook(sheet(row(cell("甲", Index=16384), Index=1048576))), "1048576 行 16384 列"),
        (workbook(*[sheet(row(cell("甲"), cell("乙", Index=300), Index=600))] * 6), "万格"),
        (workbook(sheet(row(cell()))), "没有文字"),
    ],
    ids=[
        "cut", "doctype", "other", "zero", "back", "same row", "minus", "wide digit", "far column",
        "far row", "corner", "many sheets", "empty",
    ],
)  # fmt: skip
def test_what_is_not_sound_is_refused(text: str, said: str) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        read_document(text.encode(), "a.xls")
    assert caught.value.remedy


def test_a_cell_that_spans_everything_is_read_where_it_stands() -> None:
    wide = cell("甲", MergeAcross=16383, MergeDown=1048575)
    assert grids(workbook(sheet(row(wide), row(cell("乙", Index=1), cell("丙"))))) == [
        [["甲", ""], ["乙", "丙"]]
    ]


def test_cut_off_anywhere_it_is_refused() -> None:
    data = (CONVERTED / "office-sheet.xml").read_bytes()
    for end in range(700, len(data) - 12, 211):
        with pytest.raises(ReadError):
            read_bytes(data[:end], "a.xls")


def test_broken_at_random_it_ends_in_a_report_or_a_refusal() -> None:
    data, chance = (CONVERTED / "office-sheet.xml").read_bytes(), random.Random(2003)
    for _ in range(200):
        try:
            read_bytes(broken(data, chance), "a.xls")
        except ReadError as error:
            assert error.cause and error.remedy
