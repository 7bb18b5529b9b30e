"""Rows of a table that can be read in several ways: figures that ran together, or that a recogniser saw two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..rows.row_reading import RowReading
from ..rows.run_together import Ways, in_one, ways
from .deciding import Figures
from .recognised import Reading, readings_of


@dataclass(slots=True)
class OpenRow:
    """A row with several readings: its printed runs, or what a recogniser saw."""

    reading: RowReading
    ways: Ways | None = None
    seen: list[Reading] = field(default_factory=list)

    @property
    def options(self) -> list[Figures]:
        """The figures of each reading."""
        return list(self.ways.figures) if self.ways else [one.figures for one in self.seen]


def open_row(reading: RowReading, run: str) -> OpenRow | None:
    """The row as one of several readings, None for a row that is as it is printed. `run` are its figures where they
    ran together."""
    if reading.shared or reading.row is None:
        return None
    seen = readings_of(reading)
    if seen:
        return OpenRow(reading, seen=seen)
    if not run or not reading.pieces:  # figures without a place are not told apart
        return None
    count = len(reading.row.columns)
    found = in_one(run, count) if len(reading.pieces) == 1 else None
    found = found or ways(run, count)
    return OpenRow(reading, found) if found is not None else None


def count_runs(reading: RowReading) -> int:
    """How many figures are printed in a row, parted by white space."""
    return len(reading.printed.split())


def crowded_runs(rows: Iterable[OpenRow], unplaced: Iterable[RowReading]) -> set[int]:
    """How many figures rows have of which most have no reading: two columns for each of the form, not figures torn
    apart; if one of them adds up, that is chance."""
    told, every = Counter[int](), Counter[int]()
    for one in rows:
        if one.ways:
            (told if one.options else every)[count_runs(one.reading)] += 1
    every.update(map(count_runs, unplaced))
    return {runs for runs, times in told.items() if every[runs] > times}
