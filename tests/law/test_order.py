"""An answer that a reconsideration decision or a judgment orders: its own clock, the first result."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.basis import LawRefusal
from gongkai.law.calendar import load_calendar
from gongkai.law.clock import admit, fold
from gongkai.law.events import (
    Answered,
    AnswerOrdered,
    Channel,
    Event,
    Extended,
    Received,
    Served,
    ThirdPartyConsulted,
    ThirdPartyReplied,
    Withdrawn,
)
from gongkai.law.next_steps import next_steps
from gongkai.law.state import ClockState, State

CALENDAR = load_calendar()
RECEIVED = Received(id="1", on=date(2026, 3, 2), channel=Channel.IN_PERSON)
DUE = date(2026, 3, 30)
ANSWERED = Answered(id="2", on=date(2026, 3, 20), result="refused.process_information")
SERVED = Served(id="3", on=date(2026, 3, 23))
ORDER = AnswerOrdered(id="4", on=date(2026, 6, 1), until=date(2026, 6, 30))
FIRST = (RECEIVED, ANSWERED, SERVED)


def state(*events: Event, as_of: date) -> ClockState:
    return fold(events, as_of=as_of, calendar=CALENDAR)


def refused(event: Event, *before: Event) -> str:
    with pytest.raises(LawRefusal) as caught:
        admit(before, event, calendar=CALENDAR)
    return caught.value.code


def test_an_order_starts_a_clock_of_its_own() -> None:
    now = state(*FIRST, ORDER, as_of=date(2026, 6, 24))
    assert (now.state, now.due_on, now.remaining) == (State.ORDERED, date(2026, 6, 30), 4)
    assert (now.result, now.concluded_on) == ("refused.process_information", date(2026, 3, 20))
    assert (now.answered_again_on, now.served_on, now.overdue) == (None, None, False)
    assert now.steps[-1].rule == (
        "应当在决定书或者判决书写明的 2026-06-30 以前重新作出答复，原来的答复期限不再计算"
    )
    assert state(*FIRST, ORDER, as_of=date(2026, 7, 1)).overdue is True


def test_the_first_result_counts_and_the_second_is_served() -> None:
    again = Answered(id="5", on=date(2026, 6, 25), result="granted")
    now = state(*FIRST, ORDER, again, as_of=date(2026, 6, 25))
    assert (now.state, now.answered_again_on) == (State.ANSWERED, date(2026, 6, 25))
    assert (now.result, now.concluded_on) == ("refused.process_information", date(2026, 3, 20))
    assert now.remaining == 3
    early = Served(id="6", on=date(2026, 6, 24))
    assert refused(early, *FIRST, ORDER, again) == "service.no_answer"
    served = Served(id="6", on=date(2026, 6, 26))
    done = state(*FIRST, ORDER, again, served, as_of=date(2026, 6, 30))
    assert (done.state, done.served_on, done.remaining) == (
        State.SERVED,
        date(2026, 6, 26),
        None,
    )


def test_an_order_without_a_period_gives_twenty_working_days_and_says_so() -> None:
    order = AnswerOrdered(id="4", on=date(2026, 9, 18))
    now = state(*FIRST, order, as_of=date(2026, 9, 18))
    assert now.due_on == date(2026, 10, 22)
    assert [caution.code for caution in now.cautions] == ["order.no_period"]


def test_an_order_after_no_answer_makes_the_first_answer() -> None:
    order = AnswerOrdered(id="2", on=date(2026, 6, 1), until=date(2026, 6, 12))
    answer = Answered(id="3", on=date(2026, 6, 10), result="granted")
    now = state(RECEIVED, order, answer, as_of=date(2026, 6, 10))
    assert (now.result, now.concluded_on, now.answered_again_on) == (
        "granted",
        date(2026, 6, 10),
        None,
    )
    assert "order" not in {caution.code.split(".")[0] for caution in now.cautions}


def test_a_third_party_may_be_asked_but_moves_no_day() -> None:
    letter = ThirdPartyConsulted(
        id="5", on=date(2026, 6, 2), letter="A", delivered=date(2026, 6, 3)
    )
    reply = ThirdPartyReplied(id="6", on=date(2026, 6, 8), letter="A", consents=True)
    asked = state(*FIRST, ORDER, letter, as_of=date(2026, 6, 4))
    assert (asked.state, asked.due_on) == (State.ORDERED, date(2026, 6, 30))
    told = state(*FIRST, ORDER, letter, reply, as_of=date(2026, 6, 8))
    assert [(step.name, step.days, step.due_on) for step in told.steps[-2:]] == [
        ("征求第三方意见", 0, date(2026, 6, 30)),
        ("收到第三方意见", 0, date(2026, 6, 30)),
    ]


def test_what_an_order_does_not_allow() -> None:
    extend = Extended(id="5", on=date(2026, 6, 2), days=5, approved_by="李主任")
    assert refused(extend, *FIRST, ORDER) == "order.period"
    assert refused(AnswerOrdered(id="5", on=date(2026, 6, 3)), *FIRST, ORDER) == "order.pending"
    backwards = AnswerOrdered(id="4", on=date(2026, 6, 1), until=date(2026, 5, 31))
    assert refused(backwards, *FIRST) == "order.until"
    unserved = AnswerOrdered(id="4", on=date(2026, 6, 1))
    assert refused(unserved, RECEIVED, ANSWERED) == "order.not_served"
    running = AnswerOrdered(id="2", on=DUE)
    assert refused(running, RECEIVED) == "order.period_runs"
    withdrawn = Withdrawn(id="2", on=date(2026, 3, 3))
    assert refused(AnswerOrdered(id="4", on=date(2026, 6, 1)), RECEIVED, withdrawn) == "case.closed"


def test_the_next_steps_on_an_order() -> None:
    def opened(*events: Event, as_of: date) -> list[str]:
        offered = next_steps(events, as_of=as_of, calendar=CALENDAR)
        return [step.kind for step in offered if step.allowed]

    assert opened(*FIRST, as_of=date(2026, 6, 1)) == ["record_order"]
    assert opened(RECEIVED, as_of=DUE)[-1] == "withdraw"
    assert "record_order" not in opened(RECEIVED, as_of=DUE)
    assert "record_order" in opened(RECEIVED, as_of=date(2026, 3, 31))
    assert opened(*FIRST, ORDER, as_of=date(2026, 6, 2)) == [
        "answer",
        "consult_third_party",
        "consult_co_maker",
        "withdraw",
    ]
