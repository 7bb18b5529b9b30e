"""An application as the desk lists it: what is next, who has it, and until when."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from functools import cache

from django.urls import get_urlconf, reverse

from gongkai.law.calendar import Calendar
from gongkai.law.state import State
from gongkai.office.agencies.models import Role
from gongkai.office.applications.models import ClockProjection
from gongkai.office.todo import Todo

GROUP = "applications"
ONE_DAY = timedelta(days=1)


def next_step(row: ClockProjection, as_of: date) -> str:
    """Verb and object of what comes next."""
    late = row.waiting_until is not None and row.waiting_until < as_of
    match row.state_on(as_of):
        case State.UNCONFIRMED:
            return "与申请人确认收到"
        case State.AWAITING_SUPPLEMENT:
            return "登记补正，或者按逾期未补正办结" if late else "等申请人补正"
        case State.AWAITING_FEE:
            return "登记缴费，或者按逾期未缴费办结" if late else "等申请人缴费"
        case State.CONSULTING:
            return "等对方答复意见"
        case State.ANSWERED:
            return "送达答复"
        case State.ORDERED:
            return "重新答复"
    if row.due_on == as_of:
        return "作出答复，或者今天告知延期"
    return "作出答复"


def due_note(row: ClockProjection) -> str:
    """Why no answer period runs; empty where one does."""
    if row.due_on is not None:
        return ""
    day = row.waiting_until
    until = f"最晚 {day.month}月{day.day}日 " if day else ""
    return {
        State.UNCONFIRMED: "尚未确认收到，没有起算",
        State.AWAITING_SUPPLEMENT: f"申请人{until}补正",
        State.AWAITING_FEE: f"申请人{until}缴费",
    }.get(State(row.state), "")


def days_left(calendar: Calendar, as_of: date) -> Callable[[date], int]:
    """The working days from a day to due dates, as `working_days_between` counts them: no day is
    looked at twice, for the rows of a list lie close together."""
    known = {as_of: 0}
    ends = [as_of, as_of]

    def left(due_on: date) -> int:
        while ends[1] < due_on:
            before, ends[1] = ends[1], ends[1] + ONE_DAY
            known[ends[1]] = known[before] + calendar.is_working(ends[1])
        while ends[0] > due_on:
            after, ends[0] = ends[0], ends[0] - ONE_DAY
            known[ends[0]] = known[after] - calendar.is_working(after)
        return known[due_on]

    return left


@cache
def _address(urlconf: str | None) -> str:
    """Where an application is, up to its number: a list asks for hundreds."""
    return reverse("applications:one", urlconf, ["0"]).removesuffix("0/")


def url_of(number: str) -> str:
    """The page of the application of that number."""
    return f"{_address(get_urlconf())}{number}/"


def as_todo(
    row: ClockProjection,
    *,
    as_of: date,
    left: Callable[[date], int],
    roles: Collection[str] = (),
    sections: Collection[int] = (),
) -> Todo:
    """The row as a thing to do on a day; `left` from `days_left`. It needs `application.applicant`
    and `.section`."""
    application = row.application
    running = row.open and row.due_on is not None
    section = application.section
    return Todo(
        number=application.number,
        title=application.subject_line,
        url=url_of(application.number),
        what=f"依申请公开 · {application.applicant.get_kind_display()}",
        next_step=next_step(row, as_of),
        holder=section.name if section else "公开办",
        due_on=row.due_on if row.open else None,
        days_left=left(row.due_on) if running and row.due_on else None,
        group=GROUP,
        due_note=due_note(row),
        provisional=row.provisional,
        mine=Role.CLERK in roles or application.section_id in sections,
    )
