"""The outbox: nothing lost, nothing done before its transaction, failures tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from gongkai.office import outbox
from gongkai.office.work import runner
from gongkai.office.work.models import Outbox

pytestmark = pytest.mark.django_db


class Recorder:
    """A handler that writes down its calls and fails for the first `failures` of them."""

    def __init__(self, failures: int = 0) -> None:
        self.calls: list[tuple[datetime, int]] = []
        self.failures = failures

    def __call__(self, *, now: datetime, application: int) -> None:
        self.calls.append((now, application))
        if len(self.calls) <= self.failures:
            raise RuntimeError("张三的电话打不通")


def enqueue(*ids: int) -> None:
    with transaction.atomic():
        for number in ids:
            outbox.enqueue("notify", application=number)


def test_jobs_run_once_in_order(now: datetime) -> None:
    handler = Recorder()
    enqueue(7, 8, 9)
    assert runner.run_due(now=now, known={"notify": handler}) == 3
    assert handler.calls == [(now, 7), (now, 8), (now, 9)]
    assert runner.run_due(now=now + timedelta(days=1), known={"notify": handler}) == 0
    assert (
        list(Outbox.objects.values_list("attempts", "done_at", "last_error")) == [(1, now, "")] * 3
    )


def test_a_rolled_back_write_leaves_no_job() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.enqueue("notify", application=1)
        raise RuntimeError
    assert Outbox.objects.count() == 0


def test_a_failure_waits_longer_each_time_and_keeps_no_text(now: datetime) -> None:
    handler = Recorder(failures=2)
    enqueue(7)
    known = {"notify": handler}
    assert runner.run_due(now=now, known=known) == 1
    job = Outbox.objects.get()
    assert (job.done_at, job.attempts, job.last_error) == (None, 1, "RuntimeError")
    assert job.not_before == now + timedelta(seconds=10)
    assert runner.run_due(now=now + timedelta(seconds=9), known=known) == 0
    later = now + timedelta(seconds=10)
    assert runner.run_due(now=later, known=known) == 1
    assert Outbox.objects.get().not_before == later + timedelta(seconds=20)
    assert runner.run_due(now=later + timedelta(seconds=20), known=known) == 1
    job = Outbox.objects.get()
    assert (job.attempts, job.last_error, job.not_before) == (3, "", None)
    assert job.done_at == later + timedelta(seconds=20)


def test_a_broken_job_does_not_stop_the_next(now: datetime) -> None:
    with transaction.atomic():
        outbox.enqueue("nobody-knows", application=1)
        outbox.enqueue("notify", application=2)
    handler = Recorder()
    assert runner.run_due(now=now, known={"notify": handler}) == 2
    assert handler.calls == [(now, 2)]
    assert list(Outbox.objects.order_by("id").values_list("done_at", flat=True)) == [None, now]


def test_a_worker_that_died_leaves_its_jobs_to_the_next(now: datetime) -> None:
    enqueue(7)
    assert [job.kind for job in runner._take(now)] == ["notify"]
    handler = Recorder()
    assert runner.run_due(now=now + timedelta(minutes=4), known={"notify": handler}) == 0
    later = now + timedelta(minutes=5)
    assert runner.run_due(now=later, known={"notify": handler}) == 1
    assert handler.calls == [(later, 7)]
