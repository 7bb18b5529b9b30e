"""What was sent at once, file by file: a zip file stands for the files in it. One at a time is in
memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from gongkai.office.refusal import Refusal
from gongkai.report.read import ReadError
from gongkai.report.read.archives import DEEPEST, Archive
from gongkai.report.read.bounds import bounds, too_big

MOST_FILES = 2000
#: Unpacked, on disk.
MOST_BYTES = 1_000_000_000


@dataclass(frozen=True)
class Sent:
    """A file as it was sent: a report, or a zip file of reports."""

    name: str
    data: bytes | IO[bytes]


@dataclass(frozen=True)
class Piece:
    """A file by itself, or why it cannot be had out of its zip file."""

    name: str
    data: bytes | None
    problem: str = ""


def unpacked(files: Iterable[Sent]) -> Iterator[Piece]:
    """Every file in turn; a zip file that cannot be opened, and a member that cannot be had, is one
    with a problem. Raises Refusal("too-many")."""
    count = size = 0
    for one in files:
        for piece in _inside(one, 0):
            count += 1
            size += len(piece.data or b"")
            if count > MOST_FILES or size > MOST_BYTES:
                raise Refusal(
                    "too-many",
                    f"一次最多 {MOST_FILES} 份、解开后 {MOST_BYTES // 1_000_000} MB，请分几次上传。",
                )
            yield piece


def _inside(one: Sent, depth: int) -> Iterator[Piece]:
    try:
        archive = Archive(one.data, one.name) if one.name.lower().endswith(".zip") else None
        if archive is None or archive.is_document:
            yield Piece(one.name, _whole(one))
            return
        if depth >= DEEPEST:
            raise ReadError(one.name, "压缩包里套着压缩包，层数太多", remedy="请解压后再传")
    except ReadError as error:
        yield Piece(one.name, None, f"{error}。")
        return
    for member in archive.members():
        name = f"{one.name}/{member.name}"
        try:
            data = archive.read(member)
        except ReadError as error:
            yield Piece(name, None, f"{error}。")
        else:
            yield from _inside(Sent(name, data), depth + 1)


def _whole(one: Sent) -> bytes:
    """All of a file that is no larger than what is read. Raises ReadError."""
    most = bounds().bytes
    if isinstance(one.data, bytes):
        data = one.data
    else:
        one.data.seek(0)
        data = one.data.read(most + 1)
    if len(data) > most:
        raise too_big(one.name)
    return data
