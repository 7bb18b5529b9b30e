"""Direct SQL against a guard: refused while it stands, done when it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from gongkai.office import guards


class _Undo(Exception):
    pass


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is rolled back."""
    try:
        with transaction.atomic():
            yield
            raise _Undo
    except _Undo:
        pass


def guard(name: str) -> guards.Guard:
    """A guard of the registry by its name."""
    return next(g for g in guards.registry() if g.name == name)


def stands_against(name: str, sql: str) -> None:
    """The guard refuses `sql` with its own sentence, nothing else does, and without the guard the
    same `sql` changes rows. On a vendor that does not need the guard there is nothing to show."""
    found = guard(name)
    if connection.vendor not in found.vendors:
        return
    connection.check_constraints()  # no deferred check may be pending when TRUNCATE comes
    with undone():
        if found.event == "TRUNCATE":  # it cascades into tables with guards of their own
            guards.remove(g for g in guards.registry() if g.event == "TRUNCATE" and g.name != name)
        with (
            pytest.raises(IntegrityError) as caught,
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
        assert found.message in str(caught.value), name
        guards.remove([found])
        with connection.cursor() as cursor:
            cursor.execute(sql)
            assert found.event == "TRUNCATE" or cursor.rowcount >= 1, name
    assert guards.check() == []


ROW_ATTACKS = {
    "no_change": "UPDATE {table} SET id = id",
    "no_delete": "DELETE FROM {table}",
    "no_truncate": "TRUNCATE {table} CASCADE",
    "no_replace": "INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
}


def plain_attacks(tables: list[str]) -> list[tuple[str, str]]:
    """(guard, SQL) for the guards that are the same on every table."""
    return [
        (g.name, ROW_ATTACKS[kind].format(table=table))
        for g in guards.registry()
        for table in tables
        if g.table == table
        for kind in ROW_ATTACKS
        if g.name == f"{table}_{kind}"
    ]


#: The head of the ledger of the row `t`, as SQL.
HEAD = "(SELECT head_position FROM audit_ledger l WHERE l.agency_id = t.agency_id)"


def fresh() -> str:
    """A new identifier, as SQL."""
    return (
        "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"
    )


def replaced_at_head(table: str) -> str:
    """A version in the place of one that stands, beginning where a version may begin."""
    return copy(table, recorded_at_position=HEAD).replace("INSERT", "INSERT OR REPLACE", 1)


def at_head_attacks(table: str) -> list[tuple[str, str]]:
    """A version that begins in the past, beside one that ended; and one that is ended elsewhere."""
    return [
        (
            f"{table}_begins_at_head",
            copy(
                table, "superseded_at_position IS NOT NULL", uid=fresh(), recorded_at_position="1"
            ),
        ),
        (
            f"{table}_ends_at_head",
            f"UPDATE {table} SET superseded_at_position = recorded_at_position + 1000 "
            "WHERE superseded_at_position IS NULL",
        ),
    ]


def copy(table: str, where: str = "superseded_at_position IS NULL", **changes: str) -> str:
    """INSERT of a copy of the rows of a table, some columns changed."""
    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    columns = [f.column for f in model._meta.concrete_fields if not f.primary_key]
    values = [changes.get(column, f't."{column}"') for column in columns]
    named = ", ".join(f'"{column}"' for column in columns)  # one is called "on"
    return f"INSERT INTO {table} ({named}) SELECT {', '.join(values)} FROM {table} t WHERE {where}"
