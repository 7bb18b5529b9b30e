"""The clock: each rule by example, each refusal with its code, and the properties of the law."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.basis import LawRefusal
from gongkai.law.calendar import load_calendar
from gongkai.law.clock import ClockState, State, admit, fold
from gongkai.law.events import (
    Answered,
    Channel,
    CoMakerConsulted,
    CoMakerReplied,
    Corrected,
    Event,
    Extended,
    FeeLapsed,
    FeeNoticeServed,
    FeePaid,
    ReceiptConfirmed,
    Received,
    Served,
    ServiceMethod,
    Supplemented,
    SupplementLapsed,
    SupplementRequested,
    ThirdPartyConsulted,
    ThirdPartyReplied,
    Withdrawn,
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


# Receipt


@pytest.mark.parametrize(
    ("channel", "confirmed", "receipt"),
    [
        (Channel.IN_PERSON, None, date(2026, 9, 17)),
        (Channel.SIGNED_POST, None, RECEIPT),
        (Channel.ORDINARY_POST, date(2026, 9, 21), date(2026, 9, 21)),
        (Channel.ORDINARY_POST, None, None),
        (Channel.ONLINE, date(2026, 9, 19), date(2026, 9, 19)),
        (Channel.EMAIL, None, None),
        (Channel.FAX, date(2026, 9, 18), RECEIPT),
    ],
)
def test_the_day_of_receipt_by_channel(
    channel: Channel, confirmed: date | None, receipt: date | None
) -> None:
    event = Received(
        id="received",
        on=RECEIPT,
        channel=channel,
        submitted=date(2026, 9, 17),
        confirmed=confirmed,
    )
    state = clock(event)
    assert state.receipt_date == receipt
    assert state.state is (State.RUNNING if receipt else State.UNCONFIRMED)
    assert (state.due_on is None) == (receipt is None)


def test_a_later_confirmation_starts_the_clock() -> None:
    mail = Received(id="received", on=date(2026, 9, 16), channel=Channel.EMAIL)
    confirmed = ReceiptConfirmed(id="confirmed", on=RECEIPT)
    assert clock(mail, confirmed).due_on == DUE
    assert refused(mail, answered) == "receipt.unconfirmed"
    assert refused(mail, confirmed, ReceiptConfirmed(id="again", on=DUE)) == "receipt.known"
    early = ReceiptConfirmed(id="early", on=date(2026, 9, 15))
    assert refused(mail, early) == "event.before_receipt"


# The plain period


def test_the_plain_period_and_what_remains_of_it() -> None:
    state = clock(received(), as_of=date(2026, 10, 21))
    assert (state.due_on, state.remaining, state.overdue) == (DUE, 1, False)
    assert state.strict_due_on == date(2026, 10, 21)
    assert clock(received(), as_of=DUE).remaining == 0
    late = clock(received(), as_of=date(2026, 10, 26))
    assert (late.remaining, late.overdue) == (-2, True)
    assert state.supplement_notice_by == date(2026, 9, 29)
    assert state.calendar_version == CALENDAR.version


def test_the_last_vector_is_provisional() -> None:
    on = date(2026, 11, 20)
    extended = Extended(id="2", on=date(2026, 12, 18), days=20, approved_by="李主任")
    state = clock(received(on), extended)
    assert (state.due_on, state.provisional) == (date(2027, 1, 18), True)
    assert not clock(received(on)).provisional


def test_steps_explain_the_date() -> None:
    (step,) = clock(received()).steps
    assert step.event_id == "received"
    assert step.name == "收到申请"
    assert step.rule == "当面提交的，提交之日为收到之日；自收到之日起20个工作日内答复"
    assert step.basis == (
        "《政府信息公开条例》第三十一条第一项、第三十三条，《民法典》第二百零一条"
    )
    assert (step.days, step.due_on, step.notices) == (20, DUE, ("国办发明电〔2025〕7号",))


def test_an_office_in_a_region_counts_by_the_days_of_its_region() -> None:
    events = [received(date(2026, 5, 20))]
    due = {
        region: fold(events, as_of=events[0].on, calendar=load_calendar(region)).due_on
        for region in (None, "CN-XJ", "CN-NX", "CN-GX")
    }
    assert due == {
        None: date(2026, 6, 17),
        "CN-XJ": date(2026, 6, 23),
        "CN-NX": date(2026, 6, 22),
        "CN-GX": date(2026, 6, 17),
    }


def test_a_due_date_told_before_an_amendment_was_right_then() -> None:
    events = [received(date(2020, 1, 13))]
    told = fold(events, as_of=date(2020, 1, 13), calendar=CALENDAR.known_on(date(2020, 1, 13)))
    now = fold(events, as_of=date(2020, 2, 3), calendar=CALENDAR)
    assert (told.due_on, now.due_on) == (date(2020, 2, 13), date(2020, 2, 17))
    assert now.notices == ("国办发明电〔2019〕16号", "国办发明电〔2020〕1号")


# Supplement


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


# Consultation


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


# Extension


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


# Fee


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


# Answer, service, withdrawal


def test_an_answer_and_its_service() -> None:
    unserved = clock(received(), answered, as_of=date(2026, 10, 23))
    assert (unserved.state, unserved.overdue, unserved.concluded_on) == (State.ANSWERED, True, DUE)
    done = clock(received(), answered, Served(id="served", on=DUE, method=ServiceMethod.POST))
    assert (done.state, done.remaining, done.overdue, done.served_on) == (
        State.SERVED,
        None,
        False,
        DUE,
    )
    assert done.cautions == ()
    late = clock(received(), answered, Served(id="s", on=date(2026, 10, 23)))
    assert cautions(late) == ["service.overdue"]
    courier = Served(id="s", on=DUE, method=ServiceMethod.COURIER)
    assert cautions(clock(received(), answered, courier)) == ["service.courier"]


def test_unlawful_answers_are_refused() -> None:
    assert refused(received(), answered, Answered(id="2", on=DUE, result="granted")) == (
        "answer.twice"
    )
    assert refused(received(), Answered(id="a", on=DUE, result="yes")) == "answer.unknown_result"
    lapse = Answered(id="a", on=DUE, result="other.fee_not_paid")
    assert refused(received(), lapse) == "answer.lapse"
    early = Answered(id="a", on=date(2026, 9, 17), result="granted")
    assert refused(received(), early) == "event.before_receipt"
    assert refused(received(), answered, extended_after()) == "case.closed"
    assert refused(received(), Served(id="s", on=DUE)) == "service.no_answer"
    before = Served(id="s", on=date(2026, 10, 21))
    assert refused(received(), answered, before) == "service.no_answer"


def extended_after() -> Extended:
    return Extended(id="after", on=date(2026, 10, 23), days=5, approved_by="李主任")


def test_answers_that_are_flagged() -> None:
    late = Answered(id="a", on=date(2026, 10, 23), result="granted")
    assert cautions(clock(received(), late)) == ["answer.overdue"]
    unclear = Answered(id="a", on=DUE, result="unavailable.still_unclear")
    assert cautions(clock(received(), unclear)) == ["answer.no_supplement"]
    hasty = Answered(id="a", on=date(2026, 9, 23), result="granted")
    assert cautions(clock(received(), letter, hasty)) == ["answer.before_reply"]
    waiting = Answered(id="a", on=date(2026, 9, 30), result="granted")
    assert cautions(clock(received(), ask, waiting)) == ["answer.while_waiting"]


def test_a_withdrawal_is_counted_in_other() -> None:
    withdrawn = Withdrawn(id="withdrawn", on=date(2026, 9, 21))
    state = clock(received(), withdrawn)
    assert (state.state, state.result) == (State.WITHDRAWN, "other.other")
    assert refused(received(), withdrawn, answered) == "case.closed"


def test_an_application_is_received_once_and_first() -> None:
    assert refused(received(), Received(id="2", on=DUE, channel=Channel.FAX)) == "received.twice"
    with pytest.raises(LawRefusal) as caught:
        clock(answered)
    assert caught.value.code == "received.missing"
    with pytest.raises(LawRefusal) as caught:
        admit([received()], received(), calendar=CALENDAR)
    assert caught.value.code == "event.known"


# Correction


def test_a_correction_shows_both_clocks() -> None:
    right = Received(id="received-2", on=date(2026, 9, 21), channel=Channel.IN_PERSON)
    correction = Corrected(id="c", on=date(2026, 9, 28), supersedes="received", replacement=right)
    events = [received(), correction]
    assert clock(*events, as_of=date(2026, 9, 27)).due_on == DUE
    assert clock(*events, as_of=date(2026, 9, 28)).due_on == date(2026, 10, 26)
    again = Corrected(id="c2", on=date(2026, 9, 29), supersedes="received")
    assert refused(*events, again) == "correction.unknown"


def test_a_correction_can_take_an_event_away() -> None:
    gone = Corrected(id="c", on=date(2026, 10, 23), supersedes="extended")
    assert clock(received(), extended, gone).due_on == DUE


def test_an_event_after_the_day_asked_about_is_not_there_yet() -> None:
    assert clock(received(), answered, as_of=date(2026, 10, 21)).state is State.RUNNING


# Properties

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
