"""Folding the open applications anew when a holiday notice was loaded."""

from __future__ import annotations

from django.db import transaction

from gongkai.law import clock as law
from gongkai.office.agencies.models import Agency
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.applications import clock, events, locks
from gongkai.office.applications.models import ClockProjection


def rebuild_projections(*, agency: Agency) -> int:
    """Fold every open application of the agency whose projection was made with another calendar,
    and write its projection anew, each in a transaction of its own; returns how many."""
    version = calendar_of(agency).version
    stale = ClockProjection.objects.filter(agency=agency, open=True).exclude(
        calendar_version=version
    )
    applications = list(stale.order_by("application_id").values_list("application", flat=True))
    for application in applications:
        _rebuild(application)
    return len(applications)


@transaction.atomic
def _rebuild(application: int) -> None:
    locked = locks.application(pk=application)
    known = events.of_rows(clock.rows_of(locked))
    state = law.replay(known, as_of=clock.latest(known), **clock.law_of(locked.agency, known))
    clock.project(locked, known, state)
