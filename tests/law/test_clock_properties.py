"""The clock over every date and many courses of events: the properties of the law."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

import chinese_calendar
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.basis import LawRefusal
from gongkai.law.clock import admit, fold
from gongkai.law.events import (
    Answered,
    Event,
    Extended,
    FeePaid,
    Served,
    Supplemented,
    SupplementLapsed,
    SupplementRequested,
    ThirdPartyConsulted,
    ThirdPartyReplied,
    Withdrawn,
)
from tests.law.case import (
    CALENDAR,
    clock,
    received,
)

RECEIPTS = st.dates(date(2018, 1, 1), date(2026, 12, 31))


def at_least(on: date, count: int) -> date:
    return CALENDAR.add_working_days(on, count).day


@given(RECEIPTS)
def test_the_unextended_due_date_is_receipt_and_twenty_working_days(on: date) -> None:
    assert clock(received(on)).due_on == at_least(on, 20)


def test_every_receipt_date_of_2018_to_2026_agrees_with_an_independent_calendar() -> None:
    # With both amendments known no date differs (before them, see test_calendar). Receipts whose
    # twentieth day lies in 2027 are left out: the oracle ends with 2026.
    first, last = date(2018, 1, 1), date(2026, 12, 31)
    every = [first + timedelta(n) for n in range((last - first).days + 1)]
    working = [day for day in every if chinese_calendar.is_workday(day)]
    compared = 0
    for receipt in every:
        index = bisect_right(working, receipt) + 19
        if index < len(working):
            assert clock(received(receipt)).due_on == working[index], receipt
            compared += 1
    assert compared == 3259


@given(RECEIPTS, st.integers(0, 60), st.integers(1, 60))
def test_one_supplement_in_time_restarts_in_full(on: date, wait: int, period: int) -> None:
    sent = on + timedelta(wait)
    back = sent + timedelta(period)
    state = clock(
        received(on),
        SupplementRequested(id="ask", on=sent, respond_by=back),
        Supplemented(id="back", on=back),
    )
    in_time = sent <= at_least(on, 7)
    assert state.due_on == (at_least(back, 20) if in_time else at_least(on, 20))


@given(RECEIPTS, st.integers(1, 20))
def test_an_extension_adds_exactly_its_days_and_at_most_twenty(on: date, days: int) -> None:
    event = Extended(id="e", on=on, days=days, approved_by="李主任")
    due = clock(received(on), event).due_on
    assert due == at_least(on, 20 + days)
    assert due <= at_least(on, 40)


@given(RECEIPTS, st.integers(0, 20), st.integers(0, 40))
def test_a_pause_adds_exactly_its_length(on: date, wait: int, length: int) -> None:
    sent = on + timedelta(wait)
    back = sent + timedelta(length)
    state = clock(
        received(on),
        ThirdPartyConsulted(id="l", on=sent, letter="A", delivered=sent),
        ThirdPartyReplied(id="r", on=back, letter="A", consents=True),
    )
    paused = min(15, CALENDAR.working_days_between(sent, back))
    assert state.due_on == at_least(on, 20 + paused)


@given(RECEIPTS, st.data())
def test_replay_equals(on: date, data: st.DataObject) -> None:
    """Any lawful history gives one state, whenever and from wherever it is replayed."""
    events: list[Event] = [received(on)]
    day = on
    for number in range(data.draw(st.integers(0, 8))):
        day += timedelta(data.draw(st.integers(0, 12)))
        name = f"e{number}"
        event = data.draw(
            st.sampled_from(
                [
                    SupplementRequested(id=name, on=day, respond_by=day + timedelta(10)),
                    Supplemented(id=name, on=day),
                    SupplementLapsed(id=name, on=day),
                    ThirdPartyConsulted(id=name, on=day, letter="A"),
                    ThirdPartyReplied(id=name, on=day, letter="A", consents=True),
                    Extended(id=name, on=day, days=10, approved_by="李主任"),
                    FeePaid(id=name, on=day),
                    Answered(id=name, on=day, result="granted"),
                    Served(id=name, on=day),
                    Withdrawn(id=name, on=day),
                ]
            )
        )
        try:
            admitted = admit(events, event, calendar=CALENDAR)
        except LawRefusal:
            continue
        events.append(event)
        assert admitted == clock(*events) == fold(tuple(events), as_of=day, calendar=CALENDAR)
        if admitted.due_on is not None:
            assert admitted.due_on >= at_least(on, 20)
