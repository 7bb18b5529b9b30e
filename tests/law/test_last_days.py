"""The last day of a period is a day of it: each period on its last day and on the day after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.law.basis import LawRefusal
from gongkai.law.calendar import load_calendar
from gongkai.law.clock import ClockState, State, fold
from gongkai.law.events import (
    Answered,
    Event,
    FeeLapsed,
    FeeNoticeServed,
    FeePaid,
    Supplemented,
    SupplementLapsed,
    ThirdPartyReplied,
    ThirdPartyTold,
)
from gongkai.law.notices import Notice
from tests.law.case import CALENDAR, DUE, ask, cautions, charged, clock, letter, received, refused

#: Fifteen working days from 22 September, the day the third party had the letter.
DEEMED = date(2026, 10, 20)
AFTER = date(2026, 10, 21)


def on_day(day: date, *events: Event) -> ClockState:
    return clock(received(), *events, as_of=day)


def test_the_last_day_to_answer_is_not_overdue() -> None:
    assert (on_day(DUE).overdue, on_day(DUE).remaining) == (False, 0)
    after = on_day(date(2026, 10, 23))
    assert (after.overdue, after.remaining) == (True, -1)
    answer = Answered(id="a", on=DUE, result="granted")
    assert cautions(clock(received(), answer)) == []


def test_the_last_day_of_a_consultation_is_waited_for() -> None:
    assert on_day(DEEMED, letter).state is State.CONSULTING
    assert on_day(AFTER, letter).state is State.RUNNING
    reply = ThirdPartyReplied(id="r", on=DEEMED, letter="A", consents=False)
    assert cautions(clock(received(), letter, reply)) == []
    assert cautions(clock(received(), letter, replace(reply, on=AFTER))) == [
        "consultation.late_reply"
    ]
    hasty = Answered(id="a", on=DEEMED, result="refused.third_party_rights")
    assert cautions(clock(received(), letter, hasty)) == ["answer.before_reply"]
    assert cautions(clock(received(), letter, replace(hasty, on=AFTER))) == []
    told = ThirdPartyTold(id="t", on=DEEMED, letter="A")
    assert refused(received(), letter, told) == "third_party.open"
    assert cautions(clock(received(), letter, replace(told, on=AFTER))) == []


def test_the_last_day_to_supplement_is_in_time() -> None:
    assert ask.respond_by == date(2026, 10, 20)
    in_time = Supplemented(id="s", on=ask.respond_by)
    assert cautions(clock(received(), ask, in_time)) == []
    assert cautions(clock(received(), ask, replace(in_time, on=AFTER))) == ["supplement.overdue"]
    lapsed = SupplementLapsed(id="l", on=ask.respond_by)
    assert refused(received(), ask, lapsed) == "supplement.not_lapsed"
    assert clock(received(), ask, replace(lapsed, on=AFTER)).state is State.LAPSED


def test_the_last_day_to_pay_is_in_time() -> None:
    limit = clock(received(), charged).waiting_until
    assert limit == date(2026, 10, 26)
    paid = FeePaid(id="p", on=limit)
    assert cautions(clock(received(), charged, paid)) == []
    late = date(2026, 10, 27)
    assert cautions(clock(received(), charged, replace(paid, on=late))) == ["fee.overdue"]
    lapsed = FeeLapsed(id="l", on=limit)
    assert refused(received(), charged, lapsed) == "fee.not_lapsed"
    assert clock(received(), charged, replace(lapsed, on=late)).state is State.LAPSED


def test_the_fee_is_lawful_from_its_first_day() -> None:
    """国办函〔2020〕109号, in force 2021-01-01."""
    before = received(date(2020, 12, 21))
    first = FeeNoticeServed(id="f", on=date(2021, 1, 1))
    assert clock(before, first).state is State.AWAITING_FEE
    with pytest.raises(LawRefusal) as no:
        fold([before, replace(first, on=date(2020, 12, 31))], as_of=DUE, calendar=CALENDAR)
    assert no.value.code == "fee.not_in_force"


def test_a_notice_is_known_from_the_day_it_is_published() -> None:
    notice = Notice(
        number="试验〔2026〕9号",
        title="关于调整放假安排的通知",
        year=2026,
        rest=((date(2026, 11, 27), "试验"),),
        work=(),
        published_on=date(2026, 11, 20),
        amendment=True,
    )
    calendar = load_calendar(extra=[notice])
    assert not calendar.known_on(date(2026, 11, 20)).is_working(date(2026, 11, 27))
    assert calendar.known_on(date(2026, 11, 19)).is_working(date(2026, 11, 27))
