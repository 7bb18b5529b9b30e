"""Table four: reconsideration and litigation because of disclosure work (条例第五十条第三项)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .identity import Identity, identity_rule, why_not
from .model import Context, Finding, Outcome, Rule, Severity
from .numbers import count_rule
from .years import not_comparable

FORM = "国办公开办函〔2021〕30号附件，表四"
_RESULTS = ("upheld", "corrected", "other", "pending")
TOTALS = (
    "challenges.reconsideration.total",
    "challenges.litigation_direct.total",
    "challenges.litigation_after_reconsideration.total",
)
_INFLOW = ("requests.received.total", "requests.carried_in.total")

#: More direct suits than this, and more than twice the reconsiderations, is unusual since 2024.
_FEW = 3


def _total_of(row: str, name: str) -> Callable[[str], tuple[Identity, ...]]:
    identity = Identity(
        tuple(f"challenges.{row}.{c}" for c in _RESULTS), (f"challenges.{row}.total",), name
    )
    return lambda _form: (identity,)


def _sum_rule(rule_id: str, row: str, name: str) -> Rule:
    return Rule(
        id=rule_id,
        version=1,
        title=f"{name}各项之和，等于总计",
        broken=f"{name}各项之和，不等于总计",
        basis=FORM,
        severity=Severity.ERROR,
        formula=f"{name}：维持 + 纠正 + 其他 + 尚未审结 = 总计",
        evaluate=identity_rule(rule_id, FORM, "各项结果之和，不等于总计", _total_of(row, name)),
    )


def _direct_suits(context: Context) -> Iterator[Outcome]:
    used = TOTALS[:2]
    report = context.report
    reviewed, direct = (report.cells[c].value for c in used)
    if report.year is None:
        yield Outcome(used, not_evaluated="文件中看不出年度")
    elif report.year < 2024:
        return  # before 2024 a refusal could be sued over at once: nothing to check
    elif reviewed is None or direct is None:
        yield Outcome(used, not_evaluated=why_not(report, used))
    elif direct > _FEW and direct > 2 * reviewed:
        yield Outcome(
            used,
            Finding(
                rule="T4-LD24",
                severity=Severity.INFO,
                message=f"直接起诉 {direct} 件，行政复议 {reviewed} 件。不予公开的须先行复议，请核对分类。",
                basis="行政复议法第二十三条",
                cells=used,
                actual=str(direct),
            ),
        )
    else:
        yield Outcome(used)


def _with_applications(context: Context) -> Iterator[Outcome]:
    used = (*TOTALS, *_INFLOW)
    values = [context.report.cells[c].value for c in used]
    if any(v is None for v in values):
        yield Outcome(used, not_evaluated=why_not(context.report, used))
        return
    cases, inflow = sum(v or 0 for v in values[:3]), sum(v or 0 for v in values[3:])
    if not cases or inflow:
        yield Outcome(used)
        return
    reason = not_comparable(context, same_form=False)
    if reason is not None or context.previous is None:
        yield Outcome(used, not_evaluated=f"{reason}：案件可能因上年的申请引起")
        return
    before = [context.previous.cells[c].value for c in _INFLOW if c in context.previous.cells]
    if len(before) < 2 or any(v is None for v in before):
        yield Outcome(used, not_evaluated="上年报告的申请数没有读到数字")
    elif sum(v or 0 for v in before):
        yield Outcome(used)
    else:
        yield Outcome(
            used,
            Finding(
                rule="T4-vsT3",
                severity=Severity.WARNING,
                message=f"复议、诉讼共 {cases} 件，但今年和去年都没有申请。",
                basis="条例第五十条第三项",
                cells=used,
                actual=str(cases),
                suggestion="主动公开或第三人引起的案件也可能有，请核对。",
            ),
        )


def _after_reconsideration(context: Context) -> Iterator[Outcome]:
    used = (TOTALS[0], TOTALS[2])
    reviewed, after = (context.report.cells[c].value for c in used)
    if reviewed is None or after is None:
        yield Outcome(used, not_evaluated=why_not(context.report, used))
    elif not after or reviewed:
        yield Outcome(used)
    elif (reason := not_comparable(context, same_form=False)) or context.previous is None:
        yield Outcome(used, not_evaluated=f"{reason}：复议可能在上年")
    elif (before := context.previous.cells.get(TOTALS[0])) is None or before.value is None:
        yield Outcome(used, not_evaluated="上年报告的行政复议总计没有读到数字")
    elif before.value:
        yield Outcome(used)
    else:
        yield Outcome(
            used,
            Finding(
                rule="T4-LA-MAX",
                severity=Severity.INFO,
                message=f"复议后起诉 {after} 件，但今年和去年都没有行政复议。",
                basis=FORM,
                cells=used,
                actual=str(after),
            ),
        )


RULES = (
    _sum_rule("T4-RV", "reconsideration", "行政复议"),
    _sum_rule("T4-LD", "litigation_direct", "未经复议直接起诉"),
    _sum_rule("T4-LA", "litigation_after_reconsideration", "复议后起诉"),
    count_rule("T4-NN", "表四各格是不小于 0 的整数", "表四有的格没有填好数字", "challenges", FORM),
    Rule(
        id="T4-LD24",
        version=1,
        title="不予公开须先行复议",
        broken="直接起诉多，行政复议少",
        basis="行政复议法第二十三条",
        severity=Severity.INFO,
        formula=f"2024年度起：直接起诉多于 {_FEW} 件且多于行政复议的两倍时，予以说明",
        evaluate=_direct_suits,
    ),
    Rule(
        id="T4-vsT3",
        version=1,
        title="有案件，就有申请",
        broken="有案件，没有申请",
        basis="条例第五十条第三项",
        severity=Severity.WARNING,
        formula="表四总计 > 0，则今年或去年的新收、结转 > 0",
        evaluate=_with_applications,
    ),
    Rule(
        id="T4-LA-MAX",
        version=1,
        title="复议后起诉，先有复议",
        broken="有复议后起诉，没有复议",
        basis=FORM,
        severity=Severity.INFO,
        formula="复议后起诉总计 > 0，则今年或去年的行政复议总计 > 0",
        evaluate=_after_reconsideration,
    ),
)
