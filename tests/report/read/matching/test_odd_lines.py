"""Rows in lines that do not stand as the others of their table, and what stands among them and is none of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.report.read import read_bytes
from tests.corpus.layouts.printing import (
    Printed,
    as_page,
    one_a_line,
    with_bars,
    with_spaces,
)
from tests.report.read.distinct import distinct
from tests.report.read.odd import UNREADABLE, cells, others, report, row, run_on


def test_seven_figures_that_go_on_in_the_line_below_are_not_one_a_column() -> None:
    one = report()
    one.doc.put("（七）总计", "117", "91", "9 356", "875", "367", "5\n09", "2315")
    read = cells(with_spaces(one.doc))
    assert row(read, "requests.concluded") == UNREADABLE
    assert others(one, read, "requests.concluded") == []


def test_a_row_of_the_office_s_own_below_a_worn_label_is_not_that_label_s() -> None:
    one = report()
    at = one.doc.row("四、结转")
    at[:] = ["结转下年度继续办理", "", ""]
    one.doc.three.append(["合计", "130", "216", "355", "203", "318", "24", "385"])
    read = cells(with_spaces(one.doc))
    assert row(read, "requests.carried_out") == UNREADABLE
    assert others(one, read, "requests.carried_out") == []


def test_a_worn_label_broken_over_two_lines_is_one_label() -> None:
    one = report()
    figures = one.doc.row("四、结转")[3:]
    one.doc.row("四、结转")[:] = ["四、结转下年口继\n续办理", "", "", *figures]
    assert others(one, cells(with_spaces(one.doc))) == []


def test_a_label_that_begins_another_one_names_no_row_of_it() -> None:
    one = report()
    one.doc.row("2.其他法律")[2] = "3.其他法律行政法规禁止公文"
    one.doc.row("3.其他")[2] = "3.其他情形口口口口口"
    read = cells(with_spaces(one.doc))
    assert "blank" not in row(read, "requests.other.other")


def test_the_mark_of_a_note_that_stands_apart_is_no_figure_of_its_own() -> None:
    one = report()
    one.doc.put("4.无正当理由", "200", "0 ①", "0", "0", "0", "0", "200注1")
    read = cells(one_a_line(one.doc))
    key = "requests.not_processed.excessive_requests"
    assert row(read, key) == UNREADABLE
    assert others(one, read, key) == []
    one.doc.put("4.无正当理由", "200", "0 ①", "0", "0", "0", "0", "200")
    assert row(cells(one_a_line(one.doc)), key) == [200, 0, 0, 0, 0, 0, 200]


@pytest.mark.parametrize("how", ["cells", "between"])
def test_signs_between_bars_are_no_label(how: str) -> None:
    one = report()
    one.doc.put("（一）予以公开", "..", "1", "97", "120", "?", "0", "249")
    found = row(cells(with_bars(one.doc, how)), "requests.granted")
    assert found == ["unreadable", 1, 97, 120, "unreadable", 0, 249]


def test_where_what_is_empty_is_not_printed_seven_figures_need_their_sum() -> None:
    one = report()
    for cells_ in one.doc.three:
        cells_[3:] = [*cells_[3:5], *cells_[7:]]
    one.doc.put("（七）总计", "23", "0", "14", "11", "111", "48", "184")
    assert row(cells(with_spaces(one.doc)), "requests.concluded") == UNREADABLE
    one.doc.put("（七）总计", "0", "0", "14", "11", "111", "48", "184")
    assert row(cells(with_spaces(one.doc)), "requests.concluded") == [0, 0, 14, 11, 111, 48, 184]


@pytest.mark.parametrize("at", [1, 3])
def test_lines_below_a_note_on_last_year_s_column_are_not_placed(at: int) -> None:
    one = report()
    one.doc.texts[at] = ["注：左列为上年数，右列为本年数。"]
    read = cells(with_spaces(one.doc))
    table = {1: "disclosure.", 3: "challenges."}[at]
    assert {c.state.value for i, c in read.items() if i.startswith(table)} == {"unreadable"}
    assert others(one, read) == []


@pytest.mark.parametrize("printed", [with_spaces, one_a_line])
@pytest.mark.parametrize("other", [0, 2, 5])
def test_where_another_column_holds_the_sums_no_figure_stands_where_the_form_has_it(
    other: int, printed: Callable[[Printed], str]
) -> None:
    one = report()
    one.doc.head_three = []
    for cells_ in one.doc.three:
        cells_[3 + other], cells_[9] = cells_[9], cells_[3 + other]
    read = cells(printed(one.doc))
    assert {c.state.value for i, c in read.items() if i.startswith("requests.")} == {"unreadable"}


def test_a_row_with_a_figure_that_is_written_out_is_not_blank() -> None:
    one = report()
    one.doc.put("行政规范性文件", "〇")
    read = cells(run_on(with_spaces(one.doc), "第二十条第（一）项", "行政事业性收费"))
    assert row(read, "disclosure.normative_documents") == ["unreadable"] * 3


def test_figures_before_which_a_word_stands_leave_no_row_blank() -> None:
    one = report()
    one.doc.put("一、本年新收", "二〇", "1", "2", "3", "4", "5", "35")
    read = cells(run_on(with_spaces(one.doc), "一、本年新收", "四、结转"))
    assert row(read, "requests.received") == UNREADABLE


def test_a_figure_torn_over_two_lines_where_no_sum_tells_is_not_its_first_part() -> None:
    one = report()
    one.doc.put("行政规范性文件", "0", "160", "1\n85")
    read = cells(with_spaces(one.doc))
    assert row(read, "disclosure.normative_documents") == ["unreadable"] * 3
    assert row(read, "disclosure.rules") == one.figures["disclosure.rules"]


@pytest.mark.parametrize("printed", [with_spaces, one_a_line])
def test_figures_in_lines_below_a_head_of_the_office_s_own_are_not_told_apart(
    printed: object,
) -> None:
    one = report()
    one.doc.two[1].append("上年总计")
    one.doc.put("行政规范性文件", "10", "151", "9")
    read = cells(printed(one.doc))  # type: ignore[operator]
    assert row(read, "disclosure.normative_documents") == ["unreadable"] * 3


@pytest.mark.parametrize("printed", [with_spaces, one_a_line])
def test_lines_of_the_year_before_do_not_fill_a_row_that_this_year_has_not(printed: object) -> None:
    one, past = report(), distinct(8, zeros=0.0)
    one.doc.three.remove(one.doc.row("5.属于三类内部事务信息"))
    one.doc.three += [["附：上年情况"], *past.doc.head_three, *past.doc.three]
    read = cells(printed(one.doc))  # type: ignore[operator]
    assert row(read, "requests.refused.internal_affairs") == ["absent"] * 7
    above = "requests.refused.third_party_rights"  # figures below it may be those of the lost row
    assert others(one, read, "requests.refused.internal_affairs", above) == []


@pytest.mark.parametrize("how", ["rows", "cells", "between"])
def test_a_table_of_the_year_before_between_bars_is_none_of_this_year(how: str) -> None:
    """Its caption runs together with its heads, and its rows with this year's, into one table."""
    one, past = report(), distinct(8, zeros=0.0)
    lost = one.doc.row("二、上年结转政府信息公开申请数量")
    one.doc.three.remove(lost)
    one.doc.three += [["附：上年情况"], *past.doc.head_three, *past.doc.three]
    read = cells(with_bars(one.doc, how))
    assert row(read, "requests.carried_in") == ["absent"] * 7
    assert others(one, read, "requests.carried_in") == []


def test_a_label_in_lines_that_stands_elsewhere_while_its_own_row_has_none_is_doubtful() -> None:
    one = report()
    one.doc.row("（一）予以公开")[1] = "口口口口"
    one.doc.row("3.其他")[2] = "（一）予以公开"
    assert row(cells(with_spaces(one.doc)), "requests.granted") == UNREADABLE


@pytest.mark.parametrize("tag", ["sup", "sub"])
def test_a_wide_figure_above_the_line_is_none_of_the_number(tag: str) -> None:
    one = report()
    one.doc.put("行政许可", f"１６３８<{tag}>３</{tag}>")
    read = cells(as_page(one.doc), "a.html")
    assert row(read, "disclosure.licences") == [1638]


@pytest.mark.parametrize("how", ["rows", "cells", "between"])
@pytest.mark.parametrize("unit", ["（件）", "次"])
def test_a_unit_without_its_figure_between_bars_ends_no_row(how: str, unit: str) -> None:
    one = report()
    one.doc.put("4.保护第三方", "", "", unit, "600", "", "", "600")
    read = cells(with_bars(one.doc, how))
    found = row(read, "requests.refused.third_party_rights")
    sure = ["blank", "blank", "unreadable", 600, "blank", "blank", 600]
    assert found == (UNREADABLE if how == "rows" else sure)


def test_the_office_s_own_sums_below_table_four_are_not_its_values() -> None:
    one = report()
    four: Printed = one.doc
    values = four.four[3]
    four.four[3] = [*values[:5], f"{values[5]} 件", *values[6:]]
    four.four.append(["总计", *(str(at) for at in range(20, 35))])
    read = cells(with_spaces(four))
    found = [c.value for i, c in read.items() if i.startswith("challenges.")]
    assert found == list(map(int, values))


@pytest.mark.parametrize("worn", ["四、结的转下年度继续办理", "四、结转下年\n度继续办理"])
def test_a_second_report_is_not_read_into_the_first_whose_label_is_worn(worn: str) -> None:
    one, other = report(), distinct(8, zeros=0.0)
    one.doc.row("四、结转")[0] = worn
    other.doc.title = "南山县卫生健康局2023年政府信息公开工作年度报告"
    read = read_bytes((with_spaces(one.doc) + "\n" + with_spaces(other.doc)).encode(), "a.txt")
    assert "several-reports" in [note.code for note in read.notes]
    assert others(one, dict(read.cells), "requests.carried_out") == []


def test_a_bar_alone_in_a_line_is_no_figure() -> None:
    """The row has lost a figure of seven; the bar is the border below it."""
    one = distinct(3, zeros=0.0)
    one.doc.row("3.补正后申请内容仍不明确")[3:] = ["0", "0", "0", "9", "2", "20", "|"]
    read = cells(one_a_line(one.doc))
    assert row(read, "requests.unavailable.still_unclear") == UNREADABLE
    assert others(one, read, "requests.unavailable.still_unclear") == []
