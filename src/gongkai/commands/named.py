"""Files that a person names beside the reports: a register of names, verdicts, a list of units."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ..report.read.errors import ReadError

T = TypeVar("T")


def read_named(path: Path, parse: Callable[[str], T]) -> T:
    """A file that a person named, read and understood. Raises ReadError saying what is wrong in it."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(str(path), "没有这个文件", remedy="请检查路径") from error
    except OSError as error:
        raise ReadError(str(path), "打不开", remedy="请检查是否是文件、有没有读的权限") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")  # what a Chinese spreadsheet saves
    try:
        return parse(text)
    except ValueError as error:
        raise ReadError(str(path), str(error).rstrip("。")) from error
