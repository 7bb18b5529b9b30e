"""Tables that do not stand as the form: heads in another order, labels behind their figures, a figure in a label, a
total that is lost. Nothing is read in another's place, and nothing printed is called empty."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.corpus.layouts.printing import (
    HEAD_FOUR,
    Printed,
    as_page,
    one_a_line,
    with_bars,
    with_spaces,
    with_tabs,
)
from tests.report.read.distinct import distinct
from tests.report.read.odd import UNREADABLE, cells, four, others, report, row, run_on

_FIFTEEN = [None] * 15
_TEXTS = [with_tabs, with_spaces, one_a_line, lambda doc: with_bars(doc, "between")]
_RESULTS = HEAD_FOUR[1][:5]


@pytest.mark.parametrize("printed", _TEXTS)
@pytest.mark.parametrize("order", [(4, 0, 1, 2, 3), (1, 0, 2, 3, 4), (0, 3, 2, 1, 4)])
def test_table_four_is_not_read_below_heads_in_another_order(
    printed: Callable[[Printed], str], order: tuple[int, ...]
) -> None:
    one = report()
    assert four(cells(printed(one.doc))) != _FIFTEEN
    for line in one.doc.four[1:3]:
        line[:] = [_RESULTS[order[at % 5]] if text in _RESULTS else text for at, text in enumerate(line)]  # fmt: skip
    read = cells(printed(one.doc))
    assert four(read) == _FIFTEEN
    assert not any(cell.candidates for i, cell in read.items() if i.startswith("challenges."))


def test_litigation_before_reconsideration_is_not_read_as_the_form_has_it() -> None:
    one = report()
    one.doc.four[0][:] = ["行政诉讼", *[""] * 9, "行政复议", *[""] * 4]
    assert four(cells(with_tabs(one.doc))) == _FIFTEEN


def test_a_head_higher_on_the_page_and_further_right_is_no_earlier_column() -> None:
    """The head over ten columns is one line tall, the one over five is two: its middle is lower."""
    one = report()
    lines = with_spaces(one.doc).split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("行政复议 行政诉讼"))
    for left, expected in (("        行政复议", True), ("行政复议".rjust(60), False)):
        heads = ["行政诉讼".rjust(45), left]
        text = "\n".join([*lines[:at], *heads, *lines[at + 1 :]])
        assert (four(cells(text)) == [*map(int, one.doc.four[3])]) is expected


def test_a_figure_of_table_four_that_ran_into_the_empty_cell_beside_it() -> None:
    one = report()
    values = one.doc.four[3]
    values[9:] = [f"{values[9]}0", "", "3", "0", "0", "3"]
    read = four(cells(with_tabs(one.doc)))
    assert read == [*map(int, values[:5]), *[None] * 10]


def test_a_written_out_figure_does_not_make_the_office_s_sums_below_the_values_of_table_four() -> (
    None
):
    one = report()
    one.doc.four[3][3] = "三"
    read = cells(as_page(one.doc), "a.html")
    assert four(read)[:3] == [int(text) for text in one.doc.four[3][:3]]
    assert read["challenges.reconsideration.pending"].candidates == (3,)
    one.doc.four.append([str(n) for n in range(30, 45)])
    assert four(cells(as_page(one.doc), "a.html")) == _FIFTEEN


@pytest.mark.parametrize("printed", [with_tabs, with_spaces, one_a_line])
def test_labels_behind_their_figures_are_no_labels_of_empty_rows(
    printed: Callable[[Printed], str],
) -> None:
    one = report()
    for _, line, labels in one.rows():
        line[:] = [*line[labels:], *[text for text in line[:labels] if text]]
    read = cells(printed(one.doc))
    if printed is with_spaces:  # its sums tell that they are its own
        assert others(one, read) == []
        assert {cell.state.value for cell in read.values()} == {"number"}
        return
    told = (
        () if printed is with_tabs else ("requests.",)
    )  # in the order of the form, as its sums tell
    assert not told or others(one, read) == []
    states = {c.state.value for i, c in read.items() if not i.startswith(("challenges.", *told))}
    assert states <= {"unreadable", "absent"}


@pytest.mark.parametrize(
    ("label", "key", "blank"),
    [
        ("规章", "disclosure.rules", ["", "1", "5"]),
        ("（一）予以公开", "requests.granted", ["", *"000000"]),
    ],
)
@pytest.mark.parametrize("how", ["{}：12", "{}（12件）", "{}\n12", "{}12"])
def test_a_figure_in_a_label_may_be_the_one_that_is_lost_behind_it(
    how: str, label: str, key: str, blank: list[str]
) -> None:
    one = report()
    line = one.doc.row(label)
    at = next(i for i, text in enumerate(line) if text == label)
    whole = row(cells(as_page(one.doc), "a.html"), key)
    line[at] = how.format(label)
    assert row(cells(as_page(one.doc), "a.html"), key) == whole
    one.doc.put(line[at], *blank)
    assert row(cells(as_page(one.doc), "a.html"), key) == ["unreadable"] * len(blank)


def test_a_row_without_a_total_counts_where_its_columns_add_up() -> None:
    """Among rows with totals, figures of a row that has none may have moved to the left."""
    one = distinct(7, zeros=0.5)
    key = "requests.granted"
    values = one.figures[key]
    one.doc.put("（一）予以公开", *map(str, values[:6]), "")
    assert row(cells(with_tabs(one.doc)), key) == [*values[:6], "blank"]
    one.doc.put("（一）予以公开", f"{values[0]}9", *map(str, values[1:6]), "")
    read = cells(with_tabs(one.doc))
    assert row(read, key) == UNREADABLE
    assert others(one, read, key) == []


def test_a_wrong_total_beside_an_empty_cell_is_as_printed_where_the_columns_add_up() -> None:
    one = distinct(7, zeros=0.5)
    key, values = next(
        (i, figures) for i, figures in one.figures.items()
        if i.startswith("requests.refused") and 0 in figures[:6] and any(figures)
    )  # fmt: skip
    line = next(line for row_id, line, _ in one.rows() if row_id == key)
    zero = values.index(0)
    line[3 + zero], line[9] = "", str(values[6] + 1)
    expected: list[object] = [*values[:6], values[6] + 1]
    expected[zero] = "blank"
    assert row(cells(with_tabs(one.doc)), key) == expected


def test_a_figure_before_an_empty_cell_may_be_two_where_the_total_is_damaged() -> None:
    one = report()
    key = "requests.not_processed.published_material"
    one.doc.put("3.要求提供", "5", "100", "", "", "0", "0", "1?")
    read = cells(with_tabs(one.doc))
    assert row(read, key) == UNREADABLE
    assert others(one, read, key) == []


def test_values_behind_a_word_that_is_a_head_are_not_below_the_heads() -> None:
    """Table two turned on its side: 本年制发件数 names a line, and the first of its figures is 规章's."""
    one = report()
    two = one.doc.two
    at = two.index(one.doc.row("规章"))
    two[at - 1 : at + 2] = [
        ["信息内容", "规章", "行政规范性文件"],
        ["本年制发件数", "188", "193"],
        ["本年废止件数", "3", "135"],
        ["现行有效件数", "73", "121"],
    ]
    read = cells(with_bars(one.doc, "between"))
    assert {c.value for i, c in read.items() if i.startswith("disclosure.")}.isdisjoint({188, 193, 135, 73, 121})  # fmt: skip


@pytest.mark.parametrize("printed", [with_tabs, with_spaces, one_a_line, as_page])
@pytest.mark.parametrize(
    ("amount", "expected"),
    [("0.3亿元", 3000), ("3百万元", 300), ("12万", 12), ("0.3亿元（含加急）", 3000), ("30000.5元", Decimal("3.00005"))],
)  # fmt: skip
def test_an_amount_counts_in_the_unit_right_behind_it(
    printed: Callable[[Printed], str], amount: str, expected: Decimal
) -> None:
    one = report()
    one.doc.put("行政事业性收费", amount)
    name = "a.html" if printed is as_page else "a.txt"
    assert row(cells(printed(one.doc), name), "disclosure.fees") == [expected]


_TWO = ("规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费")


@pytest.mark.parametrize("printed", [with_tabs, with_spaces, one_a_line, as_page])
@pytest.mark.parametrize(
    "figures",
    [
        ["3 0 2", "4 0 5", "5", "6", "7", "8.5"],  # 8.5 is none of the numbers
        ["12 0 22", "3 0 23", "24", "25", "26", "0"],  # they do not begin with 1
        ["1 0 12", "2 0 3", "3", "4", "0", "0"],  # they leave rows out
        ["1 0 2", "2 0 3", "3", "4", "5", "6"],  # in a grid, there is no room for a number
    ],
)
def test_figures_of_table_two_that_count_on_are_no_numbers_of_rows(
    printed: Callable[[Printed], str], figures: list[str]
) -> None:
    one = report()
    for label, some in zip(_TWO, figures, strict=True):
        one.doc.put(label, *some.split())
    read = cells(printed(one.doc), "a.html" if printed is as_page else "a.txt")
    found = [c.value for i, c in read.items() if i.startswith("disclosure.")]
    expected = [Decimal(text) for some in figures for text in some.split()]
    in_lines = printed in (with_spaces, one_a_line)
    assert found == ([None] * 10 if in_lines and figures[-1] == "6" else expected)


def test_labels_that_are_the_heads_of_columns_are_no_empty_rows() -> None:
    """Table three turned on its side, in lines: each label heads a column."""
    one = report()
    rows = [line for _, line, labels in one.rows() if labels == 3]
    heads = [next(text for text in reversed(line[:3]) if text) for line in rows]
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    one.doc.head_three = []
    one.doc.three = [heads] + [[name, *(line[3 + at] for line in rows)] for at, name in enumerate(names)]  # fmt: skip
    for printed in (with_spaces, one_a_line, with_tabs):
        read = cells(printed(one.doc))
        states = {c.state.value for i, c in read.items() if i.startswith("requests.")}
        assert states <= {"unreadable", "absent"}
        assert states


def test_rows_that_all_stand_a_column_to_the_right_are_not_read_though_their_columns_add_up() -> (
    None
):
    """The columns that found no room stand in a table below: what is left is a label's empty cell and six figures."""
    one = report()
    for line in one.doc.three:
        line[3:] = ["", *line[3:9]]
    read = cells(with_tabs(one.doc))
    states = {cell.state.value for i, cell in read.items() if i.startswith("requests.")}
    assert states == {"unreadable"}


def test_a_table_that_does_not_add_up_is_read_as_printed_where_its_rows_stand_alike() -> None:
    """An office that adds up wrongly is for the checks to find, whether some of its cells are empty or none is."""
    one = report()
    for at, line in enumerate(one.doc.three):
        line[3:] = [""] * 7 if at == 4 else [str(at * 9 + 10), "1", "", "0", "0", "0", "3"]
    read = cells(as_page(one.doc), "a.html")
    assert row(read, "requests.carried_in") == [19, 1, "blank", 0, 0, 0, 3]
    states = [cell.state.value for i, cell in read.items() if i.startswith("requests.")]
    assert {state: states.count(state) for state in states} == {"number": 144, "blank": 31}
    states = [
        cell.state.value
        for i, cell in cells(with_tabs(one.doc)).items()
        if i.startswith("requests.") and cell.state.value != "blank"
    ]
    assert {*states} == {"unreadable"}  # labels of three widths before the figures


def test_a_column_printed_twice_while_totals_stand_in_words_moves_no_figure() -> None:
    one = report()
    for line in one.doc.three:
        line[3:] = [line[3], *line[3:9], f"合计{line[9]}"]
    read = cells(with_tabs(one.doc))
    assert not any(cell.is_number for i, cell in read.items() if i.startswith("requests."))


@pytest.mark.parametrize("past", ["2022年{}", "上年{}", "{}（去年）"])
def test_figures_of_another_year_are_not_the_row_s_whose_label_is_worn(past: str) -> None:
    one = report()
    line = one.doc.row("7.属于行政执法案卷")
    at = one.doc.three.index(line)
    one.doc.three.insert(at + 1, ["", "", past.format(line[2]), "8", "1", "3", "4", "1", "3", "20"])
    line[2] = "口口行政口口口口"
    read = cells(with_tabs(one.doc))
    assert row(read, "requests.refused.enforcement_file") in (UNREADABLE, ["absent"] * 7)
    assert others(one, read, "requests.refused.enforcement_file") == []


def test_two_rows_in_one_whose_figures_add_up_both_are_not_put_together() -> None:
    one = report()
    line = one.doc.row("7.属于行政执法案卷")
    above, below = [1, 2, 0, 0, 0, 0, 3], [10, 20, 0, 0, 0, 0, 30]
    line[3:] = [f"{a}<br>{b}" for a, b in zip(above, below, strict=True)]
    read = cells(as_page(one.doc), "a.html")
    assert row(read, "requests.refused.enforcement_file") == UNREADABLE


def test_a_table_that_comes_again_with_its_head_does_not_hide_the_first() -> None:
    one = report()
    one.doc.texts[3] = []
    again = [list(line) for line in one.doc.three]
    again[1][9] = "999"
    one.doc.head_three, heads = [], one.doc.head_three
    one.doc.three += [*heads, *again]
    read = cells(with_spaces(one.doc))
    assert read["requests.carried_in.total"].value is None


def test_totals_in_front_are_seen_among_figures_of_full_width_too() -> None:
    one = report()
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    one.doc.head_three = [
        ["申请人情况 总计 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他"]
    ]
    for line in one.doc.three:
        line[3:] = [line[9].translate(wide), *line[3:9]]
    read = cells(with_spaces(one.doc))
    assert row(read, "requests.received") == UNREADABLE
    assert not any(cell.is_number for i, cell in read.items() if i.startswith("requests.granted"))


def test_heads_that_ran_into_an_empty_row_still_turn_the_columns_below() -> None:
    one = report()
    two = one.doc.two
    at = two.index(one.doc.row("规章"))
    two[at - 1] = ["信息内容", "现行有效件数", "本年废止件数", "本年制发件数"]
    one.doc.put("规章", "", "", "")
    one.doc.put("行政规范性文件", "125", "96", "51")
    for how in ("cells", "between"):
        read = cells(with_bars(one.doc, how))
        assert row(read, "disclosure.normative_documents") == [51, 96, 125]


def test_a_figure_with_words_that_ends_a_row_between_bars_leaves_the_row_open() -> None:
    one = report()
    one.doc.put("3.补正后", "", "", "", "", "", "8注1", "8")
    read = cells(with_bars(one.doc, "cells"))
    key = "requests.unavailable.still_unclear"
    assert row(read, key) == UNREADABLE
    assert others(one, read, key) == []


def test_last_year_s_table_four_in_lines_behind_this_year_s_is_not_read() -> None:
    one = report()
    values = one.doc.four[3]
    names = ["行政复议", "未经复议直接起诉", "复议后起诉"]
    one.doc.four = [[names[at // 5] if at % 5 == 0 else "", _RESULTS[at % 5], text] for at, text in enumerate(values)]  # fmt: skip
    one.doc.texts[4].insert(0, "附：上年情况")
    before = four(cells(with_spaces(one.doc)))
    text = with_spaces(one.doc).replace("五、存在", f"附：上年情况\n{' '.join(map(str, range(15)))}\n五、存在", 1)  # fmt: skip
    assert four(cells(text)) in (before, _FIFTEEN)
    assert four(cells(text)) != list(range(15))


@pytest.mark.parametrize("printed", [with_tabs, with_spaces, one_a_line, as_page])
@pytest.mark.parametrize("at", [4, 9])
def test_a_column_of_subtotals_is_none_of_the_form_s(
    printed: Callable[[Printed], str], at: int
) -> None:
    """小计 of the bodies that are no persons, in front of 商业企业 or behind 其他: two sums of every row show it."""
    one = report()
    for line in one.doc.three:
        line.insert(at, str(sum(map(int, line[4:9]))))
    read = cells(printed(one.doc), "a.html" if printed is as_page else "a.txt")
    assert others(one, read) == []


def test_a_column_that_is_no_subtotal_in_one_row_is_left() -> None:
    one = report()
    for line in one.doc.three:
        line.insert(9, str(sum(map(int, line[4:9]))))
    one.doc.row("（一）予以公开")[9] += "1"
    read = cells(with_tabs(one.doc))
    assert not any(cell.is_number for i, cell in read.items() if i.startswith("requests."))


def test_the_number_of_the_next_label_is_no_figure_of_a_row_that_lacks_one() -> None:
    """Empty cells are not printed, and the number of a label stands apart from it: 2437 1 重复申请."""
    one = report()
    for start, lost in (("1.属于国家秘密", 4), ("3.危及", 5), ("5.属于三类", 6), ("1.信访", 5)):
        one.doc.row(start)[lost] = ""
    label = one.doc.row("2.重复申请")
    label[2] = "1 重复申请"
    text = with_spaces(one.doc)
    read = cells(run_on(text, "一、本年新收", "四、结转"))
    assert row(read, "requests.not_processed.petition_or_complaint") == UNREADABLE
