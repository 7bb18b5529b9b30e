"""What an archive is, and what writing and restoring one share."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from gongkai.office import environment, home
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
    files that rows name and no disk held; `demo` says that the office is an invented one;
    `restored_to` is the directory that was made of it."""

    path: Path
    files: int
    heads: list[tuple[str, int, str]]
    lost: tuple[str, ...] = ()
    demo: bool = False
    restored_to: Path | None = None

    def __str__(self) -> str:
        if self.restored_to is None:
            lines = [f"{self.path}：数据库和 {self.files} 个文件。密钥不在里面，请另外保管。"]
        else:
            demo = "--demo " if self.demo else ""
            lines = [
                f"已恢复到 {self.restored_to}：数据库和 {self.files} 个文件，逐个核对过。"
                f"请运行：gongkai serve {demo}--data {self.restored_to}"
            ]
        lines += [f"{name}：审计记录 {at} 条，校验值 {digest}" for name, at, digest in self.heads]
        if self.lost:
            lines.append(
                f"有 {len(self.lost)} 个文件登记过而找不到，请从更早的备份找回：{'、'.join(self.lost[:5])}"
                + ("等。" if len(self.lost) > 5 else "。")
            )
        return "\n".join(lines)


def told(path: Path, manifest: dict[str, Any]) -> Backup:
    """What a person is told of an archive, from its manifest."""
    held = {PurePosixPath(name).name for name in manifest["members"] if name.startswith("files/")}
    heads = [(name, at, digest) for name, at, digest, _ in manifest["heads"]]
    lost = tuple(digest for digest in manifest["stored"] if digest not in held)
    return Backup(path, len(held), heads, lost, environment.FILLED_MARK in manifest["members"])


def open_office(data: Path) -> None:
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


def digest_of(path: Path) -> str:
    """SHA-256 of a file, a piece at a time."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            total.update(chunk)
    return total.hexdigest()


def copy_statement(table: str, columns: list[str], direction: str) -> str:
    """PostgreSQL's COPY of a table; `direction` is TO STDOUT or FROM STDIN."""
    names = ", ".join(f'"{column}"' for column in columns)
    return f'COPY "{table}" ({names}) {direction}'
