"""Formulas of a stored workbook that give another number than is stored: a template was filled in, and nobody has
calculated since. Excel calculates when it opens such a file, so that the number stored is shown to nobody.

Sums and differences of cells of the same sheet are followed, no other formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .merged import Place

_PART = r"(\[-?\d{1,7}\]|\d{1,7})?"
_CELL = re.compile(rf"R{_PART}C{_PART}", re.I)
_RANGE = re.compile(rf"({_CELL.pattern})(?::({_CELL.pattern}))?", re.I)
_TERM = re.compile(
    rf"(?P<sign>[+-]?)(?:SUM\((?P<sum>[^()]*)\)|(?P<cell>{_CELL.pattern})|(?P<number>\d{{1,15}}(?:\.\d{{1,9}})?))",
    re.I,
)
#: Characters of a formula that is followed.
_LONGEST = 1_000
#: Cells looked at for all formulas of a sheet, and formulas that one goes through to the next.
_MOST_STEPS, _DEEPEST = 500_000, 50
_NEAR = 1e-6


class Formulas:
    """The numbers of a sheet and the formulas behind some of them."""

    def __init__(self) -> None:
        self._numbers: dict[Place, float] = {}
        self._others: set[Place] = set()  # texts, dates, errors
        self._formulas: dict[Place, str] = {}
        self._given: dict[Place, float] = {}
        self._left = _MOST_STEPS

    def note(self, place: Place, number: float | None, formula: str) -> None:
        """Take in a cell in which something stands; nan is the number of a formula that has none."""
        if number is None:
            self._others.add(place)
        else:
            self._numbers[place] = number
            if formula:
                self._formulas[place] = formula

    def outdated(self) -> Iterator[tuple[Place, str]]:
        """The formulas that give another number than is stored with them."""
        for place, formula in self._formulas.items():
            given = self._value(place, 0)
            stored = self._numbers[place]
            if given is not None and not abs(given - stored) <= _NEAR * max(1.0, abs(stored)):
                yield place, formula

    def _value(self, place: Place, depth: int) -> float | None:
        """The number of a cell as its formula gives it; None where that is not followed, or is no number."""
        formula = self._formulas.get(place)
        if formula is None:
            return None if place in self._others else self._numbers.get(place, 0.0)
        if depth >= _DEEPEST:
            return self._numbers[place]
        if place not in self._given:
            self._given[place] = self._numbers[place]  # for one that asks for itself
            given = self._sum(formula, place, depth)
            self._given[place] = self._numbers[place] if given is None else given
        return self._given[place]

    def _sum(self, formula: str, place: Place, depth: int) -> float | None:
        if not formula.startswith("=") or len(formula) > _LONGEST:
            return None
        formula = "".join(formula.split())
        total, at = 0.0, 1
        while at < len(formula):
            term = _TERM.match(formula, at)
            if term is None or (at > 1 and not term["sign"]):
                return None
            found = self._term(term, place, depth)
            if found is None:
                return None
            total += -found if term["sign"] == "-" else found
            at = term.end()
        return total

    def _term(self, term: re.Match[str], place: Place, depth: int) -> float | None:
        if term["number"] is not None:
            return float(term["number"])
        if term["cell"] is not None:
            at = _place(term["cell"], place)
            return self._value(at, depth + 1) if at is not None else None
        total = 0.0
        for one in term["sum"].split(","):
            found = _RANGE.fullmatch(one)
            ends = (_place(found[1], place), _place(found[4] or found[1], place)) if found else ()
            if len(ends) != 2 or ends[0] is None or ends[1] is None:
                return None
            total += sum(self._value(at, depth + 1) or 0.0 for at in self._within(ends[0], ends[1]))
        return total if self._left > 0 else None

    def _within(self, one: Place, other: Place) -> Iterator[Place]:
        """The numbers between two corners: a sum leaves texts out."""
        (top, bottom), (left, right) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        many = (bottom - top + 1) * (right - left + 1)
        if many > len(self._numbers):
            self._left -= len(self._numbers)
            for r, c in self._numbers if self._left > 0 else ():
                if top <= r <= bottom and left <= c <= right:
                    yield r, c
            return
        self._left -= many
        for r in range(top, bottom + 1) if self._left > 0 else ():
            yield from ((r, c) for c in range(left, right + 1) if (r, c) in self._numbers)


def _place(said: str, at: Place) -> Place | None:
    """The place that a formula at another names: R2C3, R[-1]C; None outside the sheet."""
    found = _CELL.fullmatch(said)
    if found is None:
        return None
    row, column = (
        here if part is None else here + int(part[1:-1]) if part[0] == "[" else int(part) - 1
        for part, here in zip(found.groups(), at, strict=True)
    )
    return (row, column) if row >= 0 and column >= 0 else None
