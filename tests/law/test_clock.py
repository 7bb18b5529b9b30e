"""The clock: receipt, the plain period, answers and corrections; each refusal with its code."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.basis import LawRefusal
from gongkai.law.calendar import load_calendar
from gongkai.law.clock import State, admit, fold
from gongkai.law.events import (
    Answered,
    Channel,
    Corrected,
    Extended,
    ReceiptConfirmed,
    Received,
    Served,
    ServiceMethod,
    Withdrawn,
)
from tests.law.case import (
    CALENDAR,
    DUE,
    RECEIPT,
    answered,
    ask,
    cautions,
    clock,
    extended,
    letter,
    received,
    refused,
)


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
