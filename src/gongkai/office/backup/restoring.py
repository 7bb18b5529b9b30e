"""Making a data directory of an archive, every member and every ledger compared."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import tempfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from gongkai.office import crypto, environment, home
from gongkai.office.backup.archive import (
    CHUNK,
    FORMAT,
    SQLITE,
    Backup,
    BackupError,
    copy_statement,
    digest_of,
    open_office,
    told,
)


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
            open_office(data)
            _load_database(manifest, {n: data / p.name for n, p in dumps.items()})
            _prove(manifest)
        except BaseException:
            shutil.rmtree(data, ignore_errors=True)
            raise
    for path in data.glob("*.copy"):
        path.unlink()
    return replace(told(archive, manifest), restored_to=data)


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
        if not path.is_file() or path.stat().st_size != size or digest_of(path) != digest:
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
                cursor.copy(copy_statement(table, held, "FROM STDIN")) as into,
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
