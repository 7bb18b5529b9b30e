"""Reasons for very many applications (Art. 35), and the third party told (Art. 32)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.basis import LawRefusal
from gongkai.law.calendar import load_calendar
from gongkai.law.clock import ClockState, State, fold
from gongkai.law.events import (
    Answered,
    Channel,
    CoMakerConsulted,
    Deferred,
    Event,
    Extended,
    FeeNoticeServed,
    FeePaid,
    ReasonsGiven,
    ReasonsRequested,
    Received,
    Served,
    ThirdPartyConsulted,
    ThirdPartyReplied,
    ThirdPartyTold,
)
from gongkai.law.next_steps import next_steps
from gongkai.law.settings import DEFAULT_SETTINGS, ReasonsClock

CALENDAR = load_calendar()
RECEIPT, DUE = date(2026, 11, 2), date(2026, 11, 30)  # a Monday; no holiday until the year ends
ASKED = ReasonsRequested(id="asked", on=date(2026, 11, 4), respond_by=date(2026, 11, 13))
GOOD = ReasonsGiven(id="good", on=date(2026, 11, 11), reasonable=True)
POOR = replace(GOOD, reasonable=False)


def clock(*events: Event, reasons_clock: ReasonsClock = ReasonsClock.RUNS) -> ClockState:
    received = Received(id="received", on=RECEIPT, channel=Channel.IN_PERSON)
    everything = [received, *events]
    settings = replace(DEFAULT_SETTINGS, reasons_clock=reasons_clock)
    latest = max(event.on for event in everything)
    return fold(everything, as_of=latest, calendar=CALENDAR, settings=settings)


def refused(*events: Event) -> str:
    with pytest.raises(LawRefusal) as no:
        clock(*events)
    return no.value.code


@pytest.mark.parametrize(
    ("setting", "open_due", "given_due", "words"),
    [
        (ReasonsClock.RUNS, DUE, DUE, "答复期限照常计算"),
        # Not counted: 5 to 13 November (7 working days); with the reasons only 5 to 11 (5).
        (ReasonsClock.PAUSES, date(2026, 12, 9), date(2026, 12, 7), "等待期间不计入答复期限"),
    ],
)
def test_asking_for_reasons_at_each_setting(
    setting: ReasonsClock, open_due: date, given_due: date, words: str
) -> None:
    asked = clock(ASKED, reasons_clock=setting)
    assert (asked.state, asked.due_on) == (State.RUNNING, open_due)
    assert asked.steps[-1].rule.endswith(words)
    assert asked.steps[-1].basis == "《政府信息公开条例》第三十五条"
    given_state = clock(ASKED, GOOD, reasons_clock=setting)
    assert given_state.due_on == given_due
    assert given_state.steps[-1].days == (0 if setting is ReasonsClock.RUNS else -2)


def test_a_later_day_after_good_reasons() -> None:
    told = Deferred(id="told", on=date(2026, 11, 27), until=date(2027, 1, 29))
    state = clock(ASKED, GOOD, told)
    assert (state.due_on, state.overdue) == (date(2027, 1, 29), False)
    assert state.steps[-1].due_on == date(2027, 1, 29)
    assert state.steps[-1].days == CALENDAR.working_days_between(DUE, date(2027, 1, 29))
    # A full extension does not reach beyond it, so it stands; one day past it is overdue.
    extended = Extended(id="x", on=date(2026, 11, 30), days=20, approved_by="李主任")
    assert clock(ASKED, GOOD, told, extended).due_on == date(2027, 1, 29)


def test_a_payment_starts_the_period_anew_and_the_later_day_falls() -> None:
    told = Deferred(id="told", on=date(2026, 11, 12), until=date(2027, 1, 29))
    notice = FeeNoticeServed(id="fee", on=date(2026, 11, 13))
    paid = FeePaid(id="paid", on=date(2026, 11, 16))
    assert clock(ASKED, GOOD, told, notice, paid).due_on == date(2026, 12, 14)


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ([ASKED, replace(ASKED, id="2")], "reasons.twice"),
        ([replace(ASKED, respond_by=ASKED.on)], "reasons.no_period"),
        ([FeeNoticeServed(id="f", on=date(2026, 11, 3)), ASKED], "reasons.while_waiting"),
        ([GOOD], "reasons.not_requested"),
        ([ASKED, replace(GOOD, on=date(2026, 11, 3))], "reasons.not_requested"),
        ([ASKED, GOOD, replace(GOOD, id="2")], "reasons.given"),
        ([Deferred(id="d", on=date(2026, 11, 12), until=DUE)], "deferral.no_reasons"),
        (
            [ASKED, POOR, Deferred(id="d", on=date(2026, 11, 12), until=date(2026, 12, 31))],
            "deferral.no_reasons",
        ),
        ([ASKED, GOOD, Deferred(id="d", on=date(2026, 11, 12), until=DUE)], "deferral.not_later"),
        (
            [ASKED, GOOD, Deferred(id="d", on=date(2026, 12, 1), until=date(2026, 12, 31))],
            "deferral.late",
        ),
        (
            [
                ASKED,
                GOOD,
                FeeNoticeServed(id="f", on=GOOD.on),
                Deferred(id="d", on=GOOD.on, until=date(2026, 12, 31)),
            ],
            "deferral.while_waiting",
        ),
        (
            [
                ASKED,
                GOOD,
                Deferred(id="d", on=date(2026, 11, 12), until=date(2026, 12, 31)),
                Deferred(id="e", on=date(2026, 11, 13), until=date(2027, 1, 29)),
            ],
            "deferral.twice",
        ),
    ],
)
def test_what_the_article_does_not_allow(events: list[Event], code: str) -> None:
    assert refused(*events) == code


def test_a_refusal_for_excess_without_asking_is_flagged() -> None:
    answer = Answered(id="a", on=date(2026, 11, 20), result="not_processed.excessive_requests")
    codes = lambda *events: [c.code for c in clock(*events).cautions]  # noqa: E731
    assert codes(answer) == ["answer.no_reasons_asked"]
    assert codes(ASKED, POOR, answer) == []
    assert codes(ASKED, GOOD, answer) == ["answer.reasons_were_good"]
    late = replace(ASKED, on=date(2026, 12, 1), respond_by=date(2026, 12, 9))
    assert codes(late) == ["reasons.late"]


@given(days=st.integers(1, 200))
def test_a_deferral_is_exactly_the_day_that_was_told(days: int) -> None:
    until = DUE + timedelta(days=days)
    told = Deferred(id="told", on=date(2026, 11, 30), until=until)
    assert clock(ASKED, GOOD, told).due_on == until


SENT = ThirdPartyConsulted(
    id="sent", on=date(2026, 11, 3), letter="征1", delivered=date(2026, 11, 4)
)
OBJECTS = ThirdPartyReplied(id="no", on=date(2026, 11, 10), letter="征1", consents=False)
TOLD = ThirdPartyTold(id="told", on=date(2026, 11, 12), letter="征1")
GRANTED = Answered(id="a", on=date(2026, 11, 20), result="granted")


def test_disclosing_against_an_objection_wants_the_third_party_told() -> None:
    untold = clock(SENT, OBJECTS, GRANTED)
    assert [c.code for c in untold.cautions] == ["answer.third_party_not_told"]
    assert untold.cautions[0].basis == "《政府信息公开条例》第三十二条"
    assert clock(SENT, OBJECTS, TOLD, GRANTED).cautions == ()
    refusal = replace(GRANTED, result="refused.third_party_rights")
    assert clock(SENT, OBJECTS, refusal).cautions == ()
    # After the answer it may still be done, and moves no date.
    after = clock(SENT, OBJECTS, GRANTED, replace(TOLD, on=date(2026, 11, 23)))
    assert (after.state, after.due_on) == (State.ANSWERED, untold.due_on)
    served = Served(id="s", on=date(2026, 11, 24))
    assert clock(SENT, OBJECTS, TOLD, GRANTED, served).state is State.SERVED


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ([TOLD], "third_party.unknown"),
        (
            [CoMakerConsulted(id="c", on=date(2026, 11, 3), letter="征1"), TOLD],
            "third_party.unknown",
        ),
        ([SENT, TOLD], "third_party.open"),
        ([SENT, replace(OBJECTS, consents=True), TOLD], "third_party.consents"),
        ([SENT, OBJECTS, TOLD, replace(TOLD, id="2")], "third_party.told"),
    ],
)
def test_when_the_third_party_is_not_told(events: list[Event], code: str) -> None:
    assert refused(*events) == code


def test_silence_over_the_fifteen_days_may_be_followed_by_the_decision() -> None:
    last = date(2026, 11, 25)  # fifteen working days after delivery
    assert refused(SENT, replace(TOLD, on=last)) == "third_party.open"
    assert clock(SENT, replace(TOLD, on=date(2026, 11, 26))).cautions == ()


def test_the_steps_are_offered_when_they_can_be_taken() -> None:
    def open_on(day: date, *events: Event) -> set[str]:
        received = Received(id="received", on=RECEIPT, channel=Channel.IN_PERSON)
        found = next_steps([received, *events], as_of=day, calendar=CALENDAR)
        kinds = {"request_reasons", "record_reasons", "defer", "tell_third_party"}
        return {s.kind for s in found if s.allowed} & kinds

    assert open_on(date(2026, 11, 3)) == {"request_reasons"}
    assert open_on(date(2026, 11, 5), ASKED) == {"record_reasons"}
    assert open_on(date(2026, 11, 12), ASKED, GOOD) == {"defer"}
    assert open_on(date(2026, 11, 12), ASKED, POOR) == set()
    assert "tell_third_party" in open_on(date(2026, 11, 12), SENT, OBJECTS)
    assert "tell_third_party" not in open_on(date(2026, 11, 12), SENT)
    assert "tell_third_party" not in open_on(date(2026, 11, 13), SENT, OBJECTS, TOLD)
