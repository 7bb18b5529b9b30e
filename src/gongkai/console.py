"""The one place that writes to the terminal: results to standard output, everything else to standard error."""

from __future__ import annotations

import errno
import shutil
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from .report.read.errors import printable

#: Whether a line of progress stands on the terminal: the next text takes its place.
_progress_stands = False


def out(text: str) -> None:
    """Write a result line."""
    _clear()
    sys.stdout.write(_writable(text, sys.stdout) + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Write a message for the person at the terminal."""
    _clear()
    sys.stderr.write(_writable(text, sys.stderr) + "\n")


def _writable(text: str, stream: TextIO) -> str:
    """The text without what the terminal's encoding does not have: a message is never lost to a name."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def columns_of(text: str) -> int:
    """How many places of a terminal a text takes: two for a Chinese sign."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def fitting(text: str, columns: int) -> str:
    """A text for so many places of a terminal: without its last clauses where they do not fit, else cut."""
    while columns_of(text) > columns and "，" in text:
        text = text.rpartition("，")[0]
    while columns_of(text) > columns:
        text = text[:-1]
    return text


def _clear() -> None:
    if _progress_stands:
        _rewrite("")


def _rewrite(text: str) -> None:
    """Write the line of progress over the last one. A line that wraps cannot be rewritten: it is cut."""
    global _progress_stands
    _progress_stands = bool(text)
    text = fitting(text, shutil.get_terminal_size().columns - 1)
    sys.stderr.write(f"\r\033[K{_writable(text, sys.stderr)}")
    sys.stderr.flush()


_CAUSES = {
    errno.ENOSPC: "磁盘满了。请腾出空间再运行",
    errno.EDQUOT: "磁盘的配额用完了。请腾出空间再运行",
    errno.EACCES: "没有写的权限。请换一个目录",
    errno.EPERM: "没有写的权限。请换一个目录",
    errno.EROFS: "这个磁盘只能读。请换一个目录",
    errno.ENOENT: "没有这个目录，也建不了。请换一个目录",
    errno.EEXIST: "已有同名的文件，不是目录。请换一个名字",
    errno.ENOTDIR: "路径里有一段是文件，不是目录。请换一个名字",
    errno.EISDIR: "已有同名的目录。请换一个名字",
    errno.ENAMETOOLONG: "文件名太长。请换一个名字",
}


def where_and_why(error: OSError, target: Path | None) -> str:
    """What to say where the system refused to write: the file, else the target asked for, and the cause."""
    where = error.filename or target or "输出"
    why = _CAUSES.get(error.errno or 0, error.strerror or str(error))
    return f"{printable(str(where))}：{why}"


def progress_over(total: int) -> Callable[[int, Path], None] | None:
    """A progress line for many files (`12/600，还要约 8 秒，文件名`); None when it would only be noise.

    It is shown for more than five files and only on a terminal, and rewrites itself in place.
    """
    if total <= 5 or not sys.stderr.isatty():
        return None
    started = time.monotonic()

    def show(done: int, path: Path) -> None:
        left = ""
        if done:
            seconds = (time.monotonic() - started) / done * (total - done)
            left = f"，还要约 {_long(seconds)}"
        _rewrite(f"{done + 1}/{total}{left}，{printable(path.name)}")
        if done + 1 == total:
            _rewrite("")

    return show


class Progress:
    """How far a long run over many files is: done, files a second, the time that remains.

    On a terminal one line that rewrites itself; elsewhere, a line every ten seconds.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._started = time.monotonic()
        self._live = sys.stderr.isatty()
        self._next = self._started + (0 if self._live else 10)

    def one(self, failed: int) -> None:
        """One more is done; `failed` of all so far could not be read."""
        self._done += 1
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (0.2 if self._live else 10)
        text = progress_text(self._done, self._total, now - self._started, failed)
        if self._live:
            _rewrite(text)
        else:
            say(text)

    def end(self) -> None:
        """Take the line away."""
        if self._live:
            _rewrite("")


def progress_text(done: int, total: int, seconds: float, failed: int) -> str:
    """`120/1000 份，还要约 59 秒，3 份读不了，每秒 15.0 份`: what matters most first, for a narrow terminal cuts
    the end. While the processes start nothing can be told of the time: not before ten files or ten seconds."""
    said = [f"{done}/{total} 份"]
    rate = done / max(seconds, 0.001)
    known = done >= 10 or seconds >= 10
    if known:
        said.append(f"还要约 {_long((total - done) / rate)}")
    if failed:
        said.append(f"{failed} 份读不了")
    if known:
        said.append(f"每秒 {rate:.1f} 份")
    return "，".join(said)


def _long(seconds: float) -> str:
    return f"{seconds:.0f} 秒" if seconds < 120 else f"{seconds / 60:.0f} 分钟"
