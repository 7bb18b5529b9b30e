"""The invented report of the layouts with figures that all differ: a figure in another's place shows."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from unittest.mock import patch

from gongkai.report.form import get_form
from gongkai.report.read import read_bytes
from tests.corpus.layouts import printing

Place = tuple[str, int]  # a row of the form and one of its columns
_OUTER = ("received", "carried_in", "concluded", "carried_out")
#: The rows in the order printed: those of table two, then those of table three.
TWO = [row for row in printing.FIGURES if row.startswith("disclosure.")]
THREE = [f"requests.{row}" for _, row in printing.TABLE_THREE]

#: How a report is printed, by the name of its file.
WAYS: dict[str, Callable[[printing.Printed], str]] = {
    "tabs.txt": printing.with_tabs,
    "spaces.txt": printing.with_spaces,
    "one-a-line.txt": printing.one_a_line,
    "bars.txt": lambda doc: printing.with_bars(doc, "rows"),
    "bars-behind.txt": lambda doc: printing.with_bars(doc, "cells"),
    "bars-between.txt": lambda doc: printing.with_bars(doc, "between"),
    "page.html": printing.as_page,
}


@dataclass(frozen=True)
class Distinct:
    """Figures by row, and the report that prints them."""

    figures: dict[str, list[int]]
    doc: printing.Printed
    form: str = "2021"

    def two(self) -> list[printing.Row]:
        """The rows of table two (of the statistics table of 2014) that hold values."""
        return [row for row in self.doc.two if len(row) > 1 and row[0] not in _HEADS]

    def rows(self) -> list[tuple[str, printing.Row, int]]:
        """Each row of tables two and three: its id, its cells, and how many of them are labels."""
        three = [i for i in self.figures if i.startswith("requests.")]
        two = [i for i in self.figures if i.startswith(("disclosure.", "statistics."))]
        labels = 2 if self.form == "2014" else 1
        found = [(i, row, labels) for i, row in zip(two, self.two(), strict=True)]
        return found + [(i, row, 3) for i, row in zip(three, self.doc.three, strict=True)]

    def wrong(
        self, text: str, name: str, blank: set[Place] | None = None
    ) -> list[tuple[object, ...]]:
        """Cells that hold another number than the one printed, or any where nothing is, and cells that are
        called blank or absent though a figure is printed behind their label."""
        cells = read_bytes(text.encode(), name).cells
        found: list[tuple[object, ...]] = []
        for row_id, values in self.figures.items():
            table, row = row_id.split(".", 1)
            ids = get_form("2021").table(table).row(row).cell_ids
            for at, (cell_id, value) in enumerate(zip(ids, values, strict=True)):
                cell = cells[cell_id]
                if (row_id, at) in (blank or set()):
                    if cell.value is not None:
                        found.append((cell_id, "blank", cell.value))
                elif cell.value not in (None, Decimal(value)) or cell.state.value == "blank":
                    found.append((cell_id, value, cell.state.value, cell.value))
        return found


_HEADS = ("信息内容", "统计指标")


def distinct(seed: int, *, zeros: float) -> Distinct:
    """A report whose sums and balances hold; this share of its figures is 0."""
    chance = random.Random(seed)

    def figure() -> int:
        return (
            0
            if chance.random() < zeros
            else chance.choice([chance.randint(1, 9), chance.randint(10, 40)])
        )

    figures: dict[str, list[int]] = {}
    for row, values in printing.FIGURES.items():
        parts = [figure() for _ in values]
        figures[row] = parts if row in TWO else [*parts[:-1], sum(parts[:-1])]
    results = [row for row in THREE if row.split(".", 1)[1] not in _OUTER]
    concluded = [sum(figures[row][c] for row in results) for c in range(7)]
    carried = figures["requests.carried_out"]
    figures["requests.concluded"] = concluded
    figures["requests.received"] = [a + b for a, b in zip(concluded, carried, strict=True)]
    figures["requests.carried_in"] = [0] * 7
    with patch.object(printing, "FIGURES", figures):
        return Distinct(figures, printing.printed())
