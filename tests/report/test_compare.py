"""Two reports side by side."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.report.cell import Cell, State, blank, not_applicable, number
from gongkai.report.compare import Comparison, Passage, compare, split_sentences
from gongkai.report.model import Report, Section

from .strategies import any_report

TOTAL = "requests.received.total"


def _pair(before: Cell, after: Cell) -> object:
    old, new = (Report(form="2021", cells={TOTAL: cell}) for cell in (before, after))
    (found,) = [one for one in compare(old, new).cells if one.cell_id == TOTAL]
    return (found.is_same, found.difference, found.growth)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (number(8, "8"), number(10, "10"), (False, 2, Decimal("0.2500"))),
        (number(3, "3"), number(2, "2"), (False, -1, Decimal("-0.3333"))),
        (number(0, "0"), number(2, "2"), (False, 2, None)),
        (number(14, "14"), number(14, "１４"), (True, 0, Decimal("0.0000"))),
        (number(Decimal("1.50"), "1.50"), number(3, "3"), (False, Decimal("1.50"), Decimal(1))),
        (number(0, "0"), blank(), (False, None, None)),
        (blank(), blank(), (True, None, None)),
        (not_applicable("/"), number(0, "0"), (False, None, None)),
    ],
)
def test_a_cell_has_a_difference_only_between_numbers(
    before: Cell, after: Cell, expected: object
) -> None:
    assert _pair(before, after) == expected


def test_forms_meet_where_their_cells_are_the_same() -> None:
    found = compare(Report(form="2019"), Report(form="2021"))
    compared = {one.cell_id for one in found.cells}
    assert len(compared) == 154 + 15 + 3  # table three without （六）, table four, three decisions
    assert "requests.other.total" in found.not_comparable
    assert "requests.other.other.total" in found.not_comparable
    assert "disclosure.rules.total_public" in found.not_comparable
    assert "disclosure.rules.in_force" in found.not_comparable
    assert len(found.not_comparable) == (200 - 172) + (198 - 172)


def _texts(before: str, after: str) -> Comparison:
    def report(text: str) -> Report:
        return Report(sections=(Section(1, "总体情况", text),))

    return compare(report(before), report(after))


def test_sentences_are_told_apart() -> None:
    found = _texts(
        "2023年发布信息12条。加强领导。开展培训；更新指南。",
        "2024年发布信息15条。加强领导。更新指南。网站改版。",
    )
    (section,) = found.sections
    assert section.passages == (
        Passage("figures", "2024年发布信息15条。", "2023年发布信息12条。"),
        Passage("same", "加强领导。"),
        Passage("removed", "开展培训；"),
        Passage("same", "更新指南。"),
        Passage("added", "网站改版。"),
    )
    # 13 + 5 + 5 of 28 characters
    assert section.repetition == found.repetition == Decimal("0.8214")


@pytest.mark.parametrize(
    ("before", "after", "repetition"),
    [
        ("甲。乙。", "乙。甲。", Decimal(1)),  # moved is repeated
        ("甲。", "乙。", Decimal(0)),
        ("", "乙。", Decimal(0)),
        ("甲。", "", None),
        ("公开（一）。", "公开(一) 。", Decimal(1)),  # width and spaces do not matter
    ],
)
def test_the_repetition_of_a_text(before: str, after: str, repetition: Decimal | None) -> None:
    assert _texts(before, after).repetition == repetition


def test_a_line_broken_by_its_page_is_no_new_sentence() -> None:
    whole = "2024 年，区政府坚持以人民为中心，全面推进政务公开工作。"
    broken = "2024 年，区政府坚持以人民为中心，全面推进政\n务公开工作。"
    assert split_sentences(broken) == [whole]


@given(st.text("甲乙1。；\n ，", max_size=40))
def test_splitting_loses_only_white_space(text: str) -> None:
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


@settings(max_examples=25)
@given(any_report(("2021", "2019")))
def test_a_report_is_the_same_as_itself(report: Report) -> None:
    found = compare(report, report)
    assert found.changed == ()
    assert found.not_comparable == ()
    assert found.repetition in (None, Decimal(1))
    json.dumps(found.to_json())


def test_the_states_are_kept_in_json() -> None:
    data = compare(Report(form="2021"), Report(form="2021", cells={TOTAL: blank()})).to_json()
    (cell,) = [one for one in data["cells"] if one["cell"] == TOTAL]
    assert (cell["before"]["state"], cell["after"]["state"]) == (
        State.ABSENT.value,
        State.BLANK.value,
    )
    assert (cell["difference"], cell["growth"]) == (None, None)
