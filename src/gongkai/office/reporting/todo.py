"""Last year's report on the desk, until it is filed and published."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.reporting import queries
from gongkai.office.reporting.deadline import deadline
from gongkai.office.todo import Todo

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person


def todo(*, agency: Agency, person: Person, roles: Collection[str], as_of: date) -> Iterator[Todo]:
    """The report of the year before `as_of`, while a step of it is open."""
    if queries.READERS.isdisjoint(roles):
        return
    open_one = queries.under_way(agency, as_of)
    if open_one is None:
        return
    year, stages = open_one.year, open_one.stages
    due = deadline(year, agency.kind == "government", as_of, calendar_of(agency))
    again = stages.reopened is not None  # no period runs for a report that went out once
    yield Todo(
        number=f"{year}年",
        title=f"{year}年政府信息公开工作年度报告",
        url=reverse("reporting:report", args=[year]),
        what="被退回，等待修改" if stages.sent_back else "年度报告",
        next_step=open_one.next_step,
        holder=open_one.holder.label,
        due_on=None if again else due.work_by,
        days_left=None if again else due.days_left,
        undated=again,
        provisional=due.provisional and not again,
        group="reporting",
        mine=open_one.holder in roles,
        at_once=True,
    )
