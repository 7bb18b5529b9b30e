"""A notice that comes later moves the last day; it undoes nothing that was done, and stops nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.law.basis import LawRefusal
from gongkai.law.calendar import Calendar
from gongkai.law.clock import admit, fold, replay
from gongkai.law.events import Answered, Channel, Event, Extended, Received
from gongkai.law.next_steps import next_steps
from gongkai.law.notices import Notice
from tests.law.case import CALENDAR

# Received on Monday 4 January 2027; twenty working days, provisionally: Monday 1 February.
RECEIVED = Received(id="received", on=date(2027, 1, 4), channel=Channel.IN_PERSON)
DUE = date(2027, 2, 1)
EXTENDED = Extended(id="extended", on=DUE, days=20, approved_by="李主任")
ANSWERED = Answered(id="answered", on=DUE, result="granted")
NOTICE = Notice(
    number="国办发明电〔2026〕7号",
    title="关于2027年部分节假日安排的通知",
    year=2027,
    rest=((date(2027, 1, 1), "元旦"),),
    work=(date(2027, 1, 31),),  # a Sunday: the last day is now this one
    published_on=date(2027, 2, 20),
)


def later(published_on: date | None = NOTICE.published_on) -> Calendar:
    return CALENDAR.with_notices([replace(NOTICE, published_on=published_on)])


def test_the_last_day_moves() -> None:
    assert fold([RECEIVED], as_of=DUE, calendar=CALENDAR).due_on == DUE
    assert fold([RECEIVED], as_of=DUE, calendar=later()).due_on == date(2027, 1, 31)


def test_what_was_in_time_by_the_notices_of_its_day_stays_in_time() -> None:
    state = fold([RECEIVED, EXTENDED], as_of=DUE, calendar=later())
    assert (state.extended_days, state.cautions) == (20, ())
    answered = fold([RECEIVED, ANSWERED], as_of=DUE, calendar=later())
    assert answered.cautions == ()
    late = fold(
        [RECEIVED, replace(ANSWERED, on=date(2027, 2, 2))], as_of=date(2027, 2, 2), calendar=later()
    )
    assert [c.code for c in late.cautions] == ["answer.overdue"]


PUBLISHED_BEFORE = later(date(2026, 11, 25))


def test_what_was_late_by_a_notice_not_yet_loaded_is_set_aside_and_told() -> None:
    events: list[Event] = [RECEIVED, EXTENDED]
    with pytest.raises(LawRefusal) as refused:
        fold(events, as_of=DUE, calendar=PUBLISHED_BEFORE)
    assert refused.value.code == "extension.late"
    state = replay(events, as_of=DUE, calendar=PUBLISHED_BEFORE)
    assert (state.due_on, state.extended_days, state.set_aside) == (
        date(2027, 1, 31),
        0,
        frozenset({"extended"}),
    )
    (caution,) = state.cautions
    assert caution.code == "event.set_aside"
    assert caution.message == (
        "2027-02-01 登记的“延长答复期限”按现在的规定和放假安排不能成立，没有计入："
        "答复期限已于 2027-01-31 届满，延期应当在届满前告知申请人，不能再延期。"
    )


def test_the_case_goes_on_after_an_event_was_set_aside() -> None:
    events: list[Event] = [RECEIVED, EXTENDED]
    after = replace(ANSWERED, on=date(2027, 2, 3))
    state = admit(events, after, calendar=PUBLISHED_BEFORE)
    assert (state.result, state.set_aside) == ("granted", frozenset({"extended"}))
    assert [c.code for c in state.cautions] == ["event.set_aside", "answer.overdue"]
    steps = {s.kind: s.allowed for s in next_steps(events, as_of=DUE, calendar=PUBLISHED_BEFORE)}
    assert steps["answer"] is True
    # A new event gets no such grace.
    again = replace(EXTENDED, id="again")
    with pytest.raises(LawRefusal):
        admit(events, again, calendar=PUBLISHED_BEFORE)


def test_a_replay_of_lawful_events_is_their_fold() -> None:
    events: list[Event] = [RECEIVED, EXTENDED, replace(ANSWERED, on=date(2027, 2, 3))]
    asked = {"as_of": date(2027, 2, 3), "calendar": CALENDAR}
    assert replay(events, **asked) == fold(events, **asked)  # type: ignore[arg-type]
