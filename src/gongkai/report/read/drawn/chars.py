"""Characters placed on a page, their lines and their gaps: for every kind of file with pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

#: What is shown of which nobody can say which character it is. Never nothing: a cell with it is not empty.
ILLEGIBLE = "□"
#: Figures are printed over one another when they begin within this share of their width, as high within this
#: share of their height.
_OVER = 0.35
_ROW = 3.0  # points: no two lines of text are as near
#: A character drawn again this near, in points, is one character made bold.
_SAME_PLACE = 0.7
_AROUND = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]


@dataclass(slots=True)
class Char:
    """A character and its box in points, y upwards; \"\\n\" ends a line and its box does not count."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    spaced: bool = False  # a space stands before it

    @property
    def level(self) -> float:
        """How high on the page its middle stands."""
        return (self.bottom + self.top) / 2


def lines_of(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters grouped into lines from the top down, each line from the left."""
    lines: list[list[Char]] = []
    first = 0.0  # the level of the first character of the last line
    for char in sorted(chars, key=_level, reverse=True):
        level = char.level
        if lines and first - level < (char.top - char.bottom) * 0.5:
            lines[-1].append(char)
        else:
            lines.append([char])
            first = level
    for line in lines:
        line.sort(key=_left)
    return lines


_level, _left = attrgetter("level"), attrgetter("left")


def in_lines(chars: Iterable[Char]) -> Iterator[Char]:
    """Characters by lines from the top down, a space for each wide gap, a line end after each."""
    for line in lines_of(chars):
        before: Char | None = None
        for char in line:
            if before is not None and (char.spaced or is_gap(before, char)):
                yield Char(" ", before.right, char.bottom, char.left, char.top)
            yield char
            before = char
        yield Char("\n", 0, 0, 0, 0)


def once(chars: Iterable[Char]) -> Iterator[Char]:
    """The characters without those drawn again at the same place."""
    seen: set[tuple[str, int, int]] = set()
    for char in chars:
        text, x, y = char.text, round(char.left / _SAME_PLACE), round(char.bottom / _SAME_PLACE)
        if seen.isdisjoint([(text, x + i, y + j) for i, j in _AROUND]):
            seen.add((text, x, y))
            yield char


def blot_overprinted(chars: Sequence[Char]) -> None:
    """Make figures illegible that are printed over one another: which of them is meant nobody can say."""
    rows: dict[int, list[Char]] = {}
    for char in chars:
        if char.text.isdigit():
            rows.setdefault(int(char.level / _ROW), []).append(char)
    for row, here in rows.items():
        level = sorted([*here, *rows.get(row + 1, ())], key=_left)
        for one, other in pairwise(level):
            beside = abs(one.level - other.level) < (one.top - one.bottom) * _OVER
            if beside and (other.left - one.left) < (one.right - one.left) * _OVER:
                one.text = other.text = ILLEGIBLE


def is_gap(before: Char, after: Char) -> bool:
    """True where two neighbours of a line stand so far apart that a space is between them."""
    return after.left - before.right > (after.top - after.bottom) * 0.5


def box_of(chars: list[Char]) -> tuple[float, float, float, float]:
    """The box around characters: left, top, right, bottom in points, y upwards."""
    return (
        round(min([c.left for c in chars]), 1),
        round(max([c.top for c in chars]), 1),
        round(max([c.right for c in chars]), 1),
        round(min([c.bottom for c in chars]), 1),
    )
