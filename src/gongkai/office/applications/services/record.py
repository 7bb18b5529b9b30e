"""The one way an event is written: lock → let the law decide → ledger → event → fact → projection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from gongkai.law import clock as law
from gongkai.law import events as ev
from gongkai.law.basis import LawRefusal
from gongkai.law.state import ClockState
from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Person, Role
from gongkai.office.applications import clock, events, locks
from gongkai.office.applications.models import (
    Application,
    ApplicationEvent,
    ApplicationFact,
    Struck,
)
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal


@contextmanager
def lawful() -> Iterator[None]:
    """A no of the law becomes the office's Refusal, with the same words and article."""
    try:
        yield
    except LawRefusal as no:
        raise Refusal(no.code, no.message, no.basis) from no


@dataclass(frozen=True)
class Case:
    """An application locked for one write: its events so far, as rows and as the law sees them."""

    application: Application
    rows: tuple[ApplicationEvent, ...]
    known: tuple[ev.Event, ...]


def take(application: Application, actor: Person, now: datetime, seen: int | None) -> Case:
    """Lock the application and read its events.

    `seen` is the number of events the officer had on the page; when somebody recorded another one
    meanwhile they are told, and nothing is written. None does not ask.
    """
    locked = locks.application(pk=application.pk)
    agencies.require(actor, locked.agency, Role.CLERK, time.today(now))
    if Struck.objects.filter(application=locked).exists():
        raise Refusal("struck", f"申请 {locked.number} 的登记已经撤销，不能再办理。")
    rows = clock.rows_of(locked)
    if seen is not None and seen != len(rows):
        last = rows[-1]
        who = last.recorded_by.display_name if last.recorded_by else "别人"
        raise Refusal(
            "changed-meanwhile",
            f"申请 {locked.number} 在这一页打开以后由{who}登记了新的事项，这一步没有登记。"
            "请看过最新的经过再决定。",
        )
    return Case(locked, tuple(rows), tuple(events.of_rows(rows)))


def decide(case: Case, event: ev.Event, now: datetime) -> ClockState:
    """The clock after the event; raises Refusal where it has not happened yet or the law says no."""
    time.not_in_future(event.on, now)
    with lawful():
        return law.admit(case.known, event, **clock.law_of(case.application.agency, case.known))


def write(
    case: Case,
    event: ev.Event,
    state: ClockState,
    *,
    actor: Person,
    now: datetime,
    note: str = "",
    extra: dict[str, Any] | None = None,
) -> ApplicationEvent:
    """Write an event that was decided; `extra` joins its data (never personal).

    Takes the head of the agency's ledger, for which everybody else waits: what takes time (a letter,
    a file) is made before.
    """
    application = case.application
    kind = events.kind_of(event)
    data = {**events.data_of(event), **(extra or {})}
    position = audit.append(
        agency=application.agency,
        actor=actor,
        now=now,
        verb=f"application.{kind}",
        subject=subject_of(application),
        data={"on": event.on.isoformat(), **data},
    )
    row = ApplicationEvent.objects.create(
        uid=UUID(event.id),
        application=application,
        ordinal=len(case.rows) + 1,
        kind=kind,
        on=event.on,
        data=data,
        note=note,
        recorded_at=now,
        recorded_by=actor,
        position=position,
    )
    follow(application, [*case.known, event], state, position)
    return row


def subject_of(application: Application) -> str:
    """How the ledger names the application."""
    return f"applications.application:{application.uid}"


def new_id() -> str:
    """The id of a new event: the uid its row will have."""
    return str(uuid4())


def follow(
    application: Application, known: Sequence[ev.Event], state: ClockState, position: int
) -> None:
    """Bring the counted fact and the projection up to the events."""
    recount(application, known, state, position)
    clock.project(application, known, state)


def counted(
    known: Sequence[ev.Event], state: ClockState
) -> tuple[date, date | None, str | None] | None:
    """(received_on, concluded_on, result) as table three counts them, None before receipt.

    An application withdrawn before its receipt was confirmed counts from the day it arrived: it was
    made, and the form has a row for it.
    """
    received_on = state.receipt_date
    if received_on is None and state.concluded_on is not None:
        effective = law.effective(known, state.as_of)
        received_on = next(e.on for e in effective if isinstance(e, ev.Received))
    if received_on is None:
        return None
    return received_on, state.concluded_on, state.result


def recount(
    application: Application, known: Sequence[ev.Event], state: ClockState, position: int
) -> None:
    """Write a new version of the counted fact when one of its fields changed."""
    fields = counted(known, state)
    kind = application.applicant.kind
    held = ApplicationFact.objects.current().filter(application=application).first()
    if held is not None:
        if fields and (held.applicant_kind, held.received_on, held.concluded_on, held.result) == (
            kind,
            *fields,
        ):
            return
        ApplicationFact.objects.filter(pk=held.pk).update(superseded_at_position=position)
    if fields is not None:
        _fact(application, fields, position).save(force_insert=True)


def first_facts(
    application: Application, received: ev.Received, state: ClockState, position: int
) -> list[ApplicationFact]:
    """The first version of the counted fact, not yet written; none before the day of receipt is
    known."""
    fields = counted([received], state)
    return [] if fields is None else [_fact(application, fields, position)]


def _fact(
    application: Application, fields: tuple[date, date | None, str | None], position: int
) -> ApplicationFact:
    received_on, concluded_on, result = fields
    return ApplicationFact(
        agency=application.agency,
        application=application,
        applicant_kind=application.applicant.kind,
        received_on=received_on,
        concluded_on=concluded_on,
        result=result,
        recorded_at_position=position,
    )
