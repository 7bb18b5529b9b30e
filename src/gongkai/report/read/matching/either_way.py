"""A table in lines whose figures may stand behind their labels or before them: which, the table itself tells.

Source of what must add up: `figures.identities`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...form import Table, get_form
from .adding_up import columns_that_add_up
from .figures.identities import Balance, balances
from .lines.line_rows import LineReading
from .rows.row_reading import RowReading

#: So many columns that add up one way, and most, and most of them not the other way, prove it.
_FEWEST = 2


def told_from(behind: LineReading, before: LineReading, form_id: str, table_id: str) -> LineReading:
    """What was read in lines with figures above the first label, taken as those behind labels and as those before:
    the one that the table proves. Where it proves none, what was read behind; no row of it is blank, and none placed if
    the figures above are those of a whole row, or the rows ran on in one line."""
    table = get_form(form_id).table(table_id)
    rules = balances(table)
    held, broken = columns_that_add_up(behind.rows, rules)
    if held > broken:
        return behind
    if _holds(before.rows, rules):
        _doubt_blanks(before)
        return before
    several = [one for one in behind.rows if one.row and len(one.row.columns) > 1]
    odd = not rules and not all(one.values for one in several)
    if odd and _is_whole(before.rows, table):
        return before
    placed = sum(1 for one in behind.rows if one.row and one.values)
    if rules:
        doubtful = behind.ran_on or _holds(_shifted(behind.rows), rules)
    else:  # nothing adds up: figures in front of most labels are those of all
        doubtful = behind.askew or (odd and behind.above) or placed * 2 < len(behind.rows)
    some = (one.printed for one in behind.rows if doubtful or one.values is None)
    printed = next(filter(None, some), "")
    for i, one in enumerate(behind.rows):
        if one.values is None or doubtful:
            behind.rows[i] = one.unplaced()._replace(printed=one.printed or printed)
    return behind


def _doubt_blanks(read: LineReading) -> None:
    """Give a row without figures those behind the words that follow it, which name no row; or those of several rows
    that one has."""
    some = next((" ".join(values.texts) for values in read.gathered.values()), "")
    for i, (one, after) in enumerate(pairwise(read.rows)):
        if one.row and one.values is None and not one.printed:
            read.rows[i] = one._replace(printed=some or ("" if after.row else after.printed))


def _shifted(rows: Sequence[RowReading]) -> list[RowReading]:
    """The rows, each with the figures of the one before it."""
    return [one._replace(values=before.values) for before, one in pairwise(rows)]


def _holds(rows: Sequence[RowReading], rules: Sequence[Balance]) -> bool:
    """Tell whether most columns add up."""
    held, broken = columns_that_add_up(rows, rules)
    return held >= _FEWEST and held > broken


def _is_whole(rows: Sequence[RowReading], table: Table) -> bool:
    """Tell whether every row of a table was read with all of its figures."""
    placed = {one.row.id for one in rows if one.row and one.values}
    return len(placed) == len(rows) == len(table.rows)
