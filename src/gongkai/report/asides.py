"""Numbers in the narrative that are no count of the report's own year, kept apart from `facts`.

Kinds: `growth` (比上年增加4件, 增长33.3%), `share` (占40%, 办结率100%: a percentage of this year) and
`other_year` (2022年收到12件).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from .cell import Number
from .facts import parts_of, year_after
from .width import half_width

_PERCENT = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s*(?:%|个百分点)")
_GROWTH = re.compile(
    r"(增长|增加|上升|提高|多|下降|减少|降低|少)(?:了|约|近|超过?|幅度?|率)*(?:为|达到?)?$"
)
_FALLING = frozenset({"下降", "减少", "降低", "少"})
_COUNT = re.compile(
    r"(?<!\d)(\d+(?:,\d{3})*(?:\.\d+)?)\s*([万亿]?)\s*(条|件|篇|次|期|项|个(?!百分点)|份|人|场|倍|起|宗)"
)


@dataclass(frozen=True, slots=True)
class Aside:
    """One such number. A fall is negative; `unit` is % for a percentage; `year` is the year it belongs
    to where another one is named."""

    kind: str
    value: Number
    unit: str
    sentence: str
    year: int | None = None


def find_asides(text: str, year: int | None) -> tuple[Aside, ...]:
    """The comparisons, shares and other years' counts said in a narrative, in reading order."""
    found: list[tuple[int, int, Aside]] = []
    for number, sentence in enumerate(parts_of(text)):
        plain = half_width(sentence)
        for pattern in (_PERCENT, _COUNT):
            for match in pattern.finditer(plain):
                _, said = year_after(plain[: match.start()], year, year)
                percent = pattern is _PERCENT
                growth = _GROWTH.search(plain[: match.start()].rstrip())
                if growth is None and not percent and said == year:
                    continue  # a count of this year: `facts`
                kind = "growth" if growth else "share" if said == year else "other_year"
                value = _value(match, percent=percent)
                if growth and growth[1] in _FALLING:
                    value = -value
                unit = "%" if percent else match[3]
                other = said if said != year else None
                aside = Aside(kind, value, unit, sentence.strip(), other)
                found.append((number, match.start(), aside))
    return tuple(aside for _, _, aside in sorted(found, key=lambda one: one[:2]))


def _value(match: re.Match[str], *, percent: bool) -> Number:
    digits = match[1].replace(",", "")
    number: Number = Decimal(digits) if "." in digits else int(digits)
    scale = {"万": 10_000, "亿": 100_000_000}.get("" if percent else match[2], 1)
    scaled = number * scale
    return int(scaled) if scale > 1 and scaled == int(scaled) else scaled
