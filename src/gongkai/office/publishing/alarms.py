"""Warnings of the twenty working days of Art. 26."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from gongkai.office.agencies.models import Agency
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.alarm import Warned
from gongkai.office.publishing import clock
from gongkai.office.publishing.queries.items import in_work
from gongkai.office.publishing.queries.stages import standings

#: Working days ahead at which the first warning comes.
AHEAD = 3


def alarms(*, agency: Agency, as_of: date) -> Iterator[Warned]:
    """Overdue, due today and due within three working days."""
    calendar = calendar_of(agency)
    last = calendar.add_working_days(as_of, AHEAD).day
    for standing in standings(list(in_work(agency))):
        due = clock.due(standing.item, standing.last_published_on, calendar)
        if due is None or due.day > last:
            continue
        left = calendar.working_days_between(as_of, due.day)
        if due.day < as_of:
            rule, words = "overdue", f"已经超期，应当在 {due.day} 以前公开"
        elif due.day == as_of:
            rule, words = "due-today", "今天到期"
        else:
            rule, words = "due-soon", f"还有 {left} 个工作日到期（{due.day}）"
        yield Warned(
            subject=f"publishing.informationitem:{standing.item.uid}",
            rule=rule,
            message=f"主动公开 {standing.item.index_number} {words}。",
            url=reverse("publishing:item", args=[standing.item.uid]),
        )
