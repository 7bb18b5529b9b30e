"""Layouts combined at random: a report of figures that all differ, printed with several faults at once.

Each fault says of the cells it touches which numbers a reader may then give for them; None among these says
that the cell is printed empty. Every cell may be unread, none may hold another number.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.report.cell import ABSENT, Cell
from gongkai.report.form import get_form
from gongkai.report.model import Report
from gongkai.report.read import read_bytes
from tests.corpus.layouts.printing import Row
from tests.report.read.distinct import Distinct, Place, distinct
from tests.report.read.older_forms import distinct_of_2014, distinct_of_2019

May = set[Decimal | None]
#: How a report with figures of its own is made, by form.
FORMS = {"2021": distinct, "2019": distinct_of_2019, "2014": distinct_of_2014}


@dataclass
class Combined:
    """A report, and which numbers each of its cells may be read as."""

    one: Distinct
    seed: int
    may: dict[Place, May]
    every: list[tuple[str, Row, int]]  # the rows with labels: id, cells, number of labels
    without: Collection[tuple[str, int]] = ()  # which of the rows each fault chose it leaves alone
    chance: random.Random = field(default_factory=random.Random)
    fault: str = ""
    touched: list[tuple[str, int]] = field(default_factory=list)

    def put(self, fault: Fault) -> None:
        """Do a fault, with a chance of its own, so that no other changes what it does."""
        self.fault = fault.__name__
        self.chance = random.Random(f"{self.seed} {self.fault}")
        fault(self)

    def rows(self) -> Iterator[tuple[str, Row, int]]:
        """Some of the rows, chosen at random."""
        chosen = self.chance.sample(self.every, self.chance.randint(1, 5))
        for at, one in enumerate(chosen):
            self.chance = random.Random(f"{self.seed} {self.fault} {at}")
            self.touched.append((self.fault, at))
            if (self.fault, at) not in self.without:
                yield one

    def values(self) -> Iterator[tuple[Place, Row, int]]:
        """Some values: whose they are, the row they stand in and where in it."""
        for row_id, row, labels in self.rows():
            at = self.chance.randrange(len(self.one.figures[row_id]))
            if labels + at < len(row) and row[labels + at].isdigit():
                yield (row_id, at), row, labels + at

    def four(self) -> list[Place]:
        """The fifteen places of table four, in the order printed."""
        return [place for place in self.may if place[0].startswith("challenges.")]

    def held(self, report: Report) -> Iterator[tuple[str, Cell, May]]:
        """The cells of a report that was read, each with what it may be read as."""
        form = get_form(self.one.form)
        for (row_id, at), may in self.may.items():
            table, row = row_id.split(".", 1)
            cell_id = form.table(table).row(row).cell_ids[at]
            yield cell_id, report.cells.get(cell_id, ABSENT), may

    def wrong(self, text: str, name: str) -> list[tuple[object, ...]]:
        """Cells read as a number that they may not be, and cells called empty that are not."""
        return [
            (cell_id, cell.state.value, cell.value, may)
            for cell_id, cell, may in self.held(read_bytes(text.encode(), name))
            if is_wrong(cell, may)
        ]


Fault = Callable[[Combined], None]


def is_wrong(cell: Cell, may: May) -> bool:
    """Tell whether a cell holds a number that it may not, or is called empty and is not."""
    empty = cell.state.value in ("blank", "not_applicable")
    return (cell.value is not None or empty) and cell.value not in may


def fresh(seed: int, form: str = "2021", without: Collection[tuple[str, int]] = ()) -> Combined:
    """A report without a fault."""
    one = FORMS[form](seed, zeros=random.Random(seed).choice([0.0, 0.3, 0.8]))
    may: dict[Place, May] = {
        (row_id, at): {Decimal(value)}
        for row_id, values in one.figures.items()
        for at, value in enumerate(values)
    }
    return Combined(one, seed, may, one.rows(), without)


def chosen(seed: int, faults: Sequence[Fault]) -> list[Fault]:
    """Up to three of the faults, in the order of the list: those of whole columns come last, for those before
    them know where in a row its values stand."""
    chance = random.Random(f"{seed} faults")
    return [faults[at] for at in sorted(chance.sample(range(len(faults)), chance.randint(1, 3)))]


def combined(seed: int, faults: Sequence[Fault], form: str = "2021") -> Combined:
    """A report with up to three of the faults."""
    made = fresh(seed, form)
    for fault in chosen(seed, faults):
        made.put(fault)
    return made
