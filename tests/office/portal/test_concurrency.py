"""One browser sending twice at once, on real connections of either database."""

from __future__ import annotations

from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection

from gongkai.office.portal import drafts
from gongkai.office.portal.models import ApplicationDraft, ColumnTally
from gongkai.office.portal.search import index
from gongkai.office.publishing import services
from tests.office.at_once import meanwhile, together
from tests.office.build import make_office
from tests.office.publishing.conftest import Desk

pytestmark = pytest.mark.usefixtures("committed")


def test_two_first_answers_at_once_are_both_kept(now: datetime) -> None:
    agency = make_office(now).agency
    answers = {f"question{n}": {"text": str(n)} for n in range(4)}
    connected = Barrier(len(answers))

    def save(name: str) -> None:
        connection.ensure_connection()
        connected.wait()
        drafts.save(agency, "key", name, answers[name], now)

    assert together(*(lambda name=name: save(name) for name in answers)) == [None] * len(answers)
    assert ApplicationDraft.objects.count() == 1
    assert drafts.read(agency, "key", now).answers == answers


def test_two_changes_of_one_column_are_both_counted(desk: Desk, now: datetime) -> None:
    """The later count sees what the earlier one was about, though it began before that was written."""
    gone, other = desk.published(now), desk.published(now)
    column = gone.item.column_id
    assert other.item.column_id == column
    for one in (gone, other):
        index.refresh(one.item_id)
    assert ColumnTally.objects.get(column=column).items == 2

    def take_away() -> None:
        services.withdraw(
            agency=gone.agency,
            actor=desk.office.clerk,
            now=now,
            item=gone.item.uid,
            reason="内容有误",
        )
        index.refresh(gone.item_id)

    assert meanwhile(take_away, lambda: index.refresh(other.item_id)) is None
    assert ColumnTally.objects.get(column=column).items == 1
