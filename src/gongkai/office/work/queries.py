"""Reading alarms and the outbox."""

from __future__ import annotations

from datetime import date

from gongkai.office.agencies.models import Agency
from gongkai.office.work.models import Alarm, Outbox

SHOWN = 20


def alarms_of(agency: Agency, day: date) -> list[Alarm]:
    """What an agency was warned of on a day, at most SHOWN."""
    return list(Alarm.objects.filter(agency=agency, day=day).order_by("id")[:SHOWN])


def stuck(limit: int = 100) -> list[Outbox]:
    """Jobs that failed and are not done, oldest first."""
    return list(Outbox.objects.filter(done_at=None).exclude(last_error="").order_by("id")[:limit])
