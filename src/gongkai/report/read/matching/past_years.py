"""Figures of the year before that stand in a report beside this year's: in tables of their own, in lines below a
caption, in columns that only a note tells. None of them is taken for this year's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from .document.sections import Span
from .entries import Entry
from .grids.whole_rows import AnyRow, reading_of
from .lines.line_rows import LineReading
from .rows.row_reading import RowReading

#: A line above a table of the year before.
_LONGEST_CAPTION = 20
_PAST = re.compile(r"^(?!.*(?:[比较]|本年|今年)).*(?:上一?年度?(?!结转)|去年)")
_TABLES = ("情况", "数据", "统计表")
#: The same, at the beginning of a row that ran together with it, as in text with a bar behind each cell.
_IN_A_ROW = re.compile(
    r"附[件表]?\d?[:：]?\s*(?:上一?年度?|去年)(?!结转).{0,8}(?:情况|数据|统计表)"
)
#: A note above a table that has another year's figures beside, or in place of, this year's.
_SIDES = re.compile(r"[左右前后]列.{0,3}(?:上年|上一年|去年)")
#: A line that is only the year of what stands below it.
_YEAR = re.compile(r"20\d\d年度?[:：]?")


def rows_of_past_tables(entries: list[Entry]) -> set[int]:
    """The rows of tables right below a line that calls them last year's, 附：上年情况, and those of a table behind a
    row that begins with such words."""
    grids = {
        below.grid
        for above, below in pairwise(entries)
        if below.grid
        and not above.grid
        and len(above.text) < _LONGEST_CAPTION
        and _PAST.search(above.text)
    }
    rows = {i for i, entry in enumerate(entries) if entry.grid in grids} if grids else set()
    begins = [i for i, entry in enumerate(entries) if entry.text.startswith("附")]
    for at in begins:
        entry = entries[at]
        if entry.grid and _IN_A_ROW.match(entry.text):
            rows.update(i for i in range(at, len(entries)) if entries[i].grid == entry.grid)
    return rows


def is_past(entry: Entry) -> bool:
    """Tell whether a line alone calls the lines below it last year's table."""
    text = entry.text.rstrip(" ：:")
    short = len(text) < _LONGEST_CAPTION and not entry.is_row
    return short and text.endswith(_TABLES) and _PAST.search(text) is not None


def beside_past(
    rows: Sequence[AnyRow], entries: list[Entry], start: int, stop: int
) -> Sequence[AnyRow]:
    """The rows; none of them placed where a note between two entries says that another year's figures stand beside
    this year's: of a row that lacks some, nobody can tell whose the others are."""
    if not any(_SIDES.search(entries[i].text) for i in range(start, stop)):
        return rows
    return [reading_of(one).unplaced() for one in rows]


def of_one_year(rows: list[RowReading], entries: Sequence[Entry]) -> list[RowReading]:
    """The rows; none of them placed where lines call some of them one year's and some another's, and the labels of one
    of the two tables may be broken."""
    years = {entry.text for entry in entries if _YEAR.fullmatch(entry.text)}
    return rows if len(years) < 2 else [one.unplaced() for one in rows]


def without_past(
    read: LineReading,
    entries: list[Entry],
    begin: int,
    span: Span,
    again: Callable[[int], LineReading],
) -> LineReading:
    """What was read in lines with some rows twice, without those below a line that calls them last year's: read
    `again` to there. Where this year's stand below it too, nobody can tell them apart."""
    past = next((i for i in range(span.start, span.stop) if is_past(entries[i])), None)
    if past is None:
        return read
    above = again(max(past, begin))
    if any(reading.row for reading in above.rows):
        return above
    read.rows = [one.unplaced() for one in read.rows]
    return read
