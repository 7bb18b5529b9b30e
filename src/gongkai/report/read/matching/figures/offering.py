"""Candidates for the cells of rows whose figures were not placed: what the sums of each row, and the balances of the
table, leave."""

from __future__ import annotations

from collections.abc import Mapping

from ....form import Table
from ..rows.possible import Possible, may_be, possible, possible_blocks
from ..rows.row_reading import RowReading
from .deciding import Known, decide
from .identities import balances, sums_up

#: Behind one of the three rows of table four; more figures are those of all three. Behind any other row.
_MOST_OF_FOUR, _MOST_FIGURES = 7, 30


def offer(
    table: Table, unplaced: Mapping[str, RowReading], known: Known
) -> dict[str, tuple[int, ...]]:
    """The candidates of each cell of some rows, by its id. `unplaced` are the rows by id, `known` the figures of
    the others."""
    readings = {row: found for row, found in _readings(table, unplaced).items() if found}
    if not readings:
        return {}
    options = {
        row: [tuple(value or 0 for value in one) for one in some] for row, some in readings.items()
    }
    decided = decide(known, options, balances(table))
    offered: dict[str, tuple[int, ...]] = {}
    for row, some in readings.items():
        left = [
            one
            for one, figures in zip(some, options[row], strict=True)
            if figures in decided[row].options
        ]
        for column, cell_id in enumerate(table.row(row).cell_ids):
            offered[cell_id] = may_be(left or some, column)
    return offered


def _readings(table: Table, unplaced: Mapping[str, RowReading]) -> dict[str, list[Possible]]:
    """The possible readings of each row."""
    rows = [table.row(row) for row in unplaced]
    each = {one.printed for one in unplaced.values() if not one.turned}
    if table.id == "challenges" and len(each) == 1 and len(rows) == len(table.rows):
        found = possible_blocks(each.pop(), len(rows[0].columns), len(rows))
        return {row.id: some for row, some in zip(table.rows, found, strict=True)}
    most = _MOST_OF_FOUR if table.id == "challenges" else _MOST_FIGURES
    summed = sums_up(table)
    return {
        row.id: list(one.options) or possible(one.printed, len(row.columns), summed=summed)
        for row, one in zip(rows, unplaced.values(), strict=True)
        if one.options or (not one.turned and len(one.printed.split()) <= most)
    }
