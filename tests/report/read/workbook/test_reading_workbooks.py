"""Workbooks: tables without headings, and a report typed into one sheet."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from gongkai.report.cell import State
from gongkai.report.read import ReadError, read_bytes, read_document, read_file
from gongkai.report.read.blocks import Grid, Paragraph
from gongkai.report.write import write

CORPUS = Path(__file__).parents[3] / "corpus"
TEXTS = sorted(path.stem for path in (CORPUS / "reports").glob("*.txt"))


@pytest.mark.parametrize("name", TEXTS)
def test_our_own_workbook_reads_back_cell_by_cell(name: str) -> None:
    expected = read_file(CORPUS / "reports" / f"{name}.txt")
    report = read_bytes(write(expected, "xlsx"), "a.xlsx")
    assert (report.form, report.agency_as_printed) == ("2021", expected.agency_as_printed)
    for one, cell in expected.cells.items():
        if cell.state is State.ABSENT:
            assert report.cells[one].state in (State.ABSENT, State.BLANK)
        else:
            assert (report.cells[one].state, report.cells[one].value) == (cell.state, cell.value)


def test_an_old_workbook_saved_by_libreoffice() -> None:
    expected = read_file(CORPUS / "reports" / "xinyuan-2024.txt")
    report = read_file(CORPUS / "converted" / "xinyuan-tables.xls")
    assert {i: (c.state, c.value) for i, c in report.cells.items()} == {
        i: (c.state, c.value) for i, c in expected.cells.items()
    }


def workbook(rows: list[list[Any]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("年报")
        for r, row in enumerate(rows):
            sheet.write_row(r, 0, row)
        sheet.merge_range(0, 0, 0, 3, "某某县教育局2024年政府信息公开工作年度报告")
    return out.getvalue()


def test_a_report_typed_into_one_sheet() -> None:
    data = workbook(
        [
            [""],
            ["一、总体情况"],
            [
                "本年发布信息二十三条，都在政府网站上，欢迎监督，也欢迎来电来信提出意见和建议，我们将认真办理。"
            ],
            ["二、主动公开政府信息情况"],
            ["第二十条第（一）项"],
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", 0, "", "/"],
            ["行政规范性文件", 1, 2, "３"],
            ["第二十条第（八）项"],
            ["信息内容", "本年收费金额（单位：万元）"],
            ["行政事业性收费", 471.56],
            ["五、存在的主要问题及改进情况"],
            ["无"],
        ]
    )
    report = read_bytes(data, "a.xlsx")
    assert (report.agency, report.year, report.form) == ("某某县教育局", 2024, "2021")
    assert [s.number for s in report.sections] == [1, 2, 5]
    assert report.sections[0].text.startswith("本年发布信息二十三条")
    assert report.sections[1].text == ""
    assert report.sections[2].text == "无"
    cells = report.cells
    row = [cells[f"disclosure.rules.{c}"].state for c in ("issued", "repealed", "in_force")]
    assert row == [State.NUMBER, State.BLANK, State.NOT_APPLICABLE]
    assert report.value("disclosure.normative_documents.in_force") == 3
    assert str(report.value("disclosure.fees.amount")) == "471.56"
    source = cells["disclosure.fees.amount"].source
    assert source is not None and (source.table, source.row, source.column) == (1, 11, 2)


def test_a_sheet_of_lines_is_paragraphs() -> None:
    blocks = read_document(workbook([[""], ["甲"], ["乙"]]), "a.xlsx").blocks
    assert all(isinstance(block, Paragraph) for block in blocks)


def test_a_broken_workbook_says_so() -> None:
    data = workbook([[""], ["甲", "乙"]])
    with pytest.raises(ReadError, match="已损坏"):
        read_bytes(data[: len(data) // 2], "a.xlsx")


@pytest.mark.parametrize("signed", [["南山县教育局"], ["", "", "南山县教育局"]])
def test_who_signed_right_below_a_table_is_no_row_of_it(signed: list[str]) -> None:
    rows = [
        ["六、其他需要报告的事项"],
        ["收费金额（元）", "减免（元）"],
        [120, 30],
        signed,
        ["", "2025年1月20日"],
    ]
    report = read_bytes(workbook([[""], *rows]), "a.xlsx")
    assert report.signed_by == "南山县教育局"
    assert str(report.signed_on) == "2025-01-20"
    assert report.sections[-1].text == "收费金额（元）\t减免（元）\n120\t30"


def test_a_label_without_a_value_above_a_date_stays_a_row() -> None:
    rows = [["收费项目", "金额"], ["甲", 5], ["乙"], ["2025年1月20日"]]
    (grid,) = (
        b for b in read_document(workbook([[""], *rows]), "a.xlsx").blocks if isinstance(b, Grid)
    )
    assert [row.texts for row in grid.rows][1:] == [("收费项目", "金额"), ("甲", "5"), ("乙", "")]
