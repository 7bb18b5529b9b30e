"""Reports that wait for the supervising office, on its desk."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.office.agencies.models import Role
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.reporting import queries as reporting
from gongkai.office.reporting.deadline import deadline
from gongkai.office.supervision import queries
from gongkai.office.todo import Todo

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person


def todo(*, agency: Agency, person: Person, roles: Collection[str], as_of: date) -> Iterator[Todo]:
    """A unit's own reports that came back; and for the supervising office one line a year with reports
    that nobody decided about."""
    if not reporting.READERS.isdisjoint(roles):
        yield from _returned(agency, roles, as_of)
    if queries.READERS.isdisjoint(roles):
        return
    calendar = calendar_of(agency)
    for year in queries.years(agency, as_of):
        waiting = queries.waiting(agency, year)
        if not waiting:
            continue
        due = deadline(year, False, as_of, calendar)
        yield Todo(
            number=f"{year}年",
            title=f"{year}年度报告：{len(waiting)} 份待审",
            url=reverse("supervision:board", args=[year]),
            what="年报征集",
            next_step=f"审阅{waiting[0][1]}的报告",
            holder="主管部门",
            due_on=due.work_by,
            days_left=due.days_left,
            provisional=due.provisional,
            group="supervision",
            mine=True,
        )


def _returned(agency: Agency, roles: Collection[str], as_of: date) -> Iterator[Todo]:
    """One line for each return after which no report came again."""
    found = queries.unanswered_returns(agency)
    calendar = calendar_of(agency) if found else None
    for one in found:
        assert calendar is not None and one.due_on is not None  # a return has a day
        year = one.received.year
        yield Todo(
            number=f"{year}年",
            title=f"{year}年度报告被{one.received.agency.name}退回",
            url=reverse("supervision:returned", args=[one.uid]),
            what=f"退回函 {one.number}",
            next_step="看退回函，改好后重新报送",
            holder=Role.CLERK.label,
            due_on=one.due_on,
            days_left=calendar.working_days_between(as_of, one.due_on),
            provisional=calendar.explain(one.due_on).provisional,
            group="reporting",
            mine=Role.CLERK in roles,
            at_once=True,
        )
