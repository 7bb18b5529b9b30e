"""Direct SQL against every guard of the ledger, the people and the files."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.management import call_command
from django.db import connection

from gongkai.office import guards
from gongkai.office.audit.models import Event
from gongkai.office.documents import services as documents
from tests.office import attack
from tests.office.build import make_office

TABLES = [
    "audit_event",
    "audit_ledger",
    "documents_file",
    "documents_numberseries",
    "agencies_region",
    "agencies_agency",
    "agencies_section",
    "agencies_person",
    "agencies_membership",
    "agencies_delegation",
    "agencies_superior",
    "agencies_agencyname",
    "agencies_succession",
    "agencies_holidaynotice",
    "agencies_lawchoice",
]
# What is more than "no row of this table is changed, deleted or replaced".
OWN = [
    ("audit_ledger_change_only", "UPDATE audit_ledger SET agency_id = agency_id + 1000"),
    ("audit_ledger_forward", "UPDATE audit_ledger SET head_position = head_position + 1"),
    ("audit_ledger_forward", "UPDATE audit_ledger SET head_position = 0, head_hash = ''"),
    (
        "audit_event_next",
        "INSERT INTO audit_event (agency_id, position, at, verb, subject, data, previous_hash, "
        "hash) SELECT agency_id, position + 100, at, verb, subject, data, previous_hash, hash "
        "FROM audit_event",
    ),
    ("documents_numberseries_change_only", "UPDATE documents_numberseries SET year = 1999"),
    ("documents_numberseries_forward", "UPDATE documents_numberseries SET last = 0"),
    ("agencies_membership_change_only", "UPDATE agencies_membership SET valid_from = '2020-01-01'"),
    ("agencies_delegation_change_only", "UPDATE agencies_delegation SET valid_from = '2020-01-01'"),
    ("agencies_agencyname_change_only", "UPDATE agencies_agencyname SET name = 'x'"),
    (
        "agencies_agencyname_change_only",
        "UPDATE agencies_agencyname SET valid_to = '2020-01-01' WHERE valid_to IS NOT NULL",
    ),
    ("agencies_superior_change_only", "UPDATE agencies_superior SET valid_from = '2020-01-01'"),
]
# An old event replaced through its row id, made to look like the next one.
REPLACED = (
    "INSERT OR REPLACE INTO audit_event (id, agency_id, position, at, verb, subject, data, "
    "previous_hash, hash) SELECT e.id, e.agency_id, l.head_position + 1, e.at, e.verb, e.subject, "
    "e.data, l.head_hash, e.hash FROM audit_event e JOIN audit_ledger l "
    "ON l.agency_id = e.agency_id WHERE e.position = 1"
)
# Deleting a row that others point at is refused by the foreign key anyway: the attack of these is
# made on a row nobody points at.
APART = {
    "audit_event_no_replace": REPLACED,
    "agencies_region_no_delete": "DELETE FROM agencies_region WHERE code = 'alone'",
    "agencies_agency_no_delete": "DELETE FROM agencies_agency WHERE credit_code = 'alone'",
    "agencies_section_no_delete": "DELETE FROM agencies_section WHERE name = '办公室'",
    "agencies_person_no_delete": "DELETE FROM agencies_person WHERE login_name = 'alone'",
}


def attacks() -> list[tuple[str, str]]:
    plain = [(name, APART.get(name, sql)) for name, sql in attack.plain_attacks(TABLES)]
    return plain + OWN


@pytest.fixture
def filled(db: None, now: datetime) -> None:
    """Every table of TABLES has rows."""
    from gongkai.office.agencies import changes, services
    from gongkai.office.agencies.models import (
        Agency,
        HolidayNotice,
        LawChoice,
        Person,
        Region,
        Role,
    )

    office = make_office(now)
    documents.next_number(agency=office.agency, series="a", year=2026, now=now, actor=None)
    documents.store(
        agency=office.agency, actor=None, now=now, name="a.txt", data=b"a", media_type="text/plain"
    )
    services.delegate(
        actor=office.leader,
        now=now,
        agency=office.agency,
        giver=office.leader,
        receiver=office.clerk,
        role=Role.LEADER,
        valid_from=now.date(),
        valid_to=now.date(),
    )
    common = {"actor": office.administrator, "now": now, "agency": office.agency}
    changes.rename(
        **common, name="云溪县卫生健康局", from_day=now.date(), basis="云办发〔2026〕3号"
    )
    changes.take_over(
        **common,
        predecessor=None,
        predecessor_name="云溪县中医药管理局",
        kind="merged",
        on=now.date(),
        basis="云办发〔2026〕3号",
    )
    HolidayNotice.objects.create(
        agency=office.agency, year=2027, content={}, loaded_at=now, position=1
    )
    LawChoice.objects.create(
        agency=office.agency,
        point="day0",
        value="included",
        valid_from=now.date(),
        reason="会议",
        chosen_at=now,
        position=1,
    )
    region = Region.objects.create(code="alone", name="别处")
    Agency.objects.create(
        name="别处", credit_code="alone", kind="department", level="county", region=region
    )
    Region.objects.filter(pk=region.pk).update(code="held")
    Region.objects.create(code="alone", name="又一处")
    Person.objects.create(login_name="alone", display_name="某人", password="")


def test_every_attack_is_refused_and_only_by_its_guard(filled: None) -> None:
    for name, sql in attacks():
        attack.stands_against(name, sql)


def test_every_guard_has_its_attack(db: None) -> None:
    attacked = {name for name, _ in attacks()}
    assert {g.name for g in guards.registry() if g.table in TABLES} == attacked


def test_a_missing_guard_and_an_altered_one_are_named(db: None) -> None:
    first = attack.guard("audit_event_no_change")
    second = attack.guard("audit_event_no_delete")
    weaker = guards.Guard(first.name, first.table, first.event, "1 = 2", first.message)
    with attack.undone():
        guards.remove([second])
        guards.put([weaker])
        assert guards.check() == [first.name, second.name]
        guards.install()
        assert guards.check() == []


def test_a_remade_table_gets_its_guards_back_with_the_next_migration(
    committed: None, now: datetime
) -> None:
    """SQLite remakes a table for most changes of a column, and its triggers are gone with it."""
    make_office(now)
    if connection.vendor == "sqlite":
        # What a migration does: Django lifts the guards first, or the remake itself would fail.
        guards.clear()
        with connection.schema_editor() as editor:
            editor._remake_table(Event)  # type: ignore[attr-defined]
    guards.remove([attack.guard("audit_event_no_change")])
    assert "audit_event_no_change" in guards.check()
    call_command("migrate", verbosity=0)
    assert guards.check() == []
    attack.stands_against("audit_event_no_change", "UPDATE audit_event SET verb = 'x'")


def test_migrating_lifts_the_guards_while_tables_are_remade(committed: None, now: datetime) -> None:
    make_office(now)
    call_command("migrate", "audit", "zero", verbosity=0)
    assert "audit_event_no_change" in guards.check()
    call_command("migrate", verbosity=0)
    assert guards.check() == []
