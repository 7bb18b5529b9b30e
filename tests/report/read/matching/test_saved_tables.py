"""Tables as programs save them from pages: bars that fill a row up, empty cells that offices leave."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.corpus.layouts.printing import Printed, parts
from tests.report.read.odd import cells, four, report


def _with_bars(doc: Printed, how: str) -> str:
    """A cell and its bar a line (`cells`) or a row a line (`rows`); behind the cells of a row the bars of the places
    that are not there."""
    lines = [doc.title, *doc.preamble]
    for title, texts, rows in parts(doc):
        lines += [title, *texts]
        width = 15 if rows is doc.four else 10 if doc.three[0] in rows else 4
        for row in rows:
            own = row if row is doc.four[-1] else [one for one in row if one]
            cells = [f"{one} |".strip() for one in own]
            cells += ["|" * (width - len(own))] if len(own) < width else []
            lines += cells if how == "cells" else [" ".join(cells)]
    return "\n".join([*lines, *doc.ending])


def _said(values: list[str]) -> list[object]:
    return [Decimal(one) if one else None for one in values]


@pytest.mark.parametrize("how", ["cells", "rows"])
def test_bars_that_fill_up_a_head_are_no_empty_values_of_table_four(how: str) -> None:
    one = report()
    assert four(cells(_with_bars(one.doc, how))) == [*map(int, one.doc.four[3])]


@pytest.mark.parametrize("how", ["cells", "rows"])
@pytest.mark.parametrize(
    "printed",
    [
        ["1", "", "", "2", "3", "4", "", "", "", "4", "", "", "", "", ""],
        ["1", "", "", "", "1", "", "", "", "", "", "", "", "", "", ""],
        ["", "", "", "", "", "", "", "", "", "", "2", "", "", "1", "3"],
    ],
)
def test_values_of_table_four_stand_beside_the_empty_cells_between_bars(
    printed: list[str], how: str
) -> None:
    one = report()
    one.doc.four[3] = printed
    read = cells(_with_bars(one.doc, how))
    assert four(read) == _said(printed)
    states = {c.state.value for i, c in read.items() if i.startswith("challenges.")}
    assert states == {"number", "blank"}
