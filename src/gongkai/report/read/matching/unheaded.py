"""Grids below no heading of a section: a workbook, a page of tables, tables that a program joined."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..normalise import key, long_key
from .entries import Entry

#: How the first row of a table begins or what it holds, in the order of the tables.
_FIRST_ROWS = (
    re.compile(r"第二十条第|信息内容"),
    re.compile(r"本列数据的?[勾钩]稽关系|申请人情况"),
    re.compile(r"行政复议.*行政诉讼"),
)
_LONGEST_HEAD = 200  # characters of a first row


@dataclass(frozen=True, slots=True)
class LooseGrid:
    """A grid below no section's heading: its entries and its words as a key."""

    rows: tuple[int, ...]
    words: str


def loose_grids(
    entries: Sequence[Entry], taken: Collection[int], most_rows: int
) -> list[LooseGrid]:
    """The grids of which no entry is `taken`, those of more rows left out. One that holds several of the tables, one
    below the other, is as many."""
    grids: dict[int, list[int]] = {}
    for index, entry in enumerate(entries):
        if entry.is_row and index not in taken:
            grids.setdefault(entry.grid, []).append(index)
    return [
        LooseGrid(tuple(rows), long_key("".join(entries[i].text for i in rows)))
        for grid in grids.values()
        if len(grid) <= most_rows
        for rows in _cut(entries, grid)
    ]


def _cut(entries: Sequence[Entry], grid: Sequence[int]) -> Iterator[list[int]]:
    """The entries of a grid, those of each table by themselves."""
    at = 0
    numbered = []
    for index in grid:
        at = max(at, _begins(entries[index].text))
        numbered.append((at, index))
    for _, rows in groupby(numbered, key=lambda pair: pair[0]):
        yield [index for _, index in rows]


def _begins(text: str) -> int:
    """Which table begins with a row: 1 to 3 in the order of the form, 0 for none."""
    words = key(text) if len(text) <= _LONGEST_HEAD else ""
    found = [number for number, first in enumerate(_FIRST_ROWS, 1) if first.match(words)]
    return found[-1] if found else 0
