"""The statistics table of 2014–2018 (政府信息公开情况统计表): one value a row, in grids or in lines.

Rows are known by their words, never by a number in front, because districts add their own. Two labels
stand twice (被依法纠正数, 其他情形数): they belong to the total that was printed last before them.
Source: 国办发〔2014〕32号.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ...cell import Source
from ...form import Row, get_form
from ..normalise import is_page_number, is_value, key, long_key
from .entries import Entry
from .figures.money import IN_TEN_THOUSAND, unit_in_heads
from .rows.numbering import CODE_HEADS, Mark, Numbered, mark_numbers
from .rows.row_reading import RowReading, Value, Values
from .rows.tokens import place_of, tokens_of

#: What stands in the column 单位.
UNITS = frozenset(
    {"条", "件", "次", "篇", "个", "人", "人次", "万元", "元", "份", "项", "家", "期", "宗"}
)
#: So many labels of the table make a document one of this form.
ENOUGH_LABELS = 5
_LONGEST_LABEL = 400  # characters of a label with its number, its notes and all
_BRACKETS = re.compile(r"[（(〔\[][^（(〔\[)）〕\]]*[)）〕\]]")


@dataclass(frozen=True, slots=True)
class StatisticsReading:
    """The rows that were read, and the entries that belong to the table."""

    rows: list[RowReading]
    entries: frozenset[int]


@dataclass(frozen=True)
class _Labels:
    rows: dict[str, tuple[Row, ...]]
    keys: tuple[str, ...]  # longest first

    def find(self, words: str) -> tuple[Row, ...]:
        """The rows whose label stands in these words, the longest label; none when none does."""
        return next((self.rows[k] for k in self.keys if k in words), ())


@cache
def _labels() -> _Labels:
    rows: dict[str, tuple[Row, ...]] = {}
    for row in get_form("2014").table("statistics").rows:
        for label in (row.label, *row.aliases):
            words = key(label).removeprefix("其中")
            rows[words] = (*rows.get(words, ()), row)
    return _Labels(rows, tuple(sorted(rows, key=len, reverse=True)))


def count_labels(words: str) -> int:
    """How many labels of the table stand in a text, given as a key."""
    return sum(k in words for k in _labels().keys)


def read_statistics(entries: list[Entry]) -> StatisticsReading:
    """Read the table out of a document, wherever it stands."""
    reader = _Reader()
    grids: dict[int, list[int]] = {}
    for index, entry in enumerate(entries):
        if entry.is_row:
            grids.setdefault(entry.grid, []).append(index)
    used: set[int] = set()
    for rows_at in grids.values():
        words = long_key("".join(entries[i].text for i in rows_at))
        if count_labels(words) < 2:
            continue
        code = code_columns([entries[i] for i in rows_at])
        for i in rows_at:
            reader.take_row(entries[i], code)
        used.update(rows_at)
    if not reader.rows:
        for index in _lines_of_table(entries):
            reader.take_line(entries[index])
            used.add(index)
        reader.finish_lines()
    return StatisticsReading(reader.rows, frozenset(used))


def code_columns(rows: list[Entry]) -> frozenset[int]:
    """The columns of a grid that number its rows: counting on by one, and headed 序号 or 代码 or with other
    figures to the right. A head alone is not enough: rows that lost a cell have a value below it."""
    columns: dict[int, list[str]] = {}
    headed: set[int] = set()
    for row in rows:
        for cell in row.cells:
            if key(cell.text) in CODE_HEADS:
                headed.add(cell.column)
            if cell.text.strip():
                columns.setdefault(cell.column, []).append(cell.text.strip())
    last = max((c for c, some in columns.items() if any(map(is_value, some))), default=-1)
    found = set()
    for column, texts in columns.items():
        figures = [int(text) for text in texts if text.isascii() and text.isdigit()]
        steps = {b - a for a, b in pairwise(figures)}
        numbers = len(figures) > 3 and steps == {1} and figures[0] <= 1 and column < last
        if numbers or (column in headed and steps <= {1}):
            found.add(column)
    return frozenset(found)


def _lines_of_table(entries: list[Entry]) -> Iterator[int]:
    """The lines from the first to the last that name a row of the table, where they are dense."""
    labels = _labels()
    named = [
        i
        for i, entry in enumerate(entries)
        if not entry.is_row and "。" not in entry.text and labels.find(_bare(entry.text))
    ]
    if len(named) < ENOUGH_LABELS:
        return
    first = next((a for a, b in pairwise(named) if b - a <= 6), named[0])
    for index in range(first, min(named[-1] + 4, len(entries))):
        if not entries[index].is_row and not is_page_number(entries[index].text):
            yield index


def _bare(text: str) -> str:
    """The words of a label without what stands in brackets after it, as a key; a bracket that is the
    number in front, （一）, goes too."""
    return key(_BRACKETS.sub("", text))


class _Reader:
    """Takes rows and lines one by one; remembers what label waits for its value."""

    def __init__(self) -> None:
        self.rows: list[RowReading] = []
        self._group = ""  # the total printed last: reconsideration, litigation
        self._waiting: tuple[Row, str, Source] | None = None
        self._said = ""
        self._money = ""  # the unit that was printed last
        self._unit = False  # whether the unit of the waiting row was printed
        self._figures: dict[int, list[Value]] = {}  # by row, all that is printed behind its label
        self._last: int | None = None  # the row that more figures may follow on lines of their own
        self._headed = False  # whether a column is headed 行次

    def take_row(self, entry: Entry, code: frozenset[int]) -> None:
        """One row of a grid."""
        cells = [c for c in entry.cells if c.column not in code]
        said = ""
        row: Row | None = None
        values = []
        unit = ""
        for cell in cells:
            text = cell.text.strip()
            if row is None and len(said) <= _LONGEST_LABEL:
                said += text
                row = self._row(_bare(said)) or self._row(key(said))
            elif key(text) not in UNITS:
                values.append(cell)
            else:
                unit = key(text)
        if row is None:
            return
        filled = [c for c in values if c.text.strip()]
        label = said
        self._money = unit
        if len(filled) == 1 or (not filled and values):
            one = (filled or values)[0]
            text = one.text.strip()
            self._add(row, label, Value(text, one.source), text, one.source)
        elif filled:
            printed = " ".join(c.text for c in filled)
            self._add(row, label, None, printed, filled[0].source)
        else:
            self._add(row, label, None, "", entry.source)

    def take_line(self, entry: Entry) -> None:
        """One line: a whole row, or a piece of one (its label, its unit, its value)."""
        tokens = tokens_of(entry)
        tail: list[tuple[str, int]] = []
        units = 0
        while tokens and (is_value(tokens[-1].text) or key(tokens[-1].text) in UNITS):
            token = tokens.pop()
            if key(token.text) in UNITS:
                units += 1
                self._money = key(token.text)
            else:
                tail.insert(0, (token.text, token.shift))
        words = "".join(token.text for token in tokens)
        if words or units:
            self._last = None
            self._headed = self._headed or key(words) in CODE_HEADS
        if words:
            whole = self._row(_bare(self._said + words)) or self._row(_bare(words))
            if whole is not None:
                self._close()
                self._waiting = (whole, words, entry.source)
                self._said = ""
            elif self._waiting is not None and words[0].isdigit():
                row, label, _ = self._waiting  # something is printed that is no plain value
                self._waiting = None
                self._add(row, label, None, entry.text, place_of(entry, 0, 1, 1, 1))
            elif self._waiting is None or not _BRACKETS.fullmatch(words):
                self._close()
                self._said = words
        if units and self._unit and not words:
            self._close()  # a second unit is the next row's, whose label is lost
        self._unit = self._waiting is not None and (units > 0 or (self._unit and not words))
        row_number = len(self.rows) + 1
        figures = [Value(text, place_of(entry, shift, 1, row_number, 1)) for text, shift in tail]
        if self._waiting is None and self._last is not None:
            self._figures[self._last] += figures
        if not tail or self._waiting is None:
            return
        self._last = len(self.rows)
        self._figures[self._last] = figures
        row, label, _ = self._waiting
        self._waiting = None
        place = place_of(entry, tail[0][1], 1, len(self.rows) + 1, 1)
        printed = entry.text[tail[0][1] :].strip()
        value = Value(tail[0][0], place) if len(tail) == 1 else None
        self._add(row, label, value, printed if value is None else tail[0][0], place)

    def finish_lines(self) -> None:
        """Tell the numbers of rows from the values, and leave a row open that has several figures."""
        order = {row.id: i for i, row in enumerate(get_form("2014").table("statistics").rows)}
        numbered = [
            Numbered.of([text for text, _ in self._figures.get(i, ())], 1, order[reading.row.id])
            for i, reading in enumerate(self.rows)
            if reading.row is not None
        ]
        for i, mark in enumerate(mark_numbers(numbered, headed=self._headed)):
            figures = self._figures.get(i)
            if figures is None or (mark is Mark.NONE and len(figures) == 1):
                continue
            kept = {Mark.FIRST: figures[1:], Mark.LAST: figures[:-1]}.get(mark, figures)
            one = Values.of(kept) if len(kept) == 1 and mark is not Mark.DOUBT else None
            self.rows[i] = self.rows[i]._replace(
                values=one, printed=" ".join(text for text, _ in kept), pieces=Values.of(kept)
            )
            if kept:
                self.rows[i] = self.rows[i]._replace(source=kept[0][1])

    def _close(self) -> None:
        """A label that no value followed: its cell is blank."""
        if self._waiting is not None:
            row, label, source = self._waiting
            self._waiting = None
            self._add(row, label, None, "", source)

    def _row(self, words: str) -> Row | None:
        rows = _labels().find(words)
        if len(rows) < 2:
            return rows[0] if rows else None
        return next((row for row in rows if row.id.split(".")[0] == self._group), None)

    def _add(self, row: Row, label: str, value: Value | None, printed: str, at: Source) -> None:
        group = row.id.split(".")[0]
        if group in ("reconsideration", "litigation") and row.id.endswith(".total"):
            self._group = group
        values = Values.of([value]) if value is not None else None
        pieces = Values([printed], [at]) if printed else Values()
        money = self._money if self._money in IN_TEN_THOUSAND else unit_in_heads([label])
        self._money = ""
        self.rows.append(
            RowReading(row, None, label, values, printed, at, pieces=pieces, money=money)
        )
