"""Putting a wrong day of a case right: a correcting event, never a changed row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.law.limits import Limit
from gongkai.office import time
from gongkai.office.agencies.models import Person
from gongkai.office.applications import queries as applied
from gongkai.office.challenges.models import Case, CaseEvent, Dated
from gongkai.office.challenges.queries import (
    CaseClock,
    Course,
    applicant_limits,
    clocks,
    course_of,
)
from gongkai.office.challenges.services import record
from gongkai.office.challenges.services.deciding import refuse_before_decision
from gongkai.office.challenges.services.registering import refuse_told
from gongkai.office.refusal import Refusal


@dataclass(frozen=True)
class Preview:
    """What a correction would move, for the officer to compare before confirming.

    clocks  the periods of the case as they are and as they would be
    limits  how long it could have been brought, and `filed_on`, as they would be
    """

    clocks: list[tuple[CaseClock, CaseClock]]
    limits: list[Limit]
    filed_on: date


def preview_correction(*, case: Case, dated: Dated, to: date, now: datetime) -> Preview:
    """See `Preview`; nothing is written. Raises Refusal as the correction would."""
    course = course_of(case)
    right = _corrected(case, course, dated, to, now)
    both = zip(clocks(case, course), clocks(case, right), strict=True)
    return Preview(list(both), applicant_limits(case, right), right.filed_on)


@transaction.atomic
def correct_day(
    *, case: Case, dated: Dated, to: date, was: date, actor: Person, now: datetime, note: str
) -> CaseEvent:
    """Give a day of the case its right date; `note` says why, `was` is the date the officer had before
    them. What was registered stays, deadlines and table four follow the new date; frozen reports keep
    what they counted.

    Raises Refusal: not permitted, struck out, no such day, the same date, one that has not come or
    stands before what must have come first, corrected meanwhile, no reason.
    """
    locked, course = record.take(case, actor, now)
    if dated in course.days and course.days[dated] != was:
        raise Refusal(
            "changed-meanwhile",
            f"案件 {locked.number} 的{dated.label}在这一页打开以后已经改为 {course.days[dated]}，"
            "这一次没有登记。请看过最新的经过再决定。",
        )
    _corrected(locked, course, dated, to, now)
    if not note.strip():
        raise Refusal("case.reason", "没有写更正的原因。请写明原登记错在哪里。")
    return record.write(
        locked, actor, now, "corrected", time.today(now), note=note, dated=dated, corrected_to=to
    )


def _corrected(case: Case, course: Course, dated: Dated, to: date, now: datetime) -> Course:
    """The course with the right date."""
    held = course.days.get(dated)
    if held is None:
        raise Refusal("case.no_day", f"案件 {case.number} 没有登记{dated.label}，没有要更正的。")
    if held == to:
        raise Refusal("correction.same", f"{dated.label}已经是 {to}，没有要更正的。")
    time.not_in_future(to, now)
    right = course.moved(dated, to)
    record.refuse_disorder(right)
    if right.told_on is not None:
        refuse_told(right.told_on, right.filed_on, case.application)
    ordered_on = course.decision.ordered_on if course.decision else None
    if dated is Dated.DECIDED and ordered_on is not None and case.application is not None:
        _, order = applied.order_of(case.application, ordered_on)
        if order is not None:
            refuse_before_decision(order.on, to)
    return right
