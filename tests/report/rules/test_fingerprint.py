"""A verdict on a finding survives as long as the facts that were judged are the same."""

from __future__ import annotations

from dataclasses import replace

from gongkai.report.cell import number
from gongkai.report.rules import Context, Finding, check
from tests.report.generate import sound_report


def broken_by(amount: int) -> Finding:
    report = sound_report(1)
    cell_id = "requests.carried_out.total"
    value = (report.value(cell_id) or 0) + amount
    changed = report.with_cells({cell_id: number(value, str(value))})
    return next(f for f in check(Context(changed)).findings if f.rule == "T3-ID")


def test_another_run_and_another_message_keep_it() -> None:
    one = broken_by(1)
    assert one.fingerprint() == broken_by(1).fingerprint()
    assert one.fingerprint() == replace(one, message="别的说法").fingerprint()
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
