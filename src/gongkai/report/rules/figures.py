"""A figure of the narrative: its number, its unit, and how far from it the true one may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

_UNIT = "人次|条|件|篇|次|期|项|家|个|份|场|人|宗|张|批|户|元|起"
# Begins with a digit, not with what may not stand before it: so the search runs from digit to digit.
_FIGURE = re.compile(
    r"(?P<number>\d(?<![\d.第〔]\d)\d*(?:\.\d+)?)(?P<scale>[万亿]?)(?P<more>[余多]?)"
    rf"(?P<unit>{_UNIT})(?!工作日|月|百分点)"
)
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_ABOUT = re.compile(r"[约近超]$|超过$|不足$|将近$")


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is multiplied out. `slack` is how far the true number may be from it where 万 or 亿 was
    printed; None where the words say that it is about so many. `label` are the words before it, from the
    figure before; `start` and `end` are its place in the sentence."""

    value: Decimal
    unit: str
    printed: str
    label: str
    slack: Decimal | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figured:
    """A sentence with its figures, the section it stands in and the item (numbered paragraph)."""

    section: int
    item: int
    sentence: str
    figures: tuple[Figure, ...]


def with_figures(sentences: Iterable[tuple[int, int, str, str]]) -> tuple[Figured, ...]:
    """The sentences (as `Said` has them), each with its figures; one without any has an empty tuple."""
    return tuple(
        Figured(section, item, sentence, tuple(figures(sentence)))
        for section, item, _, sentence in sentences
    )


def figures(sentence: str) -> Iterator[Figure]:
    """The figures with a unit that a tidy sentence prints, in reading order. Nothing is raised."""
    end = 0
    for found in _FIGURE.finditer(sentence):
        label, end = sentence[end : found.start()], found.end()
        scale = _SCALES[found["scale"]]
        value = Decimal(found["number"])
        step = Decimal(1).scaleb(int(value.as_tuple().exponent)) * scale
        about = bool(found["more"]) or _ABOUT.search(label) is not None
        slack = None if about else step / 2 if scale > 1 else Decimal(0)
        printed = found["number"] + found["scale"]
        yield Figure(
            value * scale, found["unit"], printed, label, slack, found.start(), found.end()
        )
