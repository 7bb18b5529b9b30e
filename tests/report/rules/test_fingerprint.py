"""A verdict on a finding survives as long as the facts that were judged are the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from gongkai.report.cell import Source, number
from gongkai.report.likeness import Copy
from gongkai.report.rules import Context, Finding, Severity, check
from gongkai.report.rules.listing import RULES
from gongkai.report.rules.model import Outcome, Rule
from gongkai.report.verdicts import (
    Decision,
    Verdict,
    dump_verdicts,
    lapsed,
    load_verdicts,
    still_open,
    verdicts_on,
)
from tests.report.generate import sound_pair, sound_report
from tests.report.rules.test_listing import FAILS, Change, fields, section, start, summed


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


def found_by(rule: str, *changes: Change) -> Finding:
    """The first finding of a rule after these changes to a sound report."""
    context = start()
    for change in changes:
        context = change(context)
    return next(f for f in check(context).findings if f.rule == rule)


def changed_facts(one: Finding) -> list[Finding]:
    """The finding with each fact it holds changed, one at a time."""
    others = [
        replace(one, values=(*one.values[:at], one.values[at] + "1", *one.values[at + 1 :]))
        for at in range(len(one.values))
    ]
    others += [
        replace(one, judged=(*one.judged[:at], one.judged[at] + "乙", *one.judged[at + 1 :]))
        for at in range(len(one.judged))
    ]
    others += [
        replace(one, left=((cell, value + 1), *one.left[1:])) for cell, value in one.left[:1]
    ]
    if one.sentence:
        others.append(replace(one, sentence=one.sentence + "乙"))
    for figures in ("expected", "actual"):
        if any(c.isdigit() for c in getattr(one, figures) or ""):
            others.append(replace(one, **{figures: getattr(one, figures) + "，7"}))
    return others


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_every_rule_holds_facts_and_not_words(rule: Rule) -> None:
    one = found_by(rule.id, *FAILS[rule.id])
    others = changed_facts(one)
    assert others, "a finding without facts would keep its verdict for ever"
    digests = {other.fingerprint() for other in others}
    assert len(digests) == len(others)
    assert one.fingerprint() not in digests
    light = Severity.INFO if one.severity is not Severity.INFO else Severity.WARNING
    reworded = replace(one, message="别的", basis="别的", suggestion="别的", severity=light)
    assert reworded.fingerprint() == one.fingerprint()
    if one.judged:
        worded = [replace(one, **{name: f"改了说法：{getattr(one, name)}"}) for name in ("expected", "actual") if getattr(one, name)]  # fmt: skip
        assert {other.fingerprint() for other in worded} <= {one.fingerprint()}


IDENTITY = "收到政府信息公开申请9件，上年结转1件。办结{}件，结转下年度1件。"
LONG = "政策解读形式还不够丰富主动公开目录更新不及时" * 8


def title(name: str) -> Change:
    return fields(agency_as_printed=name, agency=name, signed_by="临河市水利局")


def copied(name: str, number_: int = 5, there: str = "一段文字") -> Change:
    return lambda c: replace(c, copied={number_: Copy(name, 91, "一段文字", there)})


#: Rule, and two reports that differ in nothing but a fact it judges.
FACTS: list[tuple[str, Change, Change]] = [
    ("NT-IDENT", section(1, IDENTITY.format(13)), section(1, IDENTITY.format(11))),
    ("NT-NAME", title("临河市教育局"), title("临河市交通局")),
    ("NT-NAME", fields(signed_by="临河市教育局"), fields(signed_by="临河市水利局")),
    ("UN-COPY", copied("甲局"), copied("乙局")),
    ("UN-COPY", copied("甲局"), copied("甲局", 1)),
    ("UN-COPY", copied("甲局"), copied("甲局", 5, "另一段文字")),
    ("NT-S5", section(5, LONG), section(5, LONG + "还有别的问题")),
    ("NT-S6", section(6, LONG), section(6, LONG + "还有别的事项")),
    ("NT-FIVE", section(1, "主动公开信息120条。"), section(1, "收到依申请公开0件。")),
    ("NT-SUM", section(1, "共公开信息76条，其中动态30条、公告31条。"), section(1, "共公开信息76条，其中动态31条、公告30条。")),
    ("AGG-N", summed(missing="丙局"), summed(missing="丁局")),
    ("NT-YEAR", fields(signed_on=date(2019, 1, 1)), fields(signed_on=date(2019, 1, 2))),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "first", "second"), FACTS)
def test_another_fact_is_another_finding(rule: str, first: Change, second: Change) -> None:
    assert found_by(rule, first).fingerprint() != found_by(rule, second).fingerprint()


def test_a_comma_between_thousands_and_a_wide_digit_are_print() -> None:
    def said(figure: str) -> str:
        return found_by("NT-RECV", section(1, f"收到政府信息公开申请{figure}件。")).fingerprint()

    one = Finding("NT-X", Severity.INFO, "", "", sentence="收到1234件", actual="1234 件")
    printed = replace(one, sentence="收到1,234件", actual="1，234件")
    assert printed.fingerprint() == one.fingerprint()
    assert said("9999") == said("9,999") == said("９９９９")
    assert said("9999") != said("9998")


def test_how_a_rule_names_what_is_missing_is_wording() -> None:
    """A newer list of rules may say 汇总 otherwise: the agencies and the numbers are the facts."""
    assert found_by("AGG-N", summed(missing="丁局")).judged == ("missing", "丁局")
    assert found_by("NT-FIVE", section(1, "主动公开信息120条。")).judged == ("2", "3", "4", "5")
    assert found_by("NT-SIX", *FAILS["NT-SIX"]).judged == ("missing sections", "6")
    spike = found_by("YY-SPIKE", *FAILS["YY-SPIKE"]).judged
    assert all(one.isdigit() for one in spike)


def upgraded(rule: Rule) -> Rule:
    """The rule in a later version: other words, another weight, its basis named in full."""

    def evaluate(context: Context) -> Iterator[Outcome]:
        for outcome in rule.evaluate(context):
            one = outcome.finding
            if one is None:
                yield outcome
                continue
            light = Severity.INFO if one.severity is not Severity.INFO else Severity.WARNING
            worded = replace(
                one, message=f"新的说法：{one.message}", basis="新的依据", severity=light
            )
            yield replace(outcome, finding=replace(worded, suggestion="新的建议"))

    return replace(rule, version=rule.version + 1, title="新的名称", evaluate=evaluate)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_verdict_survives_a_later_version_of_its_rule_and_not_another_fact(rule: Rule) -> None:
    """Stored, read again and looked up after the upgrade: it still speaks of the finding, and only of it."""
    context = start()
    for change in FAILS[rule.id]:
        context = change(context)
    report = context.report
    before = [f for f in check(context).findings if f.rule == rule.id]
    stored = dump_verdicts(
        [
            Verdict(
                report.agency, report.year, rule.id, one.fingerprint(), Decision.DISMISSED,
                "口径不同", "张三", datetime(2026, 1, 20, tzinfo=UTC),
            )
            for one in before
        ]
    )  # fmt: skip
    held = verdicts_on(report, load_verdicts(stored))
    newer = [upgraded(one) if one.id == rule.id else one for one in RULES]
    after = [f for f in check(context, newer).findings if f.rule == rule.id]
    assert after and all(one.message.startswith("新的说法") for one in after)
    assert still_open(after, held) == []
    assert lapsed(check(context, newer).findings, held) == []
    for other in changed_facts(after[0]):
        assert still_open([other], held) == [other]
        assert lapsed([other, *after[1:]], held) == [held[before[0].fingerprint()]]
