"""The answer period day by day: numbered working days, days off, days not counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law import events as ev
from gongkai.law.calendar import Calendar
from gongkai.law.case import ANSWER_DAYS, CONSULTATION_DAYS
from gongkai.law.clock import effective
from gongkai.law.state import ClockState


@dataclass(frozen=True)
class TrackDay:
    """A working day of the period: its number, or None on a day that is not counted."""

    day: date
    number: int | None
    now: bool
    past: bool
    last: bool

    @property
    def css(self) -> str:
        if self.now:
            return "now"
        return "end" if self.last else "past" if self.past else ""


@dataclass(frozen=True)
class Track:
    """The working days from the start of the running period to its end, and what lay between."""

    days: tuple[TrackDay, ...]
    rest: int
    made_up: tuple[date, ...]
    uncounted: int

    @property
    def total(self) -> int:
        return max((d.number or 0 for d in self.days), default=0)

    @property
    def today(self) -> int | None:
        """The number of today, None where today is no counted day of the period."""
        return next((d.number for d in self.days if d.now), None)


def track(known: Sequence[ev.Event], state: ClockState, calendar: Calendar) -> Track | None:
    """The track of a running clock; None where none runs, or where settings of the law make its
    days differ from the plain reading shown here: a wrong track is worse than none."""
    if state.due_on is None or state.receipt_date is None or state.remaining is None:
        return None
    if any(isinstance(e, ev.AnswerOrdered) for e in effective(known, state.as_of)):
        return None  # the order names its day, no number of working days leads there
    # The last step that gave the full period is where it starts.
    full = [s for s in state.steps if s.days == ANSWER_DAYS and s.due_on is not None]
    restarts = [s.on for s in full if s.name in ("收到补正", "缴清费用")]
    start = restarts[-1] if restarts else state.receipt_date
    off = _suspended(known, state, calendar)
    days: list[TrackDay] = []
    made_up: list[date] = []
    number = rest = uncounted = 0
    day = start
    while day < state.due_on:
        day += timedelta(days=1)
        if not calendar.is_working(day):
            rest += 1
            continue
        if day.weekday() >= 5:
            made_up.append(day)
        counted = day not in off
        number += counted
        uncounted += not counted
        days.append(
            TrackDay(
                day,
                number if counted else None,
                day == state.as_of,
                day < state.as_of,
                day == state.due_on,
            )
        )
    if number != ANSWER_DAYS + state.extended_days:
        return None
    return Track(tuple(days), rest, tuple(made_up), uncounted)


def _suspended(known: Sequence[ev.Event], state: ClockState, calendar: Calendar) -> set[date]:
    events = effective(known, state.as_of)
    replies = {
        e.letter: e.on for e in events if isinstance(e, ev.ThirdPartyReplied | ev.CoMakerReplied)
    }
    off: set[date] = set()
    for sent in events:
        if isinstance(sent, ev.ThirdPartyConsulted | ev.CoMakerConsulted):
            deemed = calendar.add_working_days(sent.delivered or sent.on, CONSULTATION_DAYS).day
            last = min(replies.get(sent.letter, deemed), deemed)
            off.update(sent.on + timedelta(n) for n in range(1, (last - sent.on).days + 1))
    return off
