"""Workbooks of Excel 2003 that are cut, broken or not sound."""

from __future__ import annotations

import random

import pytest

from gongkai.report.read import ReadError, read_bytes, read_document
from tests.fuzz.mutation import broken
from tests.report.read.workbook.alike import (
    CONVERTED,
    end_well,
    grids,
    is_refused,
    is_refused_wherever_cut,
)
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
    is_refused(text.encode(), said, "a.xls")


def test_a_cell_that_spans_everything_is_read_where_it_stands() -> None:
    wide = cell("甲", MergeAcross=16383, MergeDown=1048575)
    assert grids(workbook(sheet(row(wide), row(cell("乙", Index=1), cell("丙"))))) == [
        [["甲", ""], ["乙", "丙"]]
    ]


def test_cut_off_anywhere_it_is_refused() -> None:
    data = (CONVERTED / "office-sheet.xml").read_bytes()
    is_refused_wherever_cut(data, range(700, len(data) - 12, 211), "a.xls")


def test_broken_at_random_it_ends_in_a_report_or_a_refusal() -> None:
    data, chance = (CONVERTED / "office-sheet.xml").read_bytes(), random.Random(2003)
    end_well((broken(data, chance) for _ in range(200)), "a.xls")
