"""What stands on the terminal: a line of progress gives way to every message."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from gongkai import console


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_message_takes_the_place_of_the_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "40")
    show = console.progress_over(6)
    assert show is not None
    for done in range(6):
        show(done, Path(f"甲{done}.txt"))
        if done == 0:
            console.say("读不了：甲0.txt")
            console.out("甲0.json")
    lines = terminal.getvalue().split("\r\033[K")
    assert lines[:3] == ["", "1/6，甲0.txt", "读不了：甲0.txt\n甲0.json\n"]
    assert lines[-1] == ""  # nothing is left of it
    assert all(console.columns_of(line) < 40 for line in lines)


def test_no_progress_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert console.progress_over(600) is None
    progress = console.Progress(600)
    progress.one(0)
    progress.end()
    assert sys.stderr.getvalue() == ""  # a line every ten seconds, not before
