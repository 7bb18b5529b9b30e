"""Rows that do not stand as the others of their table, and what the table itself says of them: they count only where
its sums vouch for them.

Source of what must add up: `identities`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...cell import Cell, State
from ...form import Table
from .identities import Balance, balances

Rows = Mapping[str, Sequence[Cell | None]]
_NOTHING = (State.BLANK, State.NOT_APPLICABLE)


def without_a_total(table: Table, cells: Mapping[str, Cell]) -> bool:
    """Tell whether a row has figures and no total, by these cells alone."""
    for row in table.rows:
        last = cells.get(row.cell_ids[-1])
        if last is not None and last.state is State.BLANK:
            parts = (cells[one].value for one in row.cell_ids[:-1])
            if any(parts):
                return True
    return False


def unvouched(table: Table, cells: Mapping[str, Cell]) -> list[str]:
    """The ids of rows that have figures and no total, where most have both: a figure is lost, and those behind it
    may stand a column to the left. A row is left out where every column in which it has a figure adds up."""
    rows: Rows = {row.id: [cells.get(one) for one in row.cell_ids] for row in table.rows}
    odd, usual = [], 0
    for row, some in rows.items():
        last = some[-1]
        if last is None or not any(one.value for one in some[:-1] if one):
            continue
        if last.state is State.BLANK:
            odd.append(row)
        else:
            usual += 1
    rules = balances(table)
    if len(odd) >= usual or not rules:
        return []
    return [row for row in odd if not _is_vouched(row, rows, rules)]


def _is_vouched(row: str, rows: Rows, rules: Sequence[Balance]) -> bool:
    own = [rule for rule in rules if row in rule.whole or row in rule.parts]
    for column, cell in enumerate(rows[row]):
        if cell is not None and cell.value:
            told = [_holds(rule, column, rows) for rule in own]
            if True not in told or False in told:
                return False
    return True


def _holds(rule: Balance, column: int, rows: Rows) -> bool | None:
    """Whether a balance holds in one column; None where a figure of it is not known."""
    sums = []
    for side in (rule.whole, rule.parts):
        total = 0
        for row in side:
            cell = rows[row][column]
            if cell is None:
                return None
            if cell.state in _NOTHING:
                continue
            if not isinstance(cell.value, int):
                return None
            total += cell.value
        sums.append(total)
    return sums[0] == sums[1]
