"""An area's own report against the sum of its units' reports: warnings that show the arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from ..published import CAUSE_NAMES
from .model import Context, Finding, Need, Outcome, Rule, Severity

_BASIS = "条例第四十九条；国办公开办函〔2021〕30号附件"
_UNITS: frozenset[Need] = frozenset({"units"})
_NEEDED = "需要下级机关的报告"


def _cells(context: Context) -> Iterator[Outcome]:
    sums = context.sums
    if sums is None:
        yield Outcome(not_evaluated=_NEEDED)
        return
    specs = context.report.statutory_form.cells
    differing = {one.cell_id: one for one in sums.mismatches}
    gaps = _gaps(context)
    for cell_id, total in sums.rolled.totals.items():
        used = (cell_id,)
        published = context.report.value(cell_id)
        one = differing.get(cell_id)
        if total.value is None or published is None:
            yield Outcome(used, not_evaluated="汇总报告或者各机关的报告没有这一格的数字")
        elif one is None:
            yield Outcome(used)
        else:
            unit = f"（{one.unit}）" if one.unit else ""
            yield Outcome(
                used,
                Finding(
                    rule="AGG",
                    severity=Severity.WARNING,
                    message=(
                        f"“{specs[cell_id].label}”：公布 {published}，{total.included} 个机关之和 "
                        f"{total.value}，差 {abs(published - total.value)}。"
                    ),
                    basis=_BASIS,
                    cells=used,
                    expected=str(total.value),
                    actual=str(published),
                    suggestion=f"{CAUSE_NAMES[one.cause]}{unit}。{gaps}",
                ),
            )


def _gaps(context: Context) -> str:
    """Who is not in the sums, in one sentence; empty when nobody is missing."""
    sums = context.sums
    if sums is None or not sums.rolled.missing:
        return ""
    missing = sums.rolled.missing
    named = "、".join(missing[:5]) + ("等" if len(missing) > 5 else "")
    return f"没有报告的 {len(missing)} 个机关不在和里：{named}。"


def _units(context: Context) -> Iterator[Outcome]:
    sums = context.sums
    if sums is None:
        yield Outcome(not_evaluated=_NEEDED)
        return
    rolled = sums.rolled
    found = [
        (kind, what, names)
        for kind, what, names in (
            ("missing", "没有能计入的报告", rolled.missing),
            ("late", "报告晚于期限", [one.unit for one in rolled.late]),
            ("duplicate", "重复报送", rolled.duplicates),
        )
        if names
    ]
    lacking = [f"{len(names)} 个机关{what}：{'、'.join(names)}" for _, what, names in found]
    if not lacking:
        yield Outcome()
        return
    yield Outcome(
        finding=Finding(
            rule="AGG-N",
            severity=Severity.WARNING,
            message=f"计入 {len(rolled.units)} 个机关；{'；'.join(lacking)}。",
            basis="条例第四十九条",
            expected=str(len(rolled.units) + len(rolled.missing)),
            actual=str(len(rolled.units)),
            judged=tuple(fact for kind, _, names in found for fact in (kind, *names)),
        )
    )


RULES = (
    Rule(
        id="AGG-N",
        version=1,
        title="应当报告的机关都在汇总里",
        broken="汇总里的机关不齐",
        basis="条例第四十九条",
        severity=Severity.WARNING,
        formula="应报送的机关每个有且只有一份计入的报告，落款不晚于期限",
        evaluate=_units,
        needs=_UNITS,
    ),
    Rule(
        id="AGG",
        version=1,
        title="汇总报告各格，等于各机关之和",
        broken="汇总报告与各机关之和不同",
        basis=_BASIS,
        severity=Severity.WARNING,
        formula="每一格：汇总报告 = 各机关报告之和；重复的只计一次，本级机关的报告只计一次",
        evaluate=_cells,
        needs=_UNITS,
        tolerance="金额因四舍五入相差的，注明可能的原因",
    ),
)
