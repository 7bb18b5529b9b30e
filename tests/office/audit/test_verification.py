"""An owner of the database takes the guards away: verification finds what was done."""

from __future__ import annotations

from datetime import datetime

import pytest

from gongkai.office import guards
from gongkai.office.agencies.models import Agency
from gongkai.office.audit import queries
from gongkai.office.audit.chain import seal
from gongkai.office.audit.models import Event, Ledger
from tests.office.build import make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency(now: datetime) -> Agency:
    """An agency with 21 events whose database has lost its guards."""
    made = make_office(now).agency
    guards.remove(guards.registry())
    return made


def found(agency: Agency, known: tuple[tuple[int, str], ...] = ()) -> list[tuple[str, int]]:
    return [(p.kind, p.position) for p in queries.verify_audit(agency, known)]


def event(agency: Agency, position: int) -> Event:
    return Event.objects.get(agency=agency, position=position)


def reseal(agency: Agency, position: int, **changes: object) -> str:
    """Change an event and make its own hash right again; returns the new hash."""
    row = event(agency, position)
    for name, value in changes.items():
        setattr(row, name, value)
    row.hash = seal(
        agency=str(agency.uid),
        position=position,
        at=row.at,
        actor=str(row.actor.uid) if row.actor else None,
        verb=row.verb,
        subject=row.subject,
        data=row.data,
        previous=row.previous_hash,
    )
    row.save()
    return row.hash


def test_an_edited_row(agency: Agency) -> None:
    Event.objects.filter(agency=agency, position=4).update(verb="nothing.happened")
    assert found(agency) == [("edited", 4)]


@pytest.mark.parametrize("field", ["at", "subject", "data", "actor"])
def test_every_field_is_sealed(agency: Agency, now: datetime, field: str) -> None:
    from gongkai.office.agencies.models import Person

    other = {
        "at": now.replace(year=2020),
        "subject": "x",
        "data": {"name": "另一个"},
        "actor": Person.objects.first(),
    }[field]
    Event.objects.filter(agency=agency, position=4).update(**{field: other})
    assert found(agency) == [("edited", 4)]


def test_an_edited_row_with_its_hash_made_right(agency: Agency) -> None:
    reseal(agency, 4, verb="nothing.happened")
    assert found(agency) == [("swapped", 5)]


def test_swapped_events(agency: Agency) -> None:
    Event.objects.filter(agency=agency, position=4).update(position=1000)
    Event.objects.filter(agency=agency, position=5).update(position=4)
    Event.objects.filter(agency=agency, position=1000).update(position=5)
    assert found(agency) == [
        ("swapped", 4), ("edited", 4), ("swapped", 5), ("edited", 5), ("swapped", 6)
    ]  # fmt: skip


def test_a_missing_event(agency: Agency) -> None:
    Event.objects.filter(agency=agency, position=4).delete()
    assert found(agency) == [("missing", 4), ("swapped", 5)]


def test_a_cut_tail_with_the_old_head(agency: Agency) -> None:
    Event.objects.filter(agency=agency, position__gt=18).delete()
    assert found(agency) == [("head", 21)]


def test_a_cut_tail_with_a_new_head_shows_against_a_kept_one(agency: Agency) -> None:
    kept = queries.head(agency)
    Event.objects.filter(agency=agency, position__gt=18).delete()
    Ledger.objects.filter(agency=agency).update(head_position=18, head_hash=event(agency, 18).hash)
    assert found(agency) == []
    assert found(agency, (kept,)) == [("tail", 21)]


def test_a_rewritten_chain_shows_against_a_kept_head(agency: Agency) -> None:
    kept = queries.head(agency)
    previous = reseal(agency, 4, verb="nothing.happened")
    for position in range(5, 22):
        previous = reseal(agency, position, previous_hash=previous)
    Ledger.objects.filter(agency=agency).update(head_hash=previous)
    assert found(agency) == []
    assert found(agency, (kept,)) == [("tail", 21)]
    assert found(agency, ((3, event(agency, 3).hash),)) == []
