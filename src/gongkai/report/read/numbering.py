"""The numbers of the rows (行次) among what is printed behind their labels: which figures they are.

Where such a number stands cannot be told from one row, nor from the head above it: rows lose cells. It is
told from all rows together. Numbers of rows count on by one, so the figure of nearly every row is as far
from its place among the rows as any other's is; figures of a report are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

#: The words above a column that numbers the rows, as keys.
CODE_HEADS = frozenset({"行次", "序号", "编号", "代码", "代号", "丙"})
#: So many rows that count on are numbered; below a head that says so, three are enough, two a doubt.
_FEWEST, _FEWEST_HEADED, _DOUBTFUL = 4, 3, 2
#: So many need no row besides that has a figure more than columns.
_SURELY = 10
_LONGEST = 3  # digits of a row's number


class Numbered(NamedTuple):
    """One printed row: the texts behind its label, empty ones left out; how many values its row of the form
    has (0 if unknown); and which row of the form it is, counted from 0 (None if unknown)."""

    texts: Sequence[str]
    wanted: int
    order: int | None


class Mark(Enum):
    """What is known of the number in a row."""

    NONE = auto()  # all texts are values
    FIRST = auto()  # the first text is the row's number
    LAST = auto()  # the last one is, or the number of the next row
    DOUBT = auto()  # a number is among the texts, or may be, and nobody can tell


def may_be_numbered(rows: Sequence[Sequence[str]], *, headed: bool) -> bool:
    """False where the first and the last texts of rows are too few different ones to count on: of most
    tables nothing more need be asked."""
    fewest = _DOUBTFUL if headed else _FEWEST
    return any(len({texts[end] for texts in rows if texts}) >= fewest for end in (0, -1))


def mark_numbers(rows: Sequence[Numbered], *, headed: bool) -> list[Mark]:
    """What each row's number is. `headed` when a column of the table says that it numbers the rows."""
    marks = [Mark.NONE] * len(rows)
    by_end = {
        Mark.FIRST: _counting_on(rows, 0, _DOUBTFUL if headed else _FEWEST),
        Mark.LAST: _counting_on(rows, -1, _DOUBTFUL if headed else _FEWEST),
    }
    first, last = by_end.values()
    mark = Mark.FIRST if len(first) >= len(last) else Mark.LAST
    found = by_end[mark]
    if not found:
        return marks
    proved = headed or len(found) >= _SURELY or any(_has_more(rows[i]) for i in found)
    if not proved or len(found) < _FEWEST_HEADED:
        return [Mark.DOUBT if i in found else Mark.NONE for i in range(len(rows))]
    for i, row in enumerate(rows):
        if i in found:
            either = len(first) == len(last) and len(row.texts) > 1
            marks[i] = Mark.DOUBT if either else mark
        elif row.texts and _figure(row.texts[0 if mark is Mark.FIRST else -1]) is not None:
            marks[i] = Mark.DOUBT  # its number is lost, or is not what it should be
    return marks


def _figure(text: str) -> int | None:
    plain = text.isascii() and text.isdigit() and len(text) <= _LONGEST
    return int(text) if plain else None


def _counting_on(rows: Sequence[Numbered], end: int, fewest: int) -> frozenset[int]:
    """The rows whose first (`end` 0) or last (-1) figures are all equally far from their places, if these
    are nearly all rows: places among the printed rows, or among those of the form where some are lost."""
    figures = [_figure(row.texts[end]) if row.texts else None for row in rows]
    filled = sum(1 for row in rows if row.texts)
    for places in (list(range(len(rows))), [row.order for row in rows]):
        away = {
            i: figure - place
            for i, (figure, place) in enumerate(zip(figures, places, strict=True))
            if figure is not None and place is not None
        }
        if not away:
            continue
        usual, count = Counter(away.values()).most_common(1)[0]
        if count >= fewest and count * 3 >= filled * 2:
            return frozenset(i for i, one in away.items() if one == usual)
    chain = _longest_chain(figures)  # rows between that have no number of their own
    return chain if len(chain) >= fewest and len(chain) * 3 >= filled * 2 else frozenset()


def _longest_chain(figures: Sequence[int | None]) -> frozenset[int]:
    """The longest row of places, from the top down, whose figures count on by one."""
    chains: dict[int, tuple[int, int]] = {}  # by last figure: how many, and the first figure
    for figure in figures:
        if figure is not None:
            count, first = chains.get(figure - 1, (0, figure))
            chains[figure] = max(chains.get(figure, (0, 0)), (count + 1, first))
    if not chains:
        return frozenset()
    count, due = max(chains.values())
    found: list[int] = []
    for i, figure in enumerate(figures):
        if figure == due and len(found) < count:
            found.append(i)
            due += 1
    return frozenset(found)


def _has_more(row: Numbered) -> bool:
    """True for a row with a figure more than it has columns, or with one where it has several."""
    return bool(row.wanted) and (
        len(row.texts) == row.wanted + 1 or len(row.texts) == 1 < row.wanted
    )
