"""Where in the lines of a document the statistics table of 2014–2018 stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...normalise import is_page_number, is_value
from ..entries import Entry
from ..lines.tokens import unfold
from .statistics_labels import ENOUGH_LABELS, UNIT, bare, labels

_SHORTEST_LABEL = 8  # characters of a line that names no row
#: A label may be broken over so many lines, and over more where these together are shorter than a label may be.
_PIECES, _LONGEST_LABEL = 3, 24
#: Labels so near to each other, in lines or in characters, are of one table.
_NEAR, _NEAR_IN_CHARACTERS = 6, 80
_LAST_ROW = 4  # lines of it: its label, broken, its unit and its figure
#: What stands for a figure: no words.
_FIGURES = re.compile(r"[^\u4e00-\u9fff]{1,40}|[〇零一二三四五六七八九十百千]{1,4}")


def lines_of_table(entries: list[Entry]) -> Iterator[tuple[int, Entry]]:
    """The lines from the first to the last that name a row of the table, where they are dense, each with its place;
    a line in which several rows ran on as several."""
    lines = [
        (index, part)
        for index, entry in enumerate(entries)
        if not entry.is_row
        for part in unfold(entry)
    ]
    words = ["" if "。" in line.text else _words(line.text) for _, line in lines]
    named = [at for at in range(len(lines)) if words[at] and _begins_here(_ahead(words, at))]
    if len(named) < ENOUGH_LABELS:
        return
    first = next((a for a, b in pairwise(named) if _are_near(words, a, b)), named[0])
    while first and lines[first - 1][0] == lines[first][0]:
        first -= 1  # the heads that ran on in one line with the first row
    if first and _begins_with_a_figure(lines[first - 1][1].text):
        first -= 1  # a figure above the first row, alone or before the beginning of its label
    last = named[-1] + _LAST_ROW
    while last < len(lines) and _FIGURES.fullmatch(lines[last][1].text):
        last += 1  # those of several rows, below the labels of these
    for index, line in lines[first:last]:
        if not is_page_number(line.text):
            yield index, line


def _begins_with_a_figure(text: str) -> bool:
    return len(text) <= _SHORTEST_LABEL and is_value(text.split()[0])


def _words(text: str) -> str:
    """A line without the unit and the figure behind its words."""
    parts = text.split()
    while parts and (is_value(parts[-1]) or UNIT.fullmatch(parts[-1])):
        parts.pop()
    return "".join(parts)


def _are_near(words: list[str], a: int, b: int) -> bool:
    return b - a <= _NEAR or sum(map(len, words[a:b])) <= _NEAR_IN_CHARACTERS


def _ahead(words: list[str], at: int) -> list[str]:
    """The lines over which a label may be broken that begins in the first of them."""
    stop = at + _PIECES
    size = sum(map(len, words[at:stop]))
    while size < _LONGEST_LABEL and stop < len(words):
        size += len(words[stop])
        stop += 1
    return words[at:stop]


def _begins_here(lines: list[str]) -> bool:
    """Tell whether a label begins in the first of some lines: it may be broken over all of them."""
    find = labels().find
    if find(bare(lines[0])):
        return True
    if not find(bare("".join(lines))):
        return False
    count = next(n for n in range(2, len(lines) + 1) if find(bare("".join(lines[:n]))))
    return not find(bare("".join(lines[1:count])))
