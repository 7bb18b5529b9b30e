"""Warning of deadlines."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.office import alarm, time
from gongkai.office.agencies.models import Agency
from gongkai.office.work.models import Alarm


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
