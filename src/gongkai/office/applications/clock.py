"""The clock of a stored application: its events, folded by the law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from gongkai.law import clock as law
from gongkai.law import events as ev
from gongkai.law.calendar import Calendar
from gongkai.law.case import CONSULTATION_DAYS
from gongkai.law.settings import LawSettings
from gongkai.law.state import ClockState, State
from gongkai.office.agencies.models import Agency
from gongkai.office.agencies.open_points import settings_on
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.applications import events
from gongkai.office.applications.models import (
    OPEN_STATES,
    Application,
    ApplicationEvent,
    ClockProjection,
    Struck,
)


def rows_of(application: Application) -> list[ApplicationEvent]:
    """All events of the application in the order they were recorded."""
    return list(
        ApplicationEvent.objects.filter(application=application)
        .select_related("supersedes", "recorded_by")
        .order_by("ordinal")
    )


def law_of(agency: Agency, known: Sequence[ev.Event]) -> dict[str, Any]:
    """What the law layer is asked with about these events: `calendar`, and the `settings` that the
    agency read the open points by on the day the application arrived."""
    return {"calendar": calendar_of(agency), "settings": settings_of(agency, known)}


def settings_of(agency: Agency, known: Sequence[ev.Event]) -> LawSettings:
    """The open points as they are read for an application: those of its first recorded day."""
    return settings_on(agency, known[0].on)


def latest(known: Sequence[ev.Event]) -> date:
    """The day of the latest event: the day a projection is folded for."""
    days = [event.on for event in known]
    days += [e.replacement.on for e in known if isinstance(e, ev.Corrected) and e.replacement]
    return max(days)


#: The columns of an application whose registration was struck out: nothing runs, nothing is listed as
#: open; the state stays what it was.
CLOSED: dict[str, Any] = {
    "open": False,
    "due_on": None,
    "waiting_until": None,
    "consulting_until": None,
    "provisional": False,
}


def projected(known: Sequence[ev.Event], state: ClockState, calendar: Calendar) -> dict[str, Any]:
    """The columns of ClockProjection, from the events and their fold on the latest day."""
    return {
        "state": state.state.value,
        "open": state.state in OPEN_STATES,
        "receipt_date": state.receipt_date,
        "due_on": state.due_on,
        "waiting_until": state.waiting_until,
        "consulting_until": _consulting_until(known, state, calendar),
        "provisional": state.provisional,
        "result": state.result or "",
        "concluded_on": state.concluded_on,
        "served_on": state.served_on,
        "calendar_version": state.calendar_version,
    }


def _consulting_until(
    known: Sequence[ev.Event], state: ClockState, calendar: Calendar
) -> date | None:
    if state.state is not State.CONSULTING:
        return None
    effective = law.effective(known, state.as_of)
    answered = {
        e.letter for e in effective if isinstance(e, ev.ThirdPartyReplied | ev.CoMakerReplied)
    }
    return max(
        calendar.add_working_days(e.delivered or e.on, CONSULTATION_DAYS).day
        for e in effective
        if isinstance(e, ev.ThirdPartyConsulted | ev.CoMakerConsulted) and e.letter not in answered
    )


def project(application: Application, known: Sequence[ev.Event], state: ClockState) -> None:
    """Write the projection of an application."""
    calendar = calendar_of(application.agency)
    columns = projected(known, state, calendar)
    ClockProjection.objects.filter(application=application).update(
        section=application.section_id, **columns
    )


def rebuilt(application: Application) -> dict[str, Any]:
    """What the projection should hold, from the events alone."""
    known = events.of_rows(rows_of(application))
    asked = law_of(application.agency, known)
    state = law.replay(known, as_of=latest(known), **asked)
    columns = projected(known, state, asked["calendar"])
    if Struck.objects.filter(application=application).exists():
        columns |= CLOSED
    return {"section_id": application.section_id, **columns}
