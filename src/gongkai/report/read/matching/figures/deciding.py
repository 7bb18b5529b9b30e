"""Which of several readings each row has, told by what must hold between the rows of the table.

A row comes with its options: the ways to cut its digits, or what a recogniser saw, each with odds.
Every balance of the table (this column's results add up to its total; what came in went out or was
carried on) takes away the options that no reading of the other rows agrees with. What is left is
sound: an option is taken away only when it cannot be right if the balance holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from .identities import Balance

Figures = tuple[int, ...]
#: Known rows: a figure a column, None where the cell is no number.
Known = Mapping[str, Sequence[int | None]]
_MOST_TOGETHER = 20_000


@dataclass(frozen=True, slots=True)
class Decided:
    """What is left of a row's options, and the balances that took part over every column."""

    options: tuple[Figures, ...]
    witnesses: tuple[str, ...]


def decide(
    known: Known, options: Mapping[str, Sequence[Figures]], rules: Sequence[Balance]
) -> dict[str, Decided]:
    """Take away the options that contradict a balance, until nothing changes.

    `known` and `options` hold rows by id; a row in neither makes its balances useless. Bounded: a
    balance over more than 20,000 combinations of options takes nothing away.
    """
    left = {row: list(dict.fromkeys(map(tuple, some))) for row, some in options.items()}
    used: dict[str, set[str]] = {row: set() for row in left}
    changed = True
    while changed:
        changed = False
        for rule in rules:
            open_rows = [row for row in (*rule.whole, *rule.parts) if row in left]
            if not open_rows or prod(len(left[row]) for row in open_rows) > _MOST_TOGETHER:
                continue
            wanted = _wanted(known, left, rule)
            if not any(one is not None for one in wanted):
                continue
            kept = _agreeing(left, open_rows, rule, wanted)
            if all(one is not None for one in wanted):
                for row in open_rows:
                    used[row].add(rule.name)
            for row in open_rows:
                if len(kept[row]) < len(left[row]):
                    left[row] = [one for one in left[row] if one in kept[row]]
                    changed = True
    return {row: Decided(tuple(some), tuple(sorted(used[row]))) for row, some in left.items()}


def _wanted(known: Known, left: Mapping[str, list[Figures]], rule: Balance) -> list[int | None]:
    """Column by column, what the open rows must add up to (the whole counted against the parts); None
    where a row that is not open has no figure."""
    sides = [(row, -1) for row in rule.parts] + [(row, 1) for row in rule.whole]
    closed = [(known.get(row), sign) for row, sign in sides if row not in left]
    width = max((len(some[0]) for some in left.values() if some), default=0)
    wanted: list[int | None] = []
    for column in range(width):
        total: int | None = 0
        for figures, sign in closed:
            figure = figures[column] if figures is not None else None
            total = None if figure is None or total is None else total + sign * figure
        wanted.append(total)
    return wanted


def _agreeing(
    left: Mapping[str, list[Figures]],
    rows: list[str],
    rule: Balance,
    wanted: list[int | None],
) -> dict[str, set[Figures]]:
    """The options of each open row that stand in a combination which fits every usable column."""
    signs = [1 if row in rule.parts else -1 for row in rows]
    kept: dict[str, set[Figures]] = {row: set() for row in rows}
    for combination in product(*(left[row] for row in rows)):
        if all(
            want is None
            or want == sum(s * one[c] for s, one in zip(signs, combination, strict=True))
            for c, want in enumerate(wanted)
        ):
            for row, one in zip(rows, combination, strict=True):
                kept[row].add(one)
    return kept
