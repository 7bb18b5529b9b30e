"""Positions, seals, and what verification finds in a sound ledger."""

from datetime import datetime

import pytest
from django.db import transaction

from gongkai.office.audit import queries, services
from gongkai.office.audit.models import Event
from tests.office.build import make_office

pytestmark = pytest.mark.django_db


def test_founding_an_office_leaves_a_sound_ledger(now: datetime) -> None:
    office = make_office(now)
    position, head = queries.head(office.agency)
    events = list(Event.objects.filter(agency=office.agency).order_by("position"))
    assert [e.position for e in events] == list(range(1, 21 + 1))
    assert (position, head) == (21, events[-1].hash)
    assert [e.previous_hash for e in events] == ["", *(e.hash for e in events[:-1])]
    assert queries.verify_audit(office.agency) == []


def test_positions_of_two_agencies_are_their_own(now: datetime) -> None:
    office = make_office(now)
    with transaction.atomic():
        first = services.append(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            verb="test.one",
            subject="agencies.agency:x",
            data={"件数": 3, "a": None},
        )
        second = services.append(
            agency=office.supervising, actor=None, now=now, verb="t", subject="s", data={}
        )
    assert (first, second) == (22, 4)
    assert queries.verify_audit(office.agency) == []


def test_a_rolled_back_write_gives_its_position_back(now: datetime) -> None:
    office = make_office(now)
    before = queries.head(office.agency)

    class Halt(Exception):
        pass

    with pytest.raises(Halt), transaction.atomic():
        services.append(agency=office.agency, actor=None, now=now, verb="t", subject="s", data={})
        raise Halt
    assert queries.head(office.agency) == before
    assert queries.verify_audit(office.agency) == []
