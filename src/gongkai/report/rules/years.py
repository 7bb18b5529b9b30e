"""This year against last year: what was carried over, the stocks, and sudden jumps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from ..cell import Number
from ..form import get_form
from ..model import Report
from ..names import key
from .differences import cause_from, likely_cause
from .identity import why_not
from .model import Context, Finding, Need, Outcome, Rule, Severity
from .table_three import COLUMNS, NOTE

FORM = "国办公开办函〔2021〕30号附件，表二"
ONLY_2021 = frozenset({"2021"})
PREVIOUS: frozenset[Need] = frozenset({"previous"})

#: A jump is worth a line when a number grows or shrinks more than this many times …
_TIMES = 5
#: … and by more than this (万元 for the fees).
_FLOOR = 100


def not_comparable(context: Context, *, same_form: bool = True) -> str | None:
    """Why the year before cannot be compared, in words; None when it can.

    Compared are two reports of one agency in successive years. Where one of the names is unknown the
    caller, who gave the report of the year before, is believed.
    """
    now, before = context.report, context.previous
    if before is None:
        return context.no_previous or "需要同时给出上年报告"
    if now.year is None or before.year is None:
        return "两份报告中有一份看不出年度"
    if before.year != now.year - 1:
        return f"给出的是 {before.year}年度的报告，不是 {now.year - 1}年度的"
    if _another_agency(context):
        return f"给出的是“{before.agency}”的报告，机关改名或者合并的不能直接比较"
    if same_form and now.form != before.form:
        return f"上年用 {before.form} 年表式，今年用 {now.form} 年表式，指标含义不同"
    if not same_form and {now.form, before.form} - {"2021", "2019"}:
        return "两年的表式没有相同的结转各格"
    return None


def _another_agency(context: Context) -> bool:
    """Whether last year's report is of an agency that neither is this one nor became it."""
    now, before = context.report, context.previous
    if before is None or now.year is None or not (now.agency and before.agency):
        return False
    unit = context.names.unit
    return unit(now.agency, now.year) != unit(before.agency, now.year)


def _reorganised(context: Context) -> bool:
    """Whether the agency reported under another full name last year (a successor of the register)."""
    now, before = context.report, context.previous
    if before is None or not (now.agency and before.agency):
        return False
    known = context.names.full_name
    return key(known(now.agency)) != key(known(before.agency))


def _carried_over(context: Context) -> Iterator[Outcome]:
    reason = not_comparable(context, same_form=False)
    names = {c.id: c.label for c in get_form("2021").table("requests").rows[0].columns}
    for column in COLUMNS:
        now_id, before_id = f"requests.carried_in.{column}", f"requests.carried_out.{column}"
        used = (now_id,)
        if reason is not None or context.previous is None:
            yield Outcome(used, not_evaluated=reason)
            continue
        carried_in = context.report.value(now_id)
        carried_out = context.previous.value(before_id)
        if carried_in is None:
            yield Outcome(used, not_evaluated=why_not(context.report, used))
        elif carried_out is None:
            yield Outcome(
                used, not_evaluated=f"上年报告：{why_not(context.previous, (before_id,))}"
            )
        elif carried_in == carried_out:
            yield Outcome(used)
        else:
            cause = likely_cause(carried_out, carried_in) or cause_from(
                _row(context.report, "carried_in", column), carried_out
            )
            yield Outcome(
                used,
                Finding(
                    rule="YY-CARRY",
                    severity=Severity.WARNING if _reorganised(context) else Severity.ERROR,
                    message=(
                        f"上年报告结转到今年 {carried_out} 件，今年“上年结转”是 {carried_in} 件"
                        f"（{names[column]}列），差 {abs(carried_out - carried_in)} 件。"
                    ),
                    basis=NOTE,
                    cells=used,
                    expected=str(carried_out),
                    actual=str(carried_in),
                    suggestion=_suggest("请按两年的台账核对", cause),
                ),
            )


def _row(report: Report, row: str, but: str) -> dict[str, Number | None]:
    specs = get_form(report.form).cells
    ids = {c: f"requests.{row}.{c}" for c in COLUMNS if c != but}
    return {specs[i].label: report.value(i) for i in ids.values()}


def _suggest(what: str, cause: str | None) -> str:
    return f"{cause}。{what}。" if cause else f"{what}。"


def _stock(rule: str, row: str, name: str) -> Callable[[Context], Iterator[Outcome]]:
    used = tuple(f"disclosure.{row}.{c}" for c in ("in_force", "issued", "repealed"))

    def evaluate(context: Context) -> Iterator[Outcome]:
        reason = not_comparable(context)
        if reason is not None or context.previous is None:
            yield Outcome(used, not_evaluated=reason)
            return
        stock, issued, repealed = (context.report.value(c) for c in used)
        before = context.previous.value(used[0])
        if stock is None or issued is None or repealed is None:
            yield Outcome(used, not_evaluated=why_not(context.report, used))
            return
        if before is None:
            yield Outcome(used, not_evaluated=f"上年报告：{why_not(context.previous, used[:1])}")
            return
        wanted = before + issued - repealed
        if stock == wanted:
            yield Outcome(used)
            return
        yield Outcome(
            used,
            Finding(
                rule=rule,
                severity=Severity.WARNING,
                message=(
                    f"{name}：上年底有效 {before} + 本年制发 {issued} - 本年废止 {repealed} = {wanted}，"
                    f"表二现行有效是 {stock}，差 {abs(stock - wanted)}。"
                ),
                basis=FORM,
                cells=used,
                expected=str(wanted),
                actual=str(stock),
                suggestion=_suggest(
                    "请与同级司法行政部门的备案登记核对；因清理、改革变化的，请在正文说明",
                    _stock_cause(before, issued, repealed, stock),
                ),
            ),
        )

    return evaluate


def _stock_cause(before: Number, issued: Number, repealed: Number, stock: Number) -> str | None:
    """Usual ways to get a stock wrong, tried in turn."""
    if repealed and stock == before + issued:
        return "没有减去本年废止"
    if issued and stock == before - repealed:
        return "没有加上本年制发"
    if stock == before:
        return "照抄了上年的数"
    if stock == issued:
        return "只填了本年制发，没有计入往年的"
    return likely_cause(before + issued - repealed, stock)


def _pending(context: Context) -> Iterator[Outcome]:
    reason = not_comparable(context)
    severity = Severity.WARNING if context.pending_cases_recur else Severity.INFO
    for row, name in (
        ("reconsideration", "行政复议"),
        ("litigation_direct", "未经复议直接起诉"),
        ("litigation_after_reconsideration", "复议后起诉"),
    ):
        used = (f"challenges.{row}.total",)
        if reason is not None or context.previous is None:
            yield Outcome(used, not_evaluated=reason)
            continue
        total = context.report.value(used[0])
        pending = context.previous.value(f"challenges.{row}.pending")
        if total is None:
            yield Outcome(used, not_evaluated=why_not(context.report, used))
        elif pending is None:
            where = (f"challenges.{row}.pending",)
            yield Outcome(used, not_evaluated=f"上年报告：{why_not(context.previous, where)}")
        elif total - pending >= 0:
            yield Outcome(used)
        else:
            yield Outcome(
                used,
                Finding(
                    rule="YY-PEND",
                    severity=severity,
                    message=f"{name}：上年底尚未审结 {pending} 件，今年总计只有 {total} 件。",
                    basis="条例第五十条第三项；国办公开办函〔2021〕30号附件，表四",
                    cells=used,
                    expected=f"不小于 {pending}",
                    actual=str(total),
                    suggestion="上年没有审结的案件，今年仍在审理或者已有结果，应当再计入。请核对。",
                ),
            )


def _jumps(context: Context) -> Iterator[Outcome]:
    reason = not_comparable(context)
    if reason is not None or context.previous is None:
        yield Outcome(not_evaluated=reason)
        return
    jumped = False
    for cell_id, spec in get_form(context.report.form).cells.items():
        if spec.table.id != "disclosure" and not cell_id.endswith(".total"):
            continue  # the columns of one row jump together
        now, before = context.report.cells[cell_id].value, context.previous.cells[cell_id].value
        if now is None or before is None or -_FLOOR <= now - before <= _FLOOR:
            continue
        if not (now > before * _TIMES or before > now * _TIMES):
            continue
        jumped = True
        yield Outcome(
            (cell_id,),
            Finding(
                rule="YY-SPIKE",
                severity=Severity.INFO,
                message=f"“{spec.label}”上年 {before}，今年 {now}{_ratio(before, now)}。",
                basis=FORM if spec.table.id == "disclosure" else NOTE,
                cells=(cell_id,),
                expected=None,
                actual=str(now),
                judged=(_plain(before),),
                suggestion="只作说明。变化属实的，建议在正文写明原因。",
            ),
        )
    if not jumped:
        yield Outcome()


def _plain(value: Number) -> str:
    """A number as a fact, however it was printed: 0.390 is 0.39."""
    return format(Decimal(value).normalize(), "f")


def _ratio(before: Number, now: Number) -> str:
    if not before or not now:
        return ""
    times = round(Decimal(max(before, now)) / Decimal(min(before, now)), 1)
    return f"，{'是上年的' if now > before else '上年是今年的'} {times} 倍"


RULES = (
    Rule(
        id="YY-CARRY",
        version=2,
        title="上年结转，等于上年报告的结转下年度",
        broken="上年结转，不等于上年报告的结转下年度",
        basis=NOTE,
        severity=Severity.ERROR,
        formula="每一列：今年“上年结转” = 上年报告“结转下年度继续办理”",
        tolerance="机关改名以后的第一年，是提示",
        evaluate=_carried_over,
        needs=PREVIOUS,
    ),
    Rule(
        id="YY-REG",
        version=1,
        title="规章：上年底加制发减废止，等于现行有效",
        broken="规章：上年底加制发减废止，不等于现行有效",
        basis=FORM,
        severity=Severity.WARNING,
        formula="规章：上年现行有效 + 本年制发 - 本年废止 = 现行有效",
        evaluate=_stock("YY-REG", "rules", "规章"),
        needs=PREVIOUS,
        forms=ONLY_2021,
    ),
    Rule(
        id="YY-ND",
        version=1,
        title="规范性文件：上年底加制发减废止，等于现行有效",
        broken="规范性文件：上年底加制发减废止，不等于现行有效",
        basis=FORM,
        severity=Severity.WARNING,
        formula="行政规范性文件：上年现行有效 + 本年制发 - 本年废止 = 现行有效",
        evaluate=_stock("YY-ND", "normative_documents", "行政规范性文件"),
        needs=PREVIOUS,
        forms=ONLY_2021,
    ),
    Rule(
        id="YY-PEND",
        version=1,
        title="上年没有审结的案件，今年仍计入",
        broken="今年的案件少于上年没有审结的",
        basis="条例第五十条第三项；国办公开办函〔2021〕30号附件，表四",
        severity=Severity.WARNING,
        formula="行政复议、两类行政诉讼：今年总计 ≥ 上年尚未审结（可以设为只作说明）",
        evaluate=_pending,
        needs=PREVIOUS,
    ),
    Rule(
        id="YY-SPIKE",
        version=1,
        title="数字突增或突减",
        broken="数字突增或突减",
        basis=FORM,
        severity=Severity.INFO,
        formula=f"与上年相比，增减不超过 {_TIMES} 倍，或者相差不超过 {_FLOOR}",
        evaluate=_jumps,
        needs=PREVIOUS,
    ),
)
