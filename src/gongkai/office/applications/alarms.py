"""Warnings of the applications' deadlines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from gongkai.office.agencies.models import Agency
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.alarm import Warned
from gongkai.office.applications.models import ClockProjection

#: Working days ahead at which the first warning comes.
AHEAD = 3


def alarms(*, agency: Agency, as_of: date) -> Iterable[Warned]:
    """Overdue, due today and due within three working days."""
    calendar = calendar_of(agency)
    last = calendar.add_working_days(as_of, AHEAD).day
    rows = (
        ClockProjection.objects.filter(agency=agency, open=True, due_on__lte=last)
        .select_related("application")
        .order_by("due_on", "application_id")
    )
    for row in rows.iterator(chunk_size=500):
        assert row.due_on is not None
        left = calendar.working_days_between(as_of, row.due_on)
        number = row.application.number
        if row.due_on < as_of:
            rule, words = "overdue", f"已经超期，答复期限是 {row.due_on}"
        elif row.due_on == as_of:
            rule, words = "due-today", "今天到期"
        else:
            rule, words = "due-soon", f"还有 {left} 个工作日到期（{row.due_on}）"
        yield Warned(
            subject=f"applications.application:{row.application.uid}",
            rule=rule,
            message=f"申请 {number} {words}。",
            url=reverse("applications:one", args=[number]),
        )
