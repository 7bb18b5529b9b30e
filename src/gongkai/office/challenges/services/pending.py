"""What happens while a case is pending: this agency replies, the body takes longer."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.law.basis import RECONSIDERATION_LAW
from gongkai.office import time
from gongkai.office.agencies.models import Person
from gongkai.office.challenges.models import Case, CaseEvent, CaseKind, Dated
from gongkai.office.challenges.services import record
from gongkai.office.refusal import Refusal


@transaction.atomic
def record_reply(
    *, case: Case, actor: Person, now: datetime, on: date, note: str = ""
) -> CaseEvent:
    """This agency handed in its reply and evidence."""
    locked, course = record.take(case, actor, now)
    time.not_in_future(on, now)
    if course.replied_on is not None:
        raise Refusal("case.replied", f"案件 {locked.number} 已经登记过提交答复，不能登记两次。")
    if course.decision is not None:
        raise Refusal("case.decided", f"案件 {locked.number} 已经审结，不能再登记提交答复。")
    record.refuse_disorder(course.moved(Dated.REPLIED, on))
    return record.write(locked, actor, now, "replied", on, note=note)


@transaction.atomic
def extend(*, case: Case, actor: Person, now: datetime, on: date, note: str = "") -> CaseEvent:
    """The reconsideration body said that it needs up to thirty days more (行政复议法第六十二条)."""
    locked, course = record.take(case, actor, now)
    time.not_in_future(on, now)
    if locked.kind != CaseKind.RECONSIDERATION or locked.simple:
        raise Refusal(
            "case.no_extension",
            "只有适用普通程序的行政复议可以延长期限。",
            f"{RECONSIDERATION_LAW}第六十二条",
        )
    if course.decision is not None:
        raise Refusal("case.decided", f"案件 {locked.number} 已经审结，不能再登记延长期限。")
    if course.extended_on is not None:
        raise Refusal("case.extended", f"案件 {locked.number} 已经登记过延长期限，不能登记两次。")
    record.refuse_disorder(course.moved(Dated.EXTENDED, on))
    return record.write(locked, actor, now, "extended", on, note=note)
