"""What 0009 encrypted still stands in the open where the database keeps what was overwritten: in dead
rows and in the place of the dropped columns (PostgreSQL), in free pages and in the log (SQLite). The
tables are written anew. What is elsewhere is not reached: backups, PostgreSQL's log and its archive,
blocks of the disk that were given back.
"""

from typing import Any

from django.db import migrations

TABLES = ("publishing_itemversion", "publishing_attachment")


def forget(apps: Any, schema_editor: Any) -> None:
    """A fresh database has nothing to forget. Needs as much free disk as the tables take (SQLite: as
    the database takes)."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {TABLES[0]})")  # noqa: S608 - our own name
        if cursor.fetchone()[0]:
            rewrite(connection, TABLES)


def rewrite(connection: Any, tables: tuple[str, ...]) -> None:
    """Must stand outside a transaction: neither database vacuums within one."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"VACUUM FULL {', '.join(tables)}")
        else:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("publishing", "0009_texts_encrypted")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop, elidable=True)]
