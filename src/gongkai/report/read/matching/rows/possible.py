"""What a row may hold whose figures could not be placed: the readings of it that satisfy the sums of its table.

They are candidates, for a person to choose from, and never values: which of the figures are the row's was in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from ....width import half_width
from .run_together import ways

#: A figure a column; None where nothing is printed.
Possible = tuple[int | None, ...]

_FIGURE = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?![\d.,])|(?<![\d.])\d{1,7}(?![\d.,])")
_BRACKETED = re.compile(r"[(\[【〔][^)\]】〕]*[)\]】〕]?")
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?")  # of a workbook's formula: #DIV/0!
_WRITTEN_OUT = re.compile(r"(?:^|\s)[〇零一二三四五六七八九十百千两]+(?:\s|$)")
_LONGEST = 300  # characters of a printed row
_MOST = 24  # readings of a row: of more, nobody can choose
_MOST_TOGETHER = 3  # rows whose figures stand behind one label


def possible(printed: str, columns: int, *, summed: bool) -> list[Possible]:
    """The ways to read the figures of one row with so many columns out of all that is printed behind its label;
    `summed` when the last is the sum of the others. None if there are too many ways, or none."""
    figures = _figures(printed)
    found: Iterable[Possible]
    if not summed:
        found = _without_a_sum(figures, columns)
    else:
        every = (*_whole(figures, columns), *_torn(printed, columns), *_lacking(figures, columns))
        found = [one for one in every if _adds_up(one)]
        if not found and len(printed.split()) == columns - 1:
            found = _lost(figures, columns)
    some = list(dict.fromkeys(found))
    return some if len(some) <= _MOST else []


def in_turned_order(
    texts: Sequence[str], order: Sequence[int] | None, *, summed: bool
) -> tuple[Possible, ...]:
    """The reading of a row whose columns stand in another order than the form's: `order` says which of its texts is
    each column's; where nobody knows, the one that is the sum of the others is the last, and they stay in order."""
    if not texts or not all(map(_FIGURE.fullmatch, texts)):
        return ()
    figures = [int(text.replace(",", "")) for text in texts]
    if order is not None:
        found: Possible = tuple(figures[i] for i in order)
        return (found,) if not summed or _adds_up(found) else ()
    totals = [at for at, one in enumerate(figures) if one * 2 == sum(figures)]
    if not summed or (len(totals) != 1 and any(figures)):
        return ()
    at = totals[0]
    return ((*figures[:at], *figures[at + 1 :], figures[at]),)


def in_shared_cells(
    texts: Sequence[str], shared: Sequence[int], count: int
) -> tuple[Possible, ...]:
    """The reading of a row of `count` columns of which some cells (`shared`, by place) are merged with those of
    other rows: their figures where the sum holds with them, else what one alone must be, or nothing of them."""
    if len(texts) != count or not all(map(_FIGURE.fullmatch, texts)):
        return ()
    figures: list[int | None] = [int(text.replace(",", "")) for text in texts]
    if _adds_up(tuple(figures)):
        return (tuple(figures),)
    own: list[int | None] = [None if at in shared else one for at, one in enumerate(figures)]
    if len(shared) == 1:
        lost = shared[0]
        rest = sum(one or 0 for one in own[:-1])
        due = rest if lost == count - 1 else (own[-1] or 0) - rest
        own[lost] = due if due >= 0 else None
    return (tuple(own),)


def possible_blocks(printed: str, columns: int, rows: int) -> list[list[Possible]]:
    """As `possible`, of several rows of as many columns that are printed behind one another, or one beside the other,
    downwards: the readings of each."""
    figures = _figures(printed)
    count = columns * rows
    each: list[list[Possible]] = [[] for _ in range(rows)]
    for one in _whole(figures, count):
        across = [one[at : at + columns] for at in range(0, count, columns)]
        down = [one[at::rows] for at in range(rows)]
        for blocks in (across, down):
            if all(map(_adds_up, blocks)):
                for block, found in zip(blocks, each, strict=True):
                    found.append(block)
    for at in range(rows):  # which of the rows lacks a figure
        for blocks in _lacking_in(figures, columns, rows, at):
            for block, found in zip(blocks, each, strict=True):
                found.append(block)
    told = ways(printed, count, every=columns)
    for cut in told.figures if told else ():
        for n, found in enumerate(each):
            found.append(cut[n * columns : n * columns + columns])
    unique = [list(dict.fromkeys(found)) for found in each]
    return unique if all(len(found) <= _MOST for found in unique) else [[] for _ in each]


def _lacking_in(figures: list[int], columns: int, rows: int, at: int) -> Iterator[list[Possible]]:
    """The rows that stand behind one another, if one of them lacks one figure and the others are whole."""
    if len(figures) != columns * rows - 1:
        return
    start = at * columns
    own, rest = (
        figures[start : start + columns - 1],
        [*figures[:start], *figures[start + columns - 1 :]],
    )
    others: list[Possible] = [tuple(rest[i : i + columns]) for i in range(0, len(rest), columns)]
    if all(map(_adds_up, others)):
        for one in filter(_adds_up, (*_lacking(own, columns), *_lost(own, columns))):
            yield [*others[:at], one, *others[at:]]


def may_be(readings: Sequence[Possible], column: int) -> tuple[int, ...]:
    """The figures that one column has in some readings."""
    return tuple(sorted({figure for one in readings if (figure := one[column]) is not None}))


def _figures(printed: str) -> list[int]:
    if len(printed) > _LONGEST or _WRITTEN_OUT.search(printed):
        return []
    plain = _ERROR.sub(" ", _BRACKETED.sub(" ", half_width(printed)))
    return [int(text.replace(",", "")) for text in _FIGURE.findall(plain)]


def _adds_up(figures: Possible) -> bool:
    *parts, whole = (one or 0 for one in figures)
    return figures[-1] is not None and sum(parts) == whole


def _whole(figures: list[int], count: int) -> Iterator[Possible]:
    """So many figures on end; every second or third one, where others stand beside each; all but one, the column of
    an office's own."""
    more = len(figures) - count
    if not 0 <= more <= count * (_MOST_TOGETHER - 1):
        return
    for at in range(more + 1):
        yield tuple(figures[at : at + count])
    if more and len(figures) % count == 0:
        step = len(figures) // count
        for at in range(step):
            yield tuple(figures[at::step])
    if more == 1:
        for at in range(1, count):
            yield tuple(figures[:at] + figures[at + 1 :])


def _torn(printed: str, count: int) -> Iterator[Possible]:
    told = ways(printed, count)
    yield from told.figures if told else ()


def _lacking(figures: list[int], count: int) -> Iterator[Possible]:
    """Figures that are too few, with empty cells between."""
    if not 2 <= len(figures) < count:
        return
    for places in combinations(range(count), len(figures)):
        row: list[int | None] = [None] * count
        for place, figure in zip(places, figures, strict=True):
            row[place] = figure
        yield tuple(row)


def _lost(figures: list[int], count: int) -> Iterator[Possible]:
    """Figures of which one is lost: the total, or a part that is the rest of the total, wherever it stood."""
    if len(figures) != count - 1:
        return
    yield (*figures, sum(figures))
    *parts, whole = figures
    rest = whole - sum(parts)
    if rest > 0:
        for at in range(count - 1):
            yield (*parts[:at], rest, *parts[at:], whole)


def _without_a_sum(figures: list[int], count: int) -> Iterator[Possible]:
    """Where nothing must add up: only a row that has, or lacks, one figure at most says little enough."""
    more = len(figures) - count
    if more in (0, 1):
        for at in range(more + 1):
            yield tuple(figures[at : at + count])
    if more == 1:
        for at, (one, next_) in enumerate(pairwise(figures)):
            joined = [*figures[:at], int(f"{one}{next_}"), *figures[at + 2 :]]
            yield tuple(joined)
            yield (*figures[: at + 1], *figures[at + 2 :])
    elif more == -1:
        yield from _lacking(figures, count)
    elif more == count > 1:  # another year's beside each, or behind
        for some in (figures[:count], figures[count:], figures[::2], figures[1::2]):
            yield tuple(some)
