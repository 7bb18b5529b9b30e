"""What the registers put on the desk: figures to report, and figures to confirm."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.urls import reverse

from gongkai.office.agencies.models import Agency, Person, Role
from gongkai.office.agencies.queries import sections_of
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.registers import publicity, queries
from gongkai.office.todo import Todo

#: The most figures of one sort that the desk lists.
MOST = 100
#: Working days before its last day at which 双公示 comes onto the desk.
AHEAD = 2


def todo(*, agency: Agency, person: Person, roles: Collection[str], as_of: date) -> Iterator[Todo]:
    """For a section the figures it owes; for the clerk also those of others, and what waits."""
    clerk, member = Role.CLERK in roles, Role.SECTION in roles
    if not (clerk or member):
        return
    calendar = calendar_of(agency)
    own = {section.pk for section in sections_of(person, agency, as_of)} if member else set()
    for one in queries.owed(agency, as_of)[:MOST]:
        call = one.call
        mine = call.section_id in own
        if not (clerk or mine):
            continue
        if one.figure is not None:
            url = reverse("registers:figure", args=[one.figure.record])
        elif mine:
            url = f"{reverse('registers:submit')}?call={call.uid}"
        else:
            url = f"{reverse('registers:returns')}?year={call.period_from.year}"
        yield Todo(
            number="",
            title=f"{call.get_kind_display()}，{call.period_from} 至 {call.period_to}",
            url=url,
            what="科室报数 · 退回，等重报" if one.figure else "科室报数",
            next_step="报数" if mine else "催科室报数",
            holder=call.section.name,
            due_on=call.due_on,
            days_left=calendar.working_days_between(as_of, call.due_on),
            group="registers",
            mine=mine,
        )
    for group in publicity.due_groups(agency, as_of, MOST):
        if group.days_left <= AHEAD:
            yield Todo(
                number="",
                title=f"{group.kind.label} {group.count} 件（{group.decided_on} 的决定）",
                url=f"{reverse('registers:publicity')}?kind={group.kind.value}"
                f"&day={group.decided_on}",
                what="双公示",
                next_step="公示并记下",
                holder="公开办",
                due_on=group.due_on,
                days_left=group.days_left,
                provisional=group.provisional,
                group="registers",
                mine=True,
            )
    if clerk:
        for figure in queries.waiting(agency)[:MOST]:
            yield Todo(
                number="",
                title=f"{figure.section} {figure.get_kind_display()}，"
                f"{figure.period_from} 至 {figure.period_to}",
                url=reverse("registers:figure", args=[figure.record]),
                what="科室报数 · 已报",
                next_step="确认这个数，或者退回",
                holder="公开办",
                due_on=None,
                days_left=None,
                group="registers",
                mine=True,
                undated=True,
            )
