"""Rows that do not stand as the others of their table: a figure counts there only if something vouches for it."""

from __future__ import annotations

import pytest

from gongkai.report.cell import Cell
from gongkai.report.read import read_bytes
from tests.corpus.layouts.printing import (
    Printed,
    as_page,
    one_a_line,
    with_bars,
    with_spaces,
    with_tabs,
)
from tests.report.read.distinct import Distinct, distinct

UNREADABLE = ["unreadable"] * 7


def cells(text: str, name: str = "a.txt") -> dict[str, Cell]:
    return dict(read_bytes(text.encode(), name).cells)


def row(read: dict[str, Cell], start: str) -> list[object]:
    """The values of a row, in the order of the form; the state of a cell that has none."""
    return [c.state.value if c.value is None else c.value for i, c in read.items() if i.startswith(f"{start}.")]  # fmt: skip


def others(one: Distinct, read: dict[str, Cell], *without: str) -> list[object]:
    """What is read wrong in the other rows of table three."""
    rows = {i: f for i, f in one.figures.items() if i.startswith("requests.") and i not in without}
    return [(i, row(read, i)) for i, figures in rows.items() if row(read, i) != figures]


def run_on(text: str, first: str, last: str) -> str:
    """The text with the lines of a table, from one label to another, in one line."""
    lines = text.split("\n")
    start, stop = (next(i for i, line in enumerate(lines) if line.startswith(one)) for one in (first, last))  # fmt: skip
    return "\n".join([*lines[:start], " ".join(lines[start : stop + 1]), *lines[stop + 1 :]])


def report() -> Distinct:
    return distinct(7, zeros=0.0)


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


def test_values_merged_downwards_beside_a_worn_label_are_neither_s() -> None:
    one = report()
    one.doc.row("8.属于行政查询事项")[2] = "属于行政查询事项"
    page = as_page(one.doc)
    file, query = (one.figures[f"requests.refused.{i}"] for i in ("enforcement_file", "administrative_query"))  # fmt: skip
    own = "".join(f"<td>{value}</td>" for value in file)
    below = "".join(f"<td>{value}</td>" for value in query)
    assert page.count(own) == page.count(below) == 1
    page = page.replace(below, "").replace(own, own.replace("<td>", "<td rowspan='2'>"))
    read = cells(page, "a.html")
    assert row(read, "requests.refused.enforcement_file") == UNREADABLE
    assert row(read, "requests.refused.administrative_query") == ["absent"] * 7


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


def test_a_label_that_begins_another_one_names_no_row_of_it() -> None:
    one = report()
    one.doc.row("2.其他法律")[2] = "3.其他法律行政法规禁止公文"
    one.doc.row("3.其他")[2] = "3.其他情形口口口口口"
    read = cells(with_spaces(one.doc))
    assert "blank" not in row(read, "requests.other.other")


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


def test_rows_in_another_order_are_read_by_their_labels() -> None:
    one = report()
    rows = one.doc.three
    rows[4], rows[9] = rows[9], rows[4]
    assert others(one, cells(with_tabs(one.doc))) == []


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


def test_a_label_in_lines_that_stands_elsewhere_while_its_own_row_has_none_is_doubtful() -> None:
    one = report()
    one.doc.row("（一）予以公开")[1] = "口口口口"
    one.doc.row("3.其他")[2] = "（一）予以公开"
    assert row(cells(with_spaces(one.doc)), "requests.granted") == UNREADABLE


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


@pytest.mark.parametrize("tag", ["sup", "sub"])
def test_a_wide_figure_above_the_line_is_none_of_the_number(tag: str) -> None:
    one = report()
    one.doc.put("行政许可", f"１６３８<{tag}>３</{tag}>")
    read = cells(as_page(one.doc), "a.html")
    assert row(read, "disclosure.licences") == [1638]


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
        ["0", "0", "70", "", "", "70", ""],  # all behind a lost cell stand to the left
    ],
)
def test_figures_that_moved_from_their_total_s_place_are_not_placed(printed: list[str]) -> None:
    one = report()
    one.doc.put("3.要求提供公开出版物", *printed)
    read = cells(with_tabs(one.doc))
    assert row(read, "requests.not_processed.published_material") == UNREADABLE


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


def four(read: dict[str, Cell]) -> list[object]:
    return [c.value for i, c in read.items() if i.startswith("challenges.")]


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


@pytest.mark.parametrize("worn", ["四、结的转下年度继续办理", "四、结转下年\n度继续办理"])
def test_a_second_report_is_not_read_into_the_first_whose_label_is_worn(worn: str) -> None:
    one, other = report(), distinct(8, zeros=0.0)
    one.doc.row("四、结转")[0] = worn
    other.doc.title = "南山县卫生健康局2023年政府信息公开工作年度报告"
    read = read_bytes((with_spaces(one.doc) + "\n" + with_spaces(other.doc)).encode(), "a.txt")
    assert "several-reports" in [note.code for note in read.notes]
    assert others(one, dict(read.cells), "requests.carried_out") == []
