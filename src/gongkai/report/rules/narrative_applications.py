"""The words against table three: received, carried, done, and each group of results."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import accumulate

from ..cell import Number
from ..form import get_form
from ..model import Report
from .claim import INSIDE, Claim
from .compared import PART, beside_the_whole, compared, row_total, total
from .identity import why_not
from .model import Context, Need, Outcome, Rule, Severity

BASIS = "条例第五十条第二项"
RECEIVED = "requests.received.total"
CARRIED_IN = "requests.carried_in.total"
CONCLUDED = "requests.concluded.total"
CARRIED_OUT = "requests.carried_out.total"
_GROUPS = {
    "granted": "予以公开",
    "partly_granted": "部分公开",
    "refused": "不予公开",
    "unavailable": "无法提供",
    "not_processed": "不予处理",
    "other": "其他处理",
}


_CARRIED_CELLS = {
    "carried_in": (CARRIED_IN,),
    "carried_out": (CARRIED_OUT,),
    "carried": (CARRIED_IN, CARRIED_OUT),
    "open": (CARRIED_OUT,),
}
_CARRIED_NAMES = {
    "carried_in": "上年结转",
    "carried_out": "结转下年度",
    "carried": "结转",
    "open": "正在办理",
}


@cache
def _rows_of(form: str, group: str) -> tuple[str, ...]:
    rows = [row.id for row in get_form(form).table("requests").rows]
    return tuple(row for row in rows if row == group or row.startswith(f"{group}."))


def _received(context: Context) -> Iterator[Outcome]:
    report = context.report
    used = (RECEIVED, CARRIED_IN)
    claims = list(context.said.of("new", "received", "handled"))
    if not claims:
        yield Outcome(used, not_evaluated="正文没有写收到申请的件数")
        return
    new, carried = row_total(report, "received"), row_total(report, "carried_in")
    if new is None or carried is None:
        yield Outcome(used, not_evaluated=why_not(report, used))
        return
    wholes = [c for c in claims if c.value in (new, new + carried)]
    for claim, elsewhere in (beside_the_whole(c, new, wholes) for c in claims):
        allowed: list[tuple[str, Number]] = [("表三本年新收总计", new)]
        severity, said = Severity.ERROR, "收到申请"
        if claim.kind != "new" or claim.value == new + carried:
            allowed.append(("加上年结转共", new + carried))
        if claim.kind == "handled":
            done = row_total(report, "concluded")
            severity, said = Severity.WARNING, "办理申请"
            allowed += [("办理结果总计", done)] if done is not None else []
        with_others = (_added(claims, claim), claim.value + _carried_beside(claim))
        if claim.kind != "handled" and {*with_others} & {new, new + carried}:
            yield Outcome(used)  # 网上新收 18 件，信函新收 12 件
            continue
        if elsewhere:
            severity = Severity.WARNING
        yield compared(
            "NT-RECV", BASIS, claim, allowed, used, said=said, severity=severity, hint=elsewhere
        )


#: 「91件（另有2件结转下年度办理）」
_CARRIED_BESIDE = re.compile(r"^[（，]另有?(\d+)件[^，。；）]{0,6}(?:结转|顺延|转结)")


def _carried_beside(claim: Claim) -> int:
    """How many more were carried on, where the words count them beside those received."""
    found = _CARRIED_BESIDE.search(claim.after)
    return int(found[1]) if found else 0


def _added(claims: list[Claim], claim: Claim) -> int:
    """What the counts of one item and kind add up to."""
    return sum(c.value for c in claims if (c.item, c.kind) == (claim.item, claim.kind))


def _done(context: Context) -> Iterator[Outcome]:
    report, used = context.report, (CONCLUDED,)
    claims = list(context.said.of("done", "done_on_time"))
    if not claims:
        yield Outcome(used, not_evaluated="正文没有写办结、答复的件数")
        return
    concluded = row_total(report, "concluded")
    if concluded is None:
        yield Outcome(used, not_evaluated=why_not(report, used))
        return
    wholes = [c for c in claims if c.value == concluded]
    carried = row_total(report, "carried_in") or 0
    for claim, elsewhere in (beside_the_whole(c, concluded, wholes) for c in claims):
        if _adds_up(context, claim, concluded):
            yield Outcome(used)
            continue
        if claim.of_new and 0 <= concluded - claim.value <= carried:
            yield Outcome(used)  # what is left are carried-in ones
            continue
        on_time = claim.kind == "done_on_time"
        yield compared(
            "NT-DONE",
            BASIS,
            claim,
            [("表三办理结果总计", concluded)],
            used,
            said="按时办结" if on_time else "办结",
            severity=Severity.WARNING if on_time or elsewhere else Severity.ERROR,
            hint="如有延期后才办结的，请写明；否则请核对。" if on_time else elsewhere,
        )


def _adds_up(context: Context, claim: Claim, concluded: Number) -> bool:
    """Whether what the item says was answered, with what was concluded in other ways, is the total."""
    answered = (claim.value, *context.said.answered_in_all(claim))
    beside = (0, *context.said.beside_answered(claim))
    if any(a + b == concluded for a in answered for b in beside):
        return True
    return any(claim.value + more == concluded for more in accumulate(_listed_after(claim)))


_LISTED = re.compile(r"[，、；](?P<words>[^，、；。\d]{1,30})(?P<number>\d+)[件宗条起份]")


#: A count behind these is of no application that ended otherwise.
_NO_ENDING = re.compile(r"结转|转结|顺延|延期|复议|诉讼|起诉|网|邮|信函|当面|增|减|新收|收到")


def _listed_after(claim: Claim) -> Iterator[int]:
    """The counts that the sentence lists directly behind the answered ones, whatever they are called:
    「答复7件，不予受理4件，补正后仍不明确1件」."""
    begins = claim.after.rstrip("。")
    for found in _LISTED.finditer(claim.sentence[claim.sentence.rfind(begins) :] if begins else ""):
        if INSIDE.search(found["words"]) or _NO_ENDING.search(found["words"]):
            return
        yield int(found["number"])


def _carried(context: Context) -> Iterator[Outcome]:
    report = context.report
    claims = list(context.said.of("carried_in", "carried_out", "carried", "open"))
    if not claims:
        yield Outcome((CARRIED_IN, CARRIED_OUT), not_evaluated="正文没有写结转的件数")
    for claim in claims:
        used = _CARRIED_CELLS[claim.kind]
        names = {CARRIED_IN: "表三上年结转总计", CARRIED_OUT: "表三结转下年度总计"}
        values = [(names[c], row_total(report, c.split(".")[1])) for c in used]
        known = [(name, value) for name, value in values if value is not None]
        if len(known) < len(values):
            yield Outcome(used, not_evaluated=why_not(report, used))
            continue
        said = _CARRIED_NAMES[claim.kind]
        severity = Severity.WARNING if claim.kind in ("carried", "open") else Severity.ERROR
        yield compared("NT-CARRY", BASIS, claim, known, used, said=said, severity=severity)


def is_result(claim: Claim) -> bool:
    """Tell whether a claim counts a group of results."""
    return claim.kind.split("+")[0] in _GROUPS and "reconsideration" not in claim.kind


def _results(context: Context) -> Iterator[Outcome]:
    report = context.report
    claims = [c for c in context.said.claims if is_result(c)]
    if not claims:
        yield Outcome(not_evaluated="正文没有写各类办理结果的件数")
    other_body = _items_of_another(context)
    for claim in claims:
        groups = claim.kind.split("+")
        rows = [row for group in groups for row in _rows_of(report.form, group)]
        used = tuple(f"requests.{row}.total" for row in rows)
        value = total(row_total(report, row) for row in rows)
        if value is None:
            missing = [c for c in used if report.value(c) is None]
            yield Outcome(used, not_evaluated=why_not(report, missing))
        elif value == _added(claims, claim):
            yield Outcome(used)
        elif claim.item in other_body and claim.value != value:
            yield Outcome(used, not_evaluated=PART)
        else:
            name = "和".join(_GROUPS[g] for g in groups)
            hint = _where_else(report, rows, claim.value)
            yield compared(
                "NT-RES", BASIS, claim, [(f"表三{name}总计", value)], used, said=name, hint=hint
            )


def _items_of_another(context: Context) -> set[int]:
    """Paragraphs whose applications are not all of the agency's (区政府 alone in a district's report)."""
    report = context.report
    new, carried = row_total(report, "received"), row_total(report, "carried_in")
    allowed = {new, (new or 0) + (carried or 0)}
    return {c.item for c in context.said.of("new", "received") if c.part and c.value not in allowed}


def _where_else(report: Report, rows: list[str], value: int) -> str | None:
    people = total(report.value(f"requests.{row}.natural_person") for row in rows)
    if people == value:
        return "这个数与“自然人”一列相同，正文应当写总计。"
    for row in rows:
        if len(rows) > 1 and row_total(report, row) == value:
            label = get_form(report.form).table("requests").row(row).label
            return f"这个数只是“{label}”一行，正文应当写各行之和。"
    return None


def words_rule(
    rule_id: str,
    title: str,
    broken: str,
    formula: str,
    severity: Severity,
    evaluate: Callable[[Context], Iterable[Outcome]],
    needs: frozenset[Need] = frozenset(),
    tolerance: str | None = None,
    version: int = 1,
) -> Rule:
    """A rule on what the narrative says of applications."""
    return Rule(
        rule_id,
        version,
        title,
        broken,
        BASIS,
        severity,
        formula,
        evaluate,
        needs,
        tolerance=tolerance,
    )


RULES = (
    words_rule("NT-RECV", "正文收到的件数与表三相符", "正文收到的件数与表三不符", "正文收到、受理申请的件数 = 本年新收总计，或者 = 本年新收 + 上年结转；写“新收”的只等于前者", Severity.ERROR, _received, version=2),
    words_rule("NT-DONE", "正文办结的件数与表三相符", "正文办结的件数与表三不符", "正文办结、答复的件数 = 办理结果总计", Severity.ERROR, _done, version=2),
    words_rule("NT-CARRY", "正文结转的件数与表三相符", "正文结转的件数与表三不符", "正文上年结转的件数 = 上年结转总计；结转下年度的件数 = 结转下年度总计", Severity.ERROR, _carried),
    words_rule("NT-RES", "正文各类结果与表三相符", "正文各类结果与表三不符", "正文予以公开、部分公开、不予公开、无法提供、不予处理、其他处理的件数 = 表三各类总计", Severity.ERROR, _results),
)  # fmt: skip
