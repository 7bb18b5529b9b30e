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


def test_jobs_run_once_in_order_one_at_a_time(now: datetime) -> None:
    handler = Recorder()
    enqueue(7, 8, 9)
    known = {"notify": handler}
    # Each has its lease from the moment it is taken, however long those before it took.
    moments = [now + timedelta(minutes=4 * n) for n in range(3)]
    assert [runner.run_next(now=moment, known=known) for moment in moments] == [True] * 3
    assert handler.calls == list(zip(moments, (7, 8, 9), strict=True))
    assert not runner.run_next(now=now + timedelta(days=1), known=known)
    assert list(Outbox.objects.order_by("id").values_list("attempts", "done_at", "last_error")) == [
        (1, moment, "") for moment in moments
    ]


def test_what_a_job_leaves_for_later_waits_behind_what_came_meanwhile(now: datetime) -> None:
    done: list[int] = []

    def part(*, now: datetime, application: int) -> None:
        done.append(application)
        if application < 3:
            enqueue(application + 1)

    enqueue(1)
    assert runner.run_next(now=now, known={"notify": part})
    with transaction.atomic():
        outbox.enqueue("other", application=100)
    handler = Recorder()
    known = {"notify": part, "other": handler}
    assert [runner.run_next(now=now, known=known) for _ in range(4)] == [True, True, True, False]
    assert (done, handler.calls) == ([1, 2, 3], [(now, 100)])


def test_a_job_that_always_fails_ends_with_its_last_handler(now: datetime) -> None:
    always, last = Recorder(failures=99), Recorder()
    enqueue(7)
    for _ in range(5):
        runner.run_next(now=now, known={"notify": always}, last={"notify": last})
        now += timedelta(hours=1)
    assert (len(always.calls), len(last.calls)) == (3, 1)
    job = Outbox.objects.get()
    assert (job.attempts, job.last_error, job.done_at) == (4, "", now - timedelta(hours=2))


def test_a_job_that_kills_its_worker_ends_with_its_last_handler_too(now: datetime) -> None:
    never, last = Recorder(), Recorder()
    enqueue(7)
    for _ in range(3):
        assert runner._take(now) is not None
        now += timedelta(minutes=5)
    assert runner.run_next(now=now, known={"notify": never}, last={"notify": last})
    assert (never.calls, last.calls) == ([], [(now, 7)])


def test_a_worker_whose_lease_was_too_short_undoes_nothing(now: datetime) -> None:
    enqueue(7)

    def slow(*, now: datetime, application: int) -> None:
        later = now + timedelta(minutes=6)
        assert runner.run_next(now=later, known={"notify": Recorder()})
        raise RuntimeError

    assert runner.run_next(now=now, known={"notify": slow})
    job = Outbox.objects.get()
    assert (job.done_at, job.not_before, job.last_error) == (now + timedelta(minutes=6), None, "")


def test_work_is_open_until_it_is_done_and_untaken_until_it_is_tried(now: datetime) -> None:
    seen: list[tuple[bool, bool]] = []

    def look() -> tuple[bool, bool]:
        return outbox.is_open("notify", application=7), outbox.is_untaken("notify", application=7)

    assert look() == (False, False)
    enqueue(7)
    assert look() == (True, True)
    assert not outbox.is_open("notify", application=8)
    runner.run_next(now=now, known={"notify": lambda **_: seen.append(look())})
    assert seen == [(True, False)]
    assert look() == (False, False)


def test_a_rolled_back_write_leaves_no_job() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.enqueue("notify", application=1)
        raise RuntimeError
    assert Outbox.objects.count() == 0


def test_a_failure_waits_longer_each_time_and_keeps_no_text(now: datetime) -> None:
    handler = Recorder(failures=2)
    enqueue(7)
    known = {"notify": handler}
    assert runner.run_next(now=now, known=known)
    job = Outbox.objects.get()
    assert (job.done_at, job.attempts, job.last_error) == (None, 1, "RuntimeError")
    assert job.not_before == now + timedelta(seconds=10)
    assert not runner.run_next(now=now + timedelta(seconds=9), known=known)
    later = now + timedelta(seconds=10)
    assert runner.run_next(now=later, known=known)
    assert Outbox.objects.get().not_before == later + timedelta(seconds=20)
    assert runner.run_next(now=later + timedelta(seconds=20), known=known)
    job = Outbox.objects.get()
    assert (job.attempts, job.last_error, job.not_before) == (3, "", None)
    assert job.done_at == later + timedelta(seconds=20)


def test_a_broken_job_does_not_stop_the_next(now: datetime) -> None:
    with transaction.atomic():
        outbox.enqueue("nobody-knows", application=1)
        outbox.enqueue("notify", application=2)
    handler = Recorder()
    known = {"notify": handler}
    assert [runner.run_next(now=now, known=known) for _ in range(3)] == [True, True, False]
    assert handler.calls == [(now, 2)]
    assert list(Outbox.objects.order_by("id").values_list("done_at", flat=True)) == [None, now]


def test_a_worker_that_died_leaves_its_jobs_to_the_next(now: datetime) -> None:
    enqueue(7)
    assert runner._take(now) == Outbox.objects.get()
    handler = Recorder()
    assert not runner.run_next(now=now + timedelta(minutes=4), known={"notify": handler})
    later = now + timedelta(minutes=5)
    assert runner.run_next(now=later, known={"notify": handler})
    assert handler.calls == [(later, 7)]
