"""The periods of a case, whose they are, and how long it could have been brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.answers import Remedy, decision, remedy
from gongkai.law.basis import RECONSIDERATION_LAW
from gongkai.law.calendar import Calendar
from gongkai.law.case.facts import order_due
from gongkai.law.case.order import ORDER_BASIS
from gongkai.law.limits import (
    Limit,
    litigation_limit,
    litigation_limit_after_reconsideration,
    litigation_limit_after_reconsideration_untold,
    litigation_limit_for_inaction,
    litigation_limit_untold,
    litigation_outer_limit,
    reconsideration_limit,
    reconsideration_limit_for_inaction,
    reconsideration_limit_untold,
    reconsideration_outer_limit,
)
from gongkai.law.remedies import CASE_PERIODS, case_limit
from gongkai.law.state import Caution, State
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.applications import queries as applications
from gongkai.office.applications.models import Application
from gongkai.office.challenges.models import Case, CaseFact, CaseKind
from gongkai.office.challenges.queries.course import Course, course_of

#: Whose duty a clock is: this agency's.
OURS = "本机关"


@dataclass(frozen=True)
class CaseClock:
    """A period of a case, and the day its duty was done, if it was."""

    limit: Limit
    whose: str
    done_on: date | None
    open: bool


def clocks(case: Case, course: Course | None = None) -> list[CaseClock]:
    """The periods of a case in the order of its course (行政复议法、行政诉讼法); `course` is another than
    stands, to see what it would move."""
    calendar = calendar_of(case.agency)
    course = course or course_of(case)
    replied, decided = course.replied_on, course.decided_on
    answering = replied is None and course.pending
    found: list[CaseClock] = []
    if case.kind == CaseKind.RECONSIDERATION:
        reply = case_limit("reply", course.notice_on, calendar, simple=case.simple)
        found.append(CaseClock(reply, OURS, replied, answering))
        ends = case_limit("decide", course.filed_on, calendar, simple=case.simple)
        if course.extended_on:
            days = next(p for p in CASE_PERIODS if p.id == "decide").ordinary
            ends = case_limit("decide_extension", course.filed_on + timedelta(days=days), calendar)
        found.append(CaseClock(ends, "复议机关", decided, course.pending))
        if decided is not None:
            sue = litigation_limit_after_reconsideration(decided, calendar)
            found.append(CaseClock(sue, "申请人", None, False))
    else:
        defence = case_limit("defence", course.notice_on, calendar)
        found.append(CaseClock(defence, OURS, replied, answering))
        court = "summary" if case.simple else "first_instance"
        ends = case_limit(court, course.filed_on, calendar)
        found.append(CaseClock(ends, "法院", decided, course.pending))
        if decided is not None:
            appeal = case_limit("appeal_judgment", decided, calendar)
            found.append(CaseClock(appeal, "双方", None, False))
    ordered_on = course.decision.ordered_on if course.decision else None
    if ordered_on is not None and case.application is not None:
        found += _answering_again(case.application, ordered_on)
    return found


def _answering_again(application: Application, ordered_on: date) -> list[CaseClock]:
    """The clock an order started: it runs in the application. None where the order does not stand
    there, or was struck out."""
    state, order = applications.order_of(application, ordered_on)
    if order is None:
        return []
    done = state.answered_again_on or state.concluded_on
    done_on = done if done is not None and done >= order.on else None
    due = order_due(order, calendar_of(application.agency))
    limit = Limit("重新答复", due.day, due.provisional, ORDER_BASIS)
    return [CaseClock(limit, OURS, done_on, state.state is State.ORDERED)]


def applicant_limits(case: Case, course: Course | None = None) -> list[Limit]:
    """How long the applicant could challenge what the case is about, as it stood when the case was
    filed: for checking whether it came in time. Where remedy and period were not told there are two
    bounds, and where no answer came they run from the end of the answer period (行政复议法第二十条、
    第二十一条，行政诉讼法第四十六条、第四十七条，法释〔2018〕1号第六十四条、第六十六条)."""
    calendar, course = calendar_of(case.agency), course or course_of(case)
    if case.kind == CaseKind.LITIGATION_AFTER_RECONSIDERATION:
        return _limits_after_reconsideration(case, course, calendar)
    if case.application is None:
        return []
    reconsidered = case.kind == CaseKind.RECONSIDERATION
    state = applications.state_on(case.application, course.filed_on)
    if state is None:
        return []
    if state.concluded_on is None:
        if state.due_on is None or state.due_on >= course.filed_on:
            return []
        if reconsidered:
            return [reconsideration_limit_for_inaction(state.due_on, calendar)]
        return [litigation_limit_for_inaction(state.due_on, calendar)]
    act_on = state.answered_again_on or state.concluded_on
    outer = (reconsideration_outer_limit if reconsidered else litigation_outer_limit)(act_on)
    if state.served_on is None:
        return [outer]
    if case.untold:
        untold = reconsideration_limit_untold if reconsidered else litigation_limit_untold
        return [untold(state.served_on, course.told_on, calendar), outer]
    limit = reconsideration_limit if reconsidered else litigation_limit
    return [limit(state.served_on, calendar)]


def _limits_after_reconsideration(case: Case, course: Course, calendar: Calendar) -> list[Limit]:
    """From the decision of the reconsideration over the same application, where it is recorded here;
    its date stands for that of its arrival, which only the applicant knows."""
    if case.application is None:
        return []
    before = (
        CaseFact.objects.current()
        .filter(
            case__application=case.application,
            kind=CaseKind.RECONSIDERATION,
            decided_on__lte=course.filed_on,
        )
        .order_by("-decided_on")
        .first()
    )
    if before is None or before.decided_on is None:
        return []
    if case.untold:
        return [
            litigation_limit_after_reconsideration_untold(
                before.decided_on, course.told_on, calendar
            )
        ]
    return [litigation_limit_after_reconsideration(before.decided_on, calendar)]


def cautions(case: Case) -> list[Caution]:
    """What the law makes one look at before replying."""
    if case.kind != CaseKind.LITIGATION_DIRECT or case.application is None:
        return []
    answer = applications.standing_answer(case.application)
    if answer is None:
        return []
    decided = decision(answer.decision)
    settings = applications.settings_of(case.application)
    if remedy(decided, answer.answered_on, settings) is not Remedy.RECONSIDERATION_FIRST:
        return []
    return [
        Caution(
            "case.reconsideration_first",
            f"申请 {case.application.number} 的答复是“{decided.name}”，应当先申请行政复议，"
            "对复议决定不服才可以起诉。请核对是否经过复议，没有的在答辩中提出。",
            f"{RECONSIDERATION_LAW}第二十三条",
        )
    ]
