"""What a new office still lacks, on its administrator's desk, until it is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.office.agencies.models import Role, Section
from gongkai.office.agencies.queries import people_with, superior_of
from gongkai.office.todo import Todo

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person

#: Without whom no application is answered and no report signed.
NEEDED = {
    Role.CLERK: "登记申请、答复、编制年度报告的人",
    Role.SIGNER: "签发年度报告的人",
}


def todo(*, agency: Agency, person: Person, roles: Collection[str], as_of: date) -> Iterator[Todo]:
    """Sections, the office above, and the people nothing is done without. No period runs."""
    if Role.ADMINISTRATOR not in roles:
        return

    def lacking(title: str, what: str, step: str, view: str) -> Todo:
        return Todo(
            number="",
            title=title,
            url=reverse(f"agencies:{view}"),
            what=what,
            next_step=step,
            holder=Role.ADMINISTRATOR.label,
            due_on=None,
            days_left=None,
            group="agencies",
            mine=True,
            undated=True,
        )

    if not Section.objects.filter(agency=agency, closed_on=None).exists():
        yield lacking("还没有科室", "人员归到科室，报数也按科室分", "设立科室", "sections")
    for role, what in NEEDED.items():
        if not people_with(role, agency, as_of):
            yield lacking(f"还没有{role.label}", what, "登记人员，给这个角色", "new_person")
    if superior_of(agency, as_of) is None:
        yield lacking(
            "还没有登记主管部门和行政复议机关",
            "年报报给谁、答复书写哪个复议机关",
            "登记主管部门和行政复议机关",
            "superior",
        )
