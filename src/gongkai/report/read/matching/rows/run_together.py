"""Figures that lost the spaces between them, `21710000218`, or were torn apart, `1 2 0 0 0 0 0 12`.

`ways` lists how the printed digits can be the figures of a row whose last is the sum of the others;
which of them it is, is decided with the rest of the table (`figures.deciding`). The total is tried first and
the figures before it must not exceed it, so the search is short; it is bounded all the same, and a row
with too many ways is not told apart at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_RUN = re.compile(r"[0-9]+")
_LONGEST = 60  # digits in a row
_MOST_DIGITS = 7  # in one figure: no office counts ten million applications
_MOST_STEPS = 40_000
_MOST_WAYS = 400


@dataclass(frozen=True, slots=True)
class Ways:
    """How some printed runs can be read. Each way has its figures, and in `places` where each stands
    in the printed text, (start, end); a torn figure reaches from its first digit to its last. `shown`
    is True when the text itself shows that spaces were lost or put in: all figures in one run, a run
    that begins with a zero and goes on, or more runs than figures, if it is not one figure too many.
    In `0 0 0 0 0 11` a lost 11 is as likely as a lost space, and only the rest of the table can tell."""

    figures: tuple[tuple[int, ...], ...]
    places: tuple[tuple[tuple[int, int], ...], ...]
    shown: bool


def ways(printed: str, count: int, *, every: int | None = None) -> Ways | None:
    """Every way to read `count` figures, the last being the sum of the others, out of a printed row;
    with `every`, the last of each so many.

    None when the row holds anything but digits and spaces, has one run a figure, is too long, or has
    too many ways.
    """
    spans = [match.span() for match in re.finditer(r"\S+", printed)]
    tokens = [printed[start:end] for start, end in spans]
    if not tokens or not all(_RUN.fullmatch(token) for token in tokens) or len(tokens) == count:
        return None
    places = [at for start, end in spans for at in range(start, end)]
    if not count <= len(places) <= _LONGEST:
        return None
    torn = len(tokens) > count
    glued = [len(tokens) == 1 or (len(token) > 1 and token[0] == "0") for token in tokens]
    shown = (torn and not _one_too_many(tokens, count, every or count)) or any(glued)
    gaps: list[_Gap] = []
    for token, sticky in zip(tokens, glued, strict=True):
        inside = _Gap.MAY if not torn and (sticky or not shown) else _Gap.NEVER
        gaps += [_Gap.MAY if torn else _Gap.MUST] + [inside] * (len(token) - 1)
    search = _Search("".join(tokens), gaps, every or count)
    figures, found = [], []
    try:
        for cut in search.blocks(0, count):
            figures.append(tuple(int(search.digits[start:end]) for start, end in cut))
            found.append(tuple((places[start], places[end - 1] + 1) for start, end in cut))
            if len(figures) > _MOST_WAYS:
                return None
    except _TooLong:
        return None
    return Ways(tuple(figures), tuple(found), shown)


def in_one(printed: str, count: int) -> Ways | None:
    """The figures of a row that stand in one cell with spaces between them, as many as they should be and adding
    up; None for any other text."""
    spans = [match.span() for match in re.finditer(r"\S+", printed)]
    if len(spans) != count or len(printed) > _LONGEST + count:
        return None
    tokens = [printed[start:end] for start, end in spans]
    if not all(_RUN.fullmatch(one) and (one[0] != "0" or one == "0") for one in tokens):
        return None
    figures = tuple(map(int, tokens))
    if sum(figures[:-1]) != figures[-1]:
        return None
    return Ways((figures,), (tuple(spans),), shown=True)


def _one_too_many(tokens: list[str], count: int, every: int) -> bool:
    """True when the figures add up without the first or the last of them: that one may be the row's number or
    a page's, and no figure is torn."""
    if len(tokens) != count + 1:
        return False
    for kept in (tokens[1:], tokens[:-1]):
        blocks = [[int(one) for one in kept[at : at + every]] for at in range(0, count, every)]
        if all(sum(block[:-1]) == block[-1] for block in blocks):
            return True
    return False


class _Gap(Enum):
    """Whether a figure may begin at a digit."""

    MUST = 1
    MAY = 2
    NEVER = 3


class _TooLong(Exception):
    """The search took more steps than it may."""


Cut = list[tuple[int, int]]


class _Search:
    """All ways to cut a string of digits into figures, blocks of `every` with their sum at the end."""

    def __init__(self, digits: str, gaps: list[_Gap], every: int) -> None:
        self.digits = digits
        self._gaps = gaps
        self._every = every
        self._left = _MOST_STEPS

    def blocks(self, start: int, count: int) -> Iterator[Cut]:
        """Every way to cut what begins at `start` into `count` figures, a whole number of blocks."""
        rest = count - self._every
        size = len(self.digits)
        first, last = (size, size) if rest == 0 else (start + self._every, size - rest)
        for stop in range(first, last + 1):
            for block in self._block(start, stop):
                if rest == 0:
                    yield block
                else:
                    for more in self.blocks(stop, rest):
                        yield [*block, *more]

    def _block(self, start: int, stop: int) -> Iterator[Cut]:
        """Every way to cut one block; the total is tried first."""
        parts = self._every - 1
        for at in range(stop - 1, max(start + parts, stop - _MOST_DIGITS) - 1, -1):
            if self._is_figure(at, stop):
                total = int(self.digits[at:stop])
                for figures in self._parts(start, at, parts, total):
                    yield [*figures, (at, stop)]

    def _parts(self, start: int, stop: int, count: int, total: int) -> Iterator[Cut]:
        """Every way to cut a stretch into `count` figures that add up to `total`."""
        self._left -= 1
        if self._left < 0:
            raise _TooLong
        if count == 0:
            if start == stop and total == 0:
                yield []
            return
        if stop - start > count * _MOST_DIGITS:
            return
        for end in range(start + 1, min(start + _MOST_DIGITS, stop - count + 1) + 1):
            if not self._is_figure(start, end):
                continue
            value = int(self.digits[start:end])
            if value > total:
                return
            for rest in self._parts(end, stop, count - 1, total - value):
                yield [(start, end), *rest]

    def _is_figure(self, start: int, end: int) -> bool:
        """Tell whether a figure may stand here: no needless zero in front, no border inside."""
        if self.digits[start] == "0" and end - start > 1:
            return False
        edges = self._gaps[start], self._gaps[end] if end < len(self._gaps) else _Gap.MUST
        return _Gap.NEVER not in edges and _Gap.MUST not in self._gaps[start + 1 : end]
