"""The three statutory tables of a document: where each stands, in grids or in lines, and its cells."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from ...cell import Cell, Number, Source, unreadable
from ...form import Table, get_form
from ...model import Note
from ..normalise import key
from .challenges.reader import read_challenges
from .document.sections import Layout, Span
from .either_way import told_from
from .entries import Entry, goes_on, words_of
from .figures.filling import fill
from .figures.money import unit_in_heads
from .figures.plain_rows import PlainRow
from .figures.remarks import TABLE_NAMES, no_table, unsummed_rows
from .figures.vouching import unsummed
from .figures.witnesses import hear
from .gathered import parted
from .grids.reader import read_rows
from .grids.whole_rows import AnyRow, reading_of
from .in_order import in_form_order
from .lines.line_rows import LineReading
from .lines.numbered_lines import begins_with_label
from .lines.reader import read_lines
from .older.statistics import StatisticsReading, read_statistics
from .past_years import beside_past, is_past, of_one_year, rows_of_past_tables, without_past
from .rows.heads import orders_in_lines
from .rows.labels import label_table
from .rows.row_reading import RowReading
from .rows.row_sums import is_summed
from .table_of_2019 import NOTE_OF_2019, as_of_2021, says_2019
from .unheaded import LooseGrid, loose_grids

_SECTION_TABLES = {2: "disclosure", 3: "requests", 4: "challenges"}
_COLUMNS = {"disclosure": None, "requests": 7}
#: A grid of more rows below no heading is a list that names the form's cells, not the form.
MOST_ROWS = 150
#: So many rows of a table make a grid without a section's heading that table.
_ENOUGH_ROWS = 3
_TABLE_HEAD = {
    2: re.compile(r"^(第二十条第|信息内容)"),
    3: re.compile(r"^(本列数据|申请人情况|法人或其他组织)"),
}


@dataclass(slots=True)
class Tables:
    """The rows that were read in the tables of a document, and which entries are theirs."""

    form: str
    rows: dict[str, Sequence[AnyRow]] = field(default_factory=dict)  # by table
    headed: set[str] = field(default_factory=set)  # tables whose section has a heading
    notes: list[Note] = field(default_factory=list)
    entries: set[int] = field(default_factory=set)
    past: set[int] = field(default_factory=set)  # entries of tables of the year before
    other_form: set[int] = field(default_factory=set)  # entries of a table two of the form of 2019


def fill_tables(
    tables: Tables, said: Mapping[str, Collection[Number]]
) -> tuple[dict[str, Cell], list[Note]]:
    """The cells of the form out of the rows that were read, with their witnesses, and notes. `said`
    are the numbers that the text says of cells."""
    cells: dict[str, Cell] = {}
    plain: dict[str, PlainRow] = {}
    notes = list(tables.notes)
    for table_id, rows in tables.rows.items():
        filled = fill(get_form(tables.form).table(table_id), rows, said)
        cells |= filled.cells
        plain |= filled.plain
        notes += filled.notes
        if not (filled.cells or filled.plain) and table_id in tables.headed:
            notes.append(no_table(TABLE_NAMES[table_id]))
    heard = hear(tables.form, cells, plain, said)
    rows = tables.rows.get("requests", ())
    if rows and isinstance(rows[0], RowReading):
        _doubt_unsummed(get_form(tables.form).table("requests"), heard, notes)
    return heard, notes


def _doubt_unsummed(table: Table, cells: dict[str, Cell], notes: list[Note]) -> None:
    """Take the values from rows of a table whose rows do not stand alike, where most do not add up."""
    rows = unsummed(table, cells)
    for row in rows:
        for one in table.row(row).cell_ids:
            cell = cells[one]
            candidates = () if cell.value is None else (cell.value,)
            cells[one] = unreadable(cell.raw, cell.source, candidates=candidates)
    if rows:
        notes.append(unsummed_rows(TABLE_NAMES[table.id], len(rows)))


def read_tables(
    entries: list[Entry], layout: Layout, form_id: str, statistics: StatisticsReading | None
) -> Tables:
    """Read the rows of the tables of a form; the form `none` gives none. `statistics` is the table of 2014 where it
    was read before."""
    tables = Tables(form_id)
    if form_id == "2014":
        read = statistics or read_statistics(entries)
        tables.rows["statistics"] = read.rows
        tables.entries.update(read.entries)
        return tables
    if form_id not in ("2021", "2019"):
        return tables
    tables.past = rows_of_past_tables(entries)
    spans = {span.number: span for span in layout.sections}
    loose: list[LooseGrid] | None = None
    for headed, (number, table_id) in enumerate(_of_headed(spans), 1):
        tables.headed.add(table_id)
        tables.rows[table_id] = _below_heading(entries, spans[number], table_id, headed, tables)
    for table_id in _SECTION_TABLES.values():  # below no heading, or at the end of the document
        if not tables.rows.get(table_id):
            if loose is None:
                loose = loose_grids(entries, tables.entries | tables.past, MOST_ROWS)
            tables.rows[table_id] = _without_heading(entries, loose, form_id, table_id, tables)
    tables.rows = {table_id: tables.rows[table_id] for table_id in _SECTION_TABLES.values()}
    return tables


def _of_headed(spans: dict[int, Span]) -> list[tuple[int, str]]:
    """The sections with a table that have a heading, with the table."""
    return [(number, table) for number, table in _SECTION_TABLES.items() if number in spans]


def _below_heading(
    entries: list[Entry], span: Span, table_id: str, number: int, tables: Tables
) -> Sequence[AnyRow]:
    """The rows of the table of one section; `number` is the table's among the headed ones."""
    if table_id == "challenges":
        return _table_four(entries, span, tables.form, number, tables)
    if (
        table_id == "disclosure"
        and tables.form == "2021"
        and says_2019(words_of(entries[span.start : span.stop]))
    ):
        return _table_of_2019(entries, span, number, tables)
    return _table(entries, span, tables.form, table_id, number, tables)


def _table_of_2019(
    entries: list[Entry], span: Span, number: int, tables: Tables
) -> Sequence[AnyRow]:
    """A table two of the form of 2019 in a report of the form of 2021. Only 处理决定数量 means the same in
    both; the other figures have no cell here and stay under their own labels."""
    rows = _table(entries, span, "2019", "disclosure", number, tables)
    tables.other_form.update(i for i in tables.entries if span.start <= i < span.stop)
    tables.notes.append(NOTE_OF_2019)
    return as_of_2021(rows)


def _table(
    entries: list[Entry],
    span: Span,
    form_id: str,
    table_id: str,
    number: int,
    tables: Tables,
) -> Sequence[AnyRow]:
    labels = label_table(form_id, table_id)
    columns = _COLUMNS[table_id]
    rows_at = [
        i
        for i in range(span.start, span.stop)
        if entries[i].grid and i not in tables.entries and i not in tables.past
    ]
    money = ""
    if table_id == "disclosure":  # no other has amounts
        money = unit_in_heads(entries[i].text for i in range(span.start, span.stop))
    above = [entries[i].text for i in range(span.start, rows_at[0] if rows_at else span.start)]
    orders = orders_in_lines(above, labels)
    readings = read_rows((entries[i] for i in rows_at), labels, columns, orders)
    if any(reading.row for reading in readings):
        torn = {
            place: below
            for i in rows_at
            if i + 1 < len(entries) and entries[i + 1].row is None  # of few rows it is not
            if (row := entries[i].row) and (below := goes_on(entries, i))
            for place in (entries[i].source, row.sources[-1])
        }
        told = _without_torn(readings, torn)
        tables.entries.update(rows_at)
        return _in_money(beside_past(told, entries, span.start, rows_at[0]), money)
    head = _TABLE_HEAD[span.number]
    start = next(
        (
            i
            for i in range(span.start, span.stop)
            if not entries[i].is_row and head.match(key(entries[i].text))
        ),
        None,
    )
    begin = span.start if start is None else start
    if any(begins_with_label(entries[i].text, labels) for i in range(span.start, begin)):
        begin = span.start  # the head of a second table, the first has lost its own
    lines = partial(read_lines, entries, begin, labels=labels, columns=columns, table=number)
    read = lines(span.stop)
    if read.gathered:
        read = parted(read, form_id, table_id)
    if read.led:
        read = told_from(read, lines(span.stop, before=True), form_id, table_id)
    named = [reading.row for reading in read.rows if reading.row]
    if len({row.id for row in named}) < len(named):
        read = without_past(read, entries, begin, span, lines)
    if columns and sum(1 for one in read.rows if one.row and one.values) < len(labels.in_order):
        proved = in_form_order(entries[begin : span.stop], labels, form_id, table_id, number)
        read = LineReading(proved, span.stop - 1) if proved else read
    read.rows = of_one_year(read.rows, entries[span.start : span.stop])
    if start is not None:
        tables.entries.update(range(start, max(read.last, start) + 1))
    return _in_money(beside_past(read.rows, entries, span.start, begin), money)


def _without_torn(rows: Sequence[AnyRow], torn: Mapping[Source, str]) -> Sequence[AnyRow]:
    """The rows, those unread whose last figure may go on below, or stand there, if no sum vouches for it. `torn` are
    the figures below rows of the grid, by where each of these ends."""
    if not torn:
        return rows
    found: list[AnyRow] = []
    for one in map(reading_of, rows):
        ends = one.values.places[-1] if one.values else one.source
        own = ends in torn and not (one.values and is_summed(one.values.texts))
        printed = " ".join(filter(None, (one.printed, torn.get(ends))))
        found.append(one.unplaced()._replace(printed=printed) if own else one)
    return found


def _in_money(rows: Sequence[AnyRow], unit: str) -> Sequence[AnyRow]:
    """The rows with the unit that the heads of their table name for money."""
    return (
        [reading_of(one)._replace(money=unit) if _may_be_money(one) else one for one in rows]
        if unit
        else [*rows]
    )


def _may_be_money(one: AnyRow) -> bool:
    return one.row is None or not one.row.counts


def _table_four(
    entries: list[Entry], span: Span, form_id: str, number: int, tables: Tables
) -> Sequence[AnyRow]:
    read = read_challenges(entries, span.start, span.stop, form_id, number, tables.past)
    if read.first >= 0 and not entries[read.first].is_row:
        past = next((i for i in range(span.start, span.stop) if is_past(entries[i])), None)
        if past is not None:  # last year's table stands behind it, or in front
            above = read_challenges(entries, span.start, past, form_id, number, tables.past)
            told = any(one.values for one in above.rows)
            read = above if told else replace(read, rows=[one.unplaced() for one in read.rows])
    if read.first >= 0:
        tables.entries.update(range(read.first, read.last + 1))
    return beside_past(read.rows, entries, span.start, read.first)


def _without_heading(
    entries: list[Entry], grids: list[LooseGrid], form_id: str, table_id: str, tables: Tables
) -> Sequence[AnyRow]:
    """A table whose section has no heading (a workbook, a page of tables): known by its own labels."""
    found: list[AnyRow] = []
    labels = label_table(form_id, table_id)
    for grid in grids:
        if not tables.entries.isdisjoint(grid.rows):
            continue
        if table_id == "challenges":
            if found or not all(
                word in grid.words for word in ("结果维持", "结果纠正", "尚未审结")
            ):
                continue
            first, last = grid.rows[0], grid.rows[-1]
            read: Sequence[AnyRow] = read_challenges(entries, first, last + 1, form_id, 0).rows
        elif len(labels.named_in(grid.words)) < _ENOUGH_ROWS:
            continue
        elif table_id == "disclosure" and form_id == "2021" and says_2019(grid.words):
            own = label_table("2019", table_id)
            found += as_of_2021(read_rows((entries[i] for i in grid.rows), own, None))
            tables.notes.append(NOTE_OF_2019)
            tables.other_form.update(grid.rows)
            tables.entries.update(grid.rows)
            continue
        else:
            rows = read_rows((entries[i] for i in grid.rows), labels, _COLUMNS[table_id])
            named = [one for one in rows if one.row or (isinstance(one, RowReading) and one.group)]
            read = _in_money(named, unit_in_heads(entries[i].text for i in grid.rows))
        if len(read) >= _ENOUGH_ROWS:
            found += read
            tables.entries.update(grid.rows)
    return found
