"""What tests of odd rows share: a report, and how its cells are told."""

from __future__ import annotations

from gongkai.report.cell import Cell
from gongkai.report.read import read_bytes
from tests.report.read.distinct import Distinct, distinct

UNREADABLE = ["unreadable"] * 7


def cells(text: str, name: str = "a.txt") -> dict[str, Cell]:
    return dict(read_bytes(text.encode(), name).cells)


def row(read: dict[str, Cell], start: str) -> list[object]:
    """The values of a row, in the order of the form; the state of a cell that has none."""
    return [c.state.value if c.value is None else c.value for i, c in read.items() if i.startswith(f"{start}.")]  # fmt: skip


def others(one: Distinct, read: dict[str, Cell], *without: str) -> list[object]:
    """What is read wrong in the other rows of table three."""
    rows = {i: f for i, f in one.figures.items() if i.startswith("requests.") and i not in without}
    return [(i, row(read, i)) for i, figures in rows.items() if row(read, i) != figures]


def run_on(text: str, first: str, last: str) -> str:
    """The text with the lines of a table, from one label to another, in one line."""
    lines = text.split("\n")
    start, stop = (next(i for i, line in enumerate(lines) if line.startswith(one)) for one in (first, last))  # fmt: skip
    return "\n".join([*lines[:start], " ".join(lines[start : stop + 1]), *lines[stop + 1 :]])


def report() -> Distinct:
    return distinct(7, zeros=0.0)


def four(read: dict[str, Cell]) -> list[object]:
    return [c.value for i, c in read.items() if i.startswith("challenges.")]
