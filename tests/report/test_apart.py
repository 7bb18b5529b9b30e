"""One file in a process of its own: what it says, and that it ends at its limits."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from gongkai.report import apart
from gongkai.report.apart import read_apart
from gongkai.report.parallel import Limits
from gongkai.report.read import Bounds, ReadError, read_bytes
from tests.report.read.hostile import slow_pdf

LAYOUTS = Path(__file__).parents[1] / "corpus" / "layouts"


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every child that is started, in order."""
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **named: object) -> None:
            super().__init__(*args, **named)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(apart.subprocess, "Popen", Noted)
    return started


def refusal(data: bytes, limits: Limits | None = None) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_apart(data, "年报.pdf", limits=limits)
    return caught.value


def test_a_report_is_the_same_as_read_here(children: list[subprocess.Popen[bytes]]) -> None:
    data = (LAYOUTS / "office.docx").read_bytes()
    assert read_apart(data, "年报.docx", agency="甲市乙局") == read_bytes(
        data, "年报.docx", agency="甲市乙局"
    )
    assert [child.returncode for child in children] == [0]


def test_a_small_text_is_read_here(children: list[subprocess.Popen[bytes]]) -> None:
    data = (LAYOUTS / "plain-tabs.txt").read_bytes()
    assert read_apart(data, "年报.txt") == read_bytes(data, "年报.txt")
    assert children == []


def test_what_is_wrong_with_a_file_is_said_as_it_is_here() -> None:
    data = b"%PDF-1.4\nbroken"
    with pytest.raises(ReadError) as here:
        read_bytes(data, "年报.pdf")
    assert str(refusal(data)) == str(here.value)


def test_the_bounds_hold_in_the_child() -> None:
    data = (LAYOUTS / "office-pages.pdf").read_bytes()
    assert refusal(data, Limits(bounds=Bounds(pages=1))).cause == "超过 1 页，不像一份年报"


def test_a_hostile_file_is_ended_at_its_time(
    children: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_OPENING", 0)
    error = refusal(slow_pdf(), Limits(seconds=2))
    assert (error.file, error.cause) == ("年报.pdf", "读了 2 秒还没有读完")
    assert [child.returncode for child in children] == [-signal.SIGKILL]


def test_a_file_that_swells_is_ended(children: list[subprocess.Popen[bytes]]) -> None:
    error = refusal(slow_pdf(), Limits(megabytes=20))
    assert error.cause == "读取时占用的内存超过 20 MB"
    assert len(children) == 1


def test_a_child_that_is_killed_is_an_error_not_a_wait(
    children: list[subprocess.Popen[bytes]],
) -> None:
    def kill() -> None:
        while not children:
            time.sleep(0.01)
        os.kill(children[0].pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    error = refusal(slow_pdf())
    killer.join()
    assert error.cause == "读取程序在这个文件上意外退出"
    assert [child.returncode for child in children] == [-signal.SIGKILL]
