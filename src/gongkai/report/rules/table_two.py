"""Table two: what was published by law. Counts, stocks and money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .identity import why_not
from .model import Context, Finding, Outcome, Rule, Severity
from .numbers import count_rule
from .years import not_comparable

FORM = "国办公开办函〔2021〕30号附件，表二"
_LAWMAKING = "立法法第九十一条、第九十三条"
ONLY_2021 = frozenset({"2021"})


def _in_force(context: Context) -> Iterator[Outcome]:
    cells = context.report.cells
    for row, name in (("rules", "规章"), ("normative_documents", "行政规范性文件")):
        used = tuple(f"disclosure.{row}.{c}" for c in ("issued", "repealed", "in_force"))
        issued, repealed, in_force = (cells[c].value for c in used)
        if issued is None or repealed is None or in_force is None:
            yield Outcome(used, not_evaluated=why_not(context.report, used))
        elif repealed or in_force >= issued:
            # A document issued and repealed in one year leaves the stock smaller than the issue.
            yield Outcome(used)
        else:
            yield Outcome(
                used,
                Finding(
                    rule="T2-VALID",
                    severity=Severity.WARNING,
                    message=(
                        f"{name}本年制发 {issued} 件，没有废止，现行有效却只有 {in_force} 件。"
                    ),
                    basis=FORM,
                    cells=used,
                    expected=f"不小于 {issued}",
                    actual=str(in_force),
                    suggestion="现行有效是年底的存量。请与同级司法行政部门的备案登记核对。",
                ),
            )


#: Governments that make no rules: only those of provinces, of cities with districts and of autonomous
#: prefectures do (立法法第九十三条).
_BELOW_A_CITY = re.compile(r"(?:县|旗|镇|乡|苏木|(?<!自治)区)人民政府$|街道办事处$")


def _rules_by_department(context: Context) -> Iterator[Outcome]:
    used = tuple(f"disclosure.rules.{c}" for c in ("issued", "repealed", "in_force"))
    below = _BELOW_A_CITY.search(context.report.agency or "")
    if context.kind is None and not below:
        yield Outcome(used, not_evaluated="不知道这个机关有没有规章制定权")
        return
    made = [c for c in used if context.report.cells[c].value]
    if (context.kind == "government" and not below) or not made:
        yield Outcome(used)
        return
    who = "县级、乡级政府" if below else "地方政府部门"
    yield Outcome(
        used,
        Finding(
            rule="T2-REGOK",
            severity=Severity.WARNING,
            message=f"{who}没有规章制定权，表二“规章”一行却大于 0。",
            basis=_LAWMAKING,
            cells=tuple(made),
            expected="0",
            actual=str(context.report.cells[made[0]].value),
            judged=("below" if below else "department",),
        ),
    )


_COLLECTED = re.compile(r"信息(?:公开信息)?处理费\D{0,6}?([\d,]+(?:\.\d+)?)\s*(万?)元")


def collected_processing_fee(text: str) -> tuple[Decimal, str] | None:
    """The processing fee collected as section six says it, in yuan, with its sentence; None if unsaid."""
    found = _COLLECTED.search(text.replace(" ", ""))
    if found is None:
        return None
    amount = Decimal(found.group(1).replace(",", ""))
    return (amount * 10_000 if found.group(2) else amount), found.group()


def _fee_covers_processing_fee(context: Context) -> Iterator[Outcome]:
    used = ("disclosure.fees.amount",)
    fee = context.report.cells[used[0]].value
    section = context.report.section(6)
    said = collected_processing_fee(section.text) if section else None
    if said is None:
        return  # no amount is said (未收取); whether the fee is spoken of at all is NT-S6's matter
    if fee is None:
        yield Outcome(used, not_evaluated=why_not(context.report, used))
    elif Decimal(fee) * 10_000 >= said[0]:
        yield Outcome(used)
    else:
        yield Outcome(
            used,
            Finding(
                rule="T2-FEE109",
                severity=Severity.WARNING,
                message=(
                    f"第六部分写收取信息处理费 {said[0]} 元，表二行政事业性收费只有 {fee} 万元。"
                    "信息处理费属于行政事业性收费。"
                ),
                basis="国办函〔2020〕109号",
                cells=used,
                expected=f"不小于 {said[0] / 10_000} 万元",
                actual=f"{fee} 万元",
                sentence=said[1],
                section=6,
            ),
        )


def _licensing(context: Context) -> Iterator[Outcome]:
    used = ("disclosure.licences.decisions",)
    decisions = context.report.value(used[0])
    if context.licenses is None:
        yield Outcome(used, not_evaluated="需要知道机关有没有许可权")
    elif decisions is None:
        yield Outcome(used, not_evaluated=why_not(context.report, used))
    elif context.licenses is bool(decisions):
        yield Outcome(used)
    else:
        said = (
            "这个机关有许可权，表二行政许可是 0。"
            if context.licenses
            else f"这个机关没有许可权，表二行政许可是 {decisions}。"
        )
        yield Outcome(
            used,
            Finding(
                rule="T2-LICZERO",
                severity=Severity.INFO,
                message=said,
                basis=FORM,
                cells=used,
                actual=str(decisions),
                judged=("licenses" if context.licenses else "none",),
                suggestion="只作说明。以部门名义委托办理的，由有权的机关填报。",
            ),
        )


_JUMP = 1000


def _fee_unit(context: Context) -> Iterator[Outcome]:
    used = ("disclosure.fees.amount",)
    reason = not_comparable(context)
    if reason is not None or context.previous is None:
        yield Outcome(used, not_evaluated=reason)
        return
    now, before = context.report.cells[used[0]].value, context.previous.cells.get(used[0])
    if now is None or before is None or before.value is None:
        yield Outcome(used, not_evaluated="两年的收费金额没有都读到数字")
    elif before.value and now >= before.value * _JUMP:
        yield Outcome(
            used,
            Finding(
                rule="T2-FEEUNIT",
                severity=Severity.INFO,
                message=f"收费金额由上年 {before.value} 万元变为 {now} 万元，可能把元填成了万元。",
                basis=FORM,
                cells=used,
                expected=f"与上年 {before.value} 万元相近",
                actual=str(now),
            ),
        )
    else:
        yield Outcome(used)


RULES = (
    count_rule("T2-NN", "表二各格是不小于 0 的数", "表二有的格没有填好数字", "disclosure", FORM),
    Rule(
        id="T2-REGOK",
        version=2,
        title="没有规章制定权的，规章为 0",
        broken="没有规章制定权，规章却大于 0",
        basis=_LAWMAKING,
        severity=Severity.WARNING,
        formula="地方政府部门，县级、乡级政府和街道办事处：规章的制发、废止、现行有效都是 0",
        evaluate=_rules_by_department,
        needs=frozenset({"registry"}),
        forms=ONLY_2021,
    ),
    Rule(
        id="T2-VALID",
        version=1,
        title="现行有效不少于当年制发",
        broken="现行有效少于当年制发",
        basis=FORM,
        severity=Severity.WARNING,
        formula="本年废止 = 0，则现行有效 ≥ 本年制发（规章、行政规范性文件各算）",
        evaluate=_in_force,
        forms=ONLY_2021,
    ),
    Rule(
        id="T2-FEEUNIT",
        version=2,
        title="收费金额的单位",
        broken="收费金额的单位可能有误",
        basis=FORM,
        severity=Severity.INFO,
        formula=f"收费金额比上年不到 {_JUMP} 倍",
        evaluate=_fee_unit,
        needs=frozenset({"previous"}),
        forms=ONLY_2021,
    ),
    Rule(
        id="T2-FEE109",
        version=1,
        title="行政事业性收费包含信息处理费",
        broken="行政事业性收费少于信息处理费",
        basis="国办函〔2020〕109号",
        severity=Severity.WARNING,
        formula="表二收费金额（万元）× 10000 ≥ 第六部分收取的信息处理费（元）",
        evaluate=_fee_covers_processing_fee,
        forms=ONLY_2021,
    ),
    Rule(
        id="T2-LICZERO",
        version=1,
        title="有许可权的机关与许可数",
        broken="许可数与有没有许可权对不上",
        basis=FORM,
        severity=Severity.INFO,
        formula="有许可权而许可为 0，或者没有许可权而许可大于 0 的，予以说明",
        evaluate=_licensing,
        needs=frozenset({"registry"}),
        forms=ONLY_2021,
    ),
)
