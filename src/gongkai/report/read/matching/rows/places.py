"""Rows by their places in the form: which of them stand where figures without a label stand in their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
