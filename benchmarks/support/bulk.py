"""Millions of rows into a scratch database, quickly: past the ORM, through its own column types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Model


def insert(template: Model, varying: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert one row for each of `rows`: the values of the fields `varying`, in that order; every
    other field but the key is the template's. Keys are given by the database unless "id" varies."""
    fields = [f for f in template._meta.concrete_fields if f.name in varying or not f.primary_key]
    at = {name: n for n, name in enumerate(varying)}
    same = {
        f.name: f.get_db_prep_save(getattr(template, f.attname), connection)
        for f in fields
        if f.name not in at
    }
    table = connection.ops.quote_name(template._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(f.column) for f in fields)
    prepared: Iterator[list[Any]] = (
        [
            f.get_db_prep_save(row[at[f.name]], connection) if f.name in at else same[f.name]
            for f in fields
        ]
        for row in rows
    )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # a scratch database: nothing to lose in a power cut
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-500000")
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in prepared:
                    copy.write_row([getattr(v, "obj", v) for v in row])
        else:
            marks = ", ".join("%s" for _ in fields)
            statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
            while some := list(islice(prepared, 20_000)):
                cursor.executemany(statement, some)
