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
