"""Figures of several rows in lines behind one label, and the other labels above or further down with none: a page whose
text was taken out box by box, `pdftotext` without layout. They are those rows' where the table then adds up.

Source of what must add up: `figures.identities`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from ...cell import Source
from ...form import Row, Table, get_form
from .adding_up import columns_that_add_up
from .figures.identities import balances
from .lines.line_rows import LineReading
from .rows.row_reading import RowReading, Values
from .rows.row_sums import sum_holds

#: More ways than this to share the figures out tell nothing.
_MOST_WAYS = 64

Rows = Mapping[str, RowReading]


def parted(read: LineReading, form_id: str, table_id: str) -> LineReading:
    """What was read in lines of which some have the figures of several rows: each row with its own, if there is one way
    in which all figures stand in the order of the form and every column of the table adds up. No row is blank but where
    a sum says so: the figures of others may be its own."""
    table = get_form(form_id).table(table_id)
    rows = {one.row.id: one for one in read.unmoved if one.row}
    found = [
        (way, summed)
        for way, unsure in _ways(read, rows, table)
        if (summed := _summed({**rows, **way}, table)) and unsure <= summed
    ]
    way, summed = found[0] if len(found) == 1 else ({}, set())
    printed = " ".join(next(iter(read.gathered.values())).texts)
    for i, one in enumerate(read.unmoved if way else read.rows):
        row = one.row.id if one.row else ""
        blank = one.values is None and not one.printed and row not in summed
        read.rows[i] = way.get(row, one._replace(printed=printed) if blank else one)
    return read


def _summed(rows: Rows, table: Table) -> set[str]:
    """The rows that have a part in a sum which holds, if every column adds up when nothing stands for a row for which
    nothing is printed; none if any does not."""
    nothing = Values(["0"] * len(table.rows[0].columns))
    every = [
        RowReading(row, None, row.label, nothing, "", Source())
        if (one := rows.get(row.id)) is None or _is_empty(one)
        else one
        for row in table.rows
    ]
    summed: set[str] = set()
    for rule in balances(table):
        held, broken = columns_that_add_up(every, [rule])
        if broken:
            return set()
        summed.update((*rule.whole, *rule.parts) if held else ())
    return summed


def _ways(read: LineReading, rows: Rows, table: Table) -> Iterator[tuple[Rows, set[str]]]:
    """Each way to give every row without figures of its own a share of those behind the label of one near it, in which
    the figures are printed in the order of the form: results that change places add up to the same. With it, the rows
    of it beside one that has no figures: that one's may be among theirs."""
    order = {row.id: at for at, row in enumerate(table.rows)}
    each = [
        [*_shares(table.row(one), values, rows, table)] for one, values in read.gathered.items()
    ]
    if prod(map(len, each)) > _MOST_WAYS:
        return
    for some in product(*each):
        way = {row: one for share in some for row, one in share.items()}
        behind = dict(zip(read.gathered, some, strict=True))
        printed = [
            order[row]
            for own, one in rows.items()
            for row in behind.get(own, [own] if one.values else [])
        ]
        if len(way) == sum(map(len, some)) and printed == sorted(printed):
            yield way, _unsure(way, rows, table)


def _unsure(way: Rows, rows: Rows, table: Table) -> set[str]:
    """The rows of a way that stand in the form beside one without figures."""
    filled = [row.id in way or _has_values(rows.get(row.id)) for row in table.rows]
    lacks = {i for at, full in enumerate(filled) if not full for i in (at - 1, at + 1)}
    return {row.id for at, row in enumerate(table.rows) if row.id in way and at in lacks}


def _shares(own: Row, values: Values, rows: Rows, table: Table) -> Iterator[Rows]:
    """The rows of the form in a run, one of them `own`, whose figures some may be: the others are named, in the order of
    the form, and have none, and the sum of each holds."""
    width = len(own.columns)
    count, more = divmod(len(values), width)
    at, named = table.rows.index(own), [*rows]
    for first in range(max(at - count + 1, 0), at + 1) if not more else ():
        some = [row.id for row in table.rows[first : first + count]]
        if not all(row == own.id or _is_empty(rows.get(row)) for row in some):
            continue
        if len(some) < count or [row for row in named if row in some] != some:
            continue
        shares = [values[n * width : n * width + width] for n in range(count)]
        if all(sum_holds(share.texts) for share in shares):
            yield {row: _with(rows[row], share) for row, share in zip(some, shares, strict=True)}


def _has_values(one: RowReading | None) -> bool:
    return one is not None and one.values is not None


def _is_empty(one: RowReading | None) -> bool:
    """Tell whether a row was named and no figure stands behind its label."""
    return one is not None and one.values is None and not any(map(str.isdigit, one.printed))


def _with(one: RowReading, share: Values) -> RowReading:
    printed, source = " ".join(share.texts), share.places[0]
    return one._replace(values=share, printed=printed, source=source, decoded=True)
