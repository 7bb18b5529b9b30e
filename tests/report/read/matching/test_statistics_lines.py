"""The statistics table of 2014 in lines: a figure is its row's only where nothing else may be printed for it."""

from __future__ import annotations

import pytest

from tests.corpus.layouts.printing import Printed, one_a_line, with_bars, with_spaces, with_tabs
from tests.report.read.odd import cells
from tests.report.read.older_forms import distinct_of_2014
from tests.report.read.ways import laid_out, plain_page, ran_on, reversed_, reversed_ran_on, wrapped

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
    text = with_spaces(report()).replace("申请办结数 件 109\n", "申请办结数 件 ")
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
    text = with_spaces(report()).replace("申请答复数 件 362", f"{printed} 申请答复数 件")
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


def test_figures_before_their_labels_in_one_line_are_nobody_s() -> None:
    assert {*told(reversed_ran_on(report())).values()} == {"unreadable"}


def test_figures_before_nearly_every_label_in_its_line_are_read() -> None:
    text = reversed_(report())
    assert told(text) == right()
    for cell in cells(text).values():
        assert cell.source is not None
        assert cell.source.offset is not None
        assert text[cell.source.offset :].startswith(f"{cell.raw} ")


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("33 56 申请答复数 件", [KEY]),
        ("33\n56 申请答复数 件", [KEY, "statistics.concluded.extended.value"]),
        ("三 申请答复数 件", [KEY]),
        ("申请答复数 件", [KEY]),
        ("申请答复数 件 33", [KEY, "statistics.answered.already_public.value"]),
    ],
)
def test_a_figure_among_those_before_labels_that_is_not_plain_is_nobody_s(
    line: str, lost: list[str]
) -> None:
    lines = reversed_(report()).split("\n")
    at = next(i for i, one in enumerate(lines) if one.endswith("申请答复数 件"))
    read = told("\n".join([*lines[:at], line, *lines[at + 1 :]]))
    assert {i: v for i, v in read.items() if v != right()[i]} == dict.fromkeys(lost, "unreadable")


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
