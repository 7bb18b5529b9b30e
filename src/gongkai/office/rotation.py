"""A new key for the personal data: everything that is encrypted is written again with it.

Old keys stay in the key file, because backups made before are read with them. What was interrupted
goes on where it stopped: every token names its key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import QuerySet

from gongkai.office import crypto, guards
from gongkai.office.agencies.models import Agency
from gongkai.office.audit import services as audit
from gongkai.office.audit.models import Event
from gongkai.office.documents import storage
from gongkai.office.documents.models import File
from gongkai.office.documents.services import CONTEXT as CONTENT

#: What the ledger calls it.
ROTATED = "keys.rotated"

#: Written in one transaction: at most so many values, and bytes unless one value alone is longer.
BATCH = 500
BATCH_BYTES = 8 * 1024 * 1024

#: A row's primary key as the database has it, and a token.
Token = tuple[Any, bytes]


@dataclass(frozen=True)
class Column:
    """A column of tokens. Every binary column of the office is one."""

    table: str
    key: str
    name: str
    context: str

    @property
    def _old(self) -> str:
        """The rows whose token is not under the current key, which is the parameter."""
        length = len(crypto.keys().beginning)
        return f'length("{self.name}") > 0 AND substr("{self.name}", 1, {length}) <> %s'

    def other_than(self, beginnings: list[bytes]) -> bool:
        """Whether a token begins with none of these."""
        known = " OR ".join(f'substr("{self.name}", 1, {len(b)}) = %s' for b in beginnings)
        sql = (
            f'SELECT 1 FROM "{self.table}" '  # noqa: S608 - our own names
            f'WHERE length("{self.name}") > 0 AND NOT ({known}) LIMIT 1'
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, beginnings)
            return cursor.fetchone() is not None

    def old(self, after: Any = None, size: int = BATCH) -> list[Token]:
        """The next rows behind the key `after` whose token is not under the current key: as many as
        go into a batch."""
        begins = crypto.keys().beginning
        further = "" if after is None else f'AND "{self.key}" > %s'
        sizes = (
            f'SELECT "{self.key}", length("{self.name}") FROM "{self.table}" '  # noqa: S608
            f'WHERE {self._old} {further} ORDER BY "{self.key}" LIMIT {size}'
        )
        tokens = (
            f'SELECT "{self.key}", "{self.name}" FROM "{self.table}" '  # noqa: S608
            f'WHERE {self._old} AND "{self.key}" BETWEEN %s AND %s ORDER BY "{self.key}"'
        )
        with connection.cursor() as cursor:
            cursor.execute(sizes, [begins] if after is None else [begins, after])
            keys = list(_fitting(cursor.fetchall()))
            if not keys:
                return []
            cursor.execute(tokens, [begins, keys[0], keys[-1]])
            # SQLite keeps text that somebody wrote past the program; no key reads it.
            return [
                (key, token.encode() if isinstance(token, str) else bytes(token))
                for key, token in cursor.fetchall()
            ]

    def write(self, rows: list[tuple[Any, bytes, bytes]]) -> int:
        """Set the tokens of some rows: (primary key, the token that was read, the token for it). A row
        that somebody wrote since is left as it is. The guards against changes step aside for that
        alone. Returns how many were set."""
        sql = (
            f'UPDATE "{self.table}" SET "{self.name}" = %s '  # noqa: S608
            f'WHERE "{self.key}" = %s AND "{self.name}" = %s'
        )
        with transaction.atomic(), guards.aside(self.table), connection.cursor() as cursor:
            cursor.executemany(sql, [(token, key, read) for key, read, token in rows])
            return int(cursor.rowcount)


def _fitting(rows: list[tuple[Any, int]]) -> Iterator[Any]:
    """The keys of the first rows, (key, bytes), that go into one batch; at least one."""
    together = 0
    for number, (key, size) in enumerate(rows):
        together += size
        if number and together > BATCH_BYTES:
            return
        yield key


def columns() -> list[Column]:
    """The encrypted columns of every app."""
    return [
        Column(
            model._meta.db_table,
            str(model._meta.pk.column),
            str(field.column),
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
    the current key. Whatever step it was cut off at, running it again goes on from there. The office
    must not be running: it knows only the keys it was started with. Raises CryptoError, and makes no
    key, where something is under a key that is not in the file."""
    with crypto.alone(key_file):
        settings.KEYS = crypto.load(key_file)
        _readable()
        if not _begun():
            crypto.rotate(key_file)
            settings.KEYS = crypto.load(key_file)
        _tell(now)
    return crypto.keys().current


def _readable() -> None:
    """Somebody may have put an older key file back: a new key would take the name of the lost one."""
    if _any_other_than(crypto.keys().beginnings):
        raise crypto.CryptoError(
            "有的内容是用密钥文件里没有的密钥加密的，可能放回了旧的密钥文件。没有换密钥。"
            "请放回最新的密钥文件，再运行一次。"
        )


def _begun() -> bool:
    """Whether a rotation is to be finished: its key is in the file, and either the ledgers do not
    tell of it yet, or not everything is written with it."""
    if len(crypto.keys().keys) == 1:
        return False
    return pending() or (Agency.objects.exists() and not _told().exists())


def _told() -> QuerySet[Event]:
    return Event.objects.filter(verb=ROTATED, data__key=crypto.keys().current)


@transaction.atomic
def _tell(now: datetime) -> None:
    """Write the current key into each ledger, once."""
    for agency in Agency.objects.exclude(pk__in=_told().values("agency")).order_by("pk"):
        audit.append(
            agency=agency,
            actor=None,
            now=now,
            verb=ROTATED,
            subject=f"agencies.agency:{agency.uid}",
            data={"key": crypto.keys().current},
        )


def pending() -> bool:
    """Whether anything is written with an older key."""
    return _any_other_than([crypto.keys().beginning])


def _any_other_than(beginnings: list[bytes]) -> bool:
    return any(column.other_than(beginnings) for column in columns()) or any(
        True for _ in _files_other_than(beginnings)
    )


def renew(size: int = BATCH) -> Iterator[tuple[str, int]]:
    """Write everything again that is under an older key. Tells after every commit what (the column's
    context) and how many values. What an office that is running after all writes meanwhile stays as
    it wrote it, see `pending`. Raises CryptoError for a value no key reads; its batch stays."""
    keys = crypto.keys()
    for column in columns():
        after = None
        while rows := column.old(after, size):
            after = rows[-1][0]
            written = column.write(
                [
                    (key, read, keys.encrypt(keys.decrypt(read, column.context), column.context))
                    for key, read in rows
                ]
            )
            yield column.context, written
    for digest in _files_other_than([keys.beginning]):
        content = keys.decrypt(storage.read(digest), CONTENT)
        storage.replace(digest, keys.encrypt(content, CONTENT))
        yield CONTENT, 1


def _files_other_than(beginnings: list[bytes]) -> Iterator[str]:
    """The digests of personal files that begin with none of these. One that is missing is not for us
    to find: reading it says so."""
    personal = File.objects.filter(personal=True).values_list("digest", flat=True)
    longest = max(map(len, beginnings))
    for digest in personal.distinct().order_by("digest").iterator():
        path = storage.path_of(digest)
        if path.exists():
            with path.open("rb") as file:
                if not file.read(longest).startswith(tuple(beginnings)):
                    yield digest
