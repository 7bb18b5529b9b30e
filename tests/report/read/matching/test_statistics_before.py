"""The statistics table of 2014–2018 with each figure before its label, a row a line or all in one line."""

from __future__ import annotations

import pytest

from tests.report.read.matching.test_statistics_lines import KEY, report, right, told
from tests.report.read.odd import cells
from tests.report.read.ways import ran_on, reversed_, reversed_ran_on


def test_figures_before_their_labels_in_one_line_are_read_where_the_table_then_adds_up() -> None:
    text = reversed_ran_on(report())
    assert told(text) == right()
    for cell in cells(text).values():
        assert cell.source is not None
        assert cell.source.offset is not None
        assert text[cell.source.offset :].startswith(f"{cell.raw} ")


def test_a_total_that_the_document_miscounts_is_read_as_printed_before_its_label() -> None:
    doc = report()
    doc.put("申请答复数", "件", "2930")
    assert told(reversed_ran_on(doc)) == right() | {KEY: 2930}


def test_a_figure_before_the_heading_above_a_label_is_not_that_row_s() -> None:
    text = reversed_ran_on(report())
    old = " 134 （四）", "万元 九、", "情况 207 （一）召开"
    for one, new in zip(old, (" （四）", "万元 15 九、", "情况 （一）召开"), strict=True):
        assert text.count(one) == 1
        text = text.replace(one, new)
    read = told(text)
    meetings, budget = "statistics.training.meetings.value", "statistics.staff.budget.value"
    assert read == right() | {meetings: "unreadable", budget: "unreadable"}


def test_a_figure_before_the_label_after_a_lost_one_may_be_either_row_s() -> None:
    doc = report()
    doc.row("政务微信公开政府信息数")[:2] = ["", ""]
    doc.put("其他方式公开政府信息数", "条", "")
    read = told(reversed_ran_on(doc))
    lost = "statistics.published_by.wechat.value"
    assert read.pop(lost, "absent") == "absent"
    assert read == {i: v for i, v in right().items() if i != lost} | {
        "statistics.published_by.other.value": "unreadable"
    }


@pytest.mark.parametrize("kept", [0, 1])
def test_figures_before_their_labels_in_one_line_are_nobody_s_where_no_two_sums_tell(
    kept: int,
) -> None:
    doc = report()
    totals = ("（一）收到申请数", "申请办结数", "申请答复数", "不同意公开答复数", "四、行政复议数量",
              "五、行政诉讼数量", "从事政府信息公开工作人员数")  # fmt: skip
    for label in totals[kept:]:
        doc.put(label, "", "7777")
    assert {*told(reversed_ran_on(doc)).values()} == {"unreadable"}


def test_a_figure_above_a_table_run_on_with_its_figures_behind_is_no_row_s() -> None:
    """The last row has none: taken before the labels, the table does not add up."""
    doc = report()
    doc.two[0] = ["统计指标", "单位", "统计数", "3"]
    doc.put("接受培训人员数", "人次", "")
    assert {*told(ran_on(doc)).values()} == {"unreadable"}


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
