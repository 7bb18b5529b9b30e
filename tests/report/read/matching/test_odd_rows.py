"""Rows of grids that do not stand as the others of their table: a figure counts there only if something vouches for
it."""

from __future__ import annotations

import pytest

from tests.corpus.layouts.printing import (
    as_page,
    one_a_line,
    with_bars,
    with_tabs,
)
from tests.report.read.distinct import distinct
from tests.report.read.odd import UNREADABLE, cells, four, others, report, row


def test_a_row_narrower_than_the_others_with_an_empty_cell_needs_its_sum() -> None:
    """Its first label cell is gone, and a value: the empty cell is a label's."""
    one = report()
    for label in ("1.属于国家秘密", "3.其他"):
        del one.doc.row(label)[0]
    narrow = one.doc.row("（二）部分公开")
    narrow[:] = [*narrow[:2], "", "3", "4", "5", "6", "7", "30"]
    read = cells(with_tabs(one.doc))
    assert row(read, "requests.partly_granted") == UNREADABLE
    assert others(one, read, "requests.partly_granted") == []


def test_figures_are_not_below_heads_that_another_row_s_reach_beyond() -> None:
    one = report()
    one.doc.put("规章", "", "0", "8")
    one.doc.put("行政规范性文件", "", "55", "", "145")
    read = cells(with_tabs(one.doc))
    assert row(read, "disclosure.rules") == ["unreadable"] * 3
    assert row(read, "disclosure.normative_documents") == ["unreadable"] * 3
    one = report()
    one.doc.put("规章", "", "0", "8")
    one.doc.put("行政规范性文件", "3", "55", "145")
    assert row(cells(with_tabs(one.doc)), "disclosure.rules") == ["blank", 0, 8]


@pytest.mark.parametrize("label", ["属于行政查询事项", "1 属于行政查询事项"])
def test_values_merged_downwards_beside_a_worn_label_are_neither_s(label: str) -> None:
    one = report()
    one.doc.row("8.属于行政查询事项")[2] = label
    page = as_page(one.doc)
    file, query = (one.figures[f"requests.refused.{i}"] for i in ("enforcement_file", "administrative_query"))  # fmt: skip
    own = "".join(f"<td>{value}</td>" for value in file)
    below = "".join(f"<td>{value}</td>" for value in query)
    assert page.count(own) == page.count(below) == 1
    page = page.replace(below, "").replace(own, own.replace("<td>", "<td rowspan='2'>"))
    read = cells(page, "a.html")
    assert row(read, "requests.refused.enforcement_file") == UNREADABLE
    assert row(read, "requests.refused.administrative_query") == ["absent"] * 7


@pytest.mark.parametrize("head", ["2022年", "上年总计", "同比"])
def test_beside_a_column_of_the_office_s_own_figures_count_only_below_their_heads(
    head: str,
) -> None:
    one = report()
    for cells_ in one.doc.two:
        if cells_[0] == "信息内容":
            cells_ += [""] * (4 - len(cells_)) + [head]
    one.doc.put("规章", "", "31", "5", "")
    one.doc.put("行政规范性文件", "3", "31", "5", "7")
    one.doc.put("行政许可", "60", "", "", "")
    one.doc.put("行政处罚", "", "", "", "142")
    read = cells(with_tabs(one.doc))
    assert row(read, "disclosure.rules") == ["unreadable"] * 3
    assert row(read, "disclosure.licences") == ["unreadable"]
    assert row(read, "disclosure.penalties") == ["unreadable"]
    one.doc.put("行政规范性文件", "3", "31", "5", "")
    one.doc.put("行政处罚", "142", "", "", "")
    read = cells(with_tabs(one.doc))
    assert row(read, "disclosure.rules") == ["blank", 31, 5]
    assert row(read, "disclosure.normative_documents") == [3, 31, 5]
    assert row(read, "disclosure.penalties") == [142]


def test_a_figure_of_the_office_s_own_column_is_not_taken_for_the_empty_value_before_it() -> None:
    one = report()
    one.doc.put("行政处罚", "311", "104")
    one.doc.put("行政强制", "", "162")
    read = cells(with_tabs(one.doc))
    assert row(read, "disclosure.compulsory_measures") == ["unreadable"]
    assert row(read, "disclosure.licences") == one.figures["disclosure.licences"]


@pytest.mark.parametrize("printed", [with_tabs, one_a_line])
def test_seven_figures_among_rows_of_eight_need_their_sum(printed: object) -> None:
    one = report()
    for i, cells_ in enumerate(one.doc.three):
        if i % 3 == 0:
            cells_.append("7")
    last = one.doc.row("（二）部分公开")
    last[3:] = ["185", "628", "", "87", "460", "1", "88", "1264"]
    read = cells(printed(one.doc))  # type: ignore[operator]
    assert row(read, "requests.partly_granted") == UNREADABLE
    assert (
        row(read, "requests.refused.state_secret") == one.figures["requests.refused.state_secret"]
    )


@pytest.mark.parametrize("unnamed", ["", "□"])
def test_a_label_that_stands_elsewhere_while_its_own_row_has_none_is_doubtful(unnamed: str) -> None:
    one = report()
    one.doc.row("4.无正当理由")[2] = "5.属于三类内部事务信息"
    mine = next(r for r in one.doc.three if r[2] == "5.属于三类内部事务信息")
    mine[:3] = [unnamed, "", ""]
    read = cells(with_tabs(one.doc))
    assert row(read, "requests.refused.internal_affairs") == UNREADABLE


def test_rows_in_another_order_are_read_by_their_labels() -> None:
    one = report()
    rows = one.doc.three
    rows[4], rows[9] = rows[9], rows[4]
    assert others(one, cells(with_tabs(one.doc))) == []


def test_values_merged_downwards_beside_a_lost_label_are_neither_s() -> None:
    one = report()
    page = as_page(one.doc)
    file, query = (one.figures[f"requests.refused.{i}"] for i in ("enforcement_file", "administrative_query"))  # fmt: skip
    own = "".join(f"<td>{value}</td>" for value in file)
    tall = own.replace("<td>", "<td rowspan='2'>").replace(" rowspan='2'", "", 1)
    below = "<td>8.属于行政查询事项</td>" + "".join(f"<td>{value}</td>" for value in query)
    assert page.count(own) == page.count(below) == 1
    page = page.replace(below, f"<td></td><td>{query[0]}</td>").replace(own, tall)
    assert row(cells(page, "a.html"), "requests.refused.enforcement_file") == UNREADABLE


def test_a_row_beside_values_that_reach_down_from_a_lost_label_is_not_blank() -> None:
    one = report()
    page = as_page(one.doc)
    file, query = (one.figures[f"requests.refused.{i}"] for i in ("enforcement_file", "administrative_query"))  # fmt: skip
    own, below = ("".join(f"<td>{value}</td>" for value in some) for some in (file, query))
    label = "<td>7.属于行政执法案卷</td>"
    assert page.count(label + own) == page.count(below) == 1
    page = page.replace(below, "").replace(label + own, "<td></td>" + own.replace("<td>", "<td rowspan='2'>"))  # fmt: skip
    read = cells(page, "a.html")
    assert row(read, "requests.refused.administrative_query") == UNREADABLE
    assert row(read, "requests.refused.enforcement_file") == ["absent"] * 7


@pytest.mark.parametrize("two", ["0 5", "0\n5", "0、5", "0/5"])
def test_two_figures_in_a_cell_leave_the_empty_one_at_the_end_open(two: str) -> None:
    one = report()
    one.doc.put("规章", two, "7", "")
    read = cells(as_page(one.doc), "a.html")
    assert row(read, "disclosure.rules") == ["unreadable"] * 3


def test_a_note_on_last_year_s_column_does_not_make_the_table_last_year_s() -> None:
    one, past = report(), distinct(8, zeros=0.0)
    one.doc.texts[2] = ["注：左列为上年数，右列为本年数。"]
    for cells_ in one.doc.three:
        cells_[3:] = [text for value in cells_[3:] for text in ("7", value)]
    one.doc.texts[5] = ["附：上年情况", *("\t".join(cells_) for cells_ in past.doc.three)]
    read = cells(with_tabs(one.doc))
    assert row(read, "requests.received") == UNREADABLE
    total = read["requests.received.total"]
    assert one.figures["requests.received"][6] in total.candidates


def test_below_a_note_on_last_year_s_column_no_figure_is_this_year_s() -> None:
    one = report()
    one.doc.texts[1] = ["注：左列为上年数，右列为本年数。"]
    one.doc.put("规章", "4", "13", "45", "", "", "")
    read = cells(as_page(one.doc), "a.html")
    assert row(read, "disclosure.rules") == ["unreadable"] * 3
    assert row(read, "disclosure.licences") == ["unreadable"]
    assert row(read, "requests.received") == one.figures["requests.received"]


def test_a_row_below_turned_heads_with_a_cell_run_into_its_neighbour_needs_its_sum() -> None:
    one = report()
    doc = one.doc
    doc.head_three = [["", "", "", "总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]]  # fmt: skip
    for cells_ in doc.three:
        cells_[3:] = [cells_[9], *cells_[3:9]]
    assert others(one, cells(with_tabs(doc))) == []
    doc.put("1.信访举报", "159849", "", "3", "5", "139", "85", "1317")
    read = cells(with_tabs(doc))
    assert row(read, "requests.not_processed.petition_or_complaint") == UNREADABLE
    assert others(one, read, "requests.not_processed.petition_or_complaint") == []


@pytest.mark.parametrize(
    "printed",
    [
        ["146", "146", "", "", "9", "2303", ""],  # 2 and 303
        ["", "", "", "0", "615", "66", ""],  # 61 and 5
        ["5", "", "", "0", "5448107", "", ""],  # 54, 48 and 107
        ["", "", "", "０", "６１５", "６６", ""],
        ["0", "0", "70", "", "", "70", ""],  # all behind a lost cell stand to the left
    ],
)
def test_figures_that_moved_from_their_total_s_place_are_not_placed(printed: list[str]) -> None:
    one = report()
    one.doc.put("3.要求提供公开出版物", *printed)
    read = cells(with_tabs(one.doc))
    assert row(read, "requests.not_processed.published_material") == UNREADABLE


def test_rows_with_empty_cells_are_not_placed_by_a_row_of_the_office_s_own() -> None:
    """The table has an empty column among the values; only a row of subtotals stands in seven columns on end."""
    one = report()
    for at, cells_ in enumerate(one.doc.three):
        cells_.insert(7, "")
        cells_[3 + at % 4] = ""
    one.doc.three.insert(5, ["", "小计", "", "", "80", "95", "62", "27", "56", "52", "49"])
    one.doc.put("（二）部分公开", "", "", "123", "182", "", "2", "69", "376")
    read = cells(with_tabs(one.doc))
    assert row(read, "requests.partly_granted") == UNREADABLE


def test_table_four_in_one_cell_is_told_by_its_sums_and_never_by_the_row_below() -> None:
    one = report()
    values = one.doc.four[3]
    one.doc.four[3] = [" ".join(values), *[""] * 14]
    assert four(cells(as_page(one.doc), "a.html")) == list(map(int, values))
    one.doc.four.append([str(at) for at in range(20, 35)])
    assert four(cells(as_page(one.doc), "a.html")) == [None] * 15
    one.doc.four[3:] = [[" ".join([*values[:14], "4321"]), *[""] * 14]]
    assert four(cells(as_page(one.doc), "a.html")) == [None] * 15


def test_table_four_that_lost_a_figure_before_its_end_is_not_placed() -> None:
    one = report()
    one.doc.four[3] = [
        "1",
        "0",
        "0",
        "0",
        "1",
        "167308",
        "3",
        "4",
        "5",
        "0",
        "0",
        "0",
        "0",
        "0",
        "",
    ]
    assert four(cells(with_tabs(one.doc))) == [None] * 15


@pytest.mark.parametrize(
    ("figures", "expected"),
    [(["7", "25", "3", "33", "9", "97", "3"], UNREADABLE), (["7", "25", "3", "33", "9", "0", "77"], [7, 25, 3, 33, 9, 0, 77])],
)  # fmt: skip
def test_a_figure_in_the_cell_of_a_label_before_an_empty_cell_may_be_the_first(
    figures: list[str], expected: list[object]
) -> None:
    """Seven figures behind the empty cell that do not add up: one of them is no value of the row."""
    one = distinct(3, zeros=0.0)
    one.doc.row("2.重复申请")[2:] = ["2.重复申请 20", "", *figures]
    for text, name in ((with_tabs(one.doc), "a.txt"), (with_bars(one.doc, "cells"), "a.txt")):
        read = cells(text, name)
        assert row(read, "requests.not_processed.repeated_request") == expected


@pytest.mark.parametrize("in_front", ["in the cell of the label", "in a cell of their own"])
def test_a_row_whose_figures_stand_together_before_its_label_is_not_blank(in_front: str) -> None:
    one = distinct(3, zeros=0.0)
    printed = one.doc.row("2.重复申请")
    figures = " ".join(printed[3:])
    if in_front == "in a cell of their own":
        printed[1] = figures
    else:
        printed[2] = f"{figures} {printed[2]}"
    printed[3:] = [""] * 7
    read = cells(with_tabs(one.doc))
    assert row(read, "requests.not_processed.repeated_request") == UNREADABLE
    raw = read["requests.not_processed.repeated_request.total"].raw
    assert raw is not None
    assert raw.startswith(figures)
    assert others(one, read, "requests.not_processed.repeated_request") == []


def test_a_row_with_its_number_before_its_label_and_nothing_behind_is_blank() -> None:
    one = distinct(3, zeros=0.0)
    printed = one.doc.row("2.重复申请")
    printed[1:] = ["1", printed[2], *[""] * 7]
    read = cells(with_tabs(one.doc))
    assert row(read, "requests.not_processed.repeated_request") == ["blank"] * 7
