"""The clock of one application: dated events in, due date with its explanation out.

`fold` replays the events up to `as_of` and refuses the first one the law does not allow. It stores
nothing and reads no clock, so the same events always give the same state; a due date moves only
because an event, a notice or a setting changed, and the steps say which.

>>> from datetime import date
>>> from gongkai.law.calendar import load_calendar
>>> from gongkai.law.events import Channel, Extended, Received
>>> received = Received(id="1", on=date(2026, 9, 18), channel=Channel.IN_PERSON)
>>> extended = Extended(id="2", on=date(2026, 10, 22), days=20, approved_by="李主任")
>>> state = fold([received, extended], as_of=date(2026, 10, 23), calendar=load_calendar())
>>> state.due_on, state.remaining
(datetime.date(2026, 11, 19), 19)
>>> [(step.rule, step.days, str(step.due_on)) for step in state.steps]
[('当面提交的，提交之日为收到之日；自收到之日起20个工作日内答复', 20, '2026-10-22'), \
('延长答复期限20个工作日', 20, '2026-11-19')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from gongkai.law.basis import LawRefusal
from gongkai.law.calendar import Calendar
from gongkai.law.case import Case
from gongkai.law.events import Corrected, Event, Received
from gongkai.law.settings import DEFAULT_SETTINGS, LawSettings
from gongkai.law.state import CONCLUDED, STATE_NAMES, Caution, ClockState, State, Step

__all__ = [
    "CONCLUDED",
    "STATE_NAMES",
    "Caution",
    "ClockState",
    "State",
    "Step",
    "admit",
    "effective",
    "fold",
    "replay",
]


def fold(
    events: Iterable[Event],
    *,
    as_of: date,
    calendar: Calendar,
    settings: LawSettings = DEFAULT_SETTINGS,
) -> ClockState:
    """Replay the events dated up to `as_of` and return the state of the clock on that day.

    Events of one day are taken in the order given. A correction counts from the day it was made, so
    an earlier `as_of` shows the clock as it was told then. Raises LawRefusal at the first event the
    law does not allow; what is unwise or late but has effect comes back as a warning.
    """
    return _walked(events, as_of, Case(calendar, settings), frozenset())


def replay(
    events: Sequence[Event],
    *,
    as_of: date,
    calendar: Calendar,
    settings: LawSettings = DEFAULT_SETTINGS,
) -> ClockState:
    """As `fold`, of what is on record: an event that the law allows no longer (a later notice moved the
    last day, the rules were put right) is set aside and told as a caution, and the rest goes on."""
    ids = frozenset(event.id for event in _all(events))
    return _walked(events, as_of, Case(calendar, settings), ids)


def _walked(
    events: Iterable[Event], as_of: date, case: Case, tolerated: frozenset[str]
) -> ClockState:
    for event in effective(events, as_of):
        try:
            case.apply(event)
        except LawRefusal as no:
            if event.id not in tolerated:
                raise
            case.set_aside(event, no)
    return case.state(as_of)


def _all(events: Iterable[Event]) -> Iterator[Event]:
    """The events, and what corrections put in their place."""
    for event in events:
        yield event
        if isinstance(event, Corrected) and event.replacement is not None:
            yield event.replacement


def admit(
    events: Sequence[Event],
    event: Event,
    *,
    calendar: Calendar,
    settings: LawSettings = DEFAULT_SETTINGS,
) -> ClockState:
    """Return the state after one more event, on the day of the latest event.

    Raises LawRefusal when the law does not allow the event, or allows no longer what followed it. What
    was set aside before stays so and refuses nothing.
    """
    if any(known.id == event.id for known in events):
        raise LawRefusal(
            "event.known", f"编号为 {event.id} 的事件已经登记，没有重复登记。", "办理规则"
        )
    everything = [*events, event]
    latest = max(known.on for known in everything)
    before = replay(events, as_of=latest, calendar=calendar, settings=settings)
    return _walked(everything, latest, Case(calendar, settings), before.set_aside)


def effective(events: Iterable[Event], as_of: date) -> list[Event]:
    """Return the events that stand on a day, corrections carried out, in the order of their dates.

    Raises LawRefusal when a correction names an event that is not there.
    """
    known = list(events)
    standing: dict[str, Event] = {}
    place = {event.id: index for index, event in enumerate(known)}
    for event in known:
        if not isinstance(event, Corrected):
            standing[event.id] = event
    for correction in sorted(
        (e for e in known if isinstance(e, Corrected) and e.on <= as_of), key=lambda e: e.on
    ):
        if correction.supersedes not in standing:
            raise LawRefusal(
                "correction.unknown",
                f"要更正的事件 {correction.supersedes} 不存在或已被更正。请选择仍然有效的一条记录。",
                "办理规则",
            )
        del standing[correction.supersedes]
        if correction.replacement is not None:
            standing[correction.replacement.id] = correction.replacement
            place[correction.replacement.id] = place[correction.supersedes]
    current = [event for event in standing.values() if event.on <= as_of]
    # The receipt comes first whatever its date: an event before it is refused for that, by name.
    return sorted(current, key=lambda e: (not isinstance(e, Received), e.on, place[e.id]))
