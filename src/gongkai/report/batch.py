"""Many files, one after the other: find them, read them, and never let one bad file stop the rest.

A zip file counts as the reports in it: each member is an item of its own, `包.zip/区县/甲局.docx`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .model import Report
from .read import load_file, read_bytes, read_file
from .read.archives import DATA_SUFFIXES, DEEPEST, SUFFIXES, Archive, Member, may_be_report
from .read.errors import ReadError

__all__ = [
    "SUFFIXES",
    "Found",
    "Item",
    "ReadResult",
    "bytes_of",
    "find_files",
    "find_items",
    "folder_of",
    "read_item",
    "read_many",
    "search",
]


@dataclass(frozen=True, slots=True)
class Item:
    """One report to read: a file, or a member of a zip file (of a member of a zip file …).

    `path` is what a person calls it; `file` is the file on disk; `inside` the way to the member.
    """

    path: Path
    file: Path
    inside: tuple[Member, ...] = ()

    def data(self) -> bytes:
        """The bytes of a member. Raises ReadError; only for members, a file is read by its reader."""
        archive = _opened(self.file)
        for holder in self.inside[:-1]:
            archive = Archive(archive.read(holder), f"{archive.name}/{holder.name}")
        return archive.read(self.inside[-1])


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of one item: a report, or the error that says why not."""

    path: Path
    report: Report | None = None
    error: ReadError | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came upon: the files to read, and those that by name and content are no report."""

    files: list[Path]
    passed_over: list[Path]


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files to read, as `search` finds them."""
    return search(paths).files


def search(paths: Iterable[Path]) -> Found:
    """The files to read, in order and once each: files as named, folders searched.

    In a folder a file is taken by its ending, else by its content: a Word file without an ending is
    one. Hidden files and folders, and data as this program writes it, are passed over and not told. A path that does
    not exist and a folder that cannot be opened are kept, so that reading them reports the error instead of losing
    the name.
    """
    found: dict[Path, None] = {}
    passed_over: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        for inside in _walk(path, set()):
            if inside.suffix.lower() in DATA_SUFFIXES:
                continue
            if inside.is_dir() or inside.suffix.lower() in SUFFIXES or _may_be_report(inside):
                found[inside] = None
            else:
                passed_over.append(inside)
    return Found(list(found), passed_over)


def _walk(folder: Path, entered: set[tuple[int, int]]) -> Iterator[Path]:
    """The files below a folder, links followed, each folder entered once: a link may lead in a circle.

    A folder that cannot be opened comes as itself.
    """
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in entered:
            return
        entered.add((status.st_dev, status.st_ino))
        names = sorted(os.listdir(folder))
    except OSError:
        yield folder
        return
    for name in names:
        if name.startswith((".", "~$", "__MACOSX")):
            continue
        inside = folder / name
        if inside.is_dir():
            yield from _walk(inside, entered)
        else:
            yield inside


def _may_be_report(path: Path) -> bool:
    """True for a file whose ending says nothing and whose content is of a kind that reports come in."""
    if not path.is_file():
        return path.is_symlink()  # it leads nowhere: to be told
    try:
        data = load_file(path)
    except ReadError:
        return True
    try:
        return may_be_report(data) or bool(Archive(data, path.name).members())
    except ReadError:  # neither a report nor a whole archive
        return False


def find_items(paths: Iterable[Path]) -> Iterator[Item | ReadResult]:
    """The items of some files: each file is one, each member of a zip file is one.

    A zip file that cannot be opened, or holds no report, is a result with its error.
    """
    for path in paths:
        if not _is_archive(path):
            yield Item(path, path)
            continue
        try:
            yield from _inside(_opened(path), Item(path, path))
        except ReadError as error:
            yield ReadResult(path, error=error)


def _is_archive(path: Path) -> bool:
    """True for a zip file that is no document. One that is named as a document is left to its reader."""
    suffix = path.suffix.lower()
    if (suffix in SUFFIXES and suffix != ".zip") or not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            if stream.read(2) != b"PK":
                return False
        return not _opened(path).is_document
    except ReadError:
        return True
    except OSError:
        return False  # reading it will say why


def _inside(archive: Archive, holder: Item) -> Iterator[Item | ReadResult]:
    members = archive.members()
    if not members:
        raise ReadError(archive.name, "压缩包里没有能读的文件", remedy="请检查是否选错了文件")
    for member in members:
        item = Item(holder.path / member.name, holder.file, (*holder.inside, member))
        if not member.is_archive:
            yield item
        elif len(item.inside) >= DEEPEST:
            error = ReadError(str(item.path), "压缩包里套着压缩包，层数太多", remedy="请解压后再读")
            yield ReadResult(item.path, error=error)
        else:
            try:
                yield from _inside(Archive(archive.read(member), str(item.path)), item)
            except ReadError as error:
                yield ReadResult(item.path, error=error)


@lru_cache(maxsize=2)
def _opened(path: Path) -> Archive:
    """An archive whose members are read one after the other, its directory read once."""
    return Archive(path, str(path))


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, or of a member that `find_items` calls by this path.

    Raises ReadError, or OSError when there is neither.
    """
    for parent in path.parents:
        if parent.is_file() and _is_archive(parent):
            item = _called(path, Item(parent, parent), _opened(parent))
            if item is not None:
                return item.data()
    return path.read_bytes()


def _called(path: Path, holder: Item, archive: Archive) -> Item | None:
    """The member of an archive, or of one in it, that has this path; None when none has."""
    names = path.relative_to(holder.path).parts
    for count in range(1, len(names) + 1):
        member = archive.named("/".join(names[:count]))
        if member is None:
            continue
        item = Item(holder.path / member.name, holder.file, (*holder.inside, member))
        if member.is_archive and count < len(names) and len(item.inside) < DEEPEST:
            return _called(path, item, Archive(archive.read(member), str(item.path)))
        if not member.is_archive and count == len(names):
            return item
    return None


def folder_of(path: Path) -> Path:
    """The folder on disk that a file, or a member of a zip file, is in: where what is made of it goes."""
    return next((parent for parent in path.parents if parent.is_dir()), path.parent)


def read_item(item: Item) -> ReadResult:
    """Read one item; an error of the file is a result too."""
    try:
        if not item.inside:
            return ReadResult(item.path, report=read_file(item.file))
        return ReadResult(item.path, report=read_bytes(item.data(), item.path.name))
    except ReadError as error:
        return ReadResult(item.path, error=error)


def read_many(
    paths: Iterable[Path], progress: Callable[[int, Path], None] | None = None
) -> Iterator[ReadResult]:
    """Read each file, and each member of each zip file; yield a result as soon as it is there.

    `progress` is called before each file with how many are done and its path.
    """
    for done, path in enumerate(paths):
        if progress:
            progress(done, path)
        for item in find_items([path]):
            yield item if isinstance(item, ReadResult) else read_item(item)
