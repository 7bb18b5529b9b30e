"""What every step of a report writes, and what keeps it from being taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from gongkai.office import time
from gongkai.office.agencies import queries as agencies
from gongkai.office.agencies.models import Role
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal
from gongkai.office.reporting.models import AnnualReport, ReportEvent, Step
from gongkai.office.reporting.stages import Stages

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Person


#: Whose each step is; who takes it by delegation takes it in somebody's name.
TAKEN_BY = {
    Step.COMPILED: (Role.CLERK,),
    Step.CHECKED: (Role.CLERK, Role.LEADER),
    Step.SENT_BACK: (Role.SIGNER,),
    Step.SIGNED: (Role.SIGNER,),
    Step.FILED: (Role.CLERK,),
    Step.PUBLISHED: (Role.CLERK,),
    Step.REOPENED: (Role.CLERK,),
}


def take_step(
    report: AnnualReport,
    step: Step,
    *,
    actor: Person,
    now: datetime,
    counted_here: bool = False,
    counted: int | None = None,
    on: date | None = None,
    drafts: Iterable[str] = (),
    note: str = "",
    data: Mapping[str, Any] | None = None,
) -> ReportEvent:
    """Write one step with its ledger event, which tells in whose name it was taken where that is not
    the actor's own (`for`: a person's uid). `counted_here`: the figures are those of the ledger right
    after this event; `counted`: of that position; `on`: the day it counts for (default: today)."""
    day = on or time.today(now)
    row = ReportEvent(report=report, step=step, on=day, at=now, actor=actor, note=note.strip())
    row.drafts = list(drafts)
    giver = agencies.in_name_of(actor, report.agency, TAKEN_BY[step], time.today(now))
    row.position = audit.append(
        agency=report.agency,
        actor=actor,
        now=now,
        verb=f"report.{step.value}",
        subject=f"reporting.annualreport:{report.uid}",
        data={
            "year": report.year,
            "on": day.isoformat(),
            "counted": counted,
            "drafts": row.drafts,
            **({"for": str(giver.uid)} if giver else {}),
            **(data or {}),
        },
    )
    row.counted_position = row.position if counted_here else counted
    row.save()
    return row


def not_frozen(stages: Stages) -> None:
    """Raises Refusal("frozen") once the report was signed."""
    if stages.frozen:
        raise Refusal(
            "frozen", "报告已经签发冻结，不能再改。确有错误的，写明原因重新编制，冻结的一份保留。"
        )
