"""Merged cells as a sheet shows them: each at its first place that is not hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from ..bounds import MOST_CELLS

Place = tuple[int, int]  # row and column, from 0
#: The first and the last place of a merged cell.
Range = tuple[Place, Place]


class Merged(NamedTuple):
    """Where merged cells stand: the rows and columns of each place that spans several, the places that are
    `covered`, and of each place that shows the text of a hidden one, which that is."""

    spans: dict[Place, tuple[int, int]]
    covered: set[Place]
    held_by: dict[Place, Place]


def within_reach(ranges: Iterable[Range]) -> Iterator[Range]:
    """Ranges that together hold no more places than any report has; those beyond are let be."""
    room = MOST_CELLS
    for (top, left), (bottom, right) in ranges:
        places = (bottom - top + 1) * (right - left + 1)
        if places <= room:
            room -= places
            yield (top, left), (bottom, right)


def merged_cells(
    ranges: Iterable[Range], hidden_rows: Set[int], hidden_columns: Set[int]
) -> Merged:
    """The merged cells of a sheet, those within reach."""
    spans: dict[Place, tuple[int, int]] = {}
    covered: set[Place] = set()
    held_by: dict[Place, Place] = {}
    for (top, left), (bottom, right) in within_reach(ranges):
        rows = [r for r in range(top, bottom + 1) if r not in hidden_rows]
        columns = [c for c in range(left, right + 1) if c not in hidden_columns]
        covered.update((r, c) for r in rows for c in columns)
        if rows and columns:
            first = rows[0], columns[0]
            covered.discard(first)
            spans[first] = (bottom - first[0] + 1, right - first[1] + 1)
            held_by[first] = top, left
    return Merged(spans, covered, held_by)
