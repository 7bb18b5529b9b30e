"""Several statements in one message to the database.

`Model.objects.create` builds its SQL anew and waits for an answer each time, which costs more than
the row itself. Where many people register at once, rows that belong together are sent together:
PostgreSQL gets them as one message and carries them out in their order, each guard seeing the rows
before it; SQLite, which has no wire, gets them one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection, connections, models


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement, with its parameters as the database takes them."""

    sql: str
    parameters: tuple[Any, ...] = ()


def insert_together(*rows: models.Model) -> None:
    """Write new rows inside the caller's transaction; each learns its primary key. A row may refer
    to one before it."""
    keys = send([insertion(row) for row in rows])
    for row, key in zip(rows, keys, strict=True):
        assert key is not None
        row.pk = key
        row._state.adding = False
        row._state.db = connection.alias
    for row in rows:
        for field in _foreign_keys(type(row)):
            if getattr(row, field.attname) is None and (held := _held(row, field)) is not None:
                setattr(row, field.attname, held.pk)


def insertion(row: models.Model) -> Statement:
    """The insert of one new row, returning its primary key. Where it refers to a row whose key is
    not known yet, that row is found by its uid."""
    start, columns, end = _insert_parts(type(row))
    places, parameters = [], []
    database = connections[connection.alias]  # the proxy looks it up again at every use
    for field in columns:
        value = field.pre_save(row, add=True)
        if value is None and isinstance(field, models.ForeignKey):
            held = _held(row, field)
            if held is not None:
                quote = connection.ops.quote_name
                table = quote(held._meta.db_table)
                places.append(f"(SELECT id FROM {table} WHERE uid = %s)")  # noqa: S608
                uid = held._meta.get_field("uid")
                assert isinstance(uid, models.Field)
                parameters.append(uid.get_db_prep_save(uid.value_from_object(held), database))
                continue
        places.append("%s")
        parameters.append(field.get_db_prep_save(value, database))
    return Statement(start + ", ".join(places) + end, tuple(parameters))


def send(statements: Sequence[Statement]) -> list[int | None]:
    """Carry the statements out in their order, inside the caller's transaction. Returns for each
    the first value it gives back, None where it gives none."""
    assert connection.in_atomic_block, "what belongs together belongs to one transaction"
    one_message = (
        connection.vendor == "postgresql" and not connection.features.uses_server_side_binding  # type: ignore[attr-defined]
    )
    results = []
    with connection.cursor() as cursor:
        if one_message:
            cursor.execute(
                "; ".join(statement.sql for statement in statements),
                [value for statement in statements for value in statement.parameters],
            )
            for place in range(len(statements)):
                if place:
                    cursor.nextset()
                results.append(_first(cursor))
        else:
            for statement in statements:
                cursor.execute(statement.sql, statement.parameters)
                results.append(_first(cursor))
    return results


def _first(cursor: Any) -> int | None:
    if cursor.description is None:
        return None
    found = cursor.fetchone()
    return None if found is None else found[0]


@lru_cache(maxsize=64)
def _insert_parts(
    model: type[models.Model],
) -> tuple[str, tuple[models.Field[Any, Any], ...], str]:
    quote = connection.ops.quote_name
    columns = tuple(f for f in model._meta.local_concrete_fields if not f.primary_key)
    names = ", ".join(quote(str(field.column)) for field in columns)
    start = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ("  # noqa: S608
    assert model._meta.pk is not None
    return start, columns, f") RETURNING {quote(str(model._meta.pk.column))}"


@lru_cache(maxsize=64)
def _foreign_keys(model: type[models.Model]) -> tuple[models.ForeignKey[Any, Any], ...]:
    fields = model._meta.local_concrete_fields
    return tuple(field for field in fields if isinstance(field, models.ForeignKey))


def _held(row: models.Model, field: models.ForeignKey[Any, Any]) -> models.Model | None:
    """The row a foreign key was set to, where it is in memory."""
    return field.get_cached_value(row, default=None)
