"""Last year's report on the desk, until it is filed and published."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.office import time
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.audit import queries as audit
from gongkai.office.reporting import queries
from gongkai.office.reporting.deadline import deadline
from gongkai.office.reporting.models import Step
from gongkai.office.todo import Todo

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person

#: What comes next, and who does it.
NEXT = {
    Step.COMPILED: ("从台账编制", Role.CLERK),
    Step.CHECKED: ("核对，提交签发", Role.CLERK),
    Step.SIGNED: ("签发", Role.SIGNER),
    Step.FILED: ("报送主管部门", Role.CLERK),
    Step.PUBLISHED: ("公开", Role.CLERK),
}


def todo(*, agency: Agency, person: Person, roles: Collection[str], as_of: date) -> Iterator[Todo]:
    """The report of the year before `as_of`, while a step of it is open."""
    year = as_of.year - 1
    began = audit.opened_at(agency)
    if (
        queries.READERS.isdisjoint(roles)
        or year < 2021
        or began is None
        or time.local_date(began).year > year
    ):
        return
    stages = queries.stages_of(queries.report_of(agency, year))
    if stages.next is None:
        return
    step, role = NEXT[stages.next]
    due = deadline(year, agency.kind == "government", as_of, calendar_of(agency))
    again = stages.reopened is not None  # no period runs for a report that went out once
    yield Todo(
        number=f"{year}年",
        title=f"{year}年政府信息公开工作年度报告",
        url=reverse("reporting:report", args=[year]),
        what="被退回，等待修改" if stages.sent_back else "年度报告",
        next_step=step,
        holder=role.label,
        due_on=None if again else due.work_by,
        days_left=None if again else due.days_left,
        undated=again,
        provisional=due.provisional and not again,
        group="reporting",
        mine=role in roles,
    )
