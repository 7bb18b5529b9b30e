"""Reminders of figures that sections owe: as soon as the period is over until they come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from gongkai.office.agencies.models import Agency
from gongkai.office.alarm import Warned
from gongkai.office.registers import queries

#: Days before the due day at which a reminder is written, beside every day after it.
AHEAD = timedelta(days=3)


def alarms(*, agency: Agency, as_of: date) -> Iterator[Warned]:
    """Late figures every day, others from three days before their day."""
    for one in queries.owed(agency, as_of):
        call = one.call
        if as_of > call.due_on:
            rule, words = "return-late", f"已经超期，应当在 {call.due_on} 以前报"
        elif as_of >= call.due_on - AHEAD:
            rule, words = "return-due", f"请在 {call.due_on} 以前报"
        else:
            continue
        yield Warned(
            subject=f"registers.datacall:{call.uid}",
            rule=rule,
            message=f"{call.section}的{call.get_kind_display()}数"
            f"（{call.period_from} 至 {call.period_to}）{words}。",
            url=f"{reverse('registers:submit')}?call={call.uid}",
        )
