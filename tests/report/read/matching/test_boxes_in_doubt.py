"""Text taken out of a page box by box in which a label, a figure or a unit is odd: whose the figures are is not guessed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gongkai.report.cell import Cell
from tests.corpus.layouts.printing import one_a_line
from tests.report.read.combined import Combined, Fault, fresh
from tests.report.read.distinct import distinct
from tests.report.read.faults.labels import another_s, cut, groups_below, half_width, year_in_labels
from tests.report.read.faults.rows import page_break, shared_cell, together
from tests.report.read.faults.values import decimals, large
from tests.report.read.odd import UNREADABLE, cells, row
from tests.report.read.ways import boxes


def printed(seed: int, form: str, faults: Sequence[Fault]) -> tuple[Combined, str]:
    made = fresh(seed, form)
    for fault in faults:
        made.put(fault)
    return made, boxes(made.one.doc)


def read(seed: int, form: str, *faults: Fault) -> dict[str, Cell]:
    made, text = printed(seed, form, faults)
    assert made.wrong(text, "a.txt") == []
    return dict(cells(text))


def test_results_in_each_other_s_place_add_up_and_are_not_told_by_that() -> None:
    """2020年7.属于行政执法案卷 stands behind 8 and 1.本机关不掌握, above the figures of three rows; the sums hold whichever
    of the results each is."""
    found = read(3000166, "2019", year_in_labels, groups_below)
    assert row(found, "requests.refused.internal_affairs") == [25, 24, 35, 32, 9, 2, 127]
    assert row(found, "requests.refused.enforcement_file") == [2, 1, 4, 2, 9, 35, 53]


def test_rows_are_not_blank_where_the_sum_of_the_results_is_not_known() -> None:
    """1.本机关不掌握相政府信息 is no label of the form: the figures below it may be those of the labels further down."""
    found = read(3000304, "2019", cut)
    assert row(found, "requests.unavailable.needs_creation") == UNREADABLE
    assert row(found, "requests.not_processed.repeated_request") == UNREADABLE
    assert row(found, "requests.granted") == [20, 24, 1, 5, 25, 30, 105]


def test_rows_beside_one_without_figures_share_none_where_no_sum_says_so() -> None:
    """Behind 1.属于国家秘密 stand five rows of figures that are nobody's; what stands behind 6.属于四类过程性信息 may be shared
    out from there on or further down."""
    found = read(3002371, "2019", large)
    assert row(found, "requests.refused.process_information") == UNREADABLE
    assert row(found, "requests.partly_granted") == [1400, 3600, 600, 1900, 600, 400, 8500]


def test_figures_that_are_shared_out_and_add_up_leave_no_row_in_doubt() -> None:
    """Two rows of figures behind 1.属于国家秘密, and between them and the next that lack theirs two rows with their own."""
    made, text = printed(3000321, "2021", [decimals, half_width])
    found = cells(text)
    for key in ("refused.state_secret", "refused.prohibited_by_law", "unavailable.not_held"):
        assert row(found, f"requests.{key}") == made.one.figures[f"requests.{key}"]


@pytest.mark.parametrize(
    ("label", "rest"),
    [("1.本机关不掌握相关政府信息", "法提供"), ("1.信访举报投诉类申请", "予处理")],
)
def test_the_rest_of_the_label_of_a_group_stands_beside_the_label_of_its_row(
    label: str, rest: str
) -> None:
    one = distinct(3, zeros=0.0)
    one.doc.row("3.其他")[9] = "1000"  # no order of the form proves the table
    group = one.doc.row(label)[1]
    text = one_a_line(one.doc)
    own = f"{group}\n{label}\n" if f"{group}\n{label}\n" in text else f"{group}\n\n{label}\n"
    assert own in text
    found = cells(text.replace(own, f"{group.removesuffix(rest)}\n{label}\n{rest}\n"))
    key = {"法提供": "unavailable.not_held", "予处理": "not_processed.petition_or_complaint"}[rest]
    assert row(found, f"requests.{key}") == one.figures[f"requests.{key}"]


def test_labels_that_share_figures_stand_in_the_order_of_the_form() -> None:
    """行政执法案卷 has the label of 1.信访举报投诉类申请, three rows above that one's place."""
    found = read(3000380, "2021", another_s)
    assert row(found, "requests.refused.internal_affairs") == UNREADABLE
    assert row(found, "requests.unavailable.needs_creation") == UNREADABLE


@pytest.mark.parametrize("seed", [3000247, 3000271])
def test_a_row_above_figures_of_nobody_may_have_those_of_the_label_above_it(seed: int) -> None:
    found = read(seed, "2019", together)
    key = {3000247: "carried_in", 3000271: "refused.administrative_query"}[seed]
    assert row(found, f"requests.{key}") == UNREADABLE


def test_a_line_in_which_a_label_ends_and_another_begins_is_of_rows_that_share_figures() -> None:
    found = read(3000297, "2021", shared_cell)
    for key in ("fee_not_paid", "other"):
        assert row(found, f"requests.other.{key}") == ["absent"] * 7  # neither blank nor a sum


def test_a_figure_too_many_where_a_label_lacks_its_own_may_be_any_below_a_label() -> None:
    """The number of a page stands below 行政强制, and above 行政处罚 the figures of both."""
    found = read(3000102, "2021", page_break)
    assert found["disclosure.compulsory_measures.decisions"].state.value == "unreadable"


def test_a_figure_with_its_unit_below_another_is_one_too_many() -> None:
    one = distinct(3, zeros=0.0)
    first, second = (one.figures[f"disclosure.{name}"][0] for name in ("penalties", "compulsory_measures"))  # fmt: skip
    text = one_a_line(one.doc)
    own = f"行政处罚\n{first}\n\n行政强制\n{second}\n"
    assert own in text
    found = cells(text.replace(own, f"行政处罚\n行政强制\n{first}\n{second} 件\n"))
    for name in ("penalties", "compulsory_measures"):
        assert found[f"disclosure.{name}.decisions"].state.value == "unreadable"
