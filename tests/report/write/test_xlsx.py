"""The workbook, read by another library: figures are numbers, everything else is text."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from gongkai.report.cell import STATE_NAMES, number
from gongkai.report.form import FORM_IDS
from gongkai.report.model import Report, Section
from gongkai.report.write.layout import layout, places
from gongkai.report.write.xlsx import write_xlsx

from .examples import full_report


def _sheets(report: Report) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(write_xlsx(report)))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


@pytest.mark.parametrize("form", FORM_IDS)
def test_the_tables_stand_as_printed(form: str) -> None:
    report = full_report(form)
    sheets = list(_sheets(report).items())
    for table, (_, rows) in zip(layout(form), sheets, strict=False):
        for at_row, row in enumerate(places(table)):
            for column, one in row:
                stands = rows[at_row][column]
                if one.cell_id is None:
                    assert stands == one.text
                else:
                    cell = report.cells[one.cell_id]
                    expected = {
                        "number": None if cell.value is None else float(cell.value),
                        "blank": "",
                    }.get(cell.state.value, cell.raw)
                    assert stands == expected, one.cell_id


def test_the_sheets_of_each_form() -> None:
    rest = ["全部数据", "正文", "报告信息"]
    assert list(_sheets(full_report("2021"))) == ["表二", "表三", "表四", *rest]
    assert list(_sheets(full_report("2014"))) == ["统计表", *rest]
    assert list(_sheets(Report())) == rest


def test_the_list_holds_every_cell_with_its_state() -> None:
    report = full_report("2021")
    head, *rows = _sheets(report)["全部数据"]
    assert head == [
        "编号",
        "项目",
        "状态",
        "数值",
        "原文",
        "可能的读法",
        "来源",
        "取得方式",
        "把握",
    ]
    assert [row[0] for row in rows] == list(report.cells)
    assert [row[2] for row in rows] == [STATE_NAMES[c.state] for c in report.cells.values()]
    assert [row[3] for row in rows] == [
        "" if c.value is None else float(c.value) for c in report.cells.values()
    ]


def test_a_figure_that_floating_point_would_change_is_text() -> None:
    exact = number(12345678901234567890, "12345678901234567890")
    money = number(Decimal("0.10"), "0.10")
    report = Report(
        form="2021",
        cells={"requests.received.total": exact, "disclosure.fees.amount": money},
    )
    listed = {row[0]: row[3] for row in _sheets(report)["全部数据"]}
    assert listed["requests.received.total"] == "12345678901234567890"
    assert listed["disclosure.fees.amount"] == 0.1


def test_no_word_becomes_a_formula_and_no_long_text_is_lost() -> None:
    long = "公" * 40000
    report = Report(title="=1+1", sections=(Section(1, '=HYPERLINK("x")', "=2+2\n" + long),))
    sheets = _sheets(report)
    assert ["标题", "=1+1"] in sheets["报告信息"]
    texts = [row[2] for row in sheets["正文"][1:]]
    assert texts[0] == "=2+2"
    assert "".join(map(str, texts[1:])) == long
