"""Every open point of the law, at each of its values."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from gongkai.law.answers import Remedy, decision, remedy
from gongkai.law.basis import LawRefusal
from gongkai.law.calendar import load_calendar
from gongkai.law.clock import ClockState, State, fold
from gongkai.law.events import (
    Answered,
    Channel,
    Event,
    Extended,
    FeeNoticeServed,
    FeePaid,
    ReasonsRequested,
    Received,
    Supplemented,
    SupplementRequested,
    ThirdPartyConsulted,
    ThirdPartyReplied,
)
from gongkai.law.remedies import Ending, challenge_column
from gongkai.law.settings import (
    DEFAULT_SETTINGS,
    AfterHours,
    CaseEnding,
    DayZero,
    FeeClock,
    LateNotice,
    LateReply,
    LawSettings,
    Overdue,
    ReasonsClock,
    Renewal,
    Suspension,
    TimelyBy,
)

CALENDAR = load_calendar()
RECEIPT = date(2026, 11, 2)  # a Monday; no holiday until the end of the year


def clock(*events: Event, as_of: date | None = None, **settings: StrEnum) -> ClockState:
    received = Received(id="received", on=RECEIPT, channel=Channel.IN_PERSON)
    everything = [received, *events]
    day = as_of or max(event.on for event in everything)
    return fold(
        everything, as_of=day, calendar=CALENDAR, settings=replace(DEFAULT_SETTINGS, **settings)
    )


@pytest.mark.parametrize(
    ("day0", "due", "supplement_by"),
    [
        (DayZero.EXCLUDED, date(2026, 11, 30), date(2026, 11, 11)),
        (DayZero.INCLUDED, date(2026, 11, 27), date(2026, 11, 10)),
    ],
)
def test_day0(day0: DayZero, due: date, supplement_by: date) -> None:
    state = clock(day0=day0)
    assert (state.due_on, state.supplement_notice_by) == (due, supplement_by)
    assert state.strict_due_on == date(2026, 11, 27)


def test_day0_included_on_a_day_off_counts_from_the_next_working_day() -> None:
    received = Received(id="r", on=date(2026, 11, 1), channel=Channel.SIGNED_POST)  # a Sunday
    settings = LawSettings(day0=DayZero.INCLUDED)
    state = fold([received], as_of=received.on, calendar=CALENDAR, settings=settings)
    assert state.due_on == date(2026, 11, 27)


LETTER = ThirdPartyConsulted(
    id="letter", on=date(2026, 11, 4), letter="A", delivered=date(2026, 11, 4)
)
REPLY = ThirdPartyReplied(id="reply", on=date(2026, 11, 9), letter="A", consents=True)


@pytest.mark.parametrize(
    ("suspension", "due"),
    [
        (Suspension.STRICT, date(2026, 12, 2)),  # 5, 6 November
        (Suspension.NORMAL, date(2026, 12, 3)),  # and 9 November
        (Suspension.WIDE, date(2026, 12, 4)),  # and 4 November
    ],
)
def test_suspension(suspension: Suspension, due: date) -> None:
    assert clock(LETTER, REPLY, suspension=suspension).due_on == due


@pytest.mark.parametrize(
    ("late_reply", "due"),
    [
        (LateReply.CAPPED, date(2026, 12, 21)),  # fifteen days from delivery, to 25 November
        (LateReply.COUNTED, date(2026, 12, 23)),  # to the reply on 27 November
    ],
)
def test_late_reply(late_reply: LateReply, due: date) -> None:
    late = replace(REPLY, on=date(2026, 11, 27))
    state = clock(LETTER, late, late_reply=late_reply)
    assert state.due_on == due
    assert [caution.code for caution in state.cautions] == ["consultation.late_reply"]


@pytest.mark.parametrize(
    ("fee_clock", "due"),
    [
        (FeeClock.RESTART, date(2026, 12, 10)),
        (FeeClock.RESUME, date(2026, 12, 7)),  # 6 to 12 November paused: five working days
    ],
)
def test_fee_clock(fee_clock: FeeClock, due: date) -> None:
    fee = FeeNoticeServed(id="fee", on=date(2026, 11, 5))
    state = clock(fee, FeePaid(id="paid", on=date(2026, 11, 12)), fee_clock=fee_clock)
    assert state.due_on == due


@pytest.mark.parametrize(
    ("after_hours", "late", "receipt"),
    [
        (AfterHours.SAME_DAY, True, RECEIPT),
        (AfterHours.NEXT_WORKING_DAY, True, date(2026, 11, 3)),
        (AfterHours.NEXT_WORKING_DAY, False, RECEIPT),
    ],
)
def test_after_hours(after_hours: AfterHours, late: bool, receipt: date) -> None:
    received = Received(
        id="r", on=RECEIPT, channel=Channel.ONLINE, confirmed=RECEIPT, after_hours=late
    )
    settings = LawSettings(after_hours=after_hours)
    state = fold([received], as_of=RECEIPT, calendar=CALENDAR, settings=settings)
    assert state.receipt_date == receipt


def test_a_confirmation_on_a_day_off_is_after_hours() -> None:
    sunday = date(2026, 11, 1)
    received = Received(id="r", on=sunday, channel=Channel.ONLINE, confirmed=sunday)
    settings = LawSettings(after_hours=AfterHours.NEXT_WORKING_DAY)
    state = fold([received], as_of=RECEIPT, calendar=CALENDAR, settings=settings)
    assert state.receipt_date == RECEIPT


ASK = SupplementRequested(id="ask", on=date(2026, 11, 9), respond_by=date(2026, 11, 16))


@pytest.mark.parametrize(
    ("late_supplement_notice", "due"),
    [(LateNotice.KEEP, date(2026, 11, 30)), (LateNotice.RESTART, date(2026, 12, 14))],
)
def test_late_supplement_notice(late_supplement_notice: LateNotice, due: date) -> None:
    late = replace(ASK, on=date(2026, 11, 12))
    supplemented = Supplemented(id="s", on=date(2026, 11, 16))
    state = clock(late, supplemented, late_supplement_notice=late_supplement_notice)
    assert state.due_on == due


def test_overdue_supplement() -> None:
    late = Supplemented(id="s", on=date(2026, 11, 17))
    accepted = clock(ASK, late, overdue_supplement=Overdue.ACCEPT)
    assert accepted.due_on == date(2026, 12, 15)
    assert [caution.code for caution in accepted.cautions] == ["supplement.overdue"]
    with pytest.raises(LawRefusal) as caught:
        clock(ASK, late, overdue_supplement=Overdue.REFUSE)
    assert caught.value.code == "supplement.overdue"


def test_overdue_payment() -> None:
    fee = FeeNoticeServed(id="fee", on=date(2026, 11, 5))
    late = FeePaid(id="paid", on=date(2026, 12, 4))  # the last day was 3 December
    accepted = clock(fee, late, overdue_payment=Overdue.ACCEPT)
    assert accepted.state is State.RUNNING
    assert [caution.code for caution in accepted.cautions] == ["fee.overdue"]
    with pytest.raises(LawRefusal) as caught:
        clock(fee, late, overdue_payment=Overdue.REFUSE)
    assert caught.value.code == "fee.overdue"


def test_extension_after_restart() -> None:
    first = Extended(id="e1", on=date(2026, 11, 3), days=20, approved_by="李主任")
    supplemented = Supplemented(id="s", on=date(2026, 11, 16))
    again = Extended(id="e2", on=date(2026, 11, 17), days=5, approved_by="李主任")
    history = (first, ASK, supplemented)
    for value in Renewal:
        state = clock(*history, extension_after_restart=value)
        assert (state.due_on, state.extended_days) == (date(2026, 12, 14), 0)
    renewed = clock(*history, again, extension_after_restart=Renewal.RENEWED)
    assert renewed.due_on == date(2026, 12, 21)
    with pytest.raises(LawRefusal) as caught:
        clock(*history, again, extension_after_restart=Renewal.SPENT)
    assert caught.value.code == "extension.twice"


@pytest.mark.parametrize(
    ("timely_by", "remaining", "overdue"),
    [(TimelyBy.SERVED, -1, True), (TimelyBy.ANSWERED, None, False)],
)
def test_timely_by(timely_by: TimelyBy, remaining: int | None, overdue: bool) -> None:
    answered = Answered(id="a", on=date(2026, 11, 30), result="granted")
    state = clock(answered, as_of=date(2026, 12, 1), timely_by=timely_by)
    assert (state.remaining, state.overdue) == (remaining, overdue)


@pytest.mark.parametrize(
    ("value", "expected"), [(True, Remedy.RECONSIDERATION_FIRST), (False, Remedy.EITHER)]
)
def test_partly_withheld_first(value: bool, expected: Remedy) -> None:
    settings = LawSettings(partly_withheld_first=value)
    assert remedy(decision("partly_granted"), date(2024, 1, 1), settings) is expected


@pytest.mark.parametrize(
    ("setting", "endings"),
    [
        ("dismissed_column", [Ending.CLAIM_DISMISSED]),
        ("mediation_column", [Ending.MEDIATED]),
        ("withdrawal_column", [Ending.WITHDRAWN]),
        ("rejection_column", [Ending.NOT_ACCEPTED, Ending.REJECTED]),
    ],
)
@pytest.mark.parametrize("column", list(CaseEnding))
def test_columns_of_table_four(setting: str, endings: list[Ending], column: CaseEnding) -> None:
    settings = replace(DEFAULT_SETTINGS, **{setting: column})
    for ending in Ending:
        got = challenge_column(ending, settings)
        assert got == (column.value if ending in endings else challenge_column(ending))


@pytest.mark.parametrize(
    ("reasons_clock", "due"),
    [(ReasonsClock.RUNS, date(2026, 11, 30)), (ReasonsClock.PAUSES, date(2026, 12, 2))],
)
def test_reasons_clock(reasons_clock: ReasonsClock, due: date) -> None:
    asked = ReasonsRequested(id="asked", on=date(2026, 11, 4), respond_by=date(2026, 11, 6))
    assert clock(asked, reasons_clock=reasons_clock).due_on == due


#: Settings that only the office's counting reads → the test that chooses each reading.
ELSEWHERE = {"count_carried": "tests/office/challenges/test_cases.py"}


def test_settings_of_the_counting_are_tried_there() -> None:
    root = Path(__file__).parents[2]
    for name, place in ELSEWHERE.items():
        source = (root / place).read_text(encoding="utf-8")
        assert f'choose(office, "{name}", chosen)' in source
        assert '"true",' in source and '("false", {})' in source


def test_no_setting_is_left_untried() -> None:
    names = {field.name for field in fields(LawSettings)}
    source = Path(__file__).read_text(encoding="utf-8")
    assert {
        name for name in names if f"{name}=" not in source and f'"{name}"' not in source
    } == set()
    assert all(name in (LawSettings.__doc__ or "") for name in names)
