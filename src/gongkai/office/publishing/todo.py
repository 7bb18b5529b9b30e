"""Items that are still to be published, on the desk home: soonest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.urls import reverse

from gongkai.law.calendar import Calendar
from gongkai.office.agencies.models import Agency, Person, Role
from gongkai.office.agencies.queries import sections_of
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.publishing import clock
from gongkai.office.publishing.queries.items import in_work, stale_columns, uninterpreted
from gongkai.office.publishing.queries.stages import Stage, Standing, standings
from gongkai.office.publishing.visibility import READERS
from gongkai.office.reviews import queries as reviews
from gongkai.office.todo import Todo

MOST = 200

NEXT = {
    Stage.DRAFT: "写好送审",
    Stage.REVIEW: "等审核",
    Stage.RETURNED: "按意见修改",
    Stage.READY: "公开",
    Stage.PUBLIC: "按变更修改",
    Stage.WITHDRAWN: "修改后重新送审",
}


def todo(*, agency: Agency, person: Person, roles: Collection[str], as_of: date) -> Iterator[Todo]:
    if READERS.isdisjoint(roles):
        return
    calendar = calendar_of(agency)
    stations = reviews.stations_now(agency)
    for standing in standings(list(in_work(agency)[:MOST])):
        due = clock.due(standing.item, standing.last_published_on, calendar)
        yield Todo(
            number="",
            title=standing.version.title,
            url=reverse("publishing:item", args=[standing.item.uid]),
            what=f"主动公开 · {standing.name} · 第 {standing.version.number} 版",
            next_step=NEXT[standing.stage],
            holder=holder_of(standing, stations),
            due_on=due.day if due else None,
            days_left=calendar.working_days_between(as_of, due.day) if due else None,
            due_note="" if due else "前一版正在公开",
            undated=not due,
            provisional=bool(due and due.provisional),
            group="publishing",
            mine=is_mine(standing, person, roles),
        )
    clerk = Role.CLERK in roles
    if clerk or Role.SECTION in roles:
        sections = {section.pk for section in sections_of(person, agency, as_of)}
        yield from _stale(agency, sections, clerk, calendar, as_of)
        yield from _uninterpreted(agency, sections, clerk)


def _stale(
    agency: Agency, sections: Collection[int], clerk: bool, calendar: Calendar, as_of: date
) -> Iterator[Todo]:
    """The columns overdue for an update: for the section that keeps them, and for the clerk."""
    for stale in stale_columns(agency, as_of):
        own = stale.column.section_id in sections
        if stale.due_on is None or not (own or clerk):
            continue
        yield Todo(
            number="",
            title=stale.column.name,
            url=reverse("publishing:columns"),
            what=f"栏目 · {stale.column.get_freshness_display()}",
            next_step="更新，或者记下核对过",
            holder=stale.column.section.name if stale.column.section else "公开办",
            due_on=stale.due_on,
            days_left=calendar.working_days_between(as_of, stale.due_on),
            group="publishing",
            mine=own or stale.column.section_id is None,
        )


def _uninterpreted(agency: Agency, sections: Collection[int], clerk: bool) -> Iterator[Todo]:
    """The public documents without an interpretation (三同步): for the section that drafted them, and
    for the clerk."""
    for document in uninterpreted(agency):
        own = document.section_id in sections
        if own or clerk:
            yield Todo(
                number=document.document_number,
                title=document.title,
                url=reverse("publishing:document", args=[document.record]),
                what="规范性文件 · 没有政策解读",
                next_step="起草解读，或者写明理由",
                holder=document.section.name if document.section else "公开办",
                due_on=None,
                days_left=None,
                due_note="与文件同步公开",
                group="publishing",
                mine=own or document.section_id is None,
            )


def holder_of(standing: Standing, stations: Mapping[int, str]) -> str:
    """Who has to act now, in words; `stations` are those of `reviews.stations_now`."""
    if standing.stage is Stage.READY:
        return "公开办"
    if standing.stage is Stage.REVIEW:
        return stations.get(standing.item.__dict__["review_id"], "审核人")
    return standing.editor.display_name


def is_mine(standing: Standing, person: Person, roles: Collection[str]) -> bool:
    """Whether this person has to act; what waits for their review stands in its own list."""
    if standing.stage is Stage.READY:
        return Role.CLERK in roles
    return standing.stage is not Stage.REVIEW and standing.editor.pk == person.pk
