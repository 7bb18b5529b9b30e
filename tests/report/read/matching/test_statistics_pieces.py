"""The statistics table of 2014–2018 in lines: parts of two totals, units stuck to words, figures before and below labels."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.corpus.layouts.printing import Printed, one_a_line, with_spaces, with_tabs
from tests.report.read.matching.test_statistics_lines import report, right, told
from tests.report.read.ways import laid_out, reversed_, reversed_ran_on, wrapped

PARTS = [f"statistics.{total}.{part}.value" for total in ("reconsideration", "litigation") for part in ("corrected", "other")]  # fmt: skip


def test_a_part_of_a_total_that_comes_again_is_told_by_the_part_before_it() -> None:
    """五、行政诉讼数量 is broken around a figure that is none: what stands below it is of 行政诉讼 where its 维持…驳回原告诉讼请求数
    is heard, else nobody's."""
    sound = wrapped(report())
    text = sound.replace("五、行政诉讼数量件", "五、行政\n诉讼 7*\n数量件")
    assert [told(text)[key] for key in PARTS] == [told(sound)[key] for key in PARTS] == [370, 371, 177, 112]  # fmt: skip
    read = told(text.replace("维持具体行政行为或者 313\n驳回原告诉讼请求数件\n", "维持 313\n"))
    assert [isinstance(read.get(key), int) for key in PARTS] == [False] * 4


def test_a_label_that_ends_another_s_is_not_taken_for_it() -> None:
    """要负责同志参加政府网站在线访谈次数, the first words of which stand elsewhere, is not 政府网站在线访谈次数."""
    doc = report()
    sound = told(with_tabs(doc))
    interviews = [f"statistics.response.online_interviews{of}.value" for of in ("", "_by_leader")]
    label = next(some for some in doc.two if some[0].endswith("参加政府网站在线访谈次数"))
    label[0] = "其中：主\n要负责同志参加政府网站在线访谈次数"
    read = told(with_tabs(doc))
    assert [read[one] for one in interviews] == [sound[one] for one in interviews]


@pytest.mark.parametrize("way", [with_tabs, wrapped, reversed_])
def test_the_unit_stuck_behind_the_label_of_an_amount_counts(way: Callable[[Printed], str]) -> None:
    doc = report()
    label = next(some for some in doc.two if "专项经费" in some[0])
    label[1:] = ["元", "104"]
    other = next(some for some in doc.two if some[0].startswith("七、"))
    other[1:] = ["万元", "7"]
    read = told(way(doc))
    assert (read["statistics.staff.budget.value"], read["statistics.fees.amount.value"]) == (Decimal("0.0104"), 7)  # fmt: skip


def test_a_figure_below_a_label_may_be_the_next_row_s_whose_label_is_lost() -> None:
    doc = report()
    doc.row("告知作出更改补充数")[2] = ""
    doc.row("告知通过其他途径办理数")[:2] = ["", ""]
    for way in (one_a_line, with_spaces):
        read = told(way(doc))
        assert read["statistics.answered.asked_to_change_or_supplement.value"] == "unreadable"
        assert read["statistics.answered.does_not_exist.value"] == 106


def test_a_figure_stuck_to_the_unit_is_the_row_s() -> None:
    doc = report()
    label = next(some for some in doc.two if some[0].startswith("1．专职人员数"))
    for unit in ("人", "人（", "人："):
        label[1:] = [f"{unit}146", ""]
        assert told(laid_out(doc))["statistics.staff.full_time.value"] == 146


def test_a_zero_before_the_beginning_of_a_label_is_the_row_s() -> None:
    """`0 （一`, and below it `）主动公开政府信息数`, where each figure stands before its label. `0 其他`: of which row?"""
    text = reversed_(report())
    assert "\n106 （一）主动" in text
    read = told(text.replace("\n106 （一）主动", "\n0 （一\n）主动"))
    assert read["statistics.published.total.value"] == 0
    doubted = told(text.replace("\n106 （一）主动", "\n0 其他\n主动"))
    assert doubted["statistics.published.total.value"] == "unreadable"
    assert read["statistics.published.normative_documents.value"] == told(text)["statistics.published.normative_documents.value"]  # fmt: skip


def test_figures_before_labels_in_one_line_are_not_those_of_the_label_above() -> None:
    """The last label is lost: a figure stands behind the one before it."""
    doc = report()
    doc.row("接受培训人员数")[:2] = ["", ""]
    read = told(reversed_ran_on(doc))
    assert read.pop("statistics.training.people.value", "absent") == "absent"
    assert read.pop("statistics.training.courses.value") == "unreadable"
    assert read == {i: v for i, v in right().items() if "training.people" not in i and "training.courses" not in i}  # fmt: skip


@pytest.mark.parametrize(
    ("label", "unit", "torn", "key"),
    [("主要负责同志参加政府网站在线访谈次数", "次共345", ["责同志  次共3", "参加政  45"], "response.online_interviews_by_leader"),
     ("收到申请数", "口 333", ["（一）  口 3", "收到申  33"], "received.total")],
)  # fmt: skip
def test_the_end_of_a_figure_broken_over_lines_beside_its_label_is_no_figure(
    label: str, unit: str, torn: list[str], key: str
) -> None:
    """The figure stands in the cell of the unit, in columns of three characters."""
    doc = report()
    sound = told(laid_out(doc, 3))
    next(some for some in doc.two if some[0].endswith(label))[1:] = [unit, ""]
    text = laid_out(doc, 3)
    assert "\n".join(torn) in text
    read = told(text)
    key = f"statistics.{key}.value"
    assert read[key] == "unreadable"
    assert {i: v for i, v in read.items() if i != key and v != sound[i]} == {}


def test_a_figure_below_a_label_that_cannot_be_made_out_is_not_the_next_row_s() -> None:
    """传真申, 请数件, 约5: the line behind the label is its own."""
    doc = report()
    sound = told(wrapped(doc, 3))
    text = wrapped(doc, 3)
    lines = text.split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("传真申"))
    lines[at : at + 2] = ["传真申", lines[at + 1], "约5"]
    read = told("\n".join(lines))
    key = "statistics.received.fax.value"
    assert read[key] == "unreadable"
    assert {i: v for i, v in read.items() if i != key and v != sound[i]} == {}
