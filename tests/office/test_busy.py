"""A database that somebody else writes to: a calm page, and nothing is lost or half written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client

from gongkai.office.registers.models import RegisterRow
from tests.office.build import Office, make_office


@contextmanager
def written_by_another(office: Office) -> Iterator[None]:
    """Another connection holds what a register is written under; ours waits a moment only."""
    other = connection.copy()
    with connection.cursor() as own, other.cursor() as cursor:
        if connection.vendor == "sqlite":
            own.execute("PRAGMA busy_timeout = 20")
            cursor.execute("BEGIN IMMEDIATE")
        else:
            own.execute("SET lock_timeout = '20ms'")
            cursor.execute("BEGIN")
            cursor.execute(
                "SELECT id FROM audit_ledger WHERE agency_id = %s FOR UPDATE", [office.agency.pk]
            )
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
            other.close()


@pytest.mark.usefixtures("committed")
def test_a_busy_database_is_said_calmly_and_the_same_form_is_taken_afterwards(
    now: datetime,
) -> None:
    office = make_office(now)
    clerk = Client(raise_request_exception=False)
    clerk.force_login(office.clerk)
    typed = {"number": "1号", "subject": "登记", "decided_on": "2026-03-02"}
    with written_by_another(office):
        answer = clerk.post("/registers/penalties/add/", typed)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "系统正忙，请稍候再试" in answer.text
    assert "刚才的内容没有登记。" in answer.text
    assert RegisterRow.objects.count() == 0
    assert clerk.post("/registers/penalties/add/", typed).status_code == 302
    assert RegisterRow.objects.count() == 1
