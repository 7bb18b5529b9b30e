"""What a person decided stays with the facts it was decided on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gongkai.report.cell import number
from gongkai.report.model import Report
from gongkai.report.rules import Context, Finding, check
from gongkai.report.verdicts import (
    Decision,
    Verdict,
    dump_verdicts,
    explanations,
    has_open_errors,
    lapsed,
    load_verdicts,
    still_open,
    verdict_line,
    verdicts_on,
)
from tests.report.generate import sound_report

AT = datetime(2026, 1, 20, 1, 30, tzinfo=UTC)


def broken(by: int) -> Report:
    report = sound_report(1)
    value = int(report.value("requests.carried_out.total") or 0) + by
    return report.with_cells({"requests.carried_out.total": number(value, str(value))})


def decided(report: Report, finding: Finding, decision: Decision, **more: object) -> Verdict:
    made = Verdict(
        report.agency,
        report.year,
        finding.rule,
        finding.fingerprint(),
        decision,
        "两个系统的口径不同",
        "张三",
        AT,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_the_newest_verdict_of_this_agency_and_year_holds() -> None:
    report = broken(1)
    finding = check(Context(report)).findings[0]
    old = decided(report, finding, Decision.CONFIRMED)
    new = decided(report, finding, Decision.EXPLAINED, at=AT + timedelta(days=1))
    others = decided(report, finding, Decision.DISMISSED, at=AT + timedelta(days=2), agency="别处")
    before = decided(report, finding, Decision.DISMISSED, at=AT + timedelta(days=2), year=2020)
    assert verdicts_on(report, [new, old, others, before]) == {finding.fingerprint(): new}


def test_only_what_was_dismissed_is_no_longer_open() -> None:
    report = broken(1)
    findings = check(Context(report)).findings
    errors = [f for f in findings if f.severity.value == "error"]
    explained = verdicts_on(report, [decided(report, f, Decision.EXPLAINED) for f in errors])
    assert has_open_errors(findings, explained)
    assert still_open(findings, explained) == list(findings)
    dismissed = verdicts_on(report, [decided(report, f, Decision.DISMISSED) for f in errors])
    assert not has_open_errors(findings, dismissed)
    assert still_open(findings, dismissed) == [f for f in findings if f not in errors]


def test_a_verdict_on_other_figures_is_listed_as_lapsed_and_judges_nothing() -> None:
    report = broken(1)
    verdicts = [decided(report, f, Decision.DISMISSED) for f in check(Context(report)).findings]
    changed = broken(2)
    found = check(Context(changed)).findings
    held = verdicts_on(changed, verdicts)
    assert lapsed(found, held) == verdicts
    assert still_open(found, held) == list(found)


def test_explanations_are_published_once_each_and_only_where_they_hold() -> None:
    report = broken(1)
    one, two, *_ = check(Context(report)).findings
    held = verdicts_on(
        report,
        [
            decided(report, one, Decision.EXPLAINED, publish="上年末一件转出。"),
            decided(report, two, Decision.EXPLAINED, publish="上年末一件转出。"),
            decided(report, two, Decision.EXPLAINED, fingerprint="0" * 16, publish="旧的。"),
        ],
    )
    assert explanations([one, two], held) == ["上年末一件转出。"]


def test_the_file_is_read_as_it_was_written() -> None:
    report = broken(1)
    finding = check(Context(report)).findings[0]
    verdicts = [
        decided(report, finding, Decision.EXPLAINED, publish="说明。"),
        decided(report, finding, Decision.CONFIRMED, agency=None, year=None),
    ]
    assert load_verdicts(dump_verdicts(verdicts)) == verdicts
    assert verdict_line(verdicts[0]) == "属实，有原因：两个系统的口径不同（张三，2026-01-20）"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "结论文件不是 JSON：第 1 行"),
        ("[]", "这不是结论文件"),
        ('{"schema": "gongkai/verdicts/1", "verdicts": [{}]}', "结论文件第 1 条读不懂"),
        ('{"schema": "gongkai/verdicts/1", "verdicts": [3]}', "结论文件第 1 条读不懂"),
    ],
)
def test_a_broken_file_is_said_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        load_verdicts(text)


def test_a_verdict_names_a_reason_a_person_and_an_instant() -> None:
    report = broken(1)
    finding = check(Context(report)).findings[0]
    for more in ({"reason": " "}, {"who": ""}, {"at": datetime(2026, 1, 1)}):
        with pytest.raises(ValueError, match="结论"):
            decided(report, finding, Decision.EXPLAINED, **more)
