"""Several statements in one message to the database.

`Model.objects.create` builds its SQL anew and waits for an answer each time, which costs more than
the row itself. Where many people register at once, statements that belong together are sent together:
PostgreSQL gets them as one message and carries them out in their order, each guard seeing the rows
before it, by plans it made once a connection; SQLite, which has no wire, gets them one after the
other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection, connections, models

#: The statements each connection to PostgreSQL has a plan for, by their name there.
_prepared: WeakKeyDictionary[Any, set[bytes]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement, with its parameters as the database takes them."""

    sql: str
    parameters: tuple[Any, ...] = ()


def insert_together(*rows: models.Model, after: Sequence[Statement] = ()) -> None:
    """Write new rows inside the caller's transaction, behind the statements of `after`; each learns
    its primary key. A row may refer to one before it."""
    answers = send([*after, *(insertion(row) for row in rows)])
    for row, answer in zip(rows, answers[len(after) :], strict=True):
        row.pk = answer[0][0]
        row._state.adding = False
        row._state.db = connection.alias
    for row in rows:
        for field in _insert_of(type(row)).references:
            if getattr(row, field.attname) is None and (held := _held(row, field)) is not None:
                setattr(row, field.attname, held.pk)


def insertion(row: models.Model) -> Statement:
    """The insert of one new row, returning its primary key. Where it refers to a row whose key is
    not known yet, that row is found by its uid."""
    insert = _insert_of(type(row))
    places, parameters = insert.places, []
    database = connections[connection.alias]  # the proxy looks it up again at every use
    for place, field in enumerate(insert.columns):
        value = field.pre_save(row, add=True)
        if value is None and field.is_relation and (held := _held(row, field)) is not None:
            places = (*places[:place], _place_of(type(held)), *places[place + 1 :])
            field = held._meta.get_field("uid")  # type: ignore[assignment]
            value = field.value_from_object(held)
        parameters.append(field.get_db_prep_save(value, database))
    return Statement(insert.start + ", ".join(places) + insert.end, tuple(parameters))


def send(statements: Sequence[Statement]) -> list[list[tuple[Any, ...]]]:
    """Carry the statements out in their order, inside the caller's transaction. Returns for each the
    rows it gives back."""
    assert connection.in_atomic_block, "what belongs together belongs to one transaction"
    one_message = (
        connection.vendor == "postgresql" and not connection.features.uses_server_side_binding  # type: ignore[attr-defined]
    )
    results = []
    with connection.cursor() as cursor:
        if one_message:
            cursor.execute(_message(cursor, statements))
            for place in range(len(statements)):
                if place:
                    cursor.nextset()
                results.append(_rows(cursor))
        else:
            for statement in statements:
                cursor.execute(statement.sql, statement.parameters)
                results.append(_rows(cursor))
    return results


def _message(cursor: Any, statements: Sequence[Statement]) -> str:
    from psycopg.adapt import Transformer  # an office on SQLite has no need of it

    known = _prepared.setdefault(connection.connection, set())
    literal = Transformer(connection.connection).as_literal
    message = []
    for statement in statements:
        call = _call_of(statement.sql)
        if call.name not in known:
            cursor.execute(call.prepare)
            known.add(call.name)
        values = [b"NULL" if v is None else literal(v) for v in statement.parameters]
        message.append(
            b"EXECUTE %s(%s)" % (call.name, b", ".join(values))
            if values
            else b"EXECUTE " + call.name
        )
    return b"; ".join(message).decode()


@dataclass(frozen=True, slots=True)
class _Call:
    """The name PostgreSQL knows a statement by, and how it is told."""

    name: bytes
    prepare: str


@lru_cache(maxsize=256)
def _call_of(sql: str) -> _Call:
    name = "gongkai_" + sha256(sql.encode()).hexdigest()[:24]
    first, *others = sql.split("%s")
    numbered = first + "".join(f"${n}{part}" for n, part in enumerate(others, 1))
    return _Call(name.encode(), f"PREPARE {name} AS {numbered}")


def _rows(cursor: Any) -> list[tuple[Any, ...]]:
    return [] if cursor.description is None else cursor.fetchall()


@dataclass(frozen=True, slots=True)
class _Insert:
    """The insert of a model's rows, but for the places of its values."""

    start: str
    columns: tuple[models.Field[Any, Any], ...]
    places: tuple[str, ...]
    end: str
    references: tuple[models.ForeignKey[Any, Any], ...]


@lru_cache(maxsize=64)
def _insert_of(model: type[models.Model]) -> _Insert:
    quote = connection.ops.quote_name
    columns = tuple(f for f in model._meta.local_concrete_fields if not f.primary_key)
    names = ", ".join(quote(str(field.column)) for field in columns)
    assert model._meta.pk is not None
    return _Insert(
        f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES (",  # noqa: S608
        columns,
        ("%s",) * len(columns),
        f") RETURNING {quote(str(model._meta.pk.column))}",
        tuple(field for field in columns if isinstance(field, models.ForeignKey)),
    )


@lru_cache(maxsize=64)
def _place_of(model: type[models.Model]) -> str:
    """Where the key of a row stands that is known by its uid only."""
    return f"(SELECT id FROM {connection.ops.quote_name(model._meta.db_table)} WHERE uid = %s)"  # noqa: S608


def _held(row: models.Model, field: models.Field[Any, Any]) -> models.Model | None:
    """The row a foreign key was set to, where it is in memory."""
    assert isinstance(field, models.ForeignKey)
    held: models.Model | None = field.get_cached_value(row, default=None)
    return held
