"""Direct SQL against every guard of the registers and of the normative documents."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gongkai.office import guards
from gongkai.office.documents import services as documents
from gongkai.office.publishing import services as publishing
from gongkai.office.publishing.services import DocumentData
from gongkai.office.registers import services
from tests.office import attack
from tests.office.attack import HEAD, copy, fresh
from tests.office.build import make_office
from tests.office.registers.conftest import add, data

FACTS = [
    "registers_registerrow",
    "registers_return",
    "registers_openingbalance",
    "publishing_normativedocument",
]
TABLES = [
    *FACTS,
    "registers_batch",
    "registers_removal",
    "registers_datacall",
    "registers_publicity",
    "registers_publicitystart",
]


def replacing(table: str) -> str:
    """A row replaced by one of the same key at the head of the ledger."""
    if table not in FACTS:
        return attack.ROW_ATTACKS["no_replace"].format(table=table)
    sql = copy(table, recorded_at_position=HEAD)
    return sql.replace("INSERT", "INSERT OR REPLACE", 1) + " LIMIT 1"


CHANGED = {
    "registers_registerrow": "number = 'x' || id",
    "registers_return": "quantity = 1",
    "registers_openingbalance": "quantity = 1",
    "publishing_normativedocument": "title = 'x'",
    "registers_batch": "rows_count = rows_count + 1",
    "registers_datacall": "due_on = '2027-01-01'",
    "registers_publicity": "published_on = '2027-01-01'",
}
# What makes a copy another fact, so that no unique key answers first.
ANOTHER = {
    "registers_registerrow": {"number": "t.number || 'x'"},
    "registers_return": {"section_id": "t.section_id - 1"},
    "registers_openingbalance": {"year": "t.year - 1"},
    "publishing_normativedocument": {"document_number": "t.document_number || 'x'"},
}


def attacks() -> list[tuple[str, str]]:
    found = []
    for name, sql in attack.plain_attacks(TABLES):
        table = name.removesuffix("_no_replace")
        found.append((name, replacing(table) if name.endswith("_no_replace") else sql))
    for table, change in CHANGED.items():
        found.append((f"{table}_change_only", f"UPDATE {table} SET {change}"))
    for table in FACTS:
        found.append(
            (
                f"{table}_ends_at_head",
                f"UPDATE {table} SET superseded_at_position = recorded_at_position + 1000 "
                "WHERE superseded_at_position IS NULL",
            )
        )
        new = {"uid": fresh(), "record": fresh(), **ANOTHER[table]}
        found.append((f"{table}_begins_at_head", copy(table, recorded_at_position="1", **new)))
    new = {"uid": fresh(), "record": fresh(), "recorded_at_position": HEAD}
    found += [
        (
            "registers_registerrow_or_return",
            copy(
                "registers_registerrow",
                "superseded_at_position IS NULL AND kind = 'penalties'",
                kind="'licences'",
                **new,
            ),
        ),
        (
            "registers_return_or_row",
            copy(
                "registers_return",
                "superseded_at_position IS NULL AND state = 'confirmed'",
                kind="'penalties'",
                **new,
            ),
        ),
        (
            "registers_return_no_overlap",
            copy("registers_return", "superseded_at_position IS NULL AND kind = 'licences'", **new),
        ),
    ]
    return found


@pytest.fixture
def filled(db: None, now: datetime) -> None:
    """Every table of TABLES has rows."""
    office = make_office(now)
    common = {"agency": office.agency, "actor": office.clerk, "now": now}
    add(office, now, kind="penalties")
    gone = add(office, now, kind="penalties", number="2")
    services.remove_row(**common, record=gone.record, reason="错")
    file = documents.store(**common, name="x", data=b"x", media_type="text/csv")
    services.import_rows(
        **common, kind="compulsory_measures", file=file, rows=[(2, data(number="3"))]
    )
    period = {"period_from": date(2026, 1, 1), "period_to": date(2026, 6, 30)}
    section = office.sections["审批科"]
    services.call_for(
        **common, section=section, kind="licences", due_on=date(2026, 7, 10), **period
    )
    figure = services.submit_return(
        agency=office.agency,
        actor=office.section_person,
        now=now,
        section=section,
        kind="licences",
        value=5,
        source_system="省平台",
        **period,
    )
    services.confirm_return(**common, record=figure.record)
    services.start_publicity(**common, from_day=date(2026, 1, 1))
    services.note_publicity(
        **common,
        records=[add(office, now, kind="penalties", number="4").record],
        published_on=date(2026, 3, 3),
        channels=["site"],
    )
    services.enter_balance(
        **common, year=2026, cell_id="disclosure.penalties.decisions", value=3, reason="原台账"
    )
    publishing.add_document(
        **common,
        document=DocumentData(
            "normative_documents", "办法", "1", date(2025, 1, 1), date(2025, 1, 1)
        ),
    )


def test_every_attack_is_refused_and_only_by_its_guard(filled: None) -> None:
    for name, sql in attacks():
        attack.stands_against(name, sql)


def test_every_guard_has_its_attack(db: None) -> None:
    attacked = {name for name, _ in attacks()}
    assert {g.name for g in guards.registry() if g.table in TABLES} == attacked


def test_a_superseded_version_is_never_brought_back(filled: None) -> None:
    attack.stands_against(
        "registers_registerrow_change_only",
        "UPDATE registers_registerrow SET superseded_at_position = NULL "
        "WHERE superseded_at_position IS NOT NULL",
    )
