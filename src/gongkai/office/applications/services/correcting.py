"""Putting a wrong record right: a correcting event, never a changed row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gongkai.law import clock as law
from gongkai.law import events as ev
from gongkai.law.state import ClockState
from gongkai.office import time
from gongkai.office.agencies.models import Person
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.applications import clock, events
from gongkai.office.applications.letters import Occasion
from gongkai.office.applications.letters.correction import correction_notice
from gongkai.office.applications.models import (
    Applicant,
    ApplicantKind,
    Application,
    ApplicationEvent,
    KindCorrection,
)
from gongkai.office.applications.services import letters, record
from gongkai.office.applications.services.registering import check_days
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal


@dataclass(frozen=True)
class Preview:
    """The clock as it is and as it would be, for the officer to compare before confirming."""

    before: ClockState
    after: ClockState


def preview_correction(
    *,
    application: Application,
    event: ApplicationEvent,
    new_on: date | None,
    now: datetime,
    changes: dict[str, str] | None = None,
) -> Preview:
    """Both clocks of a correction, without writing. `new_on` None strikes the event out. Raises
    Refusal for a correction the law or the order of the record does not allow."""
    rows = clock.rows_of(application)
    known = events.of_rows(rows)
    correction = _correction(event, new_on, now, record.new_id(), changes)
    asked = clock.law_of(application.agency, known)
    with record.lawful():
        after = law.admit(known, correction, **asked)
        before = law.replay(known, as_of=after.as_of, **asked)
    return Preview(before, after)


@transaction.atomic
def correct_event(
    *,
    application: Application,
    event: ApplicationEvent,
    new_on: date | None,
    actor: Person,
    now: datetime,
    note: str,
    seen: int | None = None,
    changes: dict[str, str] | None = None,
    tell: str = "",
) -> ApplicationEvent:
    """Give an event its right date, or strike it out with `new_on` None; `note` says why. The old
    row stays as it was. `changes` are further fields of the event, as stored. `tell`, where it is
    not empty, is what the applicant is told in a notice of correction."""
    if not note.strip():
        raise Refusal("correction.reason", "没有写更正的原因。请写明原记录错在哪里、依据什么更正。")
    case = record.take(application, actor, now, seen)
    row_id = record.new_id()
    correction = _correction(event, new_on, now, row_id, changes)
    with record.lawful():
        state = law.admit(
            case.known, correction, **clock.law_of(case.application.agency, case.known)
        )
    notice = _notice(case, correction, state, tell, actor, now) if tell.strip() else None
    replacement = correction.replacement
    data = {
        "replacement": replacement
        and {
            "kind": events.kind_of(replacement),
            "on": replacement.on.isoformat(),
            "data": {**standing(event)["data"], **events.data_of(replacement)},
        }
    }
    position = audit.append(
        agency=case.application.agency,
        actor=actor,
        now=now,
        verb="application.corrected",
        subject=record.subject_of(case.application),
        data={
            "event": str(event.uid),
            "from": _on_of(event).isoformat(),
            **data,
            **({"letters": [notice.number]} if notice else {}),
        },
    )
    row = ApplicationEvent.objects.create(
        uid=UUID(row_id),
        application=case.application,
        ordinal=len(case.rows) + 1,
        kind="corrected",
        on=correction.on,
        data=data,
        note=note,
        supersedes=event,
        recorded_at=now,
        recorded_by=actor,
        position=position,
    )
    record.follow(case.application, [*case.known, correction], state, position)
    if notice is not None:
        letters.keep(notice, row, actor=actor, now=now, position=position)
    return row


def _notice(
    case: record.Case,
    correction: ev.Corrected,
    state: ClockState,
    tell: str,
    actor: Person,
    now: datetime,
) -> letters.Written:
    """The notice of correction (D33), dated today."""
    on = time.today(now)
    agency = case.application.agency
    everything = [*case.known, correction]
    occasion = Occasion(
        about=letters.about(case.application, everything, state, on),
        event=correction,
        state=state,
        calendar=calendar_of(agency),
        known=tuple(everything),
        words=tell,
    )
    return letters.write(
        correction_notice(occasion),
        application=case.application,
        number=letters.number_for("D33", agency=agency, on=on, actor=actor, now=now),
        on=on,
        actor=actor,
        now=now,
    )


def standing(row: ApplicationEvent) -> dict[str, Any]:
    """What a row says happened. Raises Refusal where it struck something out."""
    held = events.held(row)
    if held is None:
        raise Refusal("correction.struck", "这条记录是一次撤销，不能再更正。请重新登记正确的事项。")
    return held


def _correction(
    row: ApplicationEvent,
    new_on: date | None,
    now: datetime,
    row_id: str,
    changes: dict[str, str] | None = None,
) -> ev.Corrected:
    held = standing(row)
    if held["kind"] == "received" and new_on is None:
        raise Refusal("correction.received", "收到申请的记录不能撤销，只能更正日期。")
    replacement = None
    if new_on is not None:
        time.not_in_future(new_on, now)
        data = dict(held["data"])
        old = _on_of(row)
        # A day stated beside the old date and equal to it was the same mistake.
        for name in ("submitted", "confirmed", "delivered"):
            if data.get(name) == old.isoformat():
                data[name] = new_on.isoformat()
        data.update(changes or {})
        if held["kind"] == "received":
            submitted, confirmed = (_day(data.get(name)) for name in ("submitted", "confirmed"))
            check_days(new_on, confirmed, submitted, now)
        replacement = events.build(held["kind"], row_id, new_on, data)
    return ev.Corrected(
        id=f"{row_id}/correction",
        on=max(time.today(now), row.on),
        supersedes=str(row.uid),
        replacement=replacement,
    )


def _day(stated: str | None) -> date | None:
    return date.fromisoformat(stated) if stated else None


def _on_of(row: ApplicationEvent) -> date:
    return date.fromisoformat(standing(row)["on"])


@transaction.atomic
def correct_applicant_kind(
    *,
    application: Application,
    kind: ApplicantKind,
    actor: Person,
    now: datetime,
    note: str,
    seen: int | None = None,
) -> KindCorrection:
    """The applicant was put into the wrong column of the form; `note` says why. No date moves."""
    case = record.take(application, actor, now, seen)
    applicant = case.application.applicant
    if applicant.kind == kind:
        raise Refusal("correction.same", f"申请人类型已经是{kind.label}，没有要更正的。")
    with record.lawful():
        state = law.replay(
            case.known,
            as_of=clock.latest(case.known),
            **clock.law_of(case.application.agency, case.known),
        )
    if not note.strip():
        raise Refusal("correction.reason", "没有写更正的原因。请写明依据什么更正。")
    before = ApplicantKind(applicant.kind)
    position = audit.append(
        agency=case.application.agency,
        actor=actor,
        now=now,
        verb="application.applicant_kind_corrected",
        subject=record.subject_of(case.application),
        data={"from": str(before), "to": str(kind)},
    )
    Applicant.objects.filter(pk=applicant.pk).update(kind=kind)
    applicant.kind = kind
    record.recount(case.application, case.known, state, position)
    return KindCorrection.objects.create(
        application=case.application,
        before=before,
        after=kind,
        note=note,
        recorded_at=now,
        recorded_by=actor,
        position=position,
    )
