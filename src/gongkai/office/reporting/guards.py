"""What stands in a report's history stays."""

from __future__ import annotations

from gongkai.office.guards import Guard, append_only, counted_at_head, counted_fact
from gongkai.office.reporting.models import (
    AnnualReport,
    Draft,
    FindingVerdict,
    FrozenReport,
    Keeping,
    ReportEvent,
)

GUARDS = [
    *counted_fact(Keeping),
    *counted_at_head(Keeping),
    *append_only(AnnualReport, "年度报告的年度不能改动或者删除。"),
    *append_only(ReportEvent, "年度报告的办理记录只能增加，不能改动或者删除。"),
    *append_only(Draft, "年度报告的文稿只能写新的一版，不能改动或者删除旧版。"),
    *append_only(FindingVerdict, "对勾稽发现写的结论只能再写，不能改动或者删除。"),
    *append_only(FrozenReport, "冻结的年度报告不能改动或者删除。"),
    Guard(
        "reporting_frozenreport_on_the_ledger",
        "reporting_frozenreport",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.agency_id = NEW.agency_id "
        "AND e.position = NEW.position AND e.hash = NEW.head_hash)",
        "冻结的年度报告必须带着审计链上那一条记录的校验值。",
    ),
    Guard(
        "reporting_frozenreport_signed",
        "reporting_frozenreport",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM reporting_reportevent s WHERE s.report_id = NEW.report_id "
        "AND s.step = 'signed' AND s.counted_position = NEW.position "
        "AND s.actor_id = NEW.signed_by_id)",
        "没有签发的年度报告不能冻结。",
    ),
]
