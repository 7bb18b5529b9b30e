"""Taking back the registration of what was no application of its own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.law import clock as law
from gongkai.office.agencies.models import Person
from gongkai.office.applications import clock, locks
from gongkai.office.applications.models import (
    Application,
    ApplicationFact,
    ClockProjection,
    Struck,
)
from gongkai.office.applications.services import record
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal


@transaction.atomic
def strike(
    *,
    application: Application,
    instead: Application | None,
    actor: Person,
    now: datetime,
    note: str,
    seen: int | None = None,
) -> Struck:
    """The application was registered by mistake or a second time: its number and record stay, table
    three counts it no more (frozen reports keep what they counted), its clock is closed. Not for what
    an applicant sent twice: that is a repeated application and has an answer (条例第三十六条第六项).

    Raises Refusal: not permitted, answered already, in a case, no reason, `instead` no other standing
    application of the agency.
    """
    # Both, so that of two registrations each is not taken back for the other at the same moment.
    locks.several([application.pk, *([instead.pk] if instead else [])])
    case = record.take(application, actor, now, seen)
    held = case.application
    asked = clock.law_of(held.agency, case.known)
    with record.lawful():
        state = law.replay(case.known, as_of=clock.latest(case.known), **asked)
    if state.concluded_on is not None:
        raise Refusal(
            "strike.concluded",
            f"申请 {held.number} 已于 {state.concluded_on} 办结，不能撤销登记。办结登记有误的，"
            "先在经过里更正。",
        )
    # A case whose own registration was struck out has no standing fact, and is in nobody's way.
    if held.challenges.filter(
        facts__isnull=False, facts__superseded_at_position__isnull=True
    ).exists():
        raise Refusal("strike.challenged", f"申请 {held.number} 有复议诉讼案件，不能撤销登记。")
    if not note.strip():
        raise Refusal("strike.reason", "没有写撤销的原因。请写明原登记错在哪里。")
    if instead is not None:
        _must_stand(instead, held)
    position = audit.append(
        agency=held.agency,
        actor=actor,
        now=now,
        verb="application.struck",
        subject=record.subject_of(held),
        data={"instead": instead.number if instead else None},
    )
    ApplicationFact.objects.current().filter(application=held).update(
        superseded_at_position=position
    )
    row = Struck.objects.create(
        application=held,
        instead=instead,
        note=note,
        recorded_at=now,
        recorded_by=actor,
        position=position,
    )
    ClockProjection.objects.filter(application=held).update(**clock.CLOSED)
    return row


def _must_stand(instead: Application, held: Application) -> None:
    if instead.agency_id != held.agency_id or instead.pk == held.pk:
        raise Refusal("strike.instead", "保留的登记要是本机关的另一件申请。请核对编号。")
    if Struck.objects.filter(application=instead).exists():
        raise Refusal("strike.instead", f"申请 {instead.number} 的登记也已经撤销。请核对编号。")
