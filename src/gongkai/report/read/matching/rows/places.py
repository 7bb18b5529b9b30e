"""Rows by their places in the form: in which order they stand, and where figures without a label stand in their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

#: The place in the form of figures that no label names.
UNNAMED = -1


def in_place_of(places: Sequence[int]) -> frozenset[int]:
    """Of rows in the order printed, each by its place in the form or UNNAMED: the places where unnamed figures
    stand between their two neighbours, and which other rows claim."""
    found: set[int] = set()
    for at, place in enumerate(places):
        if place == UNNAMED:
            before, after = _named(reversed(places[:at])), _named(places[at + 1 :])
            if before is not None and after is not None:
                found.update(range(before + 1, after))
    return frozenset(found & {*places})


def _named(places: Iterable[int]) -> int | None:
    return next((place for place in places if place != UNNAMED), None)


def are_in_order(printed: Sequence[int]) -> bool:
    """Tell whether rows, by their places in the form, are printed in its order, but for some whose labels come late, in
    the order of the form too: no two have changed their places."""
    highest, late = -1, list[int]()
    for before, at in pairwise([-1, *printed]):
        if at > highest:
            highest = at
        elif before == at + 1:
            return False
        else:
            late.append(at)
    return all(a < b for a, b in pairwise(late))
