"""Saying why a finding stands: the one writing verb over findings, and what was said."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal
from gongkai.office.reporting import locks, queries
from gongkai.office.reporting.models import AnnualReport, FindingVerdict, Judged
from gongkai.report.rules import Severity

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Person

GONE = "这处发现已经不在了：数或者文字改动过。请回到报告页看现在的发现。"
#: Who may say it: those who may hand the report to the signer.
JUDGES = frozenset({Role.CLERK, Role.LEADER})


@transaction.atomic
def judge_finding(
    *,
    report: AnnualReport,
    fingerprint: str,
    decision: str,
    reason: str,
    publish: str = "",
    actor: Person,
    now: datetime,
) -> FindingVerdict:
    """Record what somebody decided about a warning or remark of the report as it stands.

    `publish` is printed with the report. It holds as long as the facts do; saying it again replaces it.
    Raises Refusal: not permitted, frozen, no such finding, an error (which must be corrected), no reason.
    """
    report = locks.lock_report(report)
    require(actor, report.agency, JUDGES, time.today(now))
    stages = queries.stages_of(report)
    if stages.frozen:
        raise Refusal("frozen", "报告已经签发冻结，不能再写原因。")
    if decision not in Judged.values:
        raise Refusal("decision", "请选择结论：属实，有原因；属实，待改正；不属实。")
    if not reason.strip():
        raise Refusal("no-reason", "请写明原因，审核和签发的人才能判断。")
    position = stages.compiled.counted_position if stages.compiled else None
    drafts = queries.drafts_of(report)
    assessment = queries.assess(report.agency, report.year, position, drafts)
    found = next((f for f in assessment.findings if f.fingerprint == fingerprint), None)
    if found is None:
        raise Refusal("no-finding", GONE)
    if found.finding.severity is Severity.ERROR:
        raise Refusal("error", "这是错误，要改正，不能用说明代替。", found.finding.basis)
    row = FindingVerdict(
        report=report,
        rule=found.finding.rule,
        fingerprint=fingerprint,
        decision=decision,
        reason=reason.strip(),
        publish=publish.strip(),
        actor=actor,
        at=now,
    )
    row.position = audit.append(
        agency=report.agency,
        actor=actor,
        now=now,
        verb="report.verdict",
        subject=f"reporting.findingverdict:{row.uid}",
        data={
            "year": report.year,
            "rule": row.rule,
            "fingerprint": fingerprint,
            "decision": decision,
            "digest": hashlib.sha256(f"{row.reason}\n{row.publish}".encode()).hexdigest(),
        },
    )
    row.save()
    return row
