"""What the database itself must refuse, as named data.

An app lists its guards in `<app>/guards.py` as `GUARDS`. They are triggers, reinstalled after every
`migrate` (SQLite drops the triggers of a table that it remakes) and compared with the database at
start: the office does not serve while one is missing or altered. No user of the application gets
around them; an owner of the database can, and is found by `audit.queries.verify_audit`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from django.db import connection, models, transaction

from gongkai.office.offers import offers

PREFIX = "guard_"

Event = Literal["INSERT", "UPDATE", "DELETE", "TRUNCATE"]


@dataclass(frozen=True)
class Guard:
    """Refuse `event` on `table` where `refuse_when` holds for the row.

    name         unique, lower case with underscores, at most 57 characters
    refuse_when  SQL over OLD and NEW, true when the write must fail; subqueries are allowed
    message      the Chinese sentence the database says; holds no quote
    postgres     the same condition where PostgreSQL needs other words
    vendors      where the guard is needed
    """

    name: str
    table: str
    event: Event
    refuse_when: str
    message: str
    postgres: str = ""
    vendors: tuple[str, ...] = ("sqlite", "postgresql")

    def create(self, vendor: str) -> list[str]:
        """The statements that make the guard on `vendor` ("sqlite" or "postgresql")."""
        name = PREFIX + self.name
        if vendor not in self.vendors:
            return []
        if vendor == "sqlite":
            return [
                f'CREATE TRIGGER "{name}" BEFORE {self.event} ON "{self.table}" FOR EACH ROW '
                f"WHEN ({self.refuse_when}) "
                f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            ]
        if self.event == "TRUNCATE":
            each, condition = "STATEMENT", "TRUE"
        else:
            each, condition = "ROW", self.postgres or self.refuse_when
        back = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(self.event, "NEW")
        return [
            f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $guard$ '
            f"BEGIN IF ({condition}) THEN RAISE EXCEPTION '{self.message}' "
            f"USING ERRCODE = 'check_violation'; END IF; RETURN {back}; END $guard$",
            f'CREATE TRIGGER "{name}" BEFORE {self.event} ON "{self.table}" '
            f'FOR EACH {each} EXECUTE FUNCTION "{name}"()',
        ]


def append_only(model: type[models.Model], message: str) -> list[Guard]:
    """Rows of `model` are never changed, deleted or replaced."""
    table = model._meta.db_table
    return [
        Guard(f"{table}_no_change", table, "UPDATE", "1 = 1", message),
        *no_delete(model, message),
        no_replace(model, message),
    ]


def no_delete(model: type[models.Model], message: str) -> list[Guard]:
    """Rows of `model` are never deleted, one by one or all at once."""
    table = model._meta.db_table
    return [
        Guard(f"{table}_no_delete", table, "DELETE", "1 = 1", message),
        Guard(f"{table}_no_truncate", table, "TRUNCATE", "TRUE", message, vendors=("postgresql",)),
    ]


def no_replace(model: type[models.Model], message: str) -> Guard:
    """SQLite's INSERT OR REPLACE deletes the old row without a delete trigger: refuse the insert
    of a row whose unique key is taken, before the conflict is resolved."""
    table = model._meta.db_table
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    keys = [
        [columns[name] for name in constraint.fields]
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        and constraint.fields
        and constraint.condition is None
    ]
    keys += [[columns[f.name]] for f in model._meta.concrete_fields if f.unique]
    taken = " OR ".join(
        "(" + " AND ".join(f'held."{column}" = NEW."{column}"' for column in key) + ")"
        for key in keys
    )
    condition = f'EXISTS (SELECT 1 FROM "{table}" AS held WHERE {taken})'  # noqa: S608
    # PostgreSQL has no such hole: its unique constraints answer, and ON CONFLICT is an update.
    return Guard(f"{table}_no_replace", table, "INSERT", condition, message, vendors=("sqlite",))


def change_only(
    model: type[models.Model], allowed: Sequence[str], message: str, *, once: bool = False
) -> list[Guard]:
    """Only the fields `allowed` of a row may change; with `once`, only from null to a value.
    Rows are neither deleted nor replaced."""
    table = model._meta.db_table
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    free = {columns[name] for name in allowed}
    parts = [
        f'NEW."{column}" IS DISTINCT FROM OLD."{column}"'
        for column in columns.values()
        if column not in free
    ]
    if once:
        parts += [
            f'(OLD."{column}" IS NOT NULL AND NEW."{column}" IS DISTINCT FROM OLD."{column}")'
            for column in sorted(free)
        ]
    sqlite = " OR ".join(parts)
    return [
        Guard(f"{table}_change_only", table, "UPDATE", sqlite, message),
        *no_delete(model, message),
        no_replace(model, message),
    ]


def counted_fact(model: type[models.Model]) -> list[Guard]:
    """A row a report counts: only `superseded_at_position` is set, once."""
    return change_only(
        model,
        ["superseded_at_position"],
        "计入年报的记录不能改动或者删除，更正要写成新的一版。",
        once=True,
    )


def counted_at_head(model: type[models.Model]) -> list[Guard]:
    """A version of a counted fact begins and ends at the head of its agency's ledger, never
    earlier: what a frozen report counted cannot be changed from behind. The table has `agency_id`.
    """
    table = model._meta.db_table
    message = "计入年报的记录只能写在审计链的最后一条上，不能写进过去。"
    off_head = (
        "NOT EXISTS (SELECT 1 FROM audit_ledger head WHERE head.agency_id = NEW.agency_id "
        "AND head.head_position = NEW.{column})"
    )
    return [
        Guard(
            f"{table}_begins_at_head",
            table,
            "INSERT",
            off_head.format(column="recorded_at_position"),
            message,
        ),
        Guard(
            f"{table}_ends_at_head",
            table,
            "UPDATE",
            "OLD.superseded_at_position IS NULL AND NEW.superseded_at_position IS NOT NULL AND "
            + off_head.format(column="superseded_at_position"),
            message,
        ),
    ]


def registry() -> list[Guard]:
    """The guards of all installed apps, in the order of the apps."""
    found: list[Guard] = []
    for app in offers("guards"):
        found.extend(app.GUARDS)
    names = [guard.name for guard in found]
    assert len(names) == len(set(names)), "two guards of one name"
    # PostgreSQL cuts longer names in silence, and then two guards could be one.
    assert all(len(PREFIX + name) <= 63 for name in names), "a guard's name is too long"
    return found


def install() -> None:
    """Put the guards of all existing tables in place, and only those: in one transaction, so that
    there is no moment without them. May be run again at any time."""
    tables = set(connection.introspection.table_names())
    with transaction.atomic():
        clear()
        put(guard for guard in registry() if guard.table in tables)


def put(guards: Iterable[Guard]) -> None:
    """Put these guards in place of what stands under their names."""
    with transaction.atomic(), connection.cursor() as cursor:
        for guard in guards:
            _drop(cursor, PREFIX + guard.name, guard.table)
            for statement in guard.create(connection.vendor):
                cursor.execute(statement)


def remove(guards: Iterable[Guard]) -> None:
    """Take these guards away: for a test that proves what a guard is for."""
    with transaction.atomic(), connection.cursor() as cursor:
        for guard in guards:
            _drop(cursor, PREFIX + guard.name, guard.table)


@contextmanager
def aside(table: str) -> Iterator[None]:
    """Let the caller's transaction write rows of a table again that say the same (under another key).
    Nobody sees the table without its guards: it is locked until the transaction ends, and if that
    fails they never went."""
    assert connection.in_atomic_block, "guards step aside only within a transaction"
    moved = [g for g in registry() if g.table == table and g.event == "UPDATE"]
    remove(moved)
    yield
    put(moved)


def clear() -> None:
    """Take every guard out of the database, also those the code no longer knows. Before a
    migration: SQLite cannot remake a table that another table's trigger reads."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name, (table, _) in _held(cursor).items():
            if name.startswith(PREFIX):
                _drop(cursor, name, table)


def check() -> list[str]:
    """The names of guards that are missing or not what the code says; empty when all stand."""
    with connection.cursor() as cursor:
        held = _held(cursor)
    return [
        guard.name
        for guard in registry()
        if (made := guard.create(connection.vendor)) and not _stands(guard, made, held)
    ]


def _drop(cursor: Any, name: str, table: str) -> None:
    if connection.vendor == "sqlite":
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
    else:
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"')


def _held(cursor: Any) -> dict[str, tuple[str, ...]]:
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
    else:
        cursor.execute(
            "SELECT t.tgname, c.relname, p.prosrc FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema() "
            "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
        )
    return {name: (table, body) for name, table, body in cursor.fetchall()}


def _stands(guard: Guard, made: list[str], held: dict[str, tuple[str, ...]]) -> bool:
    found = held.get(PREFIX + guard.name)
    if found is None or found[0] != guard.table:
        return False
    if connection.vendor == "sqlite":
        return found[1] == made[0]
    return f"$guard${found[1]}$guard$" in made[0]
