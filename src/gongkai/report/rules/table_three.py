"""Table three: received and handled applications. Basis: the note printed in the form itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from ..form import get_form
from ..likeness import joined
from .identity import Identity, identity_rule, why_not
from .model import Context, Finding, Outcome, Rule, Severity
from .numbers import count_rule

NOTE = "国办公开办函〔2021〕30号附件，表三表头说明"
FORM = "国办公开办函〔2021〕30号附件，表三"

COLUMNS = (
    "natural_person",
    "enterprise",
    "research_institution",
    "public_welfare_organisation",
    "legal_services_organisation",
    "other_organisation",
    "total",
)


def _cell(row: str, column: str) -> str:
    return f"requests.{row}.{column}"


@cache
def result_rows(form: str) -> tuple[str, ...]:
    """The rows between 予以公开 and （七）总计, without the total: 21 in 2021, 19 in 2019."""
    rows = [row.id for row in get_form(form).table("requests").rows]
    return tuple(rows[rows.index("granted") : rows.index("concluded")])


@cache
def _balance(form: str) -> tuple[Identity, ...]:
    names = {c.id: c.label for c in get_form(form).table("requests").rows[0].columns}
    return tuple(
        Identity(
            (_cell("received", c), _cell("carried_in", c)),
            (_cell("concluded", c), _cell("carried_out", c)),
            f"{names[c]}列",
        )
        for c in COLUMNS
    )


@cache
def _column_sums(form: str) -> tuple[Identity, ...]:
    names = {c.id: c.label for c in get_form(form).table("requests").rows[0].columns}
    return tuple(
        Identity(
            tuple(_cell(row, c) for row in result_rows(form)),
            (_cell("concluded", c),),
            f"{names[c]}列",
        )
        for c in COLUMNS
    )


@cache
def _row_sums(form: str) -> tuple[Identity, ...]:
    return tuple(
        Identity(
            tuple(_cell(row.id, c) for c in COLUMNS[:-1]), (_cell(row.id, "total"),), row.label
        )
        for row in get_form(form).table("requests").rows
    )


def _carried_out_at_most(context: Context) -> Iterator[Outcome]:
    cells = context.report.cells
    for one in _balance(context.report.form):
        received, carried_in, carried_out = (*one.left, one.right[1])
        used = (received, carried_in, carried_out)
        values = [cells[c].value for c in used]
        if None in values:
            yield Outcome(used, not_evaluated=why_not(context.report, used))
            continue
        a, b, d = values
        assert a is not None and b is not None and d is not None
        if d <= a + b:
            yield Outcome(used)
            continue
        yield Outcome(
            used,
            Finding(
                rule="T3-D-MAX",
                severity=Severity.ERROR,
                message=f"结转下年度 {d} 件，多于本年新收 {a} 件加上年结转 {b} 件（{one.where}）。",
                basis=NOTE,
                cells=used,
                expected=f"不大于 {a + b}",
                actual=str(d),
            ),
        )


def _all_zero(context: Context) -> Iterator[Outcome]:
    report = context.report
    inflow = (_cell("received", "total"), _cell("carried_in", "total"))
    if any(report.cells[c].value is None for c in inflow):
        yield Outcome(inflow, not_evaluated=why_not(report, inflow))
        return
    if any(report.cells[c].value for c in inflow):
        yield Outcome(inflow)
        return
    rows = (*result_rows(report.form), "concluded", "carried_out")
    wrong = [
        _cell(row, c)
        for row in rows
        for c in COLUMNS
        if (report.cells[_cell(row, c)].value or 0) > 0
    ]
    if not wrong:
        yield Outcome(inflow)
        return
    yield Outcome(
        inflow,
        Finding(
            rule="T3-ALLZERO",
            severity=Severity.ERROR,
            message=f"新收和上年结转都是 0，办理结果或者结转下年度却有 {len(wrong)} 格大于 0。",
            basis=NOTE,
            cells=(*inflow, *wrong),
            expected="0",
            actual=str(max(int(report.cells[c].value or 0) for c in wrong)),
        ),
    )


def _fee_not_paid(context: Context) -> Iterator[Outcome]:
    report = context.report
    used = (_cell("other.fee_not_paid", "total"),)
    dropped = report.cells[used[0]].value
    section = report.section(6)
    if dropped is None:
        yield Outcome(used, not_evaluated=why_not(report, used))
    elif not dropped:
        yield Outcome(used)
    elif section is None:
        yield Outcome(used, not_evaluated="文件中没有第六部分，无法核对收费情况")
    elif re.search("收费通知|信息处理费", joined(section.text)):
        yield Outcome(used)
    else:
        yield Outcome(
            used,
            Finding(
                rule="T3-C62",
                severity=Severity.ERROR,
                message=f"表三有 {dropped} 件因逾期未缴费不再处理，第六部分却没有写发出收费通知的情况。",
                basis="国办函〔2020〕109号；国办公开办函〔2021〕30号，第六部分",
                cells=used,
                section=6,
                suggestion="请写明发出收费通知的件数、总金额和实际收取金额。",
                judged=(joined(section.text),),
            ),
        )


def _after_notice(
    rule: str, row: str, notice: str, basis: str
) -> Callable[[Context], Iterator[Outcome]]:
    """A result that a notice must precede. The office's records tell; a file alone cannot."""
    used = (_cell(row, "total"),)

    def evaluate(context: Context) -> Iterator[Outcome]:
        counted = context.report.value(used[0])
        if context.without_notice is None:
            yield Outcome(used, not_evaluated="需要办理台账，单凭报告文件不能核对")
            return
        lacking = context.without_notice.get(row)
        if lacking is None:
            yield Outcome(used, not_evaluated=f"台账没有登记{notice}")
            return
        if not lacking:
            yield Outcome(used)
            return
        label = get_form(context.report.form).cells[used[0]].row.label
        yield Outcome(
            used,
            Finding(
                rule=rule,
                severity=Severity.WARNING,
                message=f"“{label}”{counted} 件，其中 {lacking} 件台账里没有{notice}。",
                basis=basis,
                cells=used,
                expected=f"每件都有{notice}",
                actual=f"{lacking} 件没有",
                judged=(str(lacking),),
                suggestion="请核对台账：补登已经发出的告知，或者改正办理结果。",
            ),
        )

    return evaluate


ONLY_2021 = frozenset({"2021"})

RULES = (
    Rule(
        id="T3-ID",
        version=1,
        title="新收加结转，等于办结加结转",
        broken="新收加结转，不等于办结加结转",
        basis=NOTE,
        severity=Severity.ERROR,
        formula="每一列：本年新收 + 上年结转 = 办理结果总计 + 结转下年度",
        evaluate=identity_rule("T3-ID", NOTE, "新收加上年结转，不等于办结加结转下年度", _balance),
    ),
    Rule(
        id="T3-SUM",
        version=1,
        title="办理结果各项之和，等于总计",
        broken="办理结果各项之和，不等于总计",
        basis=FORM,
        severity=Severity.ERROR,
        formula="每一列：（一）至（六）各项之和 = （七）总计",
        evaluate=identity_rule("T3-SUM", FORM, "办理结果各项之和，不等于（七）总计", _column_sums),
    ),
    Rule(
        id="T3-ROW",
        version=1,
        title="各类申请人之和，等于总计",
        broken="各类申请人之和，不等于总计",
        basis=FORM,
        severity=Severity.ERROR,
        formula="每一行：自然人 + 法人或其他组织五类 = 总计",
        evaluate=identity_rule("T3-ROW", FORM, "各类申请人之和，不等于总计", _row_sums),
    ),
    count_rule("T3-NN", "表三各格是不小于 0 的整数", "表三有的格没有填好数字", "requests", FORM),
    Rule(
        id="T3-D-MAX",
        version=1,
        title="结转下年度不多于全部申请",
        broken="结转下年度多于全部申请",
        basis=NOTE,
        severity=Severity.ERROR,
        formula="每一列：结转下年度 ≤ 本年新收 + 上年结转",
        evaluate=_carried_out_at_most,
    ),
    Rule(
        id="T3-ALLZERO",
        version=1,
        title="没有申请，就没有办理结果",
        broken="没有申请，却有办理结果",
        basis=NOTE,
        severity=Severity.ERROR,
        formula="本年新收总计 = 0 且上年结转总计 = 0，则其余各行都是 0",
        evaluate=_all_zero,
    ),
    Rule(
        id="T3-C62",
        version=1,
        title="有逾期未缴费的，第六部分要写收费通知",
        broken="有逾期未缴费的，第六部分没有写收费通知",
        basis="国办函〔2020〕109号；国办公开办函〔2021〕30号，第六部分",
        severity=Severity.ERROR,
        formula="“逾期未按收费通知要求缴纳费用”总计 > 0，则第六部分写到收费通知或者信息处理费",
        evaluate=_fee_not_paid,
        forms=ONLY_2021,
    ),
    Rule(
        id="T3-C54",
        version=1,
        title="大量反复申请，先要求说明理由",
        broken="大量反复申请，没有先要求说明理由",
        basis="条例第三十五条",
        severity=Severity.WARNING,
        formula="“无正当理由大量反复申请”的每一件，台账有要求说明理由的告知",
        evaluate=_after_notice(
            "T3-C54", "not_processed.excessive_requests", "要求说明理由的告知", "条例第三十五条"
        ),
        needs=frozenset({"records"}),
    ),
    Rule(
        id="T3-C43",
        version=1,
        title="补正后仍不明确，先有补正告知",
        broken="补正后仍不明确，没有补正告知",
        basis="条例第三十条",
        severity=Severity.WARNING,
        formula="“补正后申请内容仍不明确”的每一件，台账有补正告知",
        evaluate=_after_notice("T3-C43", "unavailable.still_unclear", "补正告知", "条例第三十条"),
        needs=frozenset({"records"}),
    ),
)
