"""The one place that writes to the terminal: results to standard output, everything else to standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path


def out(text: str) -> None:
    """Write a result line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Write a message for the person at the terminal."""
    sys.stderr.write(text + "\n")


def progress_over(total: int) -> Callable[[int, Path], None] | None:
    """A progress line for many files (`12/600 文件名，还要约 8 秒`); None when it would only be noise.

    It is shown for more than five files and only on a terminal, and rewrites itself in place.
    """
    if total <= 5 or not sys.stderr.isatty():
        return None
    started = time.monotonic()

    def show(done: int, path: Path) -> None:
        left = ""
        if done:
            seconds = (time.monotonic() - started) / done * (total - done)
            left = f"，还要约 {seconds:.0f} 秒"
        sys.stderr.write(f"\r\033[K{done + 1}/{total} {path.name}{left}")
        if done + 1 == total:
            sys.stderr.write("\r\033[K")
        sys.stderr.flush()

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
        sys.stderr.write(f"\r\033[K{text}" if self._live else f"{text}\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Take the line away."""
        if self._live:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()


def progress_text(done: int, total: int, seconds: float, failed: int) -> str:
    """`120/1000 份，每秒 15.0 份，还要约 59 秒，3 份读不了`."""
    rate = done / max(seconds, 0.001)
    left = (total - done) / rate
    remaining = f"{left:.0f} 秒" if left < 120 else f"{left / 60:.0f} 分钟"
    said = f"{done}/{total} 份，每秒 {rate:.1f} 份，还要约 {remaining}"
    return f"{said}，{failed} 份读不了" if failed else said
