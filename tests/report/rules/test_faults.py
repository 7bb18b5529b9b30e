"""Break every cell of a sound report by one: exactly the rules that contain the cell must fire.

What must fire is stated in `tests.report.faults`, from the form's own identities.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.report.cell import number
from gongkai.report.form import get_form, split_cell_id
from gongkai.report.rules import Context, Severity, check
from tests.report.faults import (
    STOCKS,
    broken,
    compared_with_words,
    expected_between_years,
    expected_rules,
    instance,
)
from tests.report.generate import sound_pair, sound_report


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("style", [0, 1])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_broken_cell_fires_exactly_the_rules_that_contain_it(
    form: str, seed: int, style: int
) -> None:
    report = sound_report(seed, form, style=style)
    assert check(Context(report)).findings == ()
    cells = get_form(form).cells
    assert len(cells) == (200 if form == "2021" else 198)
    for cell_id in cells:
        found = check(Context(broken(report, cell_id))).findings
        expected = sorted(expected_rules(cell_id) + compared_with_words(report, cell_id, style))
        assert sorted(instance(f) for f in found) == expected, cell_id
        assert all(cell_id in f.cells for f in found)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_last_year_each_broken_cell_also_fires_the_rules_between_years(seed: int) -> None:
    last, report = sound_pair(seed)
    assert check(Context(report, last)).findings == ()
    for cell_id in get_form("2021").cells:
        expected = (
            expected_rules(cell_id)
            + compared_with_words(report, cell_id, 0)
            + expected_between_years(cell_id)
        )
        found = check(Context(broken(report, cell_id), last)).findings
        assert sorted(instance(f) for f in found) == sorted(expected), cell_id


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_broken_cell_of_last_year_fires_the_rules_between_years(seed: int) -> None:
    last, report = sound_pair(seed)
    for cell_id in get_form("2021").cells:
        _, row, column = split_cell_id(cell_id)
        expected = []
        if row == "carried_out":
            expected = [("YY-CARRY", "carried_in")]
        if row in STOCKS and column == "in_force":
            expected = [(STOCKS[row], row)]
        if column == "pending":
            open_cases, now = last.value(cell_id), report.value(f"challenges.{row}.total")
            assert open_cases is not None and now is not None
            expected = [("YY-PEND", row)] if open_cases + 1 > now else []
        found = check(Context(report, broken(last, cell_id))).findings
        assert [instance(f) for f in found] == expected, cell_id


def test_a_broken_balance_names_its_four_cells_and_both_sums() -> None:
    report = sound_report(4)
    cell_id = "requests.carried_out.natural_person"
    found = check(Context(broken(report, cell_id))).findings
    balance = next(f for f in found if f.rule == "T3-ID")
    received, carried_in, concluded, carried_out = (
        int(report.value(f"requests.{row}.natural_person") or 0)
        for row in ("received", "carried_in", "concluded", "carried_out")
    )
    assert balance.left == (
        ("requests.received.natural_person", received),
        ("requests.carried_in.natural_person", carried_in),
    )
    assert balance.right == (
        ("requests.concluded.natural_person", concluded),
        ("requests.carried_out.natural_person", carried_out + 1),
    )
    assert (balance.expected, balance.actual) == (
        str(received + carried_in),
        str(concluded + carried_out + 1),
    )
    assert balance.severity is Severity.ERROR


def test_a_thousand_sound_reports_have_no_finding() -> None:
    for seed in range(1000):
        report = sound_report(
            seed, "2021" if seed % 3 else "2019", quiet=seed % 7 == 0, style=seed % 8
        )
        assert check(Context(report, kind="government")).findings == (), seed


def test_a_thousand_sound_pairs_have_no_finding() -> None:
    for seed in range(1000):
        last, report = sound_pair(seed, style=seed % 8)
        assert check(Context(report, last, kind="government")).findings == (), seed


def test_table_two_tells_a_stock_smaller_than_the_issue() -> None:
    report = sound_report(5).with_cells(
        {
            "disclosure.normative_documents.issued": number(4, "4"),
            "disclosure.normative_documents.repealed": number(0, "0"),
            "disclosure.normative_documents.in_force": number(3, "3"),
        }
    )
    (found,) = check(Context(report)).findings
    assert (found.rule, found.expected, found.actual) == ("T2-VALID", "不小于 4", "3")


def test_processing_fee_is_part_of_the_fees() -> None:
    report = sound_report(6)
    six = next(s for s in report.sections if s.number == 6)
    text = "收取信息处理费3940元。"
    changed = tuple(type(s)(s.number, s.title, text) if s is six else s for s in report.sections)
    low = replace(report, sections=changed).with_cells(
        {"disclosure.fees.amount": number(Decimal("0.39"), "0.39")}
    )
    (found,) = check(Context(low)).findings
    assert (found.rule, found.actual) == ("T2-FEE109", "0.39 万元")
    enough = low.with_cells({"disclosure.fees.amount": number(Decimal("0.394"), "0.394")})
    assert check(Context(enough)).findings == ()
