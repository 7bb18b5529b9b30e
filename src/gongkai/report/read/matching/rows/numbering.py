"""The numbers of the rows (行次) among what is printed behind their labels: which figures they are.

Where such a number stands cannot be told from one row, nor from the head above it: rows lose cells. It is
told from all rows together. Numbers of rows count on by one, so the figure of nearly every row is as far
from its place among the rows as any other's is; figures of a report are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto
from math import ceil
from typing import NamedTuple, Self

#: The words above a column that numbers the rows, as keys.
CODE_HEADS = frozenset({"行次", "序号", "编号", "代码", "代号", "丙"})
#: So many rows that count on are numbered; below a head that says so, three are enough, two a doubt.
_FEWEST, _FEWEST_HEADED, _DOUBTFUL = 4, 3, 2
#: So many need no row besides that has a figure more than columns.
_SURELY = 10
_LONGEST = 3  # digits of a row's number


class Numbered(NamedTuple):
    """One printed row: the first and the last text behind its label, how many there are (empty ones left
    out), how many values its row of the form has (0 if unknown), which row of the form it is, counted
    from 0 (None if unknown), and whether there is room for a number beside its values."""

    first: str
    last: str
    size: int
    wanted: int
    order: int | None
    room: bool = True

    @classmethod
    def of(cls, texts: Sequence[str], wanted: int, order: int | None) -> Self:
        """A row by all the texts behind its label."""
        ends = (texts[0], texts[-1]) if texts else ("", "")
        return cls(*ends, len(texts), wanted, order)


class Mark(Enum):
    """What is known of the number in a row."""

    NONE = auto()  # all texts are values
    FIRST = auto()  # the first text is the row's number
    LAST = auto()  # the last one is, or the number of the next row
    DOUBT = auto()  # a number is among the texts, or may be, and nobody can tell


def mark_numbers(rows: Sequence[Numbered], *, headed: bool) -> list[Mark]:
    """What each row's number is. `headed` when a column of the table says that it numbers the rows."""
    marks = [Mark.NONE] * len(rows)
    fewest = _DOUBTFUL if headed else _FEWEST
    first = _counting_on(rows, [row.first for row in rows], fewest)
    last = _counting_on(rows, [row.last for row in rows], fewest)
    mark, found = (Mark.FIRST, first) if len(first) >= len(last) else (Mark.LAST, last)
    ends = [row.first if mark is Mark.FIRST else row.last for row in rows]
    if not found:
        return marks
    proved = headed or len(found) >= _SURELY or any(_has_more(rows[i]) for i in found)
    if not proved and not headed and _are_figures(rows, found, ends):
        return marks
    if not proved or len(found) < _FEWEST_HEADED:
        return [Mark.DOUBT if i in found else Mark.NONE for i in range(len(rows))]
    for i, row in enumerate(rows):
        if i in found:
            either = len(first) == len(last) and row.size > 1
            marks[i] = Mark.DOUBT if either else mark
        elif row.size and _figure(row.first if mark is Mark.FIRST else row.last) is not None:
            marks[i] = Mark.DOUBT  # its number is lost, or is not what it should be
    return marks


def _are_figures(rows: Sequence[Numbered], found: frozenset[int], ends: Sequence[str]) -> bool:
    """Tell whether figures that count on are none the less values, in a table whose rows have different columns (two):
    no row has room for its number, or the numbers leave a row out, or do not begin with 1. Where the rows have a
    sum, that tells."""
    named = [row for row in rows if row.wanted]
    if len({row.wanted for row in named}) == 1:
        return False
    if not any(row.room for row in named):
        return True
    numbers = sorted(figure for i in found if (figure := _figure(ends[i])) is not None)
    return len(found) < sum(1 for row in named if row.size) or numbers[0] != 1


def may_be_numbered(texts: Sequence[str], orders: Sequence[int], *, headed: bool) -> bool:
    """False where the first or last figures of the rows are surely no numbers. `orders` says which row of the form
    each is, where that is known; `headed` as for `mark_numbers`."""
    return _may_count_on(texts, orders, _DOUBTFUL if headed else _FEWEST)


def _may_count_on(texts: Sequence[str], orders: Sequence[int], fewest: int) -> bool:
    """False where too few different figures are near enough to each other to count on through nearly all rows:
    of most tables nothing more need be asked. Two rows have one number only where the same row is printed
    twice, and no number is further from another than rows are, of the form or of the table."""
    again = len(orders) - len({*orders})
    least = ceil(_needed(texts, fewest) - again)
    if least < 2:
        return True
    figures = sorted([one for text in {*texts} if (one := _figure(text)) is not None])
    reach = max(len(texts), max(orders, default=0) + 1)
    return any(b - a < reach for a, b in zip(figures, figures[least - 1 :], strict=False))


def _needed(texts: Sequence[str], fewest: int) -> float:
    return max(fewest, (len(texts) - texts.count("")) * 2 / 3)


def _figure(text: str) -> int | None:
    plain = text.isascii() and text.isdigit() and len(text) <= _LONGEST
    return int(text) or None if plain else None  # no row is numbered 0


def _counting_on(rows: Sequence[Numbered], texts: Sequence[str], fewest: int) -> frozenset[int]:
    """The rows whose first or last figures (`texts`) are all equally far from their places, if these are
    nearly all rows: places among the printed rows, or among those of the form where some are lost."""
    if not _may_count_on(texts, [row.order for row in rows if row.order is not None], fewest):
        return frozenset()
    needed = _needed(texts, fewest)
    figures = [_figure(text) for text in texts]
    for places in (list(range(len(rows))), [row.order for row in rows]):
        away = {
            i: figure - place
            for i, (figure, place) in enumerate(zip(figures, places, strict=True))
            if figure is not None and place is not None
        }
        if len(away) - len(set(away.values())) + 1 < needed:
            continue  # too many are unlike each other
        usual, count = Counter(away.values()).most_common(1)[0]
        if count >= needed:
            return frozenset(i for i, one in away.items() if one == usual)
    chain = _longest_chain(figures)  # rows between that have no number of their own
    return chain if len(chain) >= needed else frozenset()


def _longest_chain(figures: Sequence[int | None]) -> frozenset[int]:
    """The longest row of places, from the top down, whose figures count on by one."""
    known = {figure for figure in figures if figure is not None}
    if not any(figure + 1 in known for figure in known):
        return frozenset()
    chains: dict[int, tuple[int, int]] = {}  # by last figure: how many, and the first figure
    for figure in figures:
        if figure is not None:
            count, first = chains.get(figure - 1, (0, figure))
            chains[figure] = max(chains.get(figure, (0, 0)), (count + 1, first))
    count, due = max(chains.values())
    found: list[int] = []
    for i, figure in enumerate(figures):
        if figure == due and len(found) < count:
            found.append(i)
            due += 1
    return frozenset(found)


def _has_more(row: Numbered) -> bool:
    """True for a row with a figure more than it has columns, or with one where it has several."""
    return bool(row.wanted) and (row.size == row.wanted + 1 or row.size == 1 < row.wanted)
