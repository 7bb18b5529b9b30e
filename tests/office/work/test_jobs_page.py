"""What the administrator sees of the work behind the pages, and trying it again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client

from gongkai.office import time
from gongkai.office.audit.models import Event
from gongkai.office.outbox import enqueue
from gongkai.office.refusal import Refusal
from gongkai.office.work import queries, runner, services
from gongkai.office.work.models import Outbox
from tests.office.build import Office, desk_of, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(now)


def broken(*, now: datetime, application: int) -> None:
    raise RuntimeError("张三的电话打不通")


def failed(now: datetime) -> Outbox:
    """A job that was tried once, and whose error text names somebody."""
    with transaction.atomic():
        enqueue("notify", application=7)
    runner.run_next(now=now, known={"notify": broken})
    return Outbox.objects.get()


def test_the_page_says_what_failed_and_names_nobody(office: Office, client: Client) -> None:
    job = failed(time.now())
    client.force_login(office.administrator)
    page = client.get("/desk/work/jobs/").content.decode()
    assert "有 1 件没有办成" in page
    assert "RuntimeError" in page
    assert "张三" not in page
    assert "有 1 件后台事项没有办成" in client.get("/desk/").content.decode()
    assert client.post(f"/desk/work/jobs/{job.pk}/retry/")["Location"] == "/desk/work/jobs/"
    job.refresh_from_db()
    assert (job.not_before, job.attempts) == (None, 1)
    event = Event.objects.get(verb="work.retried")
    assert (event.actor, event.data) == (office.administrator, {"kind": "notify", "attempts": 1})
    assert client.post("/desk/work/jobs/999/retry/").status_code == 404
    client.force_login(office.clerk)
    assert client.get("/desk/work/jobs/").status_code == 403
    assert client.post(f"/desk/work/jobs/{job.pk}/retry/").status_code == 403


def test_only_what_failed_is_tried_again(office: Office, now: datetime) -> None:
    job = failed(now)
    common = {"now": now, "agency": office.agency, "job": job.pk}
    with pytest.raises(Refusal) as caught:
        services.retry(actor=office.clerk, **common)
    assert caught.value.code == "not-permitted"
    Outbox.objects.update(done_at=now, last_error="")
    with pytest.raises(Refusal) as caught:
        services.retry(actor=office.administrator, **common)
    assert caught.value.code == "not-stuck"
    assert not Event.objects.filter(verb="work.retried").exists()


def test_work_that_nobody_takes_shows_that_the_worker_is_gone(office: Office) -> None:
    with transaction.atomic():
        enqueue("notify", application=7)
    made = Outbox.objects.get().created_at
    early, late = made + timedelta(minutes=9), made + timedelta(minutes=11)
    assert queries.jobs(desk_of(office.administrator, early)).untaken_since is None
    seen = queries.jobs(desk_of(office.administrator, late))
    assert (seen.untaken_since, seen.open, seen.stuck) == (made, 1, ())
    assert queries.jobs(desk_of(office.clerk, late)).open == 0
