"""`gongkai backup` and `gongkai restore`: the database, the files and the head of every ledger.

The archive is a gzipped tar: the database (SQLite's own copy, or one COPY text a table), `files/`,
and `manifest.json` with the length and SHA-256 of every member, the applied migrations and the
ledger heads. The key file is never inside: whoever finds the archive reads no personal data. Keep
the key apart, and both together give the office back.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from gongkai.office import crypto, environment, home
from gongkai.office.refusal import InstallationError

FORMAT = 2
SQLITE = "database.sqlite3"
CHUNK = 1 << 20
#: Rows that no archive holds: with them whoever finds it would be logged in.
LEFT_OUT = "django_session"


class BackupError(InstallationError):
    """Nothing was backed up or restored; the message says why and what to do."""


@dataclass(frozen=True)
class Backup:
    """What an archive holds. `heads` are (name of the agency, position, hash); `lost` the digests of
    files that rows name and no disk held; `restored_to` the directory that was made of it."""

    path: Path
    files: int
    heads: list[tuple[str, int, str]]
    lost: tuple[str, ...] = ()
    restored_to: Path | None = None

    def __str__(self) -> str:
        if self.restored_to is None:
            lines = [f"{self.path}：数据库和 {self.files} 个文件。密钥不在里面，请另外保管。"]
        else:
            lines = [
                f"已恢复到 {self.restored_to}：数据库和 {self.files} 个文件，逐个核对过。"
                f"请运行：gongkai serve --data {self.restored_to}"
            ]
        lines += [f"{name}：审计记录 {at} 条，校验值 {digest}" for name, at, digest in self.heads]
        if self.lost:
            lines.append(
                f"有 {len(self.lost)} 个文件登记过而找不到，请从更早的备份找回：{'、'.join(self.lost[:5])}"
                + ("等。" if len(self.lost) > 5 else "。")
            )
        return "\n".join(lines)


def backup(data: Path, target: Path) -> Backup:
    """Write the office in `data` into the new file `target`, while it may be serving. The database
    is copied at one instant, the files after it, so every row finds its file. Raises BackupError."""
    if target.exists():
        raise BackupError(f"{target} 已经存在，没有覆盖。请换一个文件名。")
    if not (data / home.KEY_MARK).exists():
        raise BackupError(f"{data} 不是数据目录，没有可以备份的内容。")
    _open(data)
    from django.conf import settings

    with tempfile.TemporaryDirectory(prefix="gongkai-backup-", dir=target.parent) as name:
        work = Path(name)
        described = _copy_database(work)
        part = work / "archive"
        sums: dict[str, list[Any]] = {}
        with tarfile.open(part, "w:gz", compresslevel=3) as archive:
            members = [*described.pop("members"), data / home.KEY_MARK]
            if (data / environment.DEMO_MARK).exists():
                members.append(data / environment.DEMO_MARK)
            for path in members:
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
        os.link(part, target)  # fails where the name was taken meanwhile
    return _told(target, manifest)


def restore(archive: Path, data: Path) -> Backup:
    """Make the new data directory `data` from an archive. Its key file must already lie where
    GONGKAI_KEY_FILE says (or beside `data`); with PostgreSQL, GONGKAI_DATABASE_URL names an empty
    database. Every member, every ledger and every guard is checked. Raises BackupError, and then
    `data` does not exist."""
    if data.exists() and any(data.iterdir()):
        raise BackupError(f"{data} 不是空目录，没有恢复。请恢复到一个新的目录。")
    data = data.absolute()
    data.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gongkai-restore-", dir=data.parent) as name:
        work = Path(name) / "data"
        manifest = _unpack(archive, work)
        _check_key(work, data)
        if manifest["vendor"] == "sqlite":
            (work / SQLITE).replace(work / "office.sqlite3")
        dumps = {path.stem: path for path in work.glob("*.copy")}
        (work / "files").mkdir(exist_ok=True, mode=0o700)
        if data.exists():
            data.rmdir()
        work.replace(data)
        try:
            _open(data)
            _load_database(manifest, {n: data / p.name for n, p in dumps.items()})
            _prove(manifest)
        except BaseException:
            shutil.rmtree(data, ignore_errors=True)
            raise
    for path in data.glob("*.copy"):
        path.unlink()
    return replace(_told(archive, manifest), restored_to=data)


def _told(path: Path, manifest: dict[str, Any]) -> Backup:
    held = {PurePosixPath(name).name for name in manifest["members"] if name.startswith("files/")}
    heads = [(name, at, digest) for name, at, digest, _ in manifest["heads"]]
    lost = tuple(digest for digest in manifest["stored"] if digest not in held)
    return Backup(path, len(held), heads, lost)


def _open(data: Path) -> None:
    """Django on that directory; a process opens one office."""
    os.environ["GONGKAI_DATA"] = str(data.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.office.settings")
    import django
    from django.conf import settings

    if not settings.configured:
        home.prepare(environment.read())
    django.setup()
    if data.absolute() != settings.ENVIRONMENT.data:
        raise BackupError("一个进程只能打开一个数据目录，请另起一个命令。")


def _stored(root: Path) -> Iterator[Path]:
    """Finished files only: a file being written has a name that begins with a dot."""
    for path in sorted(root.glob("*/*")):
        if path.is_file() and not path.name.startswith("."):
            yield path


def _add(archive: tarfile.TarFile, path: Path, name: str, sums: dict[str, list[Any]]) -> None:
    sums[name] = [path.stat().st_size, _digest(path)]
    archive.add(path, name)


def _digest(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            total.update(chunk)
    return total.hexdigest()


# -- out of the database


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
                cursor.copy(_copy(table, columns[table], "TO STDOUT")) as out,
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


def _copy(table: str, columns: list[str], direction: str) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f'COPY "{table}" ({names}) {direction}'


# -- into a new place


def _unpack(archive: Path, work: Path) -> dict[str, Any]:
    """Extract and compare every member with the manifest."""
    work.mkdir(mode=0o700)
    try:
        with tarfile.open(archive, "r:gz") as tar:
            _extract(tar, work)
        manifest: dict[str, Any] = json.loads((work / "manifest.json").read_text("utf-8"))
    except FileNotFoundError as error:
        raise BackupError(f"{archive} 不存在，或者不是完整的备份。") from error
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise BackupError(f"{archive} 读不出来，可能没有写完或者已经损坏。") from error
    if manifest.get("format") != FORMAT:
        raise BackupError(f"{archive} 是别的版本的备份，请用写出它的程序版本恢复。")
    for name, (size, digest) in manifest["members"].items():
        path = work / name
        if not path.is_file() or path.stat().st_size != size or _digest(path) != digest:
            raise BackupError(f"备份里的 {name} 与写入时不同，没有恢复。请换一份备份。")
    (work / "manifest.json").unlink()
    return manifest


def _extract(tar: tarfile.TarFile, work: Path) -> None:
    """The members as files below `work`, and nothing else whatever the archive says it holds.
    (`extractall(filter="data")` came with Python 3.11.4; this runs on 3.11.0.)"""
    for member in tar:
        if member.isdir():
            continue
        parts = PurePosixPath(member.name).parts
        content = tar.extractfile(member) if member.isreg() else None
        if content is None or not parts or ".." in parts or member.name.startswith("/"):
            raise tarfile.TarError(f"{member.name} is no file of a backup")
        path = work.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("xb") as file:
            shutil.copyfileobj(content, file, CHUNK)


def _check_key(work: Path, data: Path) -> None:
    found = environment.read({**os.environ, "GONGKAI_DATA": str(data)})
    try:
        identity = crypto.load(found.key_file).identity
    except crypto.CryptoError as error:
        raise BackupError(f"{error}密钥不在备份里，请先从保管处取回密钥文件，再恢复。") from error
    if identity != (work / home.KEY_MARK).read_text("ascii").strip():
        raise BackupError(f"{found.key_file} 不是这份备份的密钥，个人信息会读不出来，没有恢复。")


def _load_database(manifest: dict[str, Any], dumps: dict[str, Path]) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    if connection.vendor != manifest["vendor"]:
        raise BackupError(
            f"备份来自 {manifest['vendor']}，现在设置的数据库是 {connection.vendor}。"
            "请用 GONGKAI_DATABASE_URL 指向同一种数据库。"
        )
    known = MigrationLoader(None).disk_migrations
    unknown = [
        f"{app}.{name}"
        for app, names in manifest["migrations"].items()
        for name in names
        if (app, name) not in known
    ]
    if unknown:
        raise BackupError("备份来自更新的程序版本，请先升级程序再恢复。")
    if connection.vendor == "postgresql":
        if connection.introspection.table_names():
            raise BackupError(
                "GONGKAI_DATABASE_URL 指向的数据库不是空的，没有恢复。请建一个空的数据库。"
            )
        for app, names in manifest["migrations"].items():
            call_command("migrate", app, names[-1], verbosity=0)
        _fill_postgres(manifest["columns"], dumps)
    call_command("migrate", verbosity=0)


def _fill_postgres(columns: dict[str, list[str]], dumps: dict[str, Path]) -> None:
    """All rows in one transaction: foreign keys are checked when it ends."""
    from django.core.management.color import no_style
    from django.db import connection, transaction

    from gongkai.office import guards

    guards.clear()
    with transaction.atomic(), connection.cursor() as cursor:
        names = ", ".join(f'"{table}"' for table in columns)
        cursor.execute(f"TRUNCATE {names}")
        for table, held in columns.items():
            with (
                dumps[table].open("rb") as file,
                cursor.copy(_copy(table, held, "FROM STDIN")) as into,
            ):
                while block := file.read(CHUNK):
                    into.write(block)
        from django.apps import apps

        models = [m for m in apps.get_models() if m._meta.db_table in columns]
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)


def _prove(manifest: dict[str, Any]) -> None:
    """The ledgers reach the heads of the archive, and every guard stands."""
    from gongkai.office import guards
    from gongkai.office.agencies.models import Agency
    from gongkai.office.audit import queries

    for name, position, digest, code in manifest["heads"]:
        agency = Agency.objects.get(credit_code=code)
        problems = queries.verify_audit(agency, [(position, digest)])
        if problems:
            raise BackupError(f"{name}的审计记录对不上：{problems[0].message}没有恢复。")
    missing = guards.check()
    if missing:
        raise BackupError(f"恢复以后缺少防护：{'、'.join(missing)}。")
