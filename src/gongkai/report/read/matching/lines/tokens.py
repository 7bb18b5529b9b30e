"""The words of a line, each with its place; and the lines that ran together into one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ....cell import Source, sources_in_line
from ...normalise import is_value
from ..entries import Entry

# A word, or words in brackets that belong to the number before them: 188（92 个新办、96 个延续）. A bracket in which
# another opens is none: the label of a row was cut short in it, （二 0 0 0 （三）, and its figures are none of a word.
_TOKEN = re.compile(r"(?:[^\s（(]*[（(][^（()）]*[）)])+\S*|\S+")
_WORD = re.compile(r"\S+")
_UNIT = re.compile(r"[（(]?(?:万元|元|人次|[件次条宗项个份])[)）]?|[①-⒛²³¹⁰-₉]{1,3}")
#: A line that holds several rows of a table is at least so long, and so many rows go on in it.
_SHORTEST_RUN = 60
_LEAST_ROWS = 2


@dataclass(slots=True)
class Token:
    """A word, and how many characters of its line stand before it."""

    text: str
    shift: int


def tokens_of(entry: Entry) -> list[Token]:
    """The words of a line with their places."""
    bracketed = "（" in entry.text or "(" in entry.text
    words = (_TOKEN if bracketed else _WORD).finditer(entry.text)
    return [Token(m.group(), m.start()) for m in words]


def place_of(entry: Entry, shift: int, table: int, row: int, column: int) -> Source:
    """The source of a value that begins `shift` characters into an entry's text."""
    line = entry.source
    offset = None if line.offset is None else line.offset + entry.indent + shift
    return Source(line.page, table, row, column, line.line, offset, line.box)


def places_of(entry: Entry, shifts: Sequence[int], table: int, row: int) -> list[Source]:
    """As `place_of`, of the values of a row in their order."""
    offset = entry.source.offset
    offsets = None if offset is None else [offset + entry.indent + shift for shift in shifts]
    return sources_in_line(entry.source, table, row, offsets, len(shifts))


def unfold(entry: Entry) -> list[Entry]:
    """A line as the rows that ran on in it: where a table lost all its borders, a new row begins
    wherever words follow figures. A line of one row is returned as it is."""
    if len(entry.text) < _SHORTEST_RUN or "。" in entry.text:
        return [entry]
    tokens = tokens_of(entry)
    figures = [is_value(token.text) for token in tokens]
    starts = [i for i in range(1, len(tokens)) if figures[i - 1] and not figures[i]]
    if len(starts) < _LEAST_ROWS:
        return [entry]
    parts = []
    for start, stop in pairwise([0, *starts, len(tokens)]):
        at, last = tokens[start].shift, tokens[stop - 1]
        text = entry.text[at : last.shift + len(last.text)]
        parts.append(Entry(text, entry.source, entry.indent + at))
    return parts


def with_units(tokens: list[Token]) -> list[Token]:
    """The figures of a row, a unit or the mark of a note that stands apart put behind its figure: `3 件`, `3 ①`."""
    found: list[Token] = []
    for token in tokens:
        if found and _UNIT.fullmatch(token.text) and found[-1].text[-1:].isdigit():
            found[-1] = Token(f"{found[-1].text} {token.text}", found[-1].shift)
        else:
            found.append(token)
    return found
