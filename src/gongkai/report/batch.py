"""Many files, one after the other: find them, read them, and never let one bad file stop the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .model import Report
from .read import read_file
from .read.errors import ReadError

#: Endings a folder is searched for. A file named on its own is read whatever its name.
SUFFIXES = frozenset(
    {".txt", ".md", ".docx", ".doc", ".wps", ".html", ".htm", ".mht", ".pdf", ".xlsx", ".xls"}
    | {".csv", ".ofd", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".zip"}
)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of one file: a report, or the error that says why not."""

    path: Path
    report: Report | None = None
    error: ReadError | None = None


def find_files(paths: Iterable[Path]) -> list[Path]:
    """List the files to read, in order and once each: files as named, folders searched by ending.

    Hidden files and folders are passed over. A path that does not exist is kept, so that reading it
    reports the error instead of losing the name.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if _wanted(p, path))
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return list(found)


def _wanted(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and path.is_file() and path.suffix.lower() in SUFFIXES


def read_many(
    paths: Iterable[Path], progress: Callable[[int, Path], None] | None = None
) -> Iterator[ReadResult]:
    """Read each file; yield its result as soon as it is there.

    `progress` is called before each file with how many are done and its path.
    """
    for done, path in enumerate(paths):
        if progress:
            progress(done, path)
        try:
            yield ReadResult(path, report=read_file(path))
        except ReadError as error:
            yield ReadResult(path, error=error)
