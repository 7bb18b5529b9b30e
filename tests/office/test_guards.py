"""Every guard of the whole office has an attack that it refuses, and every table has its decision.

An app's attacks are in its `test_guards.py` (or any test module with a function `attacks()` that
gives (guard, SQL) pairs); each is proven there to be refused by that guard and by nothing else.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from django.apps import apps

from gongkai.office import guards
from gongkai.office.audit.models import CountedFact

HERE = Path(__file__).parent

#: Tables whose rows may change or go: what each one is.
FREE = {
    "agencies_secondfactor": "the secret of an authenticator: replaced by a new one",
    "applications_clockprojection": "a projection, rebuilt from the events",
    "portal_applicationdraft": "an application being filled in: changed with every answer, then gone",
    "portal_draftpaper": "files beside an application being filled in: gone with its draft",
    "portal_attempts": "counts of limited tries, gone after their window",
    "portal_columntally": "how many items a column has: worked out again at any time",
    "portal_searchentry": "the words of a publication: rebuilt at any time",
    "supervision_reading": "what the rules find in a received report: worked out again at any time",
    "registers_publicitypending": "a projection, rebuilt from rows and publicity",
    "work_outbox": "jobs: attempts and success are written into the row",
    "work_mailaddress": "a person's own choice, changed and emptied at will",
    "work_mailsent": "how far a person was told: it moves on",
    "work_alarm": "derived each day from the records, under a unique key",
}


def attacked() -> set[str]:
    """The guards that some test module attacks."""
    names: set[str] = set()
    for path in sorted(HERE.glob("*/test_*.py")):
        if "def attacks(" in path.read_text(encoding="utf-8"):
            module = import_module(f"tests.office.{path.parent.name}.{path.stem}")
            names |= {name for name, _ in module.attacks()}
    return names


def test_every_guard_is_attacked_by_name() -> None:
    assert attacked() == {guard.name for guard in guards.registry()}


def test_every_table_is_guarded_or_named_as_free() -> None:
    guarded = {guard.table for guard in guards.registry()}
    tables = {
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("gongkai.office.")
    }
    assert tables - guarded == set(FREE)


def test_every_counted_fact_is_held_to_the_head_of_its_ledger() -> None:
    """Or what a frozen report counted could be changed from behind."""
    names = {guard.name for guard in guards.registry()}
    facts = [model._meta.db_table for model in apps.get_models() if issubclass(model, CountedFact)]
    assert len(facts) == 9
    for table in facts:
        assert {f"{table}_begins_at_head", f"{table}_ends_at_head"} <= names, table


def test_every_guarded_row_can_be_neither_deleted_nor_replaced() -> None:
    """An update guard alone would leave DELETE and, on SQLite, INSERT OR REPLACE open."""
    held: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
    for guard in guards.registry():
        held.setdefault(guard.table, set()).add((guard.event, guard.vendors))
    open_tables = {
        table
        for table, events in held.items()
        if {"DELETE", "TRUNCATE"} - {event for event, _ in events}
    }
    assert open_tables == set()
