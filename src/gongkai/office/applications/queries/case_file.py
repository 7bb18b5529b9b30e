"""One application on a day: its clock, its lawful next steps, its standing answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law import events as ev
from gongkai.law.calendar import Calendar
from gongkai.law.clock import effective, replay
from gongkai.law.next_steps import NextStep, next_steps
from gongkai.law.settings import LawSettings
from gongkai.law.state import ClockState, State
from gongkai.office.agencies.open_points import settings_on
from gongkai.office.applications import clock, events
from gongkai.office.applications.models import (
    Answer,
    Application,
    ApplicationEvent,
    ClockProjection,
)


@dataclass(frozen=True)
class CaseFile:
    """Everything of one application on a day."""

    application: Application
    rows: tuple[ApplicationEvent, ...]
    known: tuple[ev.Event, ...]
    state: ClockState
    steps: tuple[NextStep, ...]
    calendar: Calendar
    settings: LawSettings
    answer: Answer | None

    @property
    def seen(self) -> int:
        """What a form sends back, so that a meanwhile written event is noticed."""
        return len(self.rows)


def case_file(application: Application, as_of: date) -> CaseFile:
    """The application with its clock, its lawful next steps and the standing answer."""
    rows = clock.rows_of(application)
    known = events.of_rows(rows)
    asked = clock.law_of(application.agency, known)
    state = replay(known, as_of=as_of, **asked)
    answered = state.state in (State.ANSWERED, State.SERVED)
    answer = _last_answer(application, rows) if answered else None
    return CaseFile(
        application,
        tuple(rows),
        tuple(known),
        state,
        tuple(next_steps(known, as_of=as_of, **asked)),
        answer=answer,
        **asked,
    )


def order_of(application: Application, on: date) -> tuple[ClockState, ev.AnswerOrdered | None]:
    """The clock after everything recorded, and the order to answer that was registered to have arrived
    on a day, as it was put right since; None where it does not stand."""
    rows = clock.rows_of(application)
    first = {str(row.uid): events.first_of(row, rows).on for row in rows}
    known = events.of_rows(rows)
    latest = clock.latest(known)
    state = replay(known, as_of=latest, **clock.law_of(application.agency, known))
    orders = [
        e
        for e in effective(known, latest)
        if isinstance(e, ev.AnswerOrdered) and first[e.id] == on and e.id not in state.set_aside
    ]
    return state, orders[-1] if orders else None


def settings_of(application: Application) -> LawSettings:
    """How the open points of the law are read for an application."""
    first = ApplicationEvent.objects.filter(application=application).earliest("ordinal")
    return settings_on(application.agency, first.on)


def state_on(application: Application, day: date) -> ClockState | None:
    """The clock as it stood on a day; None before anything had happened."""
    known = events.of_rows(clock.rows_of(application))
    if not effective(known, day):
        return None
    return replay(known, as_of=day, **clock.law_of(application.agency, known))


def standing_answer(application: Application) -> Answer | None:
    """The answer that stands; None before it, and where it was struck out."""
    states = (State.ANSWERED.value, State.SERVED.value)
    clocks = ClockProjection.objects.filter(application=application, state__in=states)
    return _last_answer(application, clock.rows_of(application)) if clocks.exists() else None


def _last_answer(application: Application, rows: Sequence[ApplicationEvent]) -> Answer | None:
    return (
        Answer.objects.filter(application=application)
        .exclude(event__in=events.struck(rows))
        .select_related("letter")
        .order_by("-id")
        .first()
    )


def open_letters(known: Sequence[ev.Event], as_of: date, *, third: bool) -> list[str]:
    """Numbers of the consultation letters without a reply: to third parties, or to co-makers."""
    standing = effective(known, as_of)
    sent = ev.ThirdPartyConsulted if third else ev.CoMakerConsulted
    replied = {
        e.letter for e in standing if isinstance(e, ev.ThirdPartyReplied | ev.CoMakerReplied)
    }
    return [e.letter for e in standing if isinstance(e, sent) and e.letter not in replied]


def not_consenting(known: Sequence[ev.Event], as_of: date) -> list[str]:
    """Numbers of the letters whose third party has not agreed and has not been told."""
    standing = effective(known, as_of)
    settled = {e.letter for e in standing if isinstance(e, ev.ThirdPartyTold)} | {
        e.letter for e in standing if isinstance(e, ev.ThirdPartyReplied) and e.consents
    }
    return [
        e.letter
        for e in standing
        if isinstance(e, ev.ThirdPartyConsulted) and e.letter not in settled
    ]
