"""Figures beside the words of their row, in tables without rules: sheets printed without grid lines.

A program that prints a sheet may draw all its figures first and the words after them; and where the words
of a row are broken over lines, its figures stand at the middle of their height. Here the words of a row and its
figures become one line where their places leave no doubt, and all else stays as it is. No form is known here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .chars import Char, is_gap, lines_of
from .pieces import LEVEL, Piece, are_figures, has_company, in_levels, is_word, parted

#: Of words over one another, those are beside figures that are nearer to their level by this share of a height.
_CLEARLY = 0.15
#: The first and the last line of a label are equally far from its middle, within this share of a height.
_EVEN = 0.3
#: A line belongs to the nearest figures if any others are farther away by this: where there are words beside
#: them, and where there are none, so that some must be theirs.
_NEARER, _NEARER_ALONE = 0.85, 0.97
#: How the label of a row begins that is one of several.
_ITEM = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]")
_FULL = 2.5  # heights: a line of a label may be so much shorter than the longest, where a sign may not begin one
_MOST_LINES = 6  # of a label, above its middle or below
#: A table of so many columns has heads that are told by their columns, within so many heights above its first row;
#: the lines of one head are this near.
_MANY_COLUMNS, _MOST_HEADS, _NEXT_LINE = 5, 9, 1.7
_MOST_CHARACTERS = 20_000  # on a page: a sheet has some thousand


@dataclass(slots=True)
class Line:
    """Characters that make a line, and the height that it counts as standing at."""

    chars: list[Char]
    at: float

    @classmethod
    def of(cls, chars: list[Char]) -> Line:
        return cls(chars, round(min(c.bottom for c in chars if c.text.strip()), 1))


def in_rows(lines: Sequence[list[Char]]) -> list[Line]:
    """The lines of a page, those with anything to be seen, and the figures that were drawn apart from the
    words of their row behind them."""
    lines = [line for line in lines if any(c.text.strip() for c in line)]
    lines = [part for line in lines for part in _by_level(line)]
    as_drawn = [Line.of(line) for line in lines]
    alone = [i for i, line in enumerate(lines) if are_figures(line)]
    if not alone or sum(map(len, lines)) > _MOST_CHARACTERS:
        return as_drawn
    pieces = [[Piece.of(part, i) for part in parted(line)] for i, line in enumerate(lines)]
    words = [piece for line in pieces for piece in line if not piece.figures]
    for one in [piece for line in pieces for piece in line if piece.figures]:
        if is_word(one) and not any(w.is_level_with(one) and w.right <= one.left for w in words):
            one.figures = False  # 无, of a label that is set from above to below
            words.append(one)
    rows = in_levels([piece for line in pieces for piece in _at_the_end(line)])
    if not any(_at_level(row, words) for row in rows if all(one.line in alone for one in row)):
        return as_drawn  # the file draws words and figures as they stand
    free = [one for one in words if not has_company(one, words)]
    anchors = [row[0].level for row in rows]
    used: set[int] = set()
    made: list[Line] = []
    for row in rows:
        groups, label = _label(row, [one for one in words if id(one) not in used], free, anchors)
        if len({one.line for one in [*groups, *label, *row]}) == 1:
            continue  # as it was drawn
        used.update(map(id, [*groups, *label, *row]))
        line = Line.of([*_below(label), *_beside(row)])
        made += [line, *([Line(list(_beside(groups)), line.at - 0.01)] if groups else [])]
    heads = _heads(rows, [one for one in words if id(one) not in used])
    if heads:
        used.update(map(id, heads))
        made.append(Line.of(list(_beside(heads))))
    for i, parts in enumerate(pieces):
        left = [piece for piece in parts if id(piece) not in used]
        if left:
            made.append(as_drawn[i] if len(left) == len(parts) else Line.of(list(_beside(left))))
    return made


def _heads(rows: Sequence[Sequence[Piece]], words: Sequence[Piece]) -> list[Piece]:
    """The heads of the columns of the first table with many, column by column, each from the top down: where one
    of them is broken over lines, its words stand at other levels than the other heads do."""
    first = next((row for row in rows if len(row) >= _MANY_COLUMNS), None)
    if first is None:
        return []
    centres = [(one.left + one.right) / 2 for one in first]
    edges = [(a + b) / 2 for a, b in pairwise(centres)]
    begin, end = 2 * centres[0] - edges[0], 2 * centres[-1] - edges[-1]
    above = [
        one
        for one in words
        if first[0].level < one.level < first[0].level + _MOST_HEADS * one.tall
        and begin < (one.left + one.right) / 2 < end
        and one.left > begin - one.tall
    ]
    upper = min((r[0].level for r in rows if r[0].level > first[0].level), default=float("inf"))
    above = [one for one in above if one.level < upper]

    def column(one: Piece) -> int:
        return bisect_right(edges, (one.left + one.right) / 2)

    broken = any(
        a.is_in_column_with(b)
        and 0 < a.level - b.level < a.tall * _NEXT_LINE
        and column(a) == column(b)
        for a in above
        for b in above
    )
    return sorted(above, key=lambda one: (column(one), -one.level)) if broken else []


def _by_level(line: list[Char]) -> list[list[Char]]:
    """A line; if it is the figures of several rows that a program drew on end, each row of them."""
    levels = [char.level for char in line if char.text.strip()]
    near = max(levels) - min(levels) < (line[0].top - line[0].bottom) * LEVEL
    if near or not are_figures(line):
        return [line]
    return lines_of(char for char in line if char.text.strip())


def _at_the_end(line: Sequence[Piece]) -> Iterator[Piece]:
    """The figures behind which no more words of their line stand: others are those of a sentence."""
    for piece in reversed(line):
        if not piece.figures:
            return
        yield piece


def _at_level(row: Sequence[Piece], words: Sequence[Piece]) -> list[Piece]:
    """The words to the left of a row of figures, the nearest last. Of words over one another, those whose level is
    clearly the nearer; none where that is not clear."""
    first = row[0]
    found = [w for w in words if w.is_level_with(first) and w.right < first.left + first.tall / 4]

    def away(one: Piece) -> float:
        """From the level of the figures; a character alone, of a label set downwards, comes last."""
        return abs(one.level - first.level) + (first.tall if len(one.chars) == 1 else 0)

    beside = [
        one
        for one in found
        if all(
            min(one.right, other.right) - max(one.left, other.left) < first.tall
            or away(one) < away(other) - first.tall * _CLEARLY
            for other in found
            if other is not one
        )
    ]
    return sorted(beside, key=lambda one: one.right)


def _label(
    row: Sequence[Piece],
    words: Sequence[Piece],
    free: Sequence[Piece],
    anchors: Sequence[float],
) -> tuple[list[Piece], list[Piece]]:
    """The words of a row of figures: those of its groups at the same level, and the lines of its label. Where
    its middle line is, or would be, at the level of the figures, there are as many above as below."""
    level = _at_level(row, words)
    name = level[-1] if level else None
    at, tall = row[0].level, row[0].tall
    taken = set(map(id, words))
    nearer = _NEARER if name is not None else _NEARER_ALONE
    near = [one for one in free if id(one) in taken and _is_nearest(one, at, anchors, nearer)]
    near = [one for one in near if one.right < row[0].left + tall / 4]
    pairs = [
        (above, below)
        for above in near
        for below in near
        if below.level < at < above.level
        and abs(above.level + below.level - 2 * at) < 2 * _EVEN * tall
        and above.is_in_column_with(below)
    ]
    if not pairs:
        return level[:-1], level[-1:]
    first = max(pairs, key=lambda pair: (round(min(p.left for p in pair) / tall), pair[1].level))
    left = min(one.left for one in first)
    if name is not None and not name.is_in_column_with(first[0]) and left < name.right - tall / 2:
        return level[:-1], [name]  # lines of a group that stand about the level of this row
    column = [pair for pair in pairs if pair[0].is_in_column_with(first[0])]
    chosen = sorted({id(p): p for pair in column for p in pair}.values(), key=lambda p: -p.level)
    if name is not None and name.is_in_column_with(first[0]):
        groups, level = level[:-1], [name]
    else:
        groups, level = level, []
    label = sorted([*chosen, *level], key=lambda one: -one.level)
    return (groups, label) if _is_one(label) else ([*groups, *level][:-1], [*groups, *level][-1:])


def _is_one(lines: Sequence[Piece]) -> bool:
    """Tell whether lines are those of one label: only the first begins as an item does, and all but the last are
    full. Else they are the labels of empty rows around this one."""
    widths = [one.right - one.left for one in lines]
    full, tall = max(widths), lines[0].tall
    return not any(_ITEM.match("".join(c.text for c in one.chars)) for one in lines[1:]) and all(
        full - wide < tall * _FULL for wide in widths[:-1]
    )


def _is_nearest(one: Piece, at: float, anchors: Sequence[float], nearer: float) -> bool:
    """Tell whether words stand above or below some figures, and nearer to them than to any others."""
    away = abs(one.level - at)
    if not one.tall * LEVEL <= away < one.tall * _MOST_LINES:
        return False
    return all(
        away < abs(one.level - other) * nearer
        for other in anchors
        if abs(other - at) > one.tall * LEVEL
    )


def _beside(pieces: Sequence[Piece]) -> Iterator[Char]:
    """The characters of some pieces, a space behind each."""
    for piece in pieces:
        before: Char | None = None
        for char in piece.chars:
            if before is not None and (char.spaced or is_gap(before, char)):
                yield Char(" ", before.right, char.bottom, char.left, char.top)
            yield char
            before = char
        end = piece.chars[-1]
        yield Char(" ", end.right, end.bottom, end.right, end.top)


def _below(pieces: Sequence[Piece]) -> Iterator[Char]:
    """The characters of the lines of a label as one, a space behind them."""
    for piece in pieces:
        yield from piece.chars
    if pieces:
        end = pieces[-1].chars[-1]
        yield Char(" ", end.right, end.bottom, end.right, end.top)
