"""What is known of an application during a replay, and the dates that follow from it."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.law import events as ev
from gongkai.law.basis import LawRefusal
from gongkai.law.calendar import Calendar, DueDate
from gongkai.law.settings import (
    DayZero,
    LateReply,
    LawSettings,
    ReasonsClock,
    Renewal,
    Suspension,
    TimelyBy,
)
from gongkai.law.state import CONCLUDED, Caution, ClockState, State, Step

ANSWER_DAYS = 20  # 条例第三十三条
EXTENSION_DAYS = 20  # 条例第三十三条
SUPPLEMENT_NOTICE_DAYS = 7  # 条例第三十条
CONSULTATION_DAYS = 15  # 条例第三十二条、第三十四条
PAYMENT_DAYS = 20  # 国办函〔2020〕109号
FEE_IN_FORCE = date(2021, 1, 1)


@dataclass(slots=True)
class Letter:
    """A consultation letter; `deemed` is the last of the fifteen working days. `told` is the day a
    third party that did not consent was told of the decision to disclose."""

    sent: date
    deemed: date
    article: str
    third: bool
    replied: date | None = None
    consents: bool | None = None
    told: date | None = None


def _day(due: DueDate | None) -> date | None:
    return due.day if due else None


def order_due(order: ev.AnswerOrdered, calendar: Calendar) -> DueDate:
    """The day an order names; where it names none, an answer period from the order's arrival."""
    if order.until is not None:
        return DueDate(order.until, False)
    return calendar.add_working_days(order.on, ANSWER_DAYS)


class Facts:
    """The facts of one replay, changed by the rules of the other modules."""

    def __init__(self, calendar: Calendar, settings: LawSettings) -> None:
        self.calendar = calendar
        self.settings = settings
        self.received: ev.Received | None = None
        self.receipt: date | None = None
        self.base: date | None = None  # the day the running answer period starts from
        self.extension = 0
        self.extension_spent = False
        self.letters: dict[str, Letter] = {}
        self.reasons_request: ev.ReasonsRequested | None = None
        self.reasons_given: ev.ReasonsGiven | None = None
        self.deferred_until: date | None = None
        self.fee_pause: tuple[date, date] | None = None
        self.supplement_request: ev.SupplementRequested | None = None
        self.supplement_late = False
        self.supplemented = False
        self.fee_served: date | None = None
        self.fee_late = False
        self.fee_settled = False
        self.ordered: ev.AnswerOrdered | None = None
        self.answered_again: date | None = None
        self.state_now = State.UNCONFIRMED
        self.result: str | None = None
        self.concluded: date | None = None
        self.served: date | None = None
        self.cautions: list[Caution] = []
        self.left_out: set[str] = set()
        self.steps: list[Step] = []

    def state(self, as_of: date) -> ClockState:
        due = self.due()
        stopped = self.state_now in CONCLUDED and (
            self.state_now is not State.ANSWERED or self.settings.timely_by is TimelyBy.ANSWERED
        )
        waiting = self.waiting_until()
        shown = None if self.state_now in (State.LAPSED, State.WITHDRAWN) else due
        state = self.state_now
        if state is State.RUNNING and any(
            letter.replied is None and as_of <= letter.deemed for letter in self.letters.values()
        ):
            state = State.CONSULTING
        running = shown is not None and not stopped
        remaining = (
            self.calendar.working_days_between(as_of, shown.day) if shown and running else None
        )
        return ClockState(
            state=state,
            as_of=as_of,
            receipt_date=self.receipt,
            due_on=shown.day if shown else None,
            strict_due_on=self.strict_due() if shown else None,
            remaining=remaining,
            overdue=bool(shown and running and as_of > shown.day),
            provisional=bool(shown and shown.provisional),
            projected=state is State.CONSULTING,
            waiting_until=waiting,
            supplement_notice_by=self.supplement_limit() if self.supplement_open() else None,
            extended_days=self.extension,
            result=self.result,
            concluded_on=self.concluded,
            answered_again_on=self.answered_again,
            served_on=self.served,
            notices=shown.notices if shown else (),
            cautions=tuple(self.cautions),
            set_aside=frozenset(self.left_out),
            steps=tuple(self.steps),
            calendar_version=self.calendar.version,
        )

    def due(self) -> DueDate | None:
        """The last day to answer; None while no answer period runs."""
        if self.ordered is not None:
            return order_due(self.ordered, self.calendar)
        if self.base is None or self.lawfully_waiting():
            return None
        return self._deferred(self._period(self.base, ANSWER_DAYS + self.extension, self.settings))

    def missed(self, on: date) -> DueDate | None:
        """The last day to answer, where `on` is after it; None where it was kept or no period runs.

        What was in time by the notices of its own day stays in time: a later notice moves the last
        day, and undoes nothing that was done.
        """
        return self.due() if self.is_late(on, lambda facts: _day(facts.due())) else None

    def is_late(self, on: date, last_day: Callable[[Facts], date | None]) -> bool:
        """Whether `on` is after a last day both by this calendar and as that could be known then."""
        last = last_day(self)
        if last is None or on <= last:
            return False
        known = last_day(self.as_known(on))
        return known is None or on > known

    def as_known(self, day: date) -> Facts:
        """These facts by the calendar as it could be known on a day; for looking only."""
        then = copy(self)
        then.calendar = self.calendar.known_on(day)
        return then

    def strict_due(self) -> date | None:
        if self.ordered is not None:
            return order_due(self.ordered, self.calendar).day
        if self.base is None:
            return None
        strictest = replace(self.settings, day0=DayZero.INCLUDED, suspension=Suspension.STRICT)
        return self._deferred(self._period(self.base, ANSWER_DAYS + self.extension, strictest)).day

    def _deferred(self, due: DueDate) -> DueDate:
        """The later day the applicant was told (条例第三十五条), where there is one."""
        later = self.deferred_until
        return DueDate(later, False) if later is not None and later > due.day else due

    def waiting_until(self) -> date | None:
        if self.state_now is State.AWAITING_SUPPLEMENT and self.supplement_request:
            return self.supplement_request.respond_by
        if self.state_now is State.AWAITING_FEE and self.fee_served:
            return self.payment_limit(self.fee_served)
        return None

    def supplement_open(self) -> bool:
        return self.supplement_request is None and self.state_now is State.RUNNING

    def supplement_limit(self) -> date | None:
        if self.receipt is None:
            return None
        included = self.settings.day0 is DayZero.INCLUDED
        return self.calendar.add_working_days(
            self.receipt, SUPPLEMENT_NOTICE_DAYS, count_start=included
        ).day

    def payment_limit(self, served: date) -> date:
        return self.calendar.add_working_days(served, PAYMENT_DAYS).day

    def lawfully_waiting(self) -> bool:
        if self.state_now is State.AWAITING_SUPPLEMENT:
            return not self.supplement_late
        return self.state_now is State.AWAITING_FEE and not self.fee_late

    def _period(self, base: date, count: int, settings: LawSettings) -> DueDate:
        return self.calendar.add_working_days(
            base,
            count,
            skip=self._suspended(settings),
            count_start=settings.day0 is DayZero.INCLUDED,
        )

    def _suspended(self, settings: LawSettings) -> frozenset[date]:
        """The days not counted: the union of the consultations, never their sum."""
        days: set[date] = set()
        for letter in self.letters.values():
            last = letter.replied or letter.deemed
            if settings.late_reply is LateReply.CAPPED:
                last = min(last, letter.deemed)
            first = letter.sent
            if settings.suspension is not Suspension.WIDE:
                first += timedelta(days=1)
            if settings.suspension is Suspension.STRICT:
                last -= timedelta(days=1)
            days.update(_days(first, last))
        if self.reasons_request and self.settings.reasons_clock is ReasonsClock.PAUSES:
            last = self.reasons_request.respond_by
            if self.reasons_given:
                last = min(last, self.reasons_given.on)
            days.update(_days(self.reasons_request.on + timedelta(days=1), last))
        if self.fee_pause:
            served, paid = self.fee_pause
            days.update(_days(served + timedelta(days=1), paid))
        return frozenset(days)

    def period_end(self) -> date:
        assert self.base is not None
        return self._period(self.base, ANSWER_DAYS + self.extension, self.settings).day

    def restart(self, base: date) -> None:
        """Begin the answer period anew: nothing of the old one counts any more."""
        self.base = base
        self.extension = 0
        if self.settings.extension_after_restart is Renewal.RENEWED:
            self.extension_spent = False
        self.fee_pause = None
        self.deferred_until = None

    def conclude(self, event: ev.Event, state: State, result: str) -> None:
        """Close the case. The first conclusion is the one that counts; an answer on an order
        comes after it."""
        self.state_now = state
        if self.concluded is None:
            self.result, self.concluded = result, event.on
        else:
            self.answered_again = event.on

    def caution(self, code: str, message: str, basis: str) -> None:
        self.cautions.append(Caution(code, message, basis))

    def set_aside(self, event: ev.Event, no: LawRefusal) -> None:
        """Leave an event on record out, and say why."""
        self.left_out.add(event.id)
        name = ev.EVENT_NAMES[type(event)]
        self.caution(
            "event.set_aside",
            f"{event.on} 登记的“{name}”按现在的规定和放假安排不能成立，没有计入：{no.message}",
            no.basis,
        )

    def explain(self, event: ev.Event, rule: str, basis: str, days: int) -> None:
        due = None if self.state_now in (State.LAPSED, State.WITHDRAWN) else self.due()
        self.steps.append(
            Step(
                event_id=event.id,
                on=event.on,
                name=ev.EVENT_NAMES[type(event)],
                rule=rule,
                basis=basis,
                days=days,
                notices=due.notices if due else (),
                due_on=due.day if due else None,
            )
        )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(offset) for offset in range((last - first).days + 1)]
