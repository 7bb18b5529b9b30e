"""Direct SQL against every guard of the supervising office, on both databases."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from gongkai.office import guards
from gongkai.office.supervision import services
from gongkai.office.supervision.models import Decision, Judgement, Received, Reminder, Ruling, Step
from tests.office import attack
from tests.office.build import Office

from .receiving import DAY, FILED, TODAY, receive, unit_of

TABLES = [
    "supervision_received",
    "supervision_judgement",
    "supervision_decision",
    "supervision_reminder",
    "supervision_parcel",
    "supervision_parcelfile",
]


def insert(step: str, received: str) -> str:
    """A decision about the report that `received`, a condition, names."""
    return (
        'INSERT INTO supervision_decision (uid, received_id, step, "on", at, by_id, number, note) '
        f"SELECT '{uuid4().hex}', r.id, '{step}', '2025-01-23', '2025-01-23 01:00:00', "
        f"(SELECT MIN(id) FROM agencies_person), '', '' FROM supervision_received r WHERE {received}"
    )


OWN = [
    (
        "supervision_parcelfile_change_only",
        "UPDATE supervision_parcelfile SET problem = '改写' WHERE problem IS NOT NULL",
    ),
    ("supervision_parcelfile_change_only", "UPDATE supervision_parcelfile SET name = 'b.txt'"),
    ("supervision_decision_one_way", insert("accepted", "r.number = 2")),
    ("supervision_decision_published_after_accepted", insert("published", "r.number = 1")),
    ("supervision_decision_of_the_latest", insert("accepted", "r.number = 1")),
]


def attacks() -> list[tuple[str, str]]:
    return attack.plain_attacks(TABLES) + OWN


def test_every_guard_of_the_app_is_attacked() -> None:
    mine = {g.name for g in guards.registry() if g.table.startswith("supervision_")}
    assert {name for name, _ in attacks()} == mine


@pytest.fixture
def filled(db: None) -> None:
    from gongkai.office import time
    from tests.office.build import make_office

    office: Office = make_office(time.at(date(2024, 1, 3)))
    unit = unit_of(office, "塔城地区卫生健康委员会", 1)
    first = receive(office, unit)
    second = receive(office, unit, received_on=DAY)
    services.remind(
        agency=office.supervising,
        year=2024,
        units=[office.agency.uid],
        actor=office.supervisor,
        now=FILED,
    )
    Judgement.objects.create(
        agency=office.supervising, unit=unit, year=2024, rule="T3-ID", fingerprint="a" * 16,
        ruling=Ruling.CONFIRMED, at=TODAY, by=office.supervisor,
    )  # fmt: skip
    parcel = services.send_parcel(
        agency=office.supervising,
        actor=office.supervisor,
        now=TODAY,
        year=2024,
        received_on=DAY,
        files=[services.Sent("a.txt", b"x")],
    )
    services.read_file(file=parcel.files.get().uid, now=TODAY)
    file = first.file
    Decision.objects.create(
        received=second, step=Step.RETURNED, on=DAY, at=TODAY, by=office.supervisor,
        letter=file, number="1", due_on=TODAY.date(),
    )  # fmt: skip
    assert (Received.objects.count(), Reminder.objects.count()) == (2, 1)


@pytest.mark.parametrize(("name", "sql"), attacks())
def test_the_database_refuses(filled: None, name: str, sql: str) -> None:
    attack.stands_against(name, sql)
