"""Figures of a row that lost the spaces between them, `21710000218`, told apart by the row's own sum.

Exactly one way of cutting that makes the last figure the sum of the others is a reading; none or
several are no reading. Only a text that shows the loss itself is cut: all figures in one run, or a run
that begins with a zero and goes on. A row that merely has a figure too few is never cut: in
`0 0 0 0 0 11` a lost 11 is as likely as a lost space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_RUN = re.compile(r"\d+")
_LONGEST = 40


def cut(tokens: list[str], count: int) -> list[str] | None:
    """The `count` figures that some printed runs stand for, the last being the sum of the others.

    Returns None when the runs are not figures, do not show that spaces were lost, or can be read in
    no way or in more than one.
    """
    if not tokens or not all(_RUN.fullmatch(token) and token.isascii() for token in tokens):
        return None
    glued = [len(tokens) == 1 or (len(token) > 1 and token[0] == "0") for token in tokens]
    length = sum(map(len, tokens))
    if not any(glued) or length < count or length > _LONGEST or len(tokens) > count:
        return None
    found: list[list[str]] = []
    for figures in _cuts(tokens, glued, count):
        values = [int(figure) for figure in figures]
        if sum(values[:-1]) == values[-1]:
            found.append(figures)
            if len(found) > 1:
                return None
    return found[0] if found else None


def _cuts(tokens: list[str], glued: list[bool], count: int) -> Iterator[list[str]]:
    """Every way to cut the glued runs into figures so that there are `count` in all."""
    if not tokens:
        if count == 0:
            yield []
        return
    for head in _parts(tokens[0], count - len(tokens) + 1) if glued[0] else ([tokens[0]],):
        for tail in _cuts(tokens[1:], glued[1:], count - len(head)):
            yield [*head, *tail]


def _parts(run: str, most: int) -> Iterator[list[str]]:
    """Every way to cut a run into at most `most` figures; a figure has no needless zero in front."""
    if not run:
        yield []
        return
    if most < 1:
        return
    for size in range(1, 2 if run[0] == "0" else len(run) + 1):
        for rest in _parts(run[size:], most - 1):
            yield [run[:size], *rest]
