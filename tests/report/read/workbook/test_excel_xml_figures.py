"""What a cell of a workbook of Excel 2003 shows: by its format, its style, its formula."""

from __future__ import annotations

import pytest

from gongkai.report.cell import State
from tests.report.read.workbook.alike import grids, has_fees
from tests.report.read.workbook.excel_xml_file import (
    cell,
    number,
    row,
    sheet,
    shows,
    style,
    workbook,
)


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
    has_fees(report(fees, options).encode(), "a.xls", (state, value, raw))


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
