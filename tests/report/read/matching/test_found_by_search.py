"""What `python -m tests.search` found read wrong: figures whose row is in doubt are unreadable, never another row's,
never a blank."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.corpus.layouts.printing import as_page, one_a_line, with_bars, with_spaces, with_tabs
from tests.report.read.combined import fresh
from tests.report.read.distinct import distinct
from tests.report.read.faults.columns import last_year_s, total_gone, turned_columns
from tests.report.read.faults.labels import barred_labels
from tests.report.read.faults.rows import together
from tests.report.read.faults.values import broken, large, torn
from tests.report.read.odd import UNREADABLE, cells, others, row
from tests.report.read.older_forms import distinct_of_2019
from tests.report.read.ways import (
    laid_out,
    markdown,
    ran_on,
    reversed_,
    reversed_ran_on,
    wrapped,
)

OTHER = ["requests.other.not_supplemented", "requests.other.fee_not_paid", "requests.other.other"]


@pytest.mark.parametrize(("printed", "name"), [(with_tabs, "a.txt"), (with_spaces, "a.txt"), (as_page, "a.html")])  # fmt: skip
@pytest.mark.parametrize(("value", "expected"), [("39", "unreadable"), ("0", 0)])
def test_rows_whose_labels_stand_in_one_cell_share_its_figures(
    printed: object, name: str, value: str, expected: object
) -> None:
    assert callable(printed)
    one = distinct(3, zeros=0.0)
    first, second, third = one.doc.three[20:23]
    first[2:] = ["".join(label[2] for label in (first, second, third)), *[value] * 7]
    one.doc.three = [some for some in one.doc.three if some is not second and some is not third]
    read = cells(printed(one.doc), name)
    for key in OTHER:
        assert row(read, key) == [expected] * 7
    assert others(one, read, *OTHER) == []


def test_labels_of_two_rows_of_table_two_in_one_cell_are_neither_row() -> None:
    one = distinct(3, zeros=0.0)
    printed = one.doc.row("行政强制")
    printed[0] = "行政处罚行政强制"
    one.doc.two = [some for some in one.doc.two if some[0] != "行政处罚"]
    for text in (with_tabs(one.doc), with_spaces(one.doc)):
        read = cells(text)
        assert read["disclosure.compulsory_measures.decisions"].value is None
        assert read["disclosure.penalties.decisions"].state.value in ("absent", "unreadable")


@pytest.mark.parametrize("label", ["规章", "行政处罚", "行政事业性收费"])
def test_figures_below_an_empty_row_may_be_its(label: str) -> None:
    one = distinct(3, zeros=0.0)
    printed = one.doc.row(label)
    key = next(i for i, some, _ in one.rows() if some is printed)
    figures, printed[1:] = printed[1:], [""] * len(printed[1:])
    at = one.doc.two.index(printed)
    one.doc.two.insert(at + 1, ["", *figures])
    for text, name in ((with_tabs(one.doc), "a.txt"), (markdown(one.doc), "a.md")):
        read = cells(text, name)
        assert {*row(read, key)} == {"unreadable"}


def test_figures_below_an_empty_row_may_be_its_though_one_is_damaged() -> None:
    one = distinct(3, zeros=0.0)
    printed = one.doc.row("2.重复申请")
    printed[3:] = [""] * 7
    at = one.doc.three.index(printed)
    one.doc.three.insert(at + 1, ["", "", "", "1", "三", "0", "0", "0", "0", "4"])
    key = "requests.not_processed.repeated_request"
    read = cells(markdown(one.doc), "a.md")
    assert row(read, key) == UNREADABLE
    assert others(one, read, key) == []


def test_a_row_is_not_blank_whose_label_is_broken_around_figures_too_many() -> None:
    one = distinct(3, zeros=0.0)
    for printed in one.doc.three:
        printed.append("7")
    assert row(cells(wrapped(one.doc)), "requests.granted") == UNREADABLE


def test_a_row_that_comes_once_in_two_tables_is_of_nobody_knows_which() -> None:
    one = distinct(3, zeros=0.0)
    again = [[*some[:3], *"1111116"] for some in one.doc.three]
    one.doc.row("二、上年结转")[3:] = []
    one.doc.three = [*[some for some in one.doc.three if len(some) > 3], *again]
    read = cells(with_tabs(one.doc))
    assert [c.value for i, c in read.items() if i.startswith("requests.")] == [None] * 175
    assert read["requests.carried_in.total"].candidates == (6,)


@pytest.mark.parametrize("way", ["tabs", "bars", "spaces"])
def test_a_figure_broken_over_two_lines_is_not_its_first_part(way: str) -> None:
    one = distinct(3, zeros=0.0)
    one.doc.put("行政许可", "1\n51")
    one.doc.put("行政强制", "7\n2")
    text = {"tabs": with_tabs, "spaces": with_spaces}.get(way, lambda doc: with_bars(doc, "rows"))
    read = cells(text(one.doc))
    for key in ("licences", "compulsory_measures"):
        assert read[f"disclosure.{key}.decisions"].state.value == "unreadable"
    assert others(one, read) == []


def test_a_line_that_begins_with_the_rest_of_a_figure_breaks_it() -> None:
    one = distinct(3, zeros=0.0)
    text = with_spaces(one.doc).replace("行政许可 ", "行政许可 1\n")
    assert cells(text)["disclosure.licences.decisions"].state.value == "unreadable"
    lines = with_spaces(one.doc).split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("行政许可"))
    lines[at : at + 2] = ["行政许可 1", f"51 {lines[at + 1]}"]
    assert cells("\n".join(lines))["disclosure.licences.decisions"].state.value == "unreadable"


def test_an_empty_cell_at_the_label_is_no_value_where_rows_have_labels_of_other_widths() -> None:
    """The row has lost a zero: its six stand behind the places of two labels, as seven do in wider rows."""
    one = distinct(3, zeros=0.0)
    del one.doc.row("二、上年结转")[9]
    lines = with_tabs(one.doc).split("\n")
    read = cells("\n".join(line.strip("\t") for line in lines))
    assert row(read, "requests.carried_in") == UNREADABLE
    assert others(one, read, "requests.carried_in") == []


def test_a_row_of_table_four_with_an_empty_cell_counts_if_its_sum_holds() -> None:
    one = distinct(3, zeros=0.0)
    four = one.doc.four[3]
    sound, four[0:4] = [*four], ["", *four[:3]]
    read = cells(with_tabs(one.doc))
    assert row(read, "challenges.reconsideration") == ["unreadable"] * 5
    assert row(read, "challenges.litigation_direct") == [*map(int, sound[5:10])]
    four[:5] = ["", "1", "", "2", "3"]
    read = cells(with_tabs(one.doc))
    assert row(read, "challenges.reconsideration") == ["blank", 1, "blank", 2, 3]


def test_a_row_of_two_figures_a_column_that_adds_up_by_chance_is_not_torn() -> None:
    """11 73, 9 24 … 83 21: last year's figure beside each of this year's, and 1173 + 924 + … is 8321."""
    made = fresh(4007, "2019")
    made.put(last_year_s)
    text = laid_out(made.one.doc)
    assert "11 73 9 24 13 38 40 81 7 66 3 9 83 21" in " ".join(text.split())
    assert row(cells(text), "requests.refused.third_party_rights") == UNREADABLE


@pytest.mark.parametrize("sign", ["?", "*", "？", "#"])
def test_a_sign_stuck_to_a_label_in_place_of_its_figure_is_no_blank(sign: str) -> None:
    one = distinct(3, zeros=0.0)
    one.doc.two = [[f"行政许可{sign}"] if some[0] == "行政许可" else some for some in one.doc.two]
    assert cells(with_spaces(one.doc))["disclosure.licences.decisions"].state.value == "unreadable"


def test_a_figure_before_the_rest_of_a_label_is_no_blank() -> None:
    one = distinct(3, zeros=0.0)
    text = with_spaces(one.doc)
    line = next(line for line in text.split("\n") if line.startswith("三、本年度办理结果"))
    read = cells(text.replace(line, "三、本年度办理结果（ 4\n一）予以公开"))
    assert row(read, "requests.granted") == UNREADABLE


def test_a_bar_inside_a_cell_of_text_drawn_with_bars_makes_no_blank() -> None:
    one = distinct(3, zeros=0.0)
    one.doc.put("行政许可", "15|1")
    for way in ("rows", "cells", "between"):
        read = cells(with_bars(one.doc, way))
        assert read["disclosure.licences.decisions"].state.value == "unreadable"
        assert others(one, read) == []


def test_the_end_of_a_label_above_figures_is_no_label_of_the_next() -> None:
    """Label columns of three characters: the figures stand in the middle of 5.属于三类内部事务信息 and of 6.属于四类…"""
    one = distinct(3, zeros=0.0)
    one.doc.three.append(["合计", "", "", *"1234567"])
    read = cells(laid_out(one.doc, 3))
    assert others(one, read) == []


def test_a_line_of_rows_that_ends_in_words_is_nobody_s_where_no_sum_tells() -> None:
    """Figures before labels in one line; the row that must add up is broken over the end of the line."""
    made = fresh(600072)
    made.put(broken)
    text = reversed_ran_on(made.one.doc)
    assert made.wrong(text, "a.txt") == []
    assert {c.value for i, c in cells(text).items() if i.startswith("requests.")} == {None}


def test_of_labels_with_nothing_behind_the_one_next_to_figures_is_no_blank() -> None:
    one = distinct(3, zeros=0.0)
    one.doc.row("（二）部分公开")[3:] = []
    line = next(line for line in with_spaces(one.doc).split("\n") if "（一）予以公开" in line)
    figures = line.split("公开 ")[1]
    text = with_spaces(one.doc).replace(line, f"三、本年度办理结果（ {figures}\n一）予以公开")
    read = cells(text)
    assert row(read, "requests.granted") == UNREADABLE
    assert {c.state.value for i, c in read.items() if i.startswith("requests.partly")} == {"blank"}


def test_bars_inside_two_labels_of_lines_part_no_cells() -> None:
    """Bars alone in two lines of a table of the form of 2014 make no table of these two."""
    made = fresh(200005, "2014")
    made.put(barred_labels)
    text = with_spaces(made.one.doc)
    assert "不属于本|行政机关公开数 件 186" in text
    read = cells(text)
    assert made.wrong(text, "a.txt") == []
    assert read["statistics.answered.not_this_agency.value"].value == 186
    assert read["statistics.answered.does_not_exist.value"].value == 270


def test_a_bar_inside_two_cells_of_a_table_with_a_cell_a_line_ends_no_row() -> None:
    made = fresh(3, "2014")
    two = [line for line in made.one.doc.two if len(line) > 2]
    two[4][2], two[9][2] = "15|1", "7|2"
    read = cells(with_bars(made.one.doc, "cells"))
    values = [cell.value for cell in read.values()]
    assert values.count(None) == 2
    assert {cell.state.value for cell in read.values()} == {"number", "unreadable"}


def test_heads_that_run_on_into_those_of_the_next_row_keep_their_order() -> None:
    """Two tables of the form of 2019 without rows between their heads: 处理决定数量 stands in the first alone."""
    one = distinct_of_2019(3, zeros=0.0)
    one.doc.two = [line for line in one.doc.two if line[0] not in ("行政处罚", "行政强制")]
    read = cells(with_bars(one.doc, "cells"))
    figures = one.figures["disclosure.licences"]
    assert row(read, "disclosure.licences") == figures


def test_a_total_in_front_is_found_by_figures_with_commas_too() -> None:
    made = fresh(300059)
    made.put(large)
    made.put(turned_columns)
    for way in (with_spaces, reversed_, reversed_ran_on):
        text = way(made.one.doc)
        assert "423，262 54，296" in text
        assert made.wrong(text, "a.txt") == []


@pytest.mark.parametrize("said", ["未统计", "同上", "见附件"])
def test_words_below_a_label_of_table_two_in_place_of_its_figure_are_no_blank(said: str) -> None:
    one = distinct(3, zeros=0.0)
    one.doc.put("行政许可", said)
    read = cells(one_a_line(one.doc))
    assert read["disclosure.licences.decisions"].state.value == "unreadable"
    assert others(one, read) == []


def test_a_figure_alone_among_figures_before_labels_of_table_two_is_nobody_s() -> None:
    """The number of a page."""
    one = distinct(3, zeros=0.0)
    text = reversed_(one.doc).replace("行政许可\n", "行政许可\n12\n")
    read = cells(text)
    assert {c.value for i, c in read.items() if i.startswith("disclosure.")} == {None}


def test_figures_behind_an_empty_row_in_one_line_may_be_the_next_one_s() -> None:
    one = distinct(3, zeros=0.0)
    one.doc.row("1.信访举报投诉类申请")[3:] = []
    one.doc.row("2.重复申请")[2] = ""
    text = ran_on(one.doc)
    read = cells(text)
    for key in ("petition_or_complaint", "repeated_request"):
        values = {
            c.value for i, c in read.items() if i.startswith(f"requests.not_processed.{key}.")
        }
        assert values == {None}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("收取的费用万  元 41", "41"),
        ("收取的费用 万 元 41", "41"),
        ("收取的费用\n万 元 41", "41"),
        ("收取的费用 41\n万 元", "41"),
        ("收取的费用 元 41", "0.0041"),
    ],
)
def test_a_unit_of_money_that_white_space_parts_is_the_whole_unit(
    lines: str, expected: str
) -> None:
    """万 元 in a narrow column: 41 of 万元 is not 41 of 元."""
    made = fresh(5, "2014")
    text = with_spaces(made.one.doc)
    line = next(line for line in text.split("\n") if "收取的费用" in line)
    read = cells(text.replace(line, line.split("收取的费用")[0] + lines))
    assert read["statistics.fees.amount.value"].value == Decimal(expected)


def test_a_figure_broken_above_the_first_label_is_not_its_rest() -> None:
    made = fresh(1100027, "2014")
    text = reversed_(made.one.doc)
    assert "\n78 （一）主动公开政府信息数" in text
    sound = cells(text)
    read = cells(text.replace("\n78 （一）", "\n7\n8 （一）"))
    total = "statistics.published.total.value"
    assert (sound[total].value, read[total].state.value) == (78, "unreadable")
    assert {i for i, cell in read.items() if cell.value != sound[i].value} == {total}


def test_a_figure_stuck_behind_an_open_bracket_of_a_label_is_the_value_of_that_row() -> None:
    """`数条（0` ends the row: what is printed below is no rest of a note in brackets."""
    made = fresh(900117, "2014")
    text = wrapped(made.one.doc)
    assert "政府网站公开政府信息 0\n数条\n政务微博公开政府信息 58\n" in text
    read = cells(text.replace("政府网站公开政府信息 0\n数条", "政府网站公开政府信息\n数条（0"))
    assert read["statistics.published_by.website.value"].state.value == "unreadable"
    assert read["statistics.published_by.weibo.value"].value == 58


@pytest.mark.parametrize("sign", ["*", "＃", "未统计", "O"])
def test_a_sign_in_place_of_a_figure_is_no_blank_where_rows_ran_on_in_one_line(sign: str) -> None:
    one = distinct(3, zeros=0.0)
    one.doc.put("行政强制", sign)
    read = cells(ran_on(one.doc))
    assert read["disclosure.compulsory_measures.decisions"].state.value == "unreadable"
    assert others(one, read, "disclosure.compulsory_measures") == []


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_a_torn_figure_does_not_make_seven_of_the_six_that_every_row_has(form: str) -> None:
    made = fresh(1100133, form)
    made.put(torn)
    made.put(total_gone)
    assert made.wrong(laid_out(made.one.doc, 3), "a.txt") == []


def test_figures_together_in_one_cell_keep_their_total_where_the_column_is_gone() -> None:
    made = fresh(1100066)
    made.put(together)
    made.put(total_gone)
    for text, name in ((with_tabs(made.one.doc), "a.txt"), (as_page(made.one.doc), "a.html")):
        assert made.wrong(text, name) == []
        read = cells(text, name)
        assert row(read, "requests.carried_in") == [0] * 7
