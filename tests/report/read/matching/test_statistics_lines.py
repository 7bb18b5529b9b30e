"""The statistics table of 2014 in lines: a figure is its row's only where nothing else may be printed for it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.corpus.layouts.printing import Printed, one_a_line, with_bars, with_spaces, with_tabs
from tests.report.read.odd import cells
from tests.report.read.older_forms import distinct_of_2014
from tests.report.read.ways import laid_out, plain_page, ran_on, reversed_ran_on, wrapped

KEY = "statistics.answered.total.value"


def report() -> Printed:
    return distinct_of_2014(0, zeros=0.0).doc


def told(text: str) -> dict[str, object]:
    return {i: c.value if c.value is not None else c.state.value for i, c in cells(text).items()}


def right() -> dict[str, object]:
    return {f"{i}.value": v for i, (v,) in distinct_of_2014(0, zeros=0.0).figures.items()}


@pytest.mark.parametrize("way", ["rows", "cells", "between"])
def test_a_unit_in_a_cell_is_no_label(way: str) -> None:
    assert {i: v for i, v in told(with_bars(report(), way)).items() if v != right().get(i, v)} == {}


def test_a_line_of_many_rows_is_told_apart() -> None:
    assert {i: v for i, v in told(ran_on(report())).items() if v != right().get(i, v)} == {}


def test_a_label_broken_around_its_figure_is_put_together() -> None:
    read = told(laid_out(report()))
    assert read["statistics.published_by.website.value"] == 334  # 政务网站公开政府信息 334, 数
    assert read["statistics.response.total.value"] == 170  # in the middle of the bracket
    wrong = {i: v for i, v in told(wrapped(report())).items() if v not in (right().get(i, v), "unreadable", "absent")}  # fmt: skip
    assert wrong == {}


@pytest.mark.parametrize(
    "printed", ["三", "O", "?", "未统计", "约5", "12%", "3 以上", "l2", "*", "1:2"]
)
@pytest.mark.parametrize("way", ["spaces", "lines"])
def test_what_is_printed_and_no_figure_is_unreadable(printed: str, way: str) -> None:
    doc = report()
    doc.put("申请答复数", "件", printed)
    read = told(with_spaces(doc) if way == "spaces" else one_a_line(doc))
    assert read.pop(KEY) == "unreadable"
    assert {i: v for i, v in read.items() if v != right().get(i, v)} == {}


@pytest.mark.parametrize("way", ["tabs", "spaces", "lines"])
def test_a_cell_without_a_figure_is_blank(way: str) -> None:
    doc = report()
    doc.put("申请答复数", "件", "")
    text = {"tabs": with_tabs, "spaces": with_spaces, "lines": one_a_line}[way](doc)
    read = told(text)
    assert read.pop(KEY) == "blank"
    assert {i: v for i, v in read.items() if v != right().get(i, v)} == {}


def test_a_unit_behind_the_figure_is_its_own() -> None:
    doc = report()
    doc.put("申请答复数", "件", "275 件")
    assert told(one_a_line(doc))[KEY] == 275


def test_a_figure_in_the_cell_of_its_label_is_not_dropped() -> None:
    doc = report()
    doc.put("申请答复数", "")
    doc.row("申请答复数")[0] = "申请答复数275"
    for text in (with_spaces(doc), one_a_line(doc)):
        assert told(text)[KEY] in ("unreadable", 275)


def test_of_two_labels_in_one_line_neither_has_its_figure() -> None:
    text = with_spaces(report()).replace("申请办结数 件 409\n", "申请办结数 件 ")
    read = told(text)
    assert read["statistics.concluded.total.value"] == "unreadable"
    assert read["statistics.concluded.on_time.value"] == "unreadable"


def test_a_figure_broken_over_two_lines_is_not_its_first_part() -> None:
    doc = report()
    doc.put("申请答复数", "件", "1\n74")
    for text in (with_tabs(doc), with_spaces(doc), with_bars(doc, "rows")):
        assert told(text)[KEY] == "unreadable"


def test_a_row_that_lost_its_label_leaves_the_one_above_alone_only_where_that_has_a_figure() -> (
    None
):
    doc = report()
    doc.put("申请答复数", "件", "")
    doc.row("属于已主动公开范围数")[0] = "口口"
    assert told(with_tabs(doc))[KEY] == "unreadable"


def test_a_bracket_that_is_not_closed_ends_at_the_next_label() -> None:
    doc = report()
    doc.put("申请答复数", "")
    doc.row("申请答复数")[0] = "申请答复数（275"
    read = told(with_spaces(doc))
    assert read.pop(KEY) == "unreadable"
    assert {i: v for i, v in read.items() if v != right().get(i, v)} == {}


@pytest.mark.parametrize("printed", ["151", "151（件）", "0.0", "三"])
def test_a_row_with_its_figure_before_its_label_is_not_blank(printed: str) -> None:
    text = with_spaces(report()).replace("申请答复数 件 2932", f"{printed} 申请答复数 件")
    read = told(text)
    assert read.pop(KEY) == "unreadable"
    assert {i: v for i, v in read.items() if v not in (right().get(i, v), "unreadable")} == {}


def test_numbers_of_rows_before_their_labels_are_no_figures() -> None:
    doc = report()
    for at, some in enumerate((some for some in doc.two[1:] if len(some) > 1), 1):
        some[0] = f"{at} {some[0]}"
    doc.row("25 ")[2] = doc.row("26 ")[2] = ""
    read = told(with_spaces(doc))
    assert (read.pop(KEY), read.pop("statistics.answered.already_public.value")) == ("blank", "blank")  # fmt: skip
    assert {i: v for i, v in read.items() if v != right().get(i, v)} == {}


@pytest.mark.parametrize("printed", ["10\n6", "106|2", "O", ""])
def test_what_is_no_figure_above_the_first_label_is_not_that_row_s(printed: str) -> None:
    text = reversed_ran_on(report())
    assert text.count(" 106 （一）主动") == 1
    read = told(text.replace(" 106 （一）主动", f" {printed} （一）主动"))
    assert read == right() | {"statistics.published.total.value": "unreadable"}


def test_a_bracket_that_a_column_broke_behind_the_beginning_of_a_figure_is_no_note() -> None:
    text = wrapped(report(), 3)
    old = "\n信函申 292\n请数件\n"
    assert text.count(old) == 1
    read = told(text.replace(old, "\n信函申\n请数件\n（29\n2\n"))
    assert read == right() | {"statistics.received.post.value": "unreadable"}


def test_a_figure_in_a_note_that_a_narrow_column_broke_is_not_the_row_s() -> None:
    text = laid_out(report(), 3)
    old = "\n包括政\n府公报  人               291\n"
    assert text.count(old) == 1
    read = told(text.replace(old, "\n包括政  人共29\n府公报  1\n"))
    assert read == right() | {"statistics.staff.full_time.value": "unreadable"}


def test_a_figure_beside_the_number_of_a_label_is_the_row_s_too() -> None:
    text = laid_out(report(), 3)
    old = "\n（一）\n收到申  件               781\n"
    assert text.count(old) == 1
    read = told(text.replace(old, "\n（一）  件 7\n收到申  81\n"))
    assert read == right() | {"statistics.received.total.value": "unreadable"}


def test_a_figure_beside_a_note_is_the_row_s_too() -> None:
    text = laid_out(report(), 3)
    old = "情数（  次               170\n不同方\n"
    assert text.count(old) == 1
    read = told(text.replace(old, "情数（  次17\n不同方  0\n"))
    assert read == right() | {"statistics.response.total.value": "unreadable"}


@pytest.mark.parametrize(("unit", "value"), [("万元", 359), ("元", "0.0359"), ("口元", "unreadable")])  # fmt: skip
def test_an_amount_whose_unit_is_worn_is_unreadable(unit: str, value: object) -> None:
    text = wrapped(report(), 3)
    old = "\n费用万\n元\n"
    assert text.count(old) == 1
    read = told(text.replace(old, f"\n费用{unit}\n"))
    expected = Decimal(value) if isinstance(value, str) and value[0] == "0" else value
    assert read == right() | {"statistics.fees.amount.value": expected}


def test_a_figure_beside_the_beginning_of_a_label_is_the_row_s_too() -> None:
    text = laid_out(report(), 3)
    old = "\n责同志\n参加政  次                26\n"
    assert text.count(old) == 1
    read = told(text.replace(old, "\n责同志  次（2\n参加政  6\n"))
    key = "statistics.response.online_interviews_by_leader.value"
    assert read == right() | {key: "unreadable"}


@pytest.mark.parametrize("size", [3, 4, 6])
@pytest.mark.parametrize("way", [laid_out, wrapped])
def test_labels_in_a_column_of_a_few_characters_are_put_together(
    way: Callable[[Printed, int], str], size: int
) -> None:
    assert told(way(report(), size)) == right()


def test_the_figure_of_a_note_in_a_column_of_a_few_characters_is_no_row_s() -> None:
    old = "信息数\n（不同  条               106\n渠道和\n方式公\n开相同\n信息计\n1条）\n"
    text = laid_out(report(), 3)
    assert text.count(old) == 1
    note = "信息数        条               106\n（不同\n渠道和\n方式公\n开相同\n信息计  1\n条）\n"
    read = told(text.replace(old, note))
    assert {i: v for i, v in read.items() if v != right()[i]} == {}
    note = "信息数\n（计 1\n条）\n"
    key = "statistics.published.total.value"
    assert told(text.replace(old, note))[key] == "unreadable"


def test_numbers_that_begin_again_before_labels_without_figures_are_no_figures() -> None:
    doc = report()
    at = 0
    for some in doc.two[1:]:
        at = at % 9 + 1
        if len(some) > 1:
            some[0], some[2] = f"{at} {some[0]}", ""
    assert {v for v in told(with_spaces(doc)).values() if not isinstance(v, str)} == set()


def test_words_behind_the_unit_of_a_label_whose_bracket_is_open_are_no_blank() -> None:
    doc = report()
    label = next(some for some in doc.two if some[0].startswith("1．专职人员数"))
    label[2] = "O"
    assert told(laid_out(doc))["statistics.staff.full_time.value"] == "unreadable"


def test_a_total_without_a_figure_is_heard_where_cells_stand_a_line_each() -> None:
    """其他情形数 stands twice, and belongs to the total before it."""
    doc = report()
    for label in ("五、行政诉讼数量", "维持具体行政行为或者驳回原告诉讼请求数"):
        doc.row(label)[2] = ""
    for some in doc.two:
        if some[0] in ("被依法纠正数", "其他情形数"):
            some[2] = ""
    doc.two[max(i for i, some in enumerate(doc.two) if some[0] == "其他情形数")][2] = "74"
    read = told(with_bars(doc, "cells"))
    assert read.get("statistics.reconsideration.other.value") != 74


def test_a_page_taken_out_column_by_column_has_no_blank_and_no_figure_of_another_row() -> None:
    """Labels of a group first, then their units and figures in lines below: whose is which nobody can tell."""
    lines = one_a_line(report()).split("\n")
    first = lines.index("申请答复数")
    stop = lines.index("四、行政复议数量")
    labels = [line for line in lines[first:stop] if line and not line.isdigit() and line != "件"]
    figures = [f"件 {line}" for line in lines[first:stop] if line.isdigit()]
    assert len(labels) == len(figures) == 15
    read = told("\n".join([*lines[:first], *labels, *figures, *lines[stop:]]))
    wrong = {i: v for i, v in read.items() if v not in (right()[i], "unreadable")}
    assert wrong == {}
    unread = [v for i, v in read.items() if i.startswith("statistics.answered.")]
    assert unread == ["unreadable"] * 15


def test_no_row_is_blank_above_a_column_of_units_and_one_of_figures() -> None:
    """As `pdftotext` without layout takes a page that Chromium printed: labels, then units, then figures."""
    lines = one_a_line(report()).split("\n")
    first = lines.index("申请答复数")
    stop = lines.index("四、行政复议数量")
    own = [line for line in lines[first:stop] if line]
    labels, units, figures = own[::3], own[1::3], own[2::3]
    assert (len(labels), {*units}, len(figures)) == (15, {"件"}, 15)
    read = told("\n".join([*lines[:first], *labels, *units, *figures, *lines[stop:]]))
    unread = [v for i, v in read.items() if i.startswith("statistics.answered.")]
    assert unread == ["unreadable"] * 15
    assert {i: v for i, v in read.items() if v not in (right()[i], "unreadable")} == {}


def test_no_row_is_blank_where_another_has_figures_of_two() -> None:
    """A figure that stands behind another row's: 其他方式 3 4, and nothing behind 公众关注热点."""
    lines = one_a_line(report()).split("\n")
    at = next(i for i, line in enumerate(lines) if "重大舆情数" in line)
    moved = lines.pop(at + 2)
    later = next(i for i, line in enumerate(lines) if "微博微信回应事件数" in line)
    read = told("\n".join([*lines[: later + 3], moved, *lines[later + 3 :]]))
    assert read["statistics.response.total.value"] == "unreadable"
    assert read["statistics.response.social_media.value"] == "unreadable"
    others = {
        i: v for i, v in read.items() if "response.total" not in i and "social_media" not in i
    }
    assert {i: v for i, v in others.items() if v != right()[i]} == {}


@pytest.mark.parametrize("label", ["first", "last", "beside"])
def test_the_halves_of_a_unit_in_two_lines_are_one(label: str) -> None:
    """A narrow column of units: 万 stands above the middle of its row, 元 in it or below the label."""
    lines = one_a_line(report()).split("\n")
    at = lines.index("七、依申请公开信息收取的费用")
    assert lines[at + 1] == "万元"
    pieces = {"first": [lines[at], "万"], "last": ["万", lines[at]], "beside": [f"{lines[at]} 万"]}[
        label
    ]
    pieces.append("元 8400")
    read = cells("\n".join([*lines[:at], *pieces, *lines[at + 3 :]]))[
        "statistics.fees.amount.value"
    ]
    assert (read.value, read.raw) == (8400, "8400")


def test_a_note_that_ends_in_the_line_below_gives_no_figure() -> None:
    text = one_a_line(report())
    old = "舆情数（不同方式回应同一热点或舆情计1次）"
    assert text.count(old) == 1
    read = told(text.replace(old, "舆情数（不同方式回应同一热点或舆\n情计 1 次）"))
    assert {i: v for i, v in read.items() if v != right()[i]} == {}


def test_the_last_row_alone_on_a_page_is_read() -> None:
    page = plain_page(report())
    at = page.rindex("<tr>", 0, page.index("接受培训人员数"))
    parted = f"{page[:at]}</table><p>- 5 -</p><table>{page[at:]}"
    read = {i: cell.value for i, cell in cells(parted, "a.html").items()}
    assert read == right()
