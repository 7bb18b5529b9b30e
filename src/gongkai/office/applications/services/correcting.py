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
from gongkai.office.applications import clock, events
from gongkai.office.applications.models import (
    Applicant,
    ApplicantKind,
    Application,
    ApplicationEvent,
)
from gongkai.office.applications.services import record
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal


@dataclass(frozen=True)
class Preview:
    """The clock as it is and as it would be, for the officer to compare before confirming."""

    before: ClockState
    after: ClockState


def preview_correction(
    *, application: Application, event: ApplicationEvent, new_on: date | None, now: datetime
) -> Preview:
    """Both clocks of a correction, without writing. `new_on` None strikes the event out. Raises
    Refusal for a correction the law or the order of the record does not allow."""
    rows = clock.rows_of(application)
    known = events.of_rows(rows)
    correction = _correction(event, new_on, now, record.new_id())
    calendar = clock.calendar_of(application.agency)
    with record.lawful():
        after = law.admit(known, correction, calendar=calendar)
        before = law.fold(known, as_of=after.as_of, calendar=calendar)
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
) -> ApplicationEvent:
    """Give an event its right date, or strike it out with `new_on` None; `note` says why. The old
    row stays as it was. `changes` are further fields of the event, as stored."""
    if not note.strip():
        raise Refusal("correction.reason", "没有写更正的原因。请写明原记录错在哪里、依据什么更正。")
    case = record.take(application, actor, now, seen)
    row_id = record.new_id()
    correction = _correction(event, new_on, now, row_id, changes)
    calendar = clock.calendar_of(case.application.agency)
    with record.lawful():
        state = law.admit(case.known, correction, calendar=calendar)
    replacement = correction.replacement
    data = {
        "replacement": replacement
        and {
            "kind": events.kind_of(replacement),
            "on": replacement.on.isoformat(),
            "data": {**_held(event)["data"], **events.data_of(replacement)},
        }
    }
    position = audit.append(
        agency=case.application.agency,
        actor=actor,
        now=now,
        verb="application.corrected",
        subject=f"applications.application:{case.application.uid}",
        data={"event": str(event.uid), "from": _on_of(event).isoformat(), **data},
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
    return row


def record_delivery(
    *,
    application: Application,
    event: ApplicationEvent,
    actor: Person,
    now: datetime,
    on: date,
    seen: int | None = None,
) -> ApplicationEvent:
    """A consultation letter was delivered on a day: their fifteen working days run from it."""
    held = _held(event)
    if held["kind"] not in ("third_party_consulted", "co_maker_consulted"):
        raise Refusal("delivery.not_a_letter", "这条记录不是征求意见的函件，不能登记送达日期。")
    record.not_in_future(on, now)
    return correct_event(
        application=application,
        event=event,
        new_on=_on_of(event),
        actor=actor,
        now=now,
        note="登记函件的送达日期",
        seen=seen,
        changes={"delivered": on.isoformat()},
    )


def _held(row: ApplicationEvent) -> dict[str, Any]:
    """What a row says happened: its own event, or the one a correction put in place."""
    if row.kind != "corrected":
        return {"kind": row.kind, "on": row.on.isoformat(), "data": row.data}
    held: dict[str, Any] | None = row.data["replacement"]
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
    held = _held(row)
    if held["kind"] == "received" and new_on is None:
        raise Refusal("correction.received", "收到申请的记录不能撤销，只能更正日期。")
    replacement = None
    if new_on is not None:
        record.not_in_future(new_on, now)
        data = dict(held["data"])
        old = _on_of(row)
        # A day stated beside the old date and equal to it was the same mistake.
        for name in ("submitted", "confirmed", "delivered"):
            if data.get(name) == old.isoformat():
                data[name] = new_on.isoformat()
        data.update(changes or {})
        replacement = events.build(held["kind"], row_id, new_on, data)
    return ev.Corrected(
        id=f"{row_id}/correction",
        on=max(time.today(now), row.on),
        supersedes=str(row.uid),
        replacement=replacement,
    )


def _on_of(row: ApplicationEvent) -> date:
    return date.fromisoformat(_held(row)["on"])


@transaction.atomic
def correct_applicant_kind(
    *, application: Application, kind: ApplicantKind, actor: Person, now: datetime, note: str
) -> None:
    """The applicant was put into the wrong column of the form."""
    case = record.take(application, actor, now, None)
    applicant = case.application.applicant
    if applicant.kind == kind:
        raise Refusal("correction.same", f"申请人类型已经是{kind.label}，没有要更正的。")
    with record.lawful():
        state = law.fold(
            case.known,
            as_of=clock.latest(case.known),
            calendar=clock.calendar_of(case.application.agency),
        )
    position = audit.append(
        agency=case.application.agency,
        actor=actor,
        now=now,
        verb="application.applicant_kind_corrected",
        subject=f"applications.application:{case.application.uid}",
        data={"from": applicant.kind, "to": str(kind), "reason_given": bool(note.strip())},
    )
    Applicant.objects.filter(pk=applicant.pk).update(kind=kind)
    applicant.kind = kind
    record.recount(case.application, case.known, state, position)
