"""Figures that stand in lines of their own beside no table: of a sheet too wide for its page, whose right part was
printed on the next one. What is empty behind a label may then be printed there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..normalise import is_page_number, is_value, key
from .entries import Entry
from .rows.labels import label_table
from .rows.row_reading import RowReading
from .tables import Tables

#: So many lines of figures that do not count on by one are no numbers of pages.
_ENOUGH = 3
_HEAD = 5  # characters by which the head of a column is known: 本年收费金额（单位：万元）


def doubt_blanks(tables: Tables, entries: Sequence[Entry]) -> None:
    """Where figures stand that are nobody's, a row of loose lines with nothing behind its label is not blank:
    it has, as printed, the first of these figures."""
    if any(entry.is_row for entry in entries):
        return
    _doubt_blanks_before_heads(tables, entries)
    strays = [
        entry.text
        for i, entry in enumerate(entries)
        if i not in tables.entries and _is_of_figures(entry.text)
    ]
    if len(strays) < _ENOUGH or _count_on(strays):
        return
    for table_id, rows in tables.rows.items():
        tables.rows[table_id] = [
            row._replace(printed=strays[0])
            if isinstance(row, RowReading) and row.values is None and not row.printed
            else row
            for row in rows
        ]


def _doubt_blanks_before_heads(tables: Tables, entries: Sequence[Entry]) -> None:
    """Where the heads of table two stand behind its last label, so do its figures: a page taken out column by column.
    None of its rows is then blank; each has, as printed, what stands behind the first of these heads."""
    rows = tables.rows.get("disclosure", ())
    if not rows or any(
        not isinstance(one, RowReading) or one.values or one.printed for one in rows
    ):
        return
    labels = label_table(tables.form, "disclosure")
    heads = {key(column.label)[:_HEAD] for row in labels.in_order for column in row.columns}
    lines = [(i, key(entry.text)) for i, entry in enumerate(entries) if not entry.is_row]
    last = max((i for i, words in lines if words in labels.rows), default=len(entries))
    headed = [i for i, words in lines if any(words.startswith(head) for head in heads)]
    if not headed or headed[0] < last:
        return
    printed = " ".join(entry.text for entry in entries[headed[0] : headed[0] + 2])
    tables.rows["disclosure"] = [
        one._replace(printed=printed) for one in rows if isinstance(one, RowReading)
    ]


def _count_on(lines: Sequence[str]) -> bool:
    """Tell whether each line is a number, and one more than that above it: the numbers of pages."""
    if not all(line.isascii() and line.isdigit() for line in lines):
        return False
    return {int(b) - int(a) for a, b in pairwise(lines)} == {1}


def _is_of_figures(line: str) -> bool:
    words = line.split()
    return bool(words) and all(map(is_value, words)) and not is_page_number(line)
