"""Taking a step: lock, ask the law, write the letters, write the event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.law import clock as law
from gongkai.law import events as ev
from gongkai.law.state import ClockState
from gongkai.office import time
from gongkai.office.agencies.models import Person
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.applications import clock
from gongkai.office.applications.letters import (
    Occasion,
)
from gongkai.office.applications.models import Application, ApplicationEvent
from gongkai.office.applications.services import letters, materials, record
from gongkai.office.applications.services.materials import Paper
from gongkai.office.applications.services.steps import STEPS, Given, Step
from gongkai.office.refusal import Refusal


@transaction.atomic
def take_step(
    kind: str,
    *,
    application: Application,
    actor: Person,
    now: datetime,
    on: date,
    note: str = "",
    seen: int | None = None,
    papers: Sequence[Paper] = (),
    **given: Any,
) -> ApplicationEvent:
    """Take the step `kind` on the legal date `on`.

    note    words for the letters and the record; they may name people
    seen    see `record.take`
    papers  what was handed in with it, kept encrypted
    given   the fields of the event, and what the letters want

    Raises Refusal without writing anything: not permitted, something missing, what the law refuses.
    """
    step = STEPS[kind]
    case = record.take(application, actor, now, seen)
    agency = case.application.agency
    _refuse_unknown(step, given)
    extra = step.prepare(case, on, given) if step.prepare else {}
    typed = str(given.get("letter", "")).strip() if step.names else ""
    numbers = [
        (not place and typed)
        or letters.number_for(code, agency=agency, on=on, actor=actor, now=now)
        for place, (code, _) in enumerate(step.letters)
    ]
    if step.names:
        given["letter"] = numbers[0]
    event = _event(step, on, given, now)
    state = record.decide(case, event, now)
    _refuse_missing(step, note, given)
    if typed:
        letters.refuse_taken(agency, typed)
    occasion = _occasion(step, case, event, state, note, given)
    written = [
        letters.write(
            template(occasion),
            application=case.application,
            number=number,
            on=on,
            actor=actor,
            now=now,
        )
        for number, (_, template) in zip(numbers, step.letters, strict=True)
    ]
    if written:
        extra = {**extra, "letters": [one.number for one in written]}
    kept = [
        materials.store(case.application, one, actor=actor, now=now, among=among)
        for among, one in enumerate(papers)
    ]
    row = record.write(case, event, state, actor=actor, now=now, note=note, extra=extra)
    for one in written:
        letters.keep(one, row, actor=actor, now=now, position=row.position)
    for file, paper in zip(kept, papers, strict=True):
        materials.keep(
            case.application, file, paper, event=row, actor=actor, now=now, position=row.position
        )
    return row


def _event(step: Step, on: date, given: Given, now: datetime) -> ev.Event:
    """The event of a step; its fields are taken out of what was given, the rest is the letters'."""
    own = {name: given.pop(name) for name in list(given) if name in _fields(step)}
    event = step.event(id=record.new_id(), on=on, **own)
    delivered = getattr(event, "delivered", None)
    if delivered is not None:
        time.not_in_future(delivered, now)
    return event


def _occasion(
    step: Step,
    case: record.Case,
    event: ev.Event,
    state: ClockState,
    note: str,
    given: Given,
) -> Occasion:
    """What the letters of a step are written from."""
    agency = case.application.agency
    if step.remedy:
        settings = clock.settings_of(agency, case.known)
        given = {**given, "remedy": letters.remedy(agency, step.remedy, event.on, settings)}
    return Occasion(
        about=letters.about(case.application, case.known, state, event.on),
        event=event,
        state=state,
        calendar=calendar_of(agency),
        known=tuple(law.effective(case.known, state.as_of)),
        words=note,
        given=given,
    )


def _fields(step: Step) -> set[str]:
    return {field.name for field in fields(step.event)} - {"id", "on"}


def _refuse_unknown(step: Step, given: Given) -> None:
    unknown = set(given) - _fields(step) - {name for name, _ in step.wants} - set(step.inputs)
    if unknown:
        raise TypeError(f"{step.event.__name__} is not given {', '.join(sorted(unknown))}")


def _refuse_missing(step: Step, note: str, given: Given) -> None:
    """After the law has said yes: what the letters cannot do without."""
    missing = [called for name, called in step.wants if not str(given.get(name, "")).strip()]
    if step.words and not note.strip():
        missing.append(step.words)
    if missing:
        raise Refusal(
            "letter.missing",
            f"没有写{'、'.join(missing)}。文书要写明这些内容，请填写后再登记。",
        )
