"""Rows that do not stand as the others of their table, and what the table itself says of them: they count only where
its sums vouch for them.

Source of what must add up: `identities`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ....cell import Cell, State
from ....form import Table
from .identities import Balance, balances

Rows = Mapping[str, Sequence[Cell | None]]
#: So many rows whose sum does not hold, and most of all, are no slips of the pen.
_MOST_SLIPS = 3
_NOTHING = (State.BLANK, State.NOT_APPLICABLE)


def unvouched(table: Table, cells: Mapping[str, Cell], gaps: Collection[str]) -> list[str]:
    """Of the rows with figures and empty cells that do not add up (`gaps`, their ids), those that may have lost a
    figure, so that those behind it stand a column to the left: their total is not their sum, or they have none where
    most rows have one. A row is left out where every column in which it has a part adds up."""
    rules = balances(table)
    if not rules:
        return []
    rows: Rows = {row.id: [cells.get(one) for one in row.cell_ids] for row in table.rows}
    odd = [*gaps]
    total = {row for row, some in rows.items() if some[-1] and some[-1].value}
    without = [row for row in odd if row not in total]
    if len(without) >= len(total):
        odd = [row for row in odd if row in total]
    sound = sum(1 for row in total if adds_up(rows[row]))
    if len(odd) - len(without) > max(sound, _MOST_SLIPS):
        return odd  # all may have moved, and the columns with them
    return [row for row in odd if not _is_vouched(row, rows, rules)]


def adds_up(row: Sequence[Cell | None]) -> bool:
    """Tell whether the total of a row is the sum of its parts, as far as they are figures."""
    *parts, whole = ((one.value or 0) if one else 0 for one in row)
    return sum(parts) == whole


def _is_vouched(row: str, rows: Rows, rules: Sequence[Balance]) -> bool:
    own = [rule for rule in rules if row in rule.whole or row in rule.parts]
    for column, cell in enumerate(rows[row][:-1]):
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


def unsummed(table: Table, cells: Mapping[str, Cell]) -> list[str]:
    """The ids of the rows whose total is not the sum of the others, where those are most rows with a total: their
    values stand in other columns. Totals of 0 beside figures were not filled in. `cells` have heard their witnesses."""
    broken: dict[str, Cell] = {}
    sound = 0
    for row in table.rows:
        whole = cells.get(row.cell_ids[-1])
        if whole is None or whole.value is None:
            continue
        if "row-sum" in whole.against:
            broken[row.id] = whole
        elif whole.value:
            sound += 1
    filled = sum(1 for whole in broken.values() if whole.value)
    return [*broken] if filled > max(sound, _MOST_SLIPS) else []
