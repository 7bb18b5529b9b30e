"""Writing an archive: the database at one instant, then the files."""

from __future__ import annotations

import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gongkai.office import environment, home
from gongkai.office.backup.archive import (
    FORMAT,
    LEFT_OUT,
    SQLITE,
    Backup,
    BackupError,
    copy_statement,
    digest_of,
    open_office,
    told,
)


def backup(data: Path, target: Path) -> Backup:
    """Write the office in `data` into the new file `target`, while it may be serving. The database
    is copied at one instant, the files after it, so every row finds its file. Raises BackupError."""
    if target.exists():
        raise BackupError(f"{target} 已经存在，没有覆盖。请换一个文件名。")
    if not (data / home.KEY_MARK).exists():
        raise BackupError(f"{data} 不是数据目录，没有可以备份的内容。")
    open_office(data)
    from django.conf import settings

    with tempfile.TemporaryDirectory(prefix="gongkai-backup-", dir=target.parent) as name:
        work = Path(name)
        described = _copy_database(work)
        part = work / "archive"
        sums: dict[str, list[Any]] = {}
        with tarfile.open(part, "w:gz", compresslevel=3) as archive:
            marks = (data / mark for mark in (environment.DEMO_MARK, environment.FILLED_MARK))
            held = [mark for mark in marks if mark.exists()]
            for path in (*described.pop("members"), data / home.KEY_MARK, *held):
                _add(archive, path, path.name, sums)
            for path in _stored(settings.ENVIRONMENT.files):
                _add(archive, path, f"files/{path.parent.name}/{path.name}", sums)
            manifest = {"format": FORMAT, "members": sums, **described}
            note = work / "manifest.json"
            note.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
            archive.add(note, "manifest.json")
        part.chmod(0o600)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        put_in_place(part, target)
    return told(target, manifest)


def put_in_place(part: Path, target: Path) -> None:
    """Give the finished archive its name. Raises BackupError where the name was taken meanwhile."""
    try:
        try:
            os.link(part, target)
        except FileExistsError:
            raise
        except (
            OSError
        ):  # a disk without links, as memory sticks are: the name is taken, then filled
            target.touch(exist_ok=False)
            part.replace(target)
    except FileExistsError as error:
        raise BackupError(f"{target} 已经存在，没有覆盖。请换一个文件名。") from error


def _stored(root: Path) -> Iterator[Path]:
    """Finished files only: a file being written has a name that begins with a dot."""
    for path in sorted(root.glob("*/*")):
        if path.is_file() and not path.name.startswith("."):
            yield path


def _add(archive: tarfile.TarFile, path: Path, name: str, sums: dict[str, list[Any]]) -> None:
    sums[name] = [path.stat().st_size, digest_of(path)]
    archive.add(path, name)


def _copy_database(work: Path) -> dict[str, Any]:
    """The description of the database at one instant; "members" are the files made in `work`."""
    from django.db import connection

    if connection.vendor == "sqlite":
        copy = work / SQLITE
        with (
            sqlite3.connect(str(connection.settings_dict["NAME"])) as source,
            sqlite3.connect(copy) as goal,
        ):
            source.backup(goal)
        goal.close()
        source.close()
        with sqlite3.connect(copy) as held:
            held.execute("PRAGMA secure_delete = ON")
            held.execute(f"DELETE FROM {LEFT_OUT}")  # noqa: S608
            held.commit()
            described = _describe(lambda sql: held.execute(sql).fetchall())
        held.close()
        return {"vendor": "sqlite", "members": [copy], "columns": {}, **described}

    from django.db import transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

        def rows(sql: str) -> list[tuple[Any, ...]]:
            cursor.execute(sql)
            return list(cursor.fetchall())

        described = _describe(rows)
        columns: dict[str, list[str]] = {}
        members = []
        for table in sorted(connection.introspection.table_names(cursor)):
            columns[table] = [
                c.name for c in connection.introspection.get_table_description(cursor, table)
            ]
            path = work / f"{table}.copy"
            members.append(path)
            if table == LEFT_OUT:
                path.touch()
                continue
            with (
                path.open("wb") as file,
                cursor.copy(copy_statement(table, columns[table], "TO STDOUT")) as out,
            ):
                for block in out:
                    file.write(block)
    return {"vendor": "postgresql", "members": members, "columns": columns, **described}


def _describe(rows: Any) -> dict[str, Any]:
    migrations: dict[str, list[str]] = {}
    for app, name in rows("SELECT app, name FROM django_migrations ORDER BY id"):
        migrations.setdefault(app, []).append(name)
    heads = rows(
        "SELECT a.name, l.head_position, l.head_hash, a.credit_code FROM audit_ledger l "
        "JOIN agencies_agency a ON a.id = l.agency_id ORDER BY a.id"
    )
    stored = rows("SELECT DISTINCT digest FROM documents_file ORDER BY digest")
    return {
        "migrations": migrations,
        "heads": [list(row) for row in heads],
        "stored": [digest for (digest,) in stored],
    }
