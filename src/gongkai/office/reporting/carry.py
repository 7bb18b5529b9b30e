"""What was carried out of last year is what is carried into this one. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.report.form import get_form
from gongkai.report.model import Report
from gongkai.report.rules import Finding, Severity
from gongkai.report.rules.listing import RULES

RULE = "YY-CARRY"
#: The rule list may hold this check itself; then it is not said twice.
IN_RULE_LIST = any(rule.id == RULE for rule in RULES)


def check_carry(report: Report, previous: Report | None) -> Iterator[Finding]:
    """A finding for every applicant column whose carried-in is not the frozen carried-out.

    Nothing without a report of the year before, and nothing for cells without a number.
    """
    if previous is None or previous.form != report.form or IN_RULE_LIST:
        return
    for column in get_form(report.form).table("requests").rows[0].columns:
        now_id = f"requests.carried_in.{column.id}"
        now = report.value(now_id)
        before = previous.value(f"requests.carried_out.{column.id}")
        if now is None or before is None or now == before:
            continue
        yield Finding(
            rule=RULE,
            severity=Severity.ERROR,
            message=(
                f"“{column.label}”一列：台账里上年结转是 {now} 件，{previous.year}年冻结的报告"
                f"结转下年度是 {before} 件，两个数应当相同。"
            ),
            basis="国办公开办函〔2021〕30号 表三“上年结转”",
            cells=(now_id,),
            expected=str(before),
            actual=str(now),
            section=3,
            suggestion="请看“冻结以后的差异”：上年报告冻结以后，台账可能补记或者更正过。",
        )
