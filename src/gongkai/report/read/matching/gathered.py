"""Figures of several rows in lines behind one label, and labels behind them with none: a page whose text was taken out
box by box, `pdftotext` without layout. They are those rows' where the table then adds up.

Source of what must add up: `figures.identities`.
"""

from __future__ import annotations

from ...form import Table, get_form
from .adding_up import columns_that_add_up
from .figures.identities import balances
from .rows.line_rows import LineReading
from .rows.row_reading import RowReading, Values
from .rows.row_sums import sum_holds


def parted(read: LineReading, form_id: str, table_id: str) -> LineReading:
    """What was read in lines of which one has the figures of several: each row with its own, if every column of the
    table adds up then; else no row is blank, for they may be its own."""
    table = get_form(form_id).table(table_id)
    rows = {one.row.id: one for one in read.rows if one.row}
    told = _told(read, rows, table)
    if told is not None:
        held, broken = columns_that_add_up(list(told.values()), balances(table))
        if held and not broken:
            read.rows = [told[one.row.id] if one.row else one for one in read.rows]
            return read
    printed = " ".join(next(iter(read.gathered.values())).texts)
    read.rows = [
        one._replace(printed=printed) if one.values is None and not one.printed else one
        for one in read.rows
    ]
    return read


def _told(
    read: LineReading, rows: dict[str, RowReading], table: Table
) -> dict[str, RowReading] | None:
    """The rows, each with its share of the figures behind the row before it in the form; None where they are not just
    those of the rows without any that follow."""
    told = dict(rows)
    order = [row.id for row in table.rows]
    for row_id, values in read.gathered.items():
        width = len(table.row(row_id).columns)
        count, more = divmod(len(values), width)
        first = order.index(row_id)
        own = [rows.get(one) for one in order[first : first + count]]
        if more or len(own) < count:
            return None
        for n, one in enumerate(own):
            share = values[n * width : n * width + width]
            if one is None or (n and (one.values or one.printed)) or not sum_holds(share.texts):
                return None
            assert one.row is not None
            told[one.row.id] = _with(one, share)
    return told


def _with(one: RowReading, share: Values) -> RowReading:
    printed, source = " ".join(share.texts), share.places[0]
    return one._replace(values=share, printed=printed, source=source, decoded=True)
