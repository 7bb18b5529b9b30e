"""Reminders: figures that sections owe, and decisions that have to go on line (双公示)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from gongkai.office.agencies.models import Agency
from gongkai.office.alarm import Warned
from gongkai.office.registers import publicity, queries

#: Days before the due day at which a reminder is written, beside every day after it.
AHEAD = timedelta(days=3)
#: Working days before its last day at which 双公示 is warned of, beside every day after it.
PUBLICITY_AHEAD = 1


def alarms(*, agency: Agency, as_of: date) -> Iterator[Warned]:
    """Figures that sections owe, and decisions that have to go on line."""
    yield from _owed(agency, as_of)
    yield from _publicity(agency, as_of)


def _publicity(agency: Agency, as_of: date) -> Iterator[Warned]:
    for group in publicity.due_groups(agency, as_of):
        if group.days_left > PUBLICITY_AHEAD:
            continue
        late = group.days_left < 0
        words = "已经超过公示期限" if late else "要公示"
        yield Warned(
            subject=f"registers.publicity:{group.kind.value}/{group.decided_on}",
            rule="publicity-late" if late else "publicity-due",
            message=f"{group.decided_on} 作出的{group.kind.label} {group.count} 件{words}，"
            f"期限 {group.due_on}。",
            url=f"{reverse('registers:publicity')}?kind={group.kind.value}&day={group.decided_on}",
        )


def _owed(agency: Agency, as_of: date) -> Iterator[Warned]:
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
