"""The figures of a cell, looked at more than once.

Every look gives the texts that the cell may show with their probabilities; the cell has their mean.
A look that sees another figure, or is not sure, therefore leaves the cell in doubt: two looks of the
small model at different pictures of the ink, and where these differ or leave a doubt a look of another
model, which takes four times as long. The figures of a row that ends with their sum were looked at twice
by whoever added them up: they have the first look alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import prod

import cv2
import numpy as np

from .decoding import Line, Readings, figure_decoder, text_of
from .ink import as_figures
from .picture import Pixels
from .recogniser import recogniser

#: From this mean of two looks on that see the same a third is not taken (of 1,039 figures of worn scans
#: between here and 0.995 it found none to be wrong).
_PLAIN = 0.99
#: Not even all looks together are surer than this.
MOST_SURE = 0.9995
#: From these odds on a first look is held against the sum of its row; it makes no figure surer than the
#: other, which is less than contradicting sums of the form ask for.
_FIRST, _ONCE = 0.99, 0.998
_FEWEST_ADDED = 3
#: What is left of a reading that has fewer figures than the cell has pieces of ink; and beside one that has as
#: many as there are (of 20,000 figures of worn scans 8 stood in more pieces than they have figures).
_LOST, _SHORT = 0.9, 0.1
#: The word that stands for no figure.
_NOTHING = "无"
_LEAST = 0.001
_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """What a cell of figures says: the likeliest text, how sure that is, and what else it may say."""

    text: str
    confidence: float
    candidates: tuple[tuple[str, float], ...]


def look_again(
    pictures: Sequence[Pixels], first: Sequence[Readings], pieces: Sequence[int]
) -> list[Figures]:
    """Read cells of figures. `first` is what the small model read in each picture, `pieces` how many
    pieces of ink stand beside each other in each."""
    small = recogniser()
    again = small.look([_otherwise(p) for p in pictures], figure_decoder().readings)
    looks = [[dict(one), dict(other)] for one, other in zip(first, again, strict=True)]
    doubtful = [i for i, look in enumerate(looks) if not is_plain(look)]
    if doubtful:
        second = recogniser("second")
        seen = second.look([pictures[i] for i in doubtful], figure_decoder("second").readings)
        for i, one in zip(doubtful, seen, strict=True):
            looks[i].append(dict(one))
    return [_figures(_mean(look), many) for look, many in zip(looks, pieces, strict=True)]


def adds_up(row: Sequence[Readings]) -> bool:
    """Whether the figures of a row, as they were read at first, end with their sum. A sum of one figure does
    not tell: what spoils the figure spoils its sum alike."""
    if len(row) <= _FEWEST_ADDED:
        return False
    likeliest = [readings[0] if readings else ("", 0.0) for readings in row]
    if not all(text.isdecimal() and chance >= _FIRST for text, chance in likeliest):
        return False
    *added, total = (int(text) for text, _ in likeliest)
    return sum(added) == total and sum(map(bool, added)) != 1


def once(first: Readings, pieces: int) -> Figures:
    """A figure of a row that adds up, by its first look; `pieces` as for `look_again`."""
    figures = _figures(dict(first), pieces)
    return replace(figures, confidence=min(figures.confidence, _ONCE))


def is_plain(looks: Sequence[dict[str, float]]) -> bool:
    """Whether looks, each with its likeliest reading first, see the same and are sure of it."""
    return (
        len({next(iter(look), "") for look in looks}) == 1
        and max(_mean(looks).values(), default=0.0) >= _PLAIN
    )


def words_agree(picture: Pixels, line: Line) -> float:
    """How sure the digits of a line with words are: the mean of three looks at it as large as figures, if all
    see the digits of `line` in the same order, else no better than an even chance. `picture` is that of the
    text that `line` was read in."""
    large = as_figures(picture)
    looks: list[tuple[str, float]] = []
    for name, one in (("tiny", large), ("tiny", _otherwise(large)), ("second", large)):
        model = recogniser(name)
        looks += map(_digits, model.look([one], partial(text_of, characters=model.characters)))
    sure = sum(chance for _, chance in looks) / len(looks)
    read, _ = _digits(line)
    if any(digits != read for digits, _ in looks):
        sure = min(0.5, sure)
    return round(min(MOST_SURE, sure), 4)


def _digits(line: Line) -> tuple[str, float]:
    """The digits of a line and how sure they all are."""
    pairs = zip(unicodedata.normalize("NFKC", line.text), line.odds, strict=False)
    digits = [(c, chance) for c, chance in pairs if c.isdigit() or c == "."]
    return "".join(c for c, _ in digits), prod(chance for _, chance in digits)


def _otherwise(picture: Pixels) -> Pixels:
    """Another picture of the same ink: smoothed, hard black and white, with more paper around it."""
    smooth = cv2.GaussianBlur(cv2.resize(picture, None, fx=2, fy=2), (5, 5), 0)
    _, hard = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    room = hard.shape[0] // 6
    wide = cv2.copyMakeBorder(hard, room, room, room, room, cv2.BORDER_CONSTANT, value=(255,))
    return np.asarray(cv2.GaussianBlur(wide, (3, 3), 0), np.uint8)


def _mean(looks: Sequence[dict[str, float]]) -> dict[str, float]:
    texts = {text for look in looks for text in look}
    return {text: sum(look.get(text, 0.0) for look in looks) / len(looks) for text in texts}


def _figures(odds: dict[str, float], pieces: int) -> Figures:
    if not odds:
        return Figures("", 0.0, ())
    ranked = _ranked(odds, pieces)
    text, sure = ranked[0]
    if text == _NOTHING and sure >= 0.5:  # whatever other word it may be, no figure looks like it
        sure = 1 - sum(chance for _, chance in ranked[1:])
    elif pieces > len(text):
        sure *= _LOST
    rest = tuple(
        (other, round(chance, 4))
        for other, chance in ranked[1 : 1 + _MOST_CANDIDATES]
        if chance > _LEAST
    )
    return Figures(text, round(min(sure, MOST_SURE), 4), rest)


def _ranked(odds: dict[str, float], pieces: int) -> Readings:
    """Readings, likeliest first. Where the likeliest has as many figures as there are pieces of ink, those with
    fewer leave it what they hardly have; what no reading has is left to nobody."""
    ranked = sorted(odds.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked[0][0]) < pieces:
        return ranked
    short = sum(chance for text, chance in ranked if len(text) < pieces)
    whole = 1 - short * (1 - _SHORT)
    less = [(t, chance * (_SHORT if len(t) < pieces else 1) / whole) for t, chance in ranked]
    return sorted(less, key=lambda item: (-item[1], item[0]))
