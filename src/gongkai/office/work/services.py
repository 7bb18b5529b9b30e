"""Putting work into the outbox, and warning of deadlines."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from gongkai.office import alarm, time
from gongkai.office.agencies.models import Agency
from gongkai.office.work.models import Alarm, Outbox


def enqueue(kind: str, **ids: int | str) -> None:
    """One side effect, done after the transaction commits and again after a crash until it
    succeeds. `kind` names a handler in some app's `jobs.py`; never pass personal data."""
    assert connection.in_atomic_block, "an outbox row belongs to its transaction"
    Outbox.objects.create(kind=kind, payload=ids)


def tick(*, now: datetime) -> int:
    """Scan all agencies and write the alarms of the day that are not there yet. Returns how many
    were new; running it again, or in two processes at once, adds nothing."""
    day = time.today(now)
    new = 0
    for agency in Agency.objects.order_by("id").iterator():
        rows = [
            Alarm(
                agency=agency,
                subject=warned.subject,
                rule=warned.rule,
                day=day,
                message=warned.message,
                url=warned.url,
            )
            for warned in alarm.collect(agency=agency, as_of=day)
        ]
        if rows:
            with transaction.atomic():
                before = Alarm.objects.filter(agency=agency, day=day).count()
                Alarm.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
                new += Alarm.objects.filter(agency=agency, day=day).count() - before
    return new
