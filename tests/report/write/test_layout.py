"""The official layout: every cell of the form once, in order, and merges that tile the table."""

from __future__ import annotations

import pytest
from hypothesis import given

from gongkai.report.cell import (
    ABSENT,
    Cell,
    State,
    annotated,
    blank,
    not_applicable,
    number,
    unreadable,
)
from gongkai.report.form import FORM_IDS, get_form
from gongkai.report.printed import parse_cell, parse_number
from gongkai.report.write.layout import (
    TEXT_WIDTH,
    UNREADABLE_MARK,
    Kind,
    layout,
    places,
    print_cell,
)

from ..strategies import any_cell


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_every_cell_of_the_form_is_printed_once_in_order(form_id: str) -> None:
    printed = [cell for table in layout(form_id) for cell in table.cell_ids]
    assert printed == list(get_form(form_id).cells)


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_the_merged_cells_tile_the_table(form_id: str) -> None:
    for table in layout(form_id):
        taken = [
            (at_row + down, column + right)
            for at_row, row in enumerate(places(table))
            for column, cell in row
            for down in range(cell.row_span)
            for right in range(cell.column_span)
        ]
        assert sorted(taken) == [
            (row, column) for row in range(len(table.rows)) for column in range(len(table.widths))
        ]
        assert sum(table.widths) == pytest.approx(TEXT_WIDTH)


def test_the_form_none_has_no_table() -> None:
    assert layout("none") == ()


def test_table_two_has_a_line_and_a_heading_for_each_item_of_article_20() -> None:
    two = layout("2021")[0]
    assert [[c.text for c in row if c.kind is not Kind.VALUE] for row in two.rows] == [
        ["第二十条第（一）项"],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章"],
        ["行政规范性文件"],
        ["第二十条第（五）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政许可"],
        ["第二十条第（六）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政处罚"],
        ["行政强制"],
        ["第二十条第（八）项"],
        ["信息内容", "本年收费金额（单位：万元）"],
        ["行政事业性收费"],
    ]


@pytest.mark.parametrize(("form_id", "rows", "outcomes"), [("2021", 28, 22), ("2019", 26, 20)])
def test_table_three_merges_its_labels(form_id: str, rows: int, outcomes: int) -> None:
    three = layout(form_id)[1]
    assert len(three.rows) == rows
    assert [(c.text, c.row_span, c.column_span) for c in three.rows[0]] == [
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
        ("申请人情况", 1, 7),
    ]
    assert [(c.text, c.row_span, c.column_span) for c in three.rows[1]] == [
        ("自然人", 2, 1),
        ("法人或其他组织", 1, 5),
        ("总计", 2, 1),
    ]
    merged = [
        (c.text, c.row_span, c.column_span)
        for row in three.rows[3:]
        for c in row
        if c.row_span > 1 or c.column_span > 1
    ]
    expected = [
        ("一、本年新收政府信息公开申请数量", 1, 3),
        ("二、上年结转政府信息公开申请数量", 1, 3),
        ("三、本年度办理结果", outcomes, 1),
        ("（一）予以公开", 1, 2),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1, 2),
        ("（三）不予公开", 8, 1),
        ("（四）无法提供", 3, 1),
        ("（五）不予处理", 5, 1),
        ("（六）其他处理", 3, 1) if form_id == "2021" else ("（六）其他处理", 1, 2),
        ("（七）总计", 1, 2),
        ("四、结转下年度继续办理", 1, 3),
    ]
    assert merged == expected


def test_table_four_has_one_row_of_fifteen_figures() -> None:
    four = layout("2021")[2]
    assert [(c.text, c.row_span, c.column_span) for c in four.rows[0]] == [
        ("行政复议", 2, 5),
        ("行政诉讼", 1, 10),
    ]
    assert [c.text for c in four.rows[1]] == ["未经复议直接起诉", "复议后起诉"]
    assert [c.text for c in four.rows[2]] == [
        "结果维持", "结果纠正", "其他结果", "尚未审结", "总计",
    ] * 3  # fmt: skip
    assert len(four.rows[3]) == 15


def test_the_table_of_2014_names_the_unit() -> None:
    (table,) = layout("2014")
    assert [c.text for c in table.rows[1]] == ["主动公开政府信息数（单位：条）", ""]
    assert len(table.rows) == 59


def test_what_each_state_prints() -> None:
    assert print_cell(number(0, "0")) == "0"
    assert print_cell(number(1234, "1,234")) == "1234"
    assert print_cell(number(1036, "+1036")) == "+1036"
    assert print_cell(blank()) == ""
    assert print_cell(ABSENT) == ""
    assert print_cell(not_applicable("/")) == "/"
    assert print_cell(annotated(188, "188（92个新办、96个延续）")) == "188（92个新办、96个延续）"
    assert print_cell(unreadable("00")) == "00"
    assert print_cell(unreadable(None)) == UNREADABLE_MARK
    assert print_cell(unreadable("0", candidates=(0, 8))) == "［读不清］0"
    assert print_cell(not_applicable("0")) == "不适用"


@given(any_cell())
def test_only_a_number_prints_as_a_number(cell: Cell) -> None:
    printed = print_cell(cell)
    if cell.state is State.NUMBER:
        assert parse_number(printed) == cell.value
    elif cell.state is not State.ANNOTATED:
        assert parse_number(printed) is None
        assert parse_cell(printed).value is None
