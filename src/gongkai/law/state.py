"""The values the clock gives back: the state of one application, its warnings, its explanation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Where an application stands."""

    UNCONFIRMED = "unconfirmed"
    RUNNING = "running"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    CONSULTING = "consulting"
    AWAITING_FEE = "awaiting_fee"
    ORDERED = "ordered"  # to answer, or to answer again, by a decision or a judgment
    ANSWERED = "answered"
    SERVED = "served"
    LAPSED = "lapsed"  # not supplemented or not paid: no longer handled
    WITHDRAWN = "withdrawn"


STATE_NAMES = {
    State.UNCONFIRMED: "待确认收到",
    State.RUNNING: "办理中",
    State.AWAITING_SUPPLEMENT: "待申请人补正",
    State.CONSULTING: "征求意见中",
    State.AWAITING_FEE: "待申请人缴费",
    State.ORDERED: "责令重新答复",
    State.ANSWERED: "已答复，待送达",
    State.SERVED: "已送达",
    State.LAPSED: "逾期，不再处理",
    State.WITHDRAWN: "申请人已撤回",
}

#: States in which the office has nothing more to decide.
CONCLUDED = frozenset({State.ANSWERED, State.SERVED, State.LAPSED, State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that is not refused but that a person must see."""

    code: str
    message: str
    basis: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation: the event, the rule in Chinese, the article it rests on, the
    working days it added or paused, the notices it used, and the answer's due date after it."""

    event_id: str
    on: date
    name: str
    rule: str
    basis: str
    days: int
    notices: tuple[str, ...]
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ClockState:
    """The state of one application at the end of the day `as_of`.

    `due_on` is None while no answer period runs: receipt unconfirmed, a supplement or a fee lawfully
    awaited (then `waiting_until` is the applicant's last day), or the case closed without an answer.
    `remaining` counts the working days left after `as_of`, negative when overdue; None once the
    clock has stopped. `strict_due_on` is the date under the strictest reading (day of receipt
    counted, shortest suspension), for an internal warning only. `projected` says that a reply is
    still outstanding, so an early one brings the due date forward. `result` is a row of table three:
    an application has one, so where it was answered again on an order (`answered_again_on`) the first
    stays.
    """

    state: State
    as_of: date
    receipt_date: date | None
    due_on: date | None
    strict_due_on: date | None
    remaining: int | None
    overdue: bool
    provisional: bool
    projected: bool
    waiting_until: date | None
    supplement_notice_by: date | None
    extended_days: int
    result: str | None
    concluded_on: date | None
    answered_again_on: date | None
    served_on: date | None
    notices: tuple[str, ...]
    cautions: tuple[Caution, ...]
    set_aside: frozenset[str]
    steps: tuple[Step, ...]
    calendar_version: str
