"""Layouts combined at random: a report of figures that all differ, printed with several faults at once.

Each fault says of the cells it touches which numbers a reader may then give for them; None among these says
that the cell is printed empty. Every cell may be unread, none may hold another number.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.report.form import get_form
from gongkai.report.read import read_bytes
from tests.corpus.layouts.printing import Row
from tests.report.read.distinct import Distinct, Place, distinct

May = set[Decimal | None]


@dataclass
class Combined:
    """A report, and which numbers each of its cells may be read as."""

    one: Distinct
    chance: random.Random
    may: dict[Place, May]
    every: list[
        tuple[str, Row, int]
    ]  # the rows of tables two and three: id, cells, number of labels

    def rows(self) -> Iterator[tuple[str, Row, int]]:
        """Some of the rows, chosen at random."""
        yield from self.chance.sample(self.every, self.chance.randint(1, 5))

    def values(self) -> Iterator[tuple[Place, Row, int]]:
        """Some values: whose they are, the row they stand in and where in it."""
        for row_id, row, labels in self.rows():
            at = self.chance.randrange(len(self.one.figures[row_id]))
            if labels + at < len(row) and row[labels + at].isdigit():
                yield (row_id, at), row, labels + at

    def wrong(self, text: str, name: str) -> list[tuple[object, ...]]:
        """Cells read as a number that they may not be, and cells called empty that are not."""
        read = read_bytes(text.encode(), name)
        if read.form != "2021":
            return []
        found: list[tuple[object, ...]] = []
        for (row_id, at), may in self.may.items():
            table, row = row_id.split(".", 1)
            cell_id = get_form("2021").table(table).row(row).cell_ids[at]
            cell = read.cells[cell_id]
            empty = cell.state.value in ("blank", "not_applicable")
            if (cell.value is not None or empty) and cell.value not in may:
                found.append((cell_id, cell.state.value, cell.value, may))
        return found


def combined(seed: int, faults: Sequence[Callable[[Combined], None]]) -> Combined:
    """A report with up to three of the faults, in the order of the list: those of whole columns come last, for
    those before them know where in a row its values stand."""
    chance = random.Random(seed)
    one = distinct(seed, zeros=chance.choice([0.0, 0.3, 0.8]))
    may: dict[Place, May] = {
        (row_id, at): {Decimal(value)}
        for row_id, values in one.figures.items()
        for at, value in enumerate(values)
    }
    made = Combined(one, chance, may, one.rows())
    for at in sorted(chance.sample(range(len(faults)), chance.randint(1, 3))):
        faults[at](made)
    return made
