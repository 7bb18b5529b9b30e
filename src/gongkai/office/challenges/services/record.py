"""The one way something is written into a case: lock → decide → ledger → event → what table four counts."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.law.remedies import Ending, challenge_column
from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Person, Role
from gongkai.office.agencies.open_points import settings_on
from gongkai.office.audit import services as audit
from gongkai.office.challenges import locks
from gongkai.office.challenges.models import Case, CaseEvent, CaseFact, Dated
from gongkai.office.challenges.queries import Course, course_of
from gongkai.office.refusal import Refusal

#: Which day cannot come before which other, and the code of the refusal.
ORDER = (
    (Dated.FILED, Dated.NOTICE, "case.notice_before_filed"),
    (Dated.NOTICE, Dated.REPLIED, "case.reply_before_notice"),
    (Dated.FILED, Dated.EXTENDED, "case.extended_before_filed"),
    (Dated.FILED, Dated.DECIDED, "case.decided_before_filed"),
)


def take(case: Case, actor: Person, now: datetime) -> tuple[Case, Course]:
    """The case, locked, for a clerk to act on, and its course so far. Raises Refusal for others, and
    where its registration was struck out."""
    locked = locks.case(case.pk)
    agencies.require(actor, locked.agency, Role.CLERK, time.today(now))
    course = course_of(locked)
    if course.struck is not None:
        raise Refusal("case.struck", f"案件 {locked.number} 的登记已经撤销，不能再办理。")
    return locked, course


def refuse_disorder(course: Course) -> None:
    """Raises Refusal where a day stands before one that must have come first."""
    for first, then, code in ORDER:
        before, after = course.days.get(first), course.days.get(then)
        if before and after and after < before:
            raise Refusal(
                code,
                f"{then.label} {after} 早于{first.label} {before}，请核对这两个日期。",
            )


def write(
    case: Case,
    actor: Person,
    now: datetime,
    kind: str,
    on: date,
    *,
    note: str = "",
    ending: str = "",
    ordered_on: date | None = None,
    dated: Dated | None = None,
    corrected_to: date | None = None,
) -> CaseEvent:
    """Write an event that was decided, and the new version of what is counted where it changes."""
    position = audit.append(
        agency=case.agency,
        actor=actor,
        now=now,
        verb=f"challenge.{kind}",
        subject=subject_of(case),
        data={
            "on": on.isoformat(),
            "ending": ending,
            **({"ordered_on": ordered_on.isoformat()} if ordered_on else {}),
            **({"dated": str(dated)} if dated else {}),
            **({"corrected_to": corrected_to.isoformat()} if corrected_to else {}),
        },
    )
    event = CaseEvent.objects.create(
        case=case,
        kind=kind,
        on=on,
        ending=ending,
        ordered_on=ordered_on,
        dated=dated or "",
        corrected_to=corrected_to,
        note=note,
        recorded_at=now,
        recorded_by=actor,
        position=position,
    )
    recount(case, position)
    return event


def recount(case: Case, position: int) -> None:
    """Write a new version of what table four counts, where the course of the case changed it."""
    course = course_of(case)
    current = CaseFact.objects.current().filter(case=case)
    held = current.first()
    days = (course.filed_on, course.decided_on)
    if held is not None and course.struck is None and (held.filed_on, held.decided_on) == days:
        return
    current.update(superseded_at_position=position)
    if course.struck is not None:
        return
    CaseFact.objects.create(
        agency=case.agency,
        case=case,
        kind=case.kind,
        filed_on=course.filed_on,
        decided_on=course.decided_on,
        result=_result(case, course),
        recorded_at_position=position,
    )


def _result(case: Case, course: Course) -> str | None:
    """The column of table four that the standing decision falls into; None while there is none."""
    if course.decision is None or course.decided_on is None:
        return None
    settings = settings_on(case.agency, course.decided_on)
    return challenge_column(Ending(course.decision.ending), settings)


def subject_of(case: Case) -> str:
    """How the ledger names the case."""
    return f"challenges.case:{case.uid}"
