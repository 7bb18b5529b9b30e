"""The steps offered: open ones can be taken, closed ones say why, and none is missing."""

from __future__ import annotations

from datetime import date

from gongkai.law.calendar import load_calendar
from gongkai.law.events import (
    Answered,
    Channel,
    Event,
    Extended,
    FeeNoticeServed,
    Received,
    SupplementRequested,
    ThirdPartyConsulted,
)
from gongkai.law.next_steps import NextStep, next_steps

CALENDAR = load_calendar()
RECEIPT, DUE = date(2026, 9, 18), date(2026, 10, 22)
RECEIVED = Received(id="1", on=RECEIPT, channel=Channel.IN_PERSON)


def steps(*events: Event, as_of: date) -> dict[str, NextStep]:
    return {s.kind: s for s in next_steps(events, as_of=as_of, calendar=CALENDAR)}


def open_steps(*events: Event, as_of: date) -> list[str]:
    return [kind for kind, step in steps(*events, as_of=as_of).items() if step.allowed]


def test_a_running_case() -> None:
    offered = steps(RECEIVED, as_of=date(2026, 9, 21))
    assert [kind for kind, step in offered.items() if step.allowed] == [
        "answer",
        "request_supplement",
        "consult_third_party",
        "consult_co_maker",
        "request_reasons",
        "extend",
        "charge",
        "withdraw",
    ]
    assert offered["answer"].latest == DUE
    assert offered["request_supplement"].latest == date(2026, 9, 29)
    assert offered["extend"].latest == DUE
    closed = offered["serve"]
    assert (closed.reason, closed.caution) == ("还没有作出答复，不能登记送达。", None)
    assert closed.basis == "国办公开办函〔2016〕235号"
    for step in offered.values():
        assert step.allowed == (step.reason is None)
        assert step.basis


def test_a_late_supplement_notice_is_open_with_a_caution() -> None:
    step = steps(RECEIVED, as_of=date(2026, 9, 30))["request_supplement"]
    assert step.allowed
    assert step.caution == (
        "补正告知应当在 2026-09-29 前（收到申请之日起7个工作日内）作出，2026-09-30 作出超过了期限。"
    )


def test_after_the_due_date_an_extension_is_closed_with_its_reason() -> None:
    step = steps(RECEIVED, as_of=date(2026, 10, 23))["extend"]
    assert step.reason == "答复期限已于 2026-10-22 届满，延期应当在届满前告知申请人，不能再延期。"
    assert step.basis == "《政府信息公开条例》第三十三条第二款"


def test_waiting_cases() -> None:
    unconfirmed = Received(id="1", on=RECEIPT, channel=Channel.FAX)
    assert open_steps(unconfirmed, as_of=RECEIPT) == ["confirm_receipt", "withdraw"]
    ask = SupplementRequested(id="2", on=date(2026, 9, 21), respond_by=date(2026, 10, 9))
    waiting = steps(RECEIVED, ask, as_of=date(2026, 10, 9))
    assert waiting["record_supplement"].latest == date(2026, 10, 9)
    assert open_steps(RECEIVED, ask, as_of=date(2026, 10, 9)) == [
        "answer",
        "record_supplement",
        "withdraw",
    ]
    assert "lapse_supplement" in open_steps(RECEIVED, ask, as_of=date(2026, 10, 10))
    fee = FeeNoticeServed(id="2", on=date(2026, 9, 21))
    assert open_steps(RECEIVED, fee, as_of=date(2026, 9, 22)) == [
        "answer",
        "record_payment",
        "withdraw",
    ]
    letter = ThirdPartyConsulted(id="2", on=date(2026, 9, 21), letter="A")
    assert "record_third_party_reply" in open_steps(RECEIVED, letter, as_of=date(2026, 9, 22))
    assert "record_co_maker_reply" not in open_steps(RECEIVED, letter, as_of=date(2026, 9, 22))


def test_an_extended_and_an_answered_case() -> None:
    extended = Extended(id="2", on=date(2026, 9, 21), days=20, approved_by="李主任")
    step = steps(RECEIVED, extended, as_of=date(2026, 9, 22))["extend"]
    assert step.reason == "答复期限已经延长过一次，不能再次延长。"
    answered = Answered(id="3", on=date(2026, 9, 22), result="granted")
    assert open_steps(RECEIVED, answered, as_of=date(2026, 9, 22)) == ["serve"]
