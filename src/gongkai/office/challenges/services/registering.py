"""Registering a case, and taking its registration back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Person, Role
from gongkai.office.applications import queries as applied
from gongkai.office.audit import services as audit
from gongkai.office.challenges import locks
from gongkai.office.challenges.models import Case, CaseEvent, CaseKind, Dated
from gongkai.office.challenges.queries import Course
from gongkai.office.challenges.services import record
from gongkai.office.documents import services as documents
from gongkai.office.refusal import Refusal, sent_twice

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency
    from gongkai.office.applications.models import Application


@dataclass(frozen=True, kw_only=True)
class Filing:
    """What the copy of the application or claim says; see `models.Case` for the fields."""

    kind: CaseKind
    title: str
    body: str
    filed_on: date
    notice_on: date
    party: str = ""
    body_number: str = ""
    simple: bool = False
    untold: bool = False
    told_on: date | None = None
    application: Application | None = None


@transaction.atomic
def add_case(
    *, agency: Agency, actor: Person, now: datetime, filing: Filing, uid: UUID | None = None
) -> Case:
    """Register a case and start its clocks. `uid` is the one a page gave out for it. Raises Refusal:
    not permitted, what does not fit, sent-twice."""
    about = locks.application(filing.application.pk) if filing.application else None
    audit.hold([agency])
    agencies.require(actor, agency, Role.CLERK, time.today(now))
    if uid is not None and Case.objects.filter(uid=uid).exists():
        raise sent_twice("案件")
    _check(filing, agency, now)
    if about is not None:
        _must_stand(about)
    number = documents.next_number(
        agency=agency,
        series="challenges",
        year=time.today(now).year,
        now=now,
        actor=actor,
    )
    case = Case.objects.create(
        uid=uid or uuid4(),
        agency=agency,
        number=number,
        application=filing.application,
        kind=filing.kind,
        title=filing.title,
        body=filing.body,
        body_number=filing.body_number,
        party=filing.party,
        filed_on=filing.filed_on,
        notice_on=filing.notice_on,
        simple=filing.simple,
        untold=filing.untold,
        told_on=filing.told_on,
        registered_at=now,
        registered_by=actor,
    )
    position = audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="challenge.added",
        subject=record.subject_of(case),
        data={
            "number": number,
            "kind": str(filing.kind),
            "filed_on": filing.filed_on.isoformat(),
            "notice_on": filing.notice_on.isoformat(),
            "application": filing.application.number if filing.application else None,
            "untold": filing.untold,
            "told_on": filing.told_on.isoformat() if filing.told_on else None,
        },
    )
    record.recount(case, position)
    return case


@transaction.atomic
def strike(*, case: Case, actor: Person, now: datetime, note: str) -> CaseEvent:
    """The case was registered wrongly or twice: it stays on record, and is counted nowhere. Frozen
    reports keep what they counted."""
    locked, course = record.take(case, actor, now)
    if not note.strip():
        raise Refusal("case.reason", "没有写撤销的原因。请写明原登记错在哪里。")
    if course.decided_on is not None:
        raise Refusal(
            "case.decided",
            f"案件 {locked.number} 已于 {course.decided_on} 审结，请先撤销审结登记。",
        )
    return record.write(locked, actor, now, "struck", time.today(now), note=note)


def _must_stand(application: Application) -> None:
    struck = applied.struck(application)
    if struck is not None:
        kept = f"保留的是申请 {struck.instead.number}，请填它的编号。" if struck.instead else ""
        raise Refusal(
            "case.application_struck",
            f"申请 {application.number} 的登记已经撤销，不能登记它的案件。"
            + (kept or "请核对申请编号。"),
        )


def _check(filing: Filing, agency: Agency, now: datetime) -> None:
    time.not_in_future(filing.filed_on, now)
    time.not_in_future(filing.notice_on, now)
    record.refuse_disorder(Course({Dated.FILED: filing.filed_on, Dated.NOTICE: filing.notice_on}))
    if not filing.title.strip() or not filing.body.strip():
        raise Refusal("case.missing", "事项和复议机关（法院）都要填写。")
    if filing.application is not None and filing.application.agency_id != agency.pk:
        raise Refusal("other-agency", "这件申请不属于本机关，请核对申请编号。")
    if filing.told_on is not None:
        if not filing.untold:
            raise Refusal(
                "case.told", "选了答复已经告知救济途径，就不用填后来告知的日期。请改其中一项。"
            )
        refuse_told(filing.told_on, filing.filed_on, filing.application)


def refuse_told(told_on: date, filed_on: date, application: Application | None) -> None:
    """The remedy was told after the answer that kept silent on it, and before the case was filed: else
    raises Refusal."""
    if told_on > filed_on:
        raise Refusal(
            "case.told_after_filed",
            f"后来告知的日期 {told_on} 晚于受理日期 {filed_on}，"
            "受理以后才告知的不用填。请改正日期。",
        )
    state = application and applied.state_on(application, filed_on)
    if state and state.concluded_on is not None and told_on < state.concluded_on:
        raise Refusal(
            "case.told_before_answer",
            f"后来告知的日期 {told_on} 早于答复的日期 {state.concluded_on}。请改正日期。",
        )
