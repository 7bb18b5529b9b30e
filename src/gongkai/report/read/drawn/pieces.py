"""Characters of a line that stand together: the pieces that figures and words are put together from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from ..normalise import is_value
from .chars import Char

#: Two pieces stand at one level when they are apart by less than this share of their height.
LEVEL = 0.5
#: A gap wider than this, in heights, parts the pieces of a line: two columns.
_APART = 1.0
#: Lines of one label begin at one place or have one middle, within this many heights.
_IN_COLUMN = 0.6


@dataclass(slots=True, eq=False)
class Piece:
    """Characters of one line that stand together."""

    chars: list[Char]
    line: int  # which line they are of
    figures: bool
    level: float
    tall: float
    left: float
    right: float

    @classmethod
    def of(cls, chars: list[Char], line: int) -> Piece:
        """The piece of some characters of the `line`-th line, at least one."""
        many = len(chars)
        return cls(
            chars,
            line,
            are_figures(chars),
            sum(c.level for c in chars) / many,
            sum(c.top - c.bottom for c in chars) / many,
            chars[0].left,
            chars[-1].right,
        )

    def is_level_with(self, other: Piece) -> bool:
        """Tell whether two pieces stand at one height of the page."""
        return abs(self.level - other.level) < LEVEL * min(self.tall, other.tall)

    def is_in_column_with(self, other: Piece) -> bool:
        """Tell whether two pieces begin at one place, or have one middle."""
        middle = abs(self.left + self.right - other.left - other.right) / 2
        return min(abs(self.left - other.left), middle) < self.tall * _IN_COLUMN


def are_figures(line: Sequence[Char]) -> bool:
    """Tell whether every word that some characters make is a value."""
    words = "".join((" " if c.spaced else "") + c.text for c in line).split()
    return bool(words) and all(map(is_value, words))


def is_word(piece: Piece) -> bool:
    """Tell whether a piece is letters only, 无: it may be a value or a piece of a label."""
    return all(char.text.isalpha() for char in piece.chars)


def parted(line: Sequence[Char]) -> Iterator[list[Char]]:
    """The characters of a line that stand together, without the spaces."""
    solid = sorted((c for c in line if c.text.strip()), key=attrgetter("left"))
    start = 0
    for i, (before, after) in enumerate(pairwise(solid), 1):
        if after.left - before.right > (after.top - after.bottom) * _APART:
            yield solid[start:i]
            start = i
    if solid:
        yield solid[start:]


def in_levels(figures: Sequence[Piece]) -> list[list[Piece]]:
    """Figures by the level they stand at, each row from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(figures, key=lambda one: -one.level):
        if rows and rows[-1][0].is_level_with(piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def has_company(one: Piece, words: Sequence[Piece]) -> bool:
    """Tell whether other words stand to the right at the same level, as in the head of a table."""
    return any(w.left >= one.right and w.is_level_with(one) for w in words)
