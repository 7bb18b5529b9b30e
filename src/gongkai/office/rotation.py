"""A new key for the personal data: everything that is encrypted is written again with it.

Old keys stay in the key file, because backups made before are read with them. What was interrupted
goes on where it stopped: every token names its key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from gongkai.office import crypto, guards
from gongkai.office.agencies.models import Agency
from gongkai.office.audit import services as audit
from gongkai.office.documents import storage
from gongkai.office.documents.models import File
from gongkai.office.documents.services import CONTEXT as CONTENT

#: Values written in one transaction.
BATCH = 500


@dataclass(frozen=True)
class Column:
    """A column of tokens. Every binary column of the office is one."""

    table: str
    key: str
    name: str
    context: str

    def old(self, limit: int) -> list[tuple[int, bytes]]:
        """Rows whose token is not under the current key: (primary key, token), the first `limit`."""
        begins = crypto.keys().beginning
        sql = (
            f'SELECT "{self.key}", "{self.name}" FROM "{self.table}" '  # noqa: S608 - our own names
            f'WHERE length("{self.name}") > 0 AND substr("{self.name}", 1, {len(begins)}) <> %s '
            f'ORDER BY "{self.key}" LIMIT {limit}'
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [begins])
            # SQLite keeps text that somebody wrote past the program; no key reads it.
            return [
                (key, token.encode() if isinstance(token, str) else bytes(token))
                for key, token in cursor.fetchall()
            ]

    def write(self, rows: list[tuple[int, bytes]]) -> None:
        """Set the tokens of some rows; the guards against changes step aside for that alone."""
        sql = f'UPDATE "{self.table}" SET "{self.name}" = %s WHERE "{self.key}" = %s'  # noqa: S608
        with transaction.atomic(), guards.aside(self.table), connection.cursor() as cursor:
            cursor.executemany(sql, [(token, key) for key, token in rows])


def columns() -> list[Column]:
    """The encrypted columns of every app."""
    return [
        Column(
            model._meta.db_table,
            model._meta.pk.column,
            field.column,
            f"{model._meta.label_lower}.{field.name}",
        )
        for config in apps.get_app_configs()
        if config.name.startswith("gongkai.office.")
        for model in config.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.BinaryField)
    ]


def begin(key_file: Path, *, now: datetime) -> str:
    """Make a new current key, unless an earlier rotation is still to be finished; returns the id of
    the current key. The office must not be running: it knows only the keys it was started with."""
    if not pending():
        name = crypto.rotate(key_file)
        settings.KEYS = crypto.load(key_file)
        with transaction.atomic():
            for agency in Agency.objects.order_by("pk"):
                audit.append(
                    agency=agency,
                    actor=None,
                    now=now,
                    verb="keys.rotated",
                    subject=f"agencies.agency:{agency.uid}",
                    data={"key": name},
                )
    return crypto.keys().current


def pending() -> bool:
    """Whether anything is written with an older key."""
    return any(column.old(1) for column in columns()) or any(True for _ in _old_files())


def renew(size: int = BATCH) -> Iterator[tuple[str, int]]:
    """Write everything again that is under an older key. Tells after every commit what (the column's
    context) and how many values. Raises CryptoError for a value no key reads; its batch stays."""
    keys = crypto.keys()
    for column in columns():
        while rows := column.old(size):
            column.write(
                [
                    (key, keys.encrypt(keys.decrypt(token, column.context), column.context))
                    for key, token in rows
                ]
            )
            yield column.context, len(rows)
    for digest in _old_files():
        content = keys.decrypt(storage.read(digest), CONTENT)
        storage.replace(digest, keys.encrypt(content, CONTENT))
        yield CONTENT, 1


def _old_files() -> Iterator[str]:
    """The digests of personal files that are not under the current key. One that is missing is not
    for us to find: reading it says so."""
    begins = crypto.keys().beginning
    personal = File.objects.filter(personal=True).values_list("digest", flat=True)
    for digest in personal.distinct().order_by("digest").iterator():
        path = storage.path_of(digest)
        if path.exists():
            with path.open("rb") as file:
                if file.read(len(begins)) != begins:
                    yield digest
