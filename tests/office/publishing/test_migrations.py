"""Texts that stood in the open before they were encrypted are gone from the database's files."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from django.db import connection

forgotten = import_module("gongkai.office.publishing.migrations.0010_texts_in_the_open_forgotten")
PLAIN = "王小明住清河镇三号".encode()


def in_files() -> bool:
    """Whether the words stand in a file of the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath('scratch'))")
            return PLAIN in bytes(cursor.fetchone()[0])
    name = str(connection.settings_dict["NAME"])
    files = [Path(name), Path(name + "-wal")]
    return any(PLAIN in file.read_bytes() for file in files if file.exists())


def test_a_text_encrypted_later_is_not_in_the_files_any_more(committed: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE scratch (id integer PRIMARY KEY, body text)")
        try:
            cursor.execute("INSERT INTO scratch VALUES (1, %s)", [PLAIN.decode()])
            cursor.execute("ALTER TABLE scratch ADD COLUMN sealed integer")
            cursor.execute("UPDATE scratch SET sealed = 1")
            cursor.execute("ALTER TABLE scratch DROP COLUMN body")
            assert in_files()
            forgotten.rewrite(connection, ("scratch",))
            assert not in_files()
            cursor.execute("SELECT id, sealed FROM scratch")
            assert cursor.fetchall() == [(1, 1)]
        finally:
            cursor.execute("DROP TABLE scratch")
