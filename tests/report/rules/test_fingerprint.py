"""A verdict on a finding survives as long as the facts that were judged are the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.report.cell import Source, number
from gongkai.report.rules import Context, Finding, Severity, check
from tests.report.generate import sound_pair, sound_report


def broken_by(amount: int) -> Finding:
    report = sound_report(1)
    cell_id = "requests.carried_out.total"
    value = (report.value(cell_id) or 0) + amount
    changed = report.with_cells({cell_id: number(value, str(value))})
    return next(f for f in check(Context(changed)).findings if f.rule == "T3-ID")


def test_another_run_another_wording_and_another_weight_keep_it() -> None:
    one = broken_by(1)
    assert one.fingerprint() == broken_by(1).fingerprint()
    reworded = replace(
        one,
        message="别的说法",
        basis="别的依据",
        suggestion=None,
        severity=Severity.WARNING,
        expected=f"应当是 {one.expected} 件",
        actual=f"是 {one.actual} 件",
    )
    assert one.fingerprint() == reworded.fingerprint()
    assert len(one.fingerprint()) == 16


def test_another_number_rule_or_cell_is_another_finding() -> None:
    one = broken_by(1)
    others = {
        broken_by(2).fingerprint(),
        replace(one, rule="T3-SUM").fingerprint(),
        replace(one, cells=one.cells[:2]).fingerprint(),
        replace(one, sentence="一句话").fingerprint(),
    }
    assert len(others) == 4
    assert one.fingerprint() not in others


def test_the_same_figures_printed_elsewhere_and_otherwise_are_the_same_facts() -> None:
    def low_fee(raw: str, line: int) -> str:
        report = sound_report(6).with_cells(
            {"disclosure.fees.amount": number(Decimal(raw), raw, Source(line=line))}
        )
        six = tuple(
            replace(s, text="收取信息处理费 3940 元。" if line > 1 else "收取信息处理费3940元。")
            if s.number == 6
            else s
            for s in report.sections
        )
        (found,) = check(Context(replace(report, sections=six))).findings
        assert found.rule == "T2-FEE109"
        return found.fingerprint()

    assert low_fee("0.39", 1) == low_fee("0.390", 7)


@pytest.mark.parametrize("cell", ["issued", "repealed"])
def test_figures_that_cancel_out_are_still_other_facts(cell: str) -> None:
    """One document more issued and one more repealed leave the difference as it was."""
    last, now = sound_pair(1)

    def found(more: int) -> str:
        row = "disclosure.normative_documents"
        changes = {
            f"{row}.in_force": 999,
            f"{row}.issued": int(now.value(f"{row}.issued") or 0) + more,
            f"{row}.repealed": int(now.value(f"{row}.repealed") or 0) + more,
        }
        changed = now.with_cells({k: number(v, str(v)) for k, v in changes.items()})
        return next(
            f.fingerprint() for f in check(Context(changed, last)).findings if f.rule == "YY-ND"
        )

    assert found(0) != found(1)


def test_what_is_missing_is_part_of_the_facts() -> None:
    report = sound_report(1)

    def without(number_: int) -> str:
        kept = tuple(s for s in report.sections if s.number != number_)
        found = check(Context(replace(report, sections=kept))).findings
        return next(f.fingerprint() for f in found if f.rule == "NT-SIX")

    assert without(5) != without(6)
