"""Figures of several rows in lines behind one label, and the other labels above or further down with none: a page whose
text was taken out box by box, `pdftotext` without layout. They are those rows' where the table then adds up.

Source of what must add up: `figures.identities`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from ...form import Row, Table, get_form
from .adding_up import columns_that_add_up
from .figures.identities import balances
from .lines.line_rows import LineReading
from .rows.places import are_in_order
from .rows.row_reading import RowReading, Values
from .rows.row_sums import sum_holds

#: More ways than this to share the figures out tell nothing.
_MOST_WAYS = 64

Rows = Mapping[str, RowReading]


def parted(read: LineReading, form_id: str, table_id: str) -> LineReading:
    """What was read in lines of which some have the figures of several rows: each row with its own, if there is one way
    in which every column of the table adds up, and no label stands in another's place; else no row is blank, for they may be its own."""
    table = get_form(form_id).table(table_id)
    rows = {one.row.id: one for one in read.rows if one.row}
    order = {row.id: at for at, row in enumerate(table.rows)}
    in_order = are_in_order([order[one] for one in rows])
    ways = _ways(read, rows, table) if in_order else ()
    found = [way for way in ways if _adds_up({**rows, **way}, table)]
    if len(found) == 1:
        read.rows = [found[0].get(one.row.id, one) if one.row else one for one in read.rows]
        return read
    printed = " ".join(next(iter(read.gathered.values())).texts)
    read.rows = [
        one._replace(printed=printed) if one.values is None and not one.printed else one
        for one in read.rows
    ]
    return read


def _adds_up(rows: Rows, table: Table) -> bool:
    held, broken = columns_that_add_up(list(rows.values()), balances(table))
    return held > 0 and not broken


def _ways(read: LineReading, rows: Rows, table: Table) -> Iterator[dict[str, RowReading]]:
    """Each way to give every row without figures of its own a share of those behind the label of one near it."""
    each = [
        [*_shares(table.row(one), values, rows, table)] for one, values in read.gathered.items()
    ]
    if prod(map(len, each)) > _MOST_WAYS:
        return
    for some in product(*each):
        way = {row: one for share in some for row, one in share.items()}
        if len(way) == sum(map(len, some)):
            yield way


def _shares(own: Row, values: Values, rows: Rows, table: Table) -> Iterator[dict[str, RowReading]]:
    """The rows of the form in a run, one of them `own`, whose figures some may be: the others are named and have none,
    and the sum of each holds."""
    width = len(own.columns)
    count, more = divmod(len(values), width)
    at = table.rows.index(own)
    for first in range(max(at - count + 1, 0), at + 1) if not more else ():
        some = table.rows[first : first + count]
        if len(some) < count or not all(row is own or _is_empty(rows.get(row.id)) for row in some):
            continue
        shares = [values[n * width : n * width + width] for n in range(count)]
        if all(sum_holds(share.texts) for share in shares):
            yield {
                row.id: _with(rows[row.id], share) for row, share in zip(some, shares, strict=True)
            }


def _is_empty(one: RowReading | None) -> bool:
    """Tell whether a row was named and no figure stands behind its label."""
    return one is not None and one.values is None and not any(map(str.isdigit, one.printed))


def _with(one: RowReading, share: Values) -> RowReading:
    printed, source = " ".join(share.texts), share.places[0]
    return one._replace(values=share, printed=printed, source=source, decoded=True)
