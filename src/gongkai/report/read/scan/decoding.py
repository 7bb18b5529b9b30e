"""A recogniser's probabilities → a text, or the figures that a cell may show, each with its odds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from .recogniser import Odds, recogniser

#: What a cell of figures may show, and the characters that a recogniser takes for each.
_ALIKE: Mapping[str, str] = {
    "0": "0０OoＯ〇○。Qﾛ口Dの",
    "1": "1１lI|｜丨Ｉi!",
    "2": "2２Zz",
    "3": "3３",
    "4": "4４",
    "5": "5５Ss",
    "6": "6６b",
    "7": "7７",
    "8": "8８B",
    "9": "9９gq",
    ".": ".．·",
    ",": ",，",
    "/": "/／丿",
    "-": "-—–一―－_－",
    "+": "+＋十",
    "无": "无",
}
FIGURES = "".join(_ALIKE)
_BEAM = 8
_LEAST_STEP = 1e-4
Readings = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Line:
    """A recognised line: its text and the probability of each character."""

    text: str
    odds: tuple[float, ...]

    @property
    def sure(self) -> float:
        """How likely the whole text is right, 0–1."""
        return math.prod(self.odds) if self.odds else 0.0


def text_of(odds: Odds, characters: Sequence[str]) -> Line:
    """The likeliest text, character by character."""
    best = odds.argmax(axis=1)
    said: list[str] = []
    sure: list[float] = []
    before = 0
    for step, one in enumerate(best):
        chance = float(odds[step, one])
        if one == before and one != 0:
            sure[-1] = max(sure[-1], chance)
        elif one != 0:
            said.append(characters[one])
            sure.append(chance)
        before = int(one)
    return Line("".join(said), tuple(sure))


class FigureDecoder:
    """Reads odds as figures: the classes of one dictionary that look like each figure."""

    def __init__(self, characters: Sequence[str]) -> None:
        at = {c: i for i, c in enumerate(characters) if c}
        each = [[at[c] for c in alike if c in at] for alike in _ALIKE.values()]
        # Which classes are taken, and for what each counts: nothing (class 0), or a figure.
        each.insert(0, [0])
        self._classes = [one for classes in each for one in classes]
        columns = [k for k, classes in enumerate(each) for _ in classes]
        self._counts = np.eye(len(each))[columns]

    def readings(self, odds: Odds) -> Readings:
        """The likeliest figures with their probabilities, likeliest first; what is no figure takes its
        share of probability with it."""
        shares = odds[:, self._classes] @ self._counts
        # Prefix search: a text's odds when its last step was that character, and when it was nothing.
        beam: dict[str, tuple[float, float]] = {"": (0.0, 1.0)}
        for nothing, *each in shares.tolist():
            some = [
                (mark, chance)
                for mark, chance in zip(FIGURES, each, strict=True)
                if chance > _LEAST_STEP
            ]
            if not some:
                beam = {text: (0.0, (a + b) * nothing) for text, (a, b) in beam.items()}
                continue
            grown: dict[str, list[float]] = {}
            for text, (ended, rested) in beam.items():
                both = ended + rested
                here = grown.setdefault(text, [0.0, 0.0])
                here[1] += both * nothing
                for mark, chance in some:
                    if text and text[-1] == mark:
                        here[0] += ended * chance
                        longer = grown.setdefault(text + mark, [0.0, 0.0])
                        longer[0] += rested * chance
                    else:
                        longer = grown.setdefault(text + mark, [0.0, 0.0])
                        longer[0] += both * chance
            best = list(grown.items())
            if len(best) > _BEAM:
                best = sorted(best, key=lambda item: -sum(item[1]))[:_BEAM]
            beam = {text: (pair[0], pair[1]) for text, pair in best}
        found = [(text, sum(pair)) for text, pair in beam.items() if text]
        return sorted(found, key=lambda one: -one[1])


@cache
def figure_decoder(name: str = "tiny") -> FigureDecoder:
    """The decoder of a recogniser's model, which knows thousands of characters."""
    return FigureDecoder(recogniser(name).characters)
