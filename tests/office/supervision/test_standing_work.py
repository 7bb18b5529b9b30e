"""What the worker does for the pages: findings of newer rules, texts set against each other. Looking
at a page writes nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.office import time
from gongkai.office.agencies.models import Agency
from gongkai.office.supervision import queries, services
from gongkai.office.supervision.models import Reading
from gongkai.office.supervision.services import receiving
from gongkai.office.work.models import Outbox
from gongkai.office.work.runner import run_next
from gongkai.office.work.services import tick
from gongkai.report.rules.listing import VERSION
from tests.office.build import Office
from tests.office.supervision.receiving import REPORTS, TODAY, numbers_of, receive

TEXT = (REPORTS / "tacheng-2024.txt").read_bytes()
STALE = "核对规则已经更新，1 份报告正在后台重新核对"


def writes(seen: CaptureQueriesContext) -> list[str]:
    """The statements that write, or lock in order to."""
    words = ("INSERT", "UPDATE", "DELETE", "BEGIN IMMEDIATE")
    asked = [one["sql"].lstrip() for one in seen.captured_queries]
    return [sql for sql in asked if sql.upper().startswith(words) or "FOR UPDATE" in sql]


def test_newer_rules_are_put_to_held_reports_by_the_worker_and_by_no_page(
    office: Office, tacheng: Agency, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "now", lambda: TODAY)
    current = receive(office, tacheng).reading.findings
    while run_next(now=TODAY):
        pass
    Reading.objects.update(rules_version="2020-01", findings=[])
    client.force_login(office.supervisor)
    with CaptureQueriesContext(connection) as seen:
        page = client.get("/supervision/2024/").content.decode()
    assert writes(seen) == []
    assert STALE in page
    assert "正在重新核对，还不知道。" in page
    assert "没有未结论的错误" not in page  # nobody knows
    assert Reading.objects.get().rules_version == "2020-01"
    tick(now=TODAY)
    tick(now=TODAY)
    assert list(Outbox.objects.filter(done_at=None).values_list("kind", "payload")) == [
        ("supervision.stale", {"agency": str(office.supervising.uid), "year": 2024})
    ]
    assert run_next(now=TODAY)
    assert (Reading.objects.get().rules_version, Reading.objects.get().findings) == (
        VERSION,
        current,
    )
    assert "重新核对" not in client.get("/supervision/2024/").content.decode()
    tick(now=TODAY)
    assert not run_next(now=TODAY)


def test_many_held_reports_are_a_few_at_a_time(
    office: Office, tacheng: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "AT_ONCE", 2)
    for number in range(3):
        receive(office, tacheng, data=f"{number}\n".encode() + TEXT, sure=True)
    Outbox.objects.all().delete()
    Reading.objects.update(rules_version="2020-01")
    services.ask_refresh(office.supervising)
    left = [len(queries.stale(office.supervising, 2024, 9))]
    while run_next(now=TODAY):
        left.append(len(queries.stale(office.supervising, 2024, 9)))
    assert left == [3, 1, 0]


def test_texts_are_compared_by_the_last_of_several_jobs(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    receive(office, tacheng)
    second = receive(office, shapotou, sure=True)
    assert Outbox.objects.filter(kind="supervision.received").count() == 2
    assert run_next(now=TODAY)
    assert numbers_of(second, "UN-COPY") == []
    assert run_next(now=TODAY)
    assert len(numbers_of(second, "UN-COPY")) == 2
    assert not run_next(now=TODAY)


def test_comparing_what_was_compared_only_reads(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    receive(office, tacheng)
    receive(office, shapotou, sure=True)
    while run_next(now=TODAY):
        pass
    with CaptureQueriesContext(connection) as seen:
        assert services.compare_units(office.supervising, 2024) == 0
    assert writes(seen) == []
    assert len(seen) == 5
