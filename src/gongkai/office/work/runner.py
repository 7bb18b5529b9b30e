"""Doing what the outbox holds: at least once, each job by one worker at a time.

A worker takes a lease on a few rows, runs each handler outside any transaction of its own, and
marks the row. A worker that dies leaves rows whose lease ends; they are then done again, so a
handler (`JOBS` in an app's `jobs.py`, kind → function of the payload) must bear a second run.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q

from gongkai.office.offers import offers
from gongkai.office.work.models import Outbox

log = logging.getLogger("gongkai.work")

LEASE = timedelta(minutes=5)
BATCH = 50
LONGEST_WAIT = timedelta(hours=1)

Handler = Callable[..., None]


def handlers() -> dict[str, Handler]:
    """kind → handler of all apps. A handler is called as `handler(now=now, **payload)`."""
    found: dict[str, Handler] = {}
    for app in offers("jobs"):
        found.update(app.JOBS)
    return found


def names() -> dict[str, str]:
    """kind → what a person calls it, where an app says so in the `NAMES` of its `jobs.py`."""
    found: dict[str, str] = {}
    for app in offers("jobs"):
        found.update(getattr(app, "NAMES", {}))
    return found


def run_due(*, now: datetime, known: Mapping[str, Handler] | None = None) -> int:
    """Do up to BATCH open jobs; returns how many were taken, done or not."""
    known = handlers() if known is None else known
    taken = _take(now)
    for job in taken:
        _run(job, now, known)
    return len(taken)


def _take(now: datetime) -> list[Outbox]:
    with transaction.atomic():
        free = Outbox.objects.filter(
            Q(not_before__isnull=True) | Q(not_before__lte=now), done_at__isnull=True
        ).order_by("id")
        locked = free.select_for_update(
            skip_locked=connection.features.has_select_for_update_skip_locked
        )
        taken = list(locked[:BATCH])
        Outbox.objects.filter(pk__in=[job.pk for job in taken]).update(
            attempts=F("attempts") + 1, not_before=now + LEASE
        )
    return taken


def _run(job: Outbox, now: datetime, known: Mapping[str, Handler]) -> None:
    try:
        handler = known[job.kind]
    except KeyError:
        _failed(job, now, "没有处理这类事项的程序")
        return
    try:
        handler(now=now, **_payload(job))
    except Exception as error:  # one broken job must not stop the others
        log.exception("job %s (%s) failed", job.pk, job.kind)
        _failed(job, now, type(error).__name__)
        return
    Outbox.objects.filter(pk=job.pk).update(done_at=now, not_before=None, last_error="")


def _payload(job: Outbox) -> dict[str, Any]:
    return dict(job.payload)


def _failed(job: Outbox, now: datetime, why: str) -> None:
    wait = min(timedelta(seconds=10) * 2 ** min(job.attempts, 20), LONGEST_WAIT)
    Outbox.objects.filter(pk=job.pk).update(not_before=now + wait, last_error=why[:120])
