"""One browser sending twice at once, on real connections of either database."""

from __future__ import annotations

from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection

from gongkai.office.portal import drafts
from gongkai.office.portal.models import ApplicationDraft
from tests.office.applications.test_concurrency import together
from tests.office.build import make_office

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
