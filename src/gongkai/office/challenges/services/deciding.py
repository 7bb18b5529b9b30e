"""A case ends; an ending that was recorded wrongly is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.law.remedies import Ending
from gongkai.office import time
from gongkai.office.agencies.models import Person
from gongkai.office.applications import services as applications
from gongkai.office.challenges.models import ENDING_NAMES, Case, CaseEvent, Dated
from gongkai.office.challenges.services import record
from gongkai.office.refusal import Refusal


@dataclass(frozen=True, kw_only=True)
class Order:
    """A decision that orders an answer, or another one: the day it reached the agency, and the last
    day it names, None where it names none."""

    received_on: date
    until: date | None = None


#: The endings that can come with an order to answer (again).
WITH_ORDER = frozenset({Ending.ORDERED, Ending.REVOKED, Ending.UNLAWFUL, Ending.VOID})


@transaction.atomic
def decide(
    *,
    case: Case,
    actor: Person,
    now: datetime,
    on: date,
    ending: Ending,
    note: str = "",
    order: Order | None = None,
) -> CaseEvent:
    """The case ended. Its column of table four follows from the ending. With an `order` the
    application's own clock starts again in the same transaction, and whatever it refuses refuses
    the whole; an ending that is an order does not come without one."""
    locked, course = record.take(case, actor, now)
    time.not_in_future(on, now)
    if course.decided_on is not None:
        raise Refusal(
            "case.decided",
            f"案件 {locked.number} 已于 {course.decided_on} 审结。日期登记错的，在经过里更正；"
            "结果登记错的，请先撤销审结登记。",
        )
    record.refuse_disorder(course.moved(Dated.DECIDED, on))
    if order is None and ending is Ending.ORDERED and locked.application is not None:
        raise Refusal(
            "case.order_untold",
            f"结果是“{ENDING_NAMES[ending]}”，要选“责令本机关答复或者重新答复”并填收到的日期，"
            f"申请 {locked.application.number} 才有重新答复的期限。",
        )
    if order is not None:
        _order(locked, actor, now, on, ending, order)
    ordered_on = order.received_on if order else None
    return record.write(
        locked,
        actor,
        now,
        "decided",
        on,
        note=note,
        ending=ending.value,
        ordered_on=ordered_on,
    )


def _order(
    case: Case, actor: Person, now: datetime, on: date, ending: Ending, order: Order
) -> None:
    if ending not in WITH_ORDER:
        raise Refusal(
            "case.no_order",
            f"结果是“{ENDING_NAMES[ending]}”，不会责令重新答复。请核对结果，或者不选责令重新答复。",
        )
    if case.application is None:
        raise Refusal(
            "case.no_application",
            "这个案件没有登记是哪一件申请引起的，不能另起重新答复的期限。",
        )
    refuse_before_decision(order.received_on, on)
    applications.record_order(
        application=case.application,
        actor=actor,
        now=now,
        on=order.received_on,
        until=order.until,
        note=f"{case.get_kind_display()}案件 {case.number}",
    )


def refuse_before_decision(ordered_on: date, decided_on: date) -> None:
    """An order does not reach the agency before it was decided: raises Refusal."""
    if ordered_on < decided_on:
        raise Refusal(
            "case.order_before_decision",
            f"收到决定的日期 {ordered_on} 早于审结日期 {decided_on}，请核对日期。",
        )


@transaction.atomic
def reopen(*, case: Case, actor: Person, now: datetime, note: str) -> CaseEvent:
    """The decision was recorded wrongly: the case is pending again, the old record stays."""
    locked, course = record.take(case, actor, now)
    if not note.strip():
        raise Refusal("case.reason", "没有写撤销的原因。请写明原登记错在哪里。")
    if course.decision is None:
        raise Refusal("case.not_decided", f"案件 {locked.number} 没有审结登记可以撤销。")
    return record.write(locked, actor, now, "reopened", time.today(now), note=note)
