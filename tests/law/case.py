"""The events of one application, and the clock over them."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.basis import LawRefusal
from gongkai.law.calendar import load_calendar
from gongkai.law.clock import ClockState, admit, fold
from gongkai.law.events import (
    Answered,
    Channel,
    Event,
    Extended,
    FeeNoticeServed,
    Received,
    Supplemented,
    SupplementRequested,
    ThirdPartyConsulted,
)

CALENDAR = load_calendar()


RECEIPT = date(2026, 9, 18)  # +7: 09-29, +15: 10-15, +20: 10-22, +40: 11-19


DUE = date(2026, 10, 22)


LATEST = date(2027, 12, 31)


def received(on: date = RECEIPT) -> Received:
    return Received(id="received", on=on, channel=Channel.IN_PERSON)


def clock(*events: Event, as_of: date | None = None) -> ClockState:
    as_of = as_of or max(event.on for event in events)
    return fold(events, as_of=as_of, calendar=CALENDAR)


def refused(*events: Event) -> str:
    """The code of the refusal of the last event, the ones before it being lawful."""
    before = clock(*events[:-1])
    with pytest.raises(LawRefusal) as caught:
        admit(events[:-1], events[-1], calendar=CALENDAR)
    assert caught.value.message.endswith("。")
    assert caught.value.basis
    assert clock(*events[:-1]) == before
    return caught.value.code


def cautions(state: ClockState) -> list[str]:
    return [caution.code for caution in state.cautions]


ask = SupplementRequested(id="ask", on=date(2026, 9, 29), respond_by=date(2026, 10, 20))


late_ask = SupplementRequested(id="ask", on=date(2026, 9, 30), respond_by=date(2026, 10, 20))


supplemented = Supplemented(id="supplement", on=date(2026, 10, 12))


letter = ThirdPartyConsulted(
    id="letter", on=date(2026, 9, 21), letter="A", delivered=date(2026, 9, 22)
)


extended = Extended(id="extended", on=DUE, days=20, approved_by="李主任")


charged = FeeNoticeServed(id="fee", on=date(2026, 9, 21))


answered = Answered(id="answer", on=DUE, result="granted")
