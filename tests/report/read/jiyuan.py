"""A real report as text, and the same with a few words changed."""

from __future__ import annotations

from pathlib import Path

from gongkai.report.model import Report
from gongkai.report.read import read_bytes

REPORTS = Path(__file__).parents[2] / "corpus" / "reports"
JIYUAN = (REPORTS / "jiyuan-2024.txt").read_text("utf-8")


def read(text: str) -> Report:
    return read_bytes(text.encode(), "a.txt")


def changed(old: str, new: str) -> Report:
    """The report with the only place of `old` changed."""
    assert JIYUAN.count(old) == 1
    return read(JIYUAN.replace(old, new))
