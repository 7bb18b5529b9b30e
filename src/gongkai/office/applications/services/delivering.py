"""Delivery: the service of the answer, and when the other letters arrived, with the proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.law import events as ev
from gongkai.law.basis import SERVICE_REPLY
from gongkai.office import time
from gongkai.office.agencies.models import Person
from gongkai.office.applications import events
from gongkai.office.applications.models import (
    Application,
    ApplicationEvent,
    Delivery,
    Letter,
    Service,
)
from gongkai.office.applications.services import correcting, materials, record
from gongkai.office.applications.services.correcting import Preview
from gongkai.office.applications.services.materials import Paper
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal


@transaction.atomic
def serve(
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    method: ev.ServiceMethod = ev.ServiceMethod.DIRECT,
    proof: Paper | None = None,
    note: str = "",
    seen: int | None = None,
) -> Service:
    """The answer was served; by post the day it was handed to the post."""
    case = record.take(application, actor, now, seen)
    event = ev.Served(id=record.new_id(), on=on, method=method)
    state = record.decide(case, event, now)
    file = materials.store(case.application, proof, actor=actor, now=now) if proof else None
    row = record.write(case, event, state, actor=actor, now=now, note=note)
    return Service.objects.create(
        application=case.application, event=row, method=method.value, served_on=on, proof=file
    )


@dataclass(frozen=True)
class Moved:
    """How a delivery moves the clock: the event it puts right, its new date and other fields."""

    event: ApplicationEvent
    on: date
    changes: dict[str, str]


def moved_by(letter: Letter, on: date) -> Moved | None:
    """What the delivery of a letter changes in the clock; None where it moves nothing.

    The fifteen working days of a consultation run from the day the letter arrived (条例第三十二条、
    第三十四条), the time to pay from the day the fee notice arrived (国办函〔2020〕109号).
    """
    event = _standing(letter.event)
    held = events.held(event)
    if held is None:
        return None
    consulted = held["kind"] in ("third_party_consulted", "co_maker_consulted")
    if consulted and letter.code in ("D07", "D11"):
        if held["data"].get("delivered") == on.isoformat():
            return None
        return Moved(event, date.fromisoformat(held["on"]), {"delivered": on.isoformat()})
    if held["kind"] == "fee_notice_served" and letter.code == "D13":
        return None if held["on"] == on.isoformat() else Moved(event, on, {})
    return None


def preview_delivery(*, letter: Letter, on: date, now: datetime) -> Preview | None:
    """Both clocks, where the delivery moves one; nothing is written. Raises Refusal as the delivery
    would."""
    _check(letter, on, now)
    moved = moved_by(letter, on)
    if moved is None:
        return None
    return correcting.preview_correction(
        application=letter.application,
        event=moved.event,
        new_on=moved.on,
        now=now,
        changes=moved.changes,
    )


@transaction.atomic
def record_delivery(
    *,
    letter: Letter,
    actor: Person,
    now: datetime,
    on: date,
    method: ev.ServiceMethod = ev.ServiceMethod.DIRECT,
    proof: Paper | None = None,
    seen: int | None = None,
) -> Delivery:
    """A letter arrived on a day, with the proof. Where the clock hangs on that day, its event is put
    right too. Raises Refusal: a day before the letter or to come, the answer itself (see `serve`)."""
    case = record.take(letter.application, actor, now, seen)
    _check(letter, on, now)
    moved = moved_by(letter, on)
    if moved is not None:
        correcting.correct_event(
            application=letter.application,
            event=moved.event,
            new_on=moved.on,
            actor=actor,
            now=now,
            note=f"登记{letter.document_number}的送达日期",
            changes=moved.changes,
        )
    file = materials.store(case.application, proof, actor=actor, now=now) if proof else None
    position = audit.append(
        agency=case.application.agency,
        actor=actor,
        now=now,
        verb="application.letter_delivered",
        subject=record.subject_of(case.application),
        data={
            "letter": letter.document_number,
            "on": on.isoformat(),
            "method": method.value,
            "proof": str(file.uid) if file else None,
        },
    )
    return Delivery.objects.create(
        letter=letter,
        delivered_on=on,
        method=method.value,
        proof=file,
        recorded_at=now,
        recorded_by=actor,
        position=position,
    )


def _check(letter: Letter, on: date, now: datetime) -> None:
    time.not_in_future(on, now)
    if on < letter.written_on:
        raise Refusal(
            "delivery.before_letter",
            f"送达日期 {on} 早于文书日期 {letter.written_on}，请核对日期。",
            SERVICE_REPLY,
        )
    if letter.event.kind == "answered":
        raise Refusal(
            "delivery.is_service", "答复书的送达请用“登记送达”，它影响答复是否按期。", SERVICE_REPLY
        )


def _standing(row: ApplicationEvent) -> ApplicationEvent:
    """The row itself, or the correction that stands in its place."""
    while (later := ApplicationEvent.objects.filter(supersedes=row).first()) is not None:
        row = later
    return row
