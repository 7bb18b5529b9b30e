"""What stops the clock and starts it again: supplement, consultation, fee; and what extends it."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.clock import State
from gongkai.law.events import (
    CoMakerConsulted,
    CoMakerReplied,
    Extended,
    FeeLapsed,
    FeeNoticeServed,
    FeePaid,
    Supplemented,
    SupplementLapsed,
    SupplementRequested,
    ThirdPartyConsulted,
    ThirdPartyReplied,
)
from tests.law.case import (
    CALENDAR,
    DUE,
    RECEIPT,
    ask,
    cautions,
    charged,
    clock,
    extended,
    late_ask,
    letter,
    received,
    refused,
    supplemented,
)


def test_a_supplement_in_time_stops_and_restarts_the_clock() -> None:
    waiting = clock(received(), ask)
    assert (waiting.state, waiting.due_on, waiting.remaining) == (
        State.AWAITING_SUPPLEMENT,
        None,
        None,
    )
    assert waiting.waiting_until == date(2026, 10, 20)
    assert clock(received(), ask, supplemented).due_on == date(2026, 11, 9)


def test_a_late_supplement_notice_keeps_the_original_date() -> None:
    waiting = clock(received(), late_ask)
    assert (waiting.due_on, cautions(waiting)) == (DUE, ["supplement.late"])
    assert clock(received(), late_ask, supplemented).due_on == DUE


def test_a_supplement_not_made_closes_the_case() -> None:
    lapsed = SupplementLapsed(id="lapsed", on=date(2026, 10, 21))
    state = clock(received(), ask, lapsed)
    assert (state.state, state.result, state.concluded_on) == (
        State.LAPSED,
        "other.not_supplemented",
        date(2026, 10, 21),
    )
    assert state.due_on is None
    early = SupplementLapsed(id="lapsed", on=date(2026, 10, 20))
    assert refused(received(), ask, early) == "supplement.not_lapsed"


def test_a_supplement_after_its_period_is_accepted_with_a_caution() -> None:
    state = clock(received(), ask, Supplemented(id="supplement", on=date(2026, 10, 21)))
    assert cautions(state) == ["supplement.overdue"]
    assert state.due_on == date(2026, 11, 18)


def test_unlawful_supplement_steps_are_refused() -> None:
    again = SupplementRequested(id="again", on=date(2026, 10, 13), respond_by=date(2026, 10, 20))
    assert refused(received(), ask, supplemented, again) == "supplement.twice"
    none = SupplementRequested(id="ask", on=RECEIPT, respond_by=RECEIPT)
    assert refused(received(), none) == "supplement.no_period"
    assert refused(received(), supplemented) == "supplement.not_requested"
    assert refused(received(), SupplementLapsed(id="l", on=DUE)) == "supplement.not_requested"


def test_a_consultation_pauses_exactly_its_working_days() -> None:
    open_letter = clock(received(), letter)
    assert open_letter.state is State.CONSULTING
    assert open_letter.projected
    # No reply: from 09-22 to the fifteenth working day after delivery, 10-20, sixteen days.
    assert open_letter.due_on == date(2026, 11, 13)
    reply = ThirdPartyReplied(id="reply", on=date(2026, 9, 28), letter="A", consents=True)
    state = clock(received(), letter, reply)
    assert (state.state, state.due_on, state.projected) == (
        State.RUNNING,
        date(2026, 10, 28),
        False,
    )
    assert [step.days for step in state.steps] == [20, 16, -12]


def test_two_letters_pause_for_their_union() -> None:
    second = CoMakerConsulted(
        id="second", on=date(2026, 9, 23), letter="B", delivered=date(2026, 9, 23)
    )
    first_reply = ThirdPartyReplied(id="r1", on=date(2026, 9, 28), letter="A", consents=False)
    second_reply = CoMakerReplied(id="r2", on=date(2026, 9, 29), letter="B", consents=True)
    state = clock(received(), letter, second, first_reply, second_reply)
    # Paused: 09-22, 23, 24, 28, 29 (09-25..27 is 中秋节): five, not four and three.
    assert CALENDAR.working_days_between(DUE, state.due_on or DUE) == 5


def test_silence_ends_the_pause() -> None:
    after = clock(received(), letter, as_of=date(2026, 10, 21))
    assert (after.state, after.due_on) == (State.RUNNING, date(2026, 11, 13))


def test_unlawful_consultation_steps_are_refused() -> None:
    assert refused(received(), letter, ThirdPartyConsulted(id="x", on=DUE, letter="A")) == (
        "consultation.twice"
    )
    late = ThirdPartyConsulted(id="late", on=date(2026, 10, 23), letter="A")
    assert refused(received(), late) == "consultation.late"
    assert refused(received(), ask, letter_after_ask()) == "consultation.while_waiting"
    reply = ThirdPartyReplied(id="reply", on=DUE, letter="B", consents=True)
    assert refused(received(), letter, reply) == "consultation.unknown"
    backwards = ThirdPartyConsulted(
        id="letter", on=date(2026, 9, 22), letter="A", delivered=date(2026, 9, 21)
    )
    assert refused(received(), backwards) == "consultation.delivery"


def letter_after_ask() -> ThirdPartyConsulted:
    return ThirdPartyConsulted(id="after", on=date(2026, 9, 30), letter="A")


def test_a_letter_without_its_day_of_delivery_is_flagged() -> None:
    state = clock(received(), ThirdPartyConsulted(id="letter", on=date(2026, 9, 21), letter="A"))
    assert cautions(state) == ["consultation.delivery_unknown"]


def test_an_extension_adds_its_days_once() -> None:
    assert clock(received(), extended).due_on == date(2026, 11, 19)
    again = Extended(id="again", on=date(2026, 10, 23), days=1, approved_by="李主任")
    assert refused(received(), extended, again) == "extension.twice"


@pytest.mark.parametrize(
    ("on", "days", "approved_by", "code"),
    [
        (DUE, 21, "李主任", "extension.too_long"),
        (DUE, 0, "李主任", "extension.too_long"),
        (DUE, 5, " ", "extension.not_approved"),
        (date(2026, 10, 23), 5, "李主任", "extension.late"),
    ],
)
def test_unlawful_extensions_are_refused(on: date, days: int, approved_by: str, code: str) -> None:
    event = Extended(id="extended", on=on, days=days, approved_by=approved_by)
    assert refused(received(), event) == code


def test_no_extension_while_a_supplement_is_awaited() -> None:
    early = Extended(id="extended", on=date(2026, 10, 9), days=5, approved_by="李主任")
    assert refused(received(), ask, early) == "extension.while_waiting"


def test_payment_restarts_the_clock() -> None:
    waiting = clock(received(), charged)
    assert (waiting.state, waiting.due_on) == (State.AWAITING_FEE, None)
    assert waiting.waiting_until == date(2026, 10, 26)
    paid = clock(received(), charged, FeePaid(id="paid", on=date(2026, 9, 28)))
    assert (paid.state, paid.due_on) == (State.RUNNING, date(2026, 10, 30))


def test_a_fee_not_paid_closes_the_case() -> None:
    state = clock(received(), charged, FeeLapsed(id="lapsed", on=date(2026, 10, 27)))
    assert (state.state, state.result) == (State.LAPSED, "other.fee_not_paid")
    early = FeeLapsed(id="lapsed", on=date(2026, 10, 26))
    assert refused(received(), charged, early) == "fee.not_lapsed"


def test_unlawful_fee_steps_are_refused() -> None:
    paid = FeePaid(id="paid", on=date(2026, 9, 28))
    again = FeeNoticeServed(id="again", on=date(2026, 9, 29))
    assert refused(received(), charged, paid, again) == "fee.twice"
    assert refused(received(), paid) == "fee.not_charged"
    assert refused(received(), ask, FeeNoticeServed(id="fee", on=DUE)) == "supplement.waiting"
    old = date(2020, 12, 1)
    assert refused(received(old), FeeNoticeServed(id="fee", on=old)) == "fee.not_in_force"


def test_no_fee_while_a_late_supplement_is_awaited() -> None:
    fee = FeeNoticeServed(id="fee", on=date(2026, 10, 8))
    assert refused(received(), late_ask, fee) == "supplement.waiting"


def test_a_late_fee_notice_keeps_the_original_date() -> None:
    late = FeeNoticeServed(id="fee", on=date(2026, 10, 23))
    state = clock(received(), late, FeePaid(id="paid", on=date(2026, 10, 26)))
    assert (state.due_on, cautions(state)) == (DUE, ["fee.late"])
