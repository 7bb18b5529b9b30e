"""Doing what the outbox holds: at least once, each job by one worker at a time.

A worker takes a lease on one row, runs its handler outside any transaction of its own, and marks the
row. A worker that dies leaves a row whose lease ends; it is then done again, so a handler (`JOBS` in
an app's `jobs.py`, kind → function of the payload) must bear a second run.

The oldest job that may be done is done first. Work of many parts does one part a job, and each part
enqueues the next: whatever else came meanwhile has its turn in between.

A job is tried again until it succeeds. Where somebody waits for its answer, `LAST` in `jobs.py` names
for its kind what is done instead once TRIES of them failed, or ended the worker.
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

#: Longer than any one job takes: a file is given up after some two minutes.
LEASE = timedelta(minutes=5)
TRIES = 3
LONGEST_WAIT = timedelta(hours=1)

Handler = Callable[..., None]


def handlers() -> dict[str, Handler]:
    """kind → handler of all apps. A handler is called as `handler(now=now, **payload)`."""
    return _offered("JOBS")


def last_handlers() -> dict[str, Handler]:
    """kind → what is done in its place after TRIES failures, where an app has it; called alike."""
    return _offered("LAST")


def names() -> dict[str, str]:
    """kind → what a person calls it, where an app says so."""
    return _offered("NAMES")


def _offered(called: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for app in offers("jobs"):
        found.update(getattr(app, called, {}))
    return found


def run_next(
    *,
    now: datetime,
    known: Mapping[str, Handler] | None = None,
    last: Mapping[str, Handler] | None = None,
) -> bool:
    """Do the oldest open job that may be done; returns whether there was one, done or not. `known`
    and `last` are the handlers, those of all apps where they are not given."""
    job = _take(now)
    if job is None:
        return False
    known = handlers() if known is None else known
    last = last_handlers() if last is None else last
    _run(job, now, {**known, **last} if job.attempts >= TRIES else known)
    return True


def _take(now: datetime) -> Outbox | None:
    """The row under its lease, with the attempts before this one."""
    with transaction.atomic():
        job = (
            Outbox.objects.filter(
                Q(not_before__isnull=True) | Q(not_before__lte=now), done_at__isnull=True
            )
            .order_by("id")
            .select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
            .first()
        )
        if job is not None:
            Outbox.objects.filter(pk=job.pk).update(
                attempts=F("attempts") + 1, not_before=now + LEASE
            )
    return job


def _run(job: Outbox, now: datetime, known: Mapping[str, Handler]) -> None:
    try:
        handler = known[job.kind]
    except KeyError:
        _failed(job, now, "没有处理这类事项的程序")
        return
    try:
        handler(now=now, **job.payload)
    except Exception as error:  # one broken job must not stop the others
        log.exception("job %s (%s) failed", job.pk, job.kind)
        _failed(job, now, type(error).__name__)
        return
    Outbox.objects.filter(pk=job.pk).update(done_at=now, not_before=None, last_error="")


def _failed(job: Outbox, now: datetime, why: str) -> None:
    wait = min(timedelta(seconds=10) * 2 ** min(job.attempts, 20), LONGEST_WAIT)
    # Another worker may have done it meanwhile, after a lease that was too short.
    Outbox.objects.filter(pk=job.pk, done_at__isnull=True).update(
        not_before=now + wait, last_error=why[:120]
    )
