"""The statistics table of 2014–2018 taken out of a page box by box: figures of several rows stand below the labels of these."""

from __future__ import annotations

import pytest

from tests.corpus.layouts.printing import one_a_line, with_bars
from tests.report.read.matching.test_statistics_lines import report, right, told

MEETINGS, COURSES, PEOPLE = (f"statistics.training.{row}.value" for row in ("meetings", "courses", "people"))  # fmt: skip
OTHER, RECEIVED = "statistics.response.other.value", "statistics.received.total.value"


def changed(old: str, new: str) -> dict[str, object]:
    """What is read of a text of one cell a line, changed in one place."""
    text = one_a_line(report())
    assert text.count(old) == 1
    return told(text.replace(old, new))


def others(read: dict[str, object], *but: str) -> dict[str, object]:
    return {i: v for i, v in read.items() if i not in but and v != right()[i]}


@pytest.mark.parametrize("last", ["112", "十二", "11|2"])
def test_figures_below_the_last_labels_are_not_those_of_the_last_alone(last: str) -> None:
    """207, 143 and the last one's, below 召开…会议数, 举办各类培训班数 and 接受培训人员数."""
    read = changed(
        "会议数\n次\n207\n\n举办各类培训班数\n次\n143\n\n接受培训人员数\n人次\n112\n",
        f"会议数\n次\n\n举办各类培训班数\n次\n\n接受培训\n人次\n人员数\n207\n143\n{last}\n",
    )
    assert [read[key] for key in (MEETINGS, COURSES, PEOPLE)] == ["unreadable"] * 3
    assert others(read, MEETINGS, COURSES, PEOPLE) == {}


@pytest.mark.parametrize("said", ["2016年条", "12%", "7|2", "三", "同上"])
def test_what_stands_for_a_figure_below_a_figure_may_be_the_row_s(said: str) -> None:
    read = changed("其他方式回应事件数\n次\n33\n", f"其他方式回应事件数\n次\n33\n{said}\n")
    assert read[OTHER] == "unreadable"
    assert others(read, OTHER) == {}


@pytest.mark.parametrize("said", ["见注2）", "（不含上年）", "一、主", "2016年度", "2017年1月18日"])
def test_other_words_below_a_figure_leave_it_to_the_row(said: str) -> None:
    read = changed("其他方式回应事件数\n次\n33\n", f"其他方式回应事件数\n次\n33\n{said}\n")
    assert others(read) == {}


def test_a_row_of_the_office_s_own_leaves_the_one_above_it_its_figure() -> None:
    read = changed(
        "其他方式回应事件数\n次\n33\n", "其他方式回应事件数\n次\n33\n\n现场解答的问题\n次\n77\n"
    )
    assert others(read) == {}


def test_no_row_is_blank_that_has_figures_above_it_below_a_heading() -> None:
    read = changed("（一）收到申请数\n件\n781\n", "781\n261\n206\n（一）收到申请数\n件\n")
    assert read[RECEIVED] == "unreadable"
    assert others(read, RECEIVED) == {}


@pytest.mark.parametrize("way", ["cells", "between"])
def test_a_figure_in_a_line_below_its_label_may_be_the_next_row_s(way: str) -> None:
    doc = report()
    doc.row("告知作出更改补充数")[2] = ""
    doc.row("告知通过其他途径办理数")[:2] = ["", ""]
    read = told(with_bars(doc, way))
    assert read["statistics.answered.asked_to_change_or_supplement.value"] == "unreadable"
    assert read["statistics.answered.does_not_exist.value"] == 106


def test_a_figure_below_a_sign_is_not_that_of_the_next_label() -> None:
    """`?` and `5～6` stand for the figures of two rows, and the 0 below them may be a third's."""
    row = "不是《条例》所指政府信息\n件\n181\n\n"
    law = "法律法规规定的其他情形\n件\n308\n"
    read = changed(
        f"{row}{law}", f"{row.replace('181', '?')}5～6\n0\n法律法规\n件\n规定的其他情形\n"
    )
    key = "statistics.answered.refused.other_law.value"
    assert read[key] == "unreadable"
    assert others(read, key, "statistics.answered.refused.not_government_information.value") == {}


@pytest.mark.parametrize("printed", ["7", "0|6"])
@pytest.mark.parametrize("way", ["cells", "between"])
def test_a_worn_unit_in_a_cell_between_bars_is_no_label(way: str, printed: str) -> None:
    """Below the heads of the table: 统计指标, 单位, 统计数, 一、主动公开情况."""
    doc = report()
    first = next(some for some in doc.two if "主动公开政府信息数" in some[0])
    first[1:] = ["口", printed]
    read = told(with_bars(doc, way))
    assert read["statistics.published.total.value"] == "unreadable"
    assert others(read, "statistics.published.total.value") == {}
