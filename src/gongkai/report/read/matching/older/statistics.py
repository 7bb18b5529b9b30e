"""The statistics table of 2014–2018 (政府信息公开情况统计表): one value a row, in grids or in lines.

Rows are known by their words, never by a number in front, because districts add their own. Two labels
stand twice (被依法纠正数, 其他情形数): they belong to the total that was printed last before them.
Source: 国办发〔2014〕32号.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ....form import Row
from ...normalise import is_value, key, long_key
from ..entries import Entry, goes_on
from ..rows.numbering import CODE_HEADS
from ..rows.row_reading import RowReading, Value
from .statistics_before import figures_before
from .statistics_labels import UNITS, bare, count_labels
from .statistics_lines import LineReader
from .statistics_place import lines_of_table
from .statistics_rows import StatisticsRows

_LONGEST_LABEL = 400  # characters of a label with its number, its notes and all


@dataclass(frozen=True, slots=True)
class StatisticsReading:
    """The rows that were read, and the entries that belong to the table."""

    rows: list[RowReading]
    entries: frozenset[int]


def read_statistics(entries: list[Entry]) -> StatisticsReading:
    """Read the table out of a document, wherever it stands."""
    reader = GridReader()
    grids: dict[int, list[int]] = {}
    for index, entry in enumerate(entries):
        if entry.is_row:
            grids.setdefault(entry.grid, []).append(index)
    used: set[int] = set()
    named: list[int] = []
    for rows_at in grids.values():
        count = count_labels(long_key("".join(entries[i].text for i in rows_at)))
        if count > 1 or (count and named):  # the last page may hold one row
            named.append(rows_at[0])
    first, last = (named[0], named[-1]) if named else (0, -1)
    for rows_at in grids.values():
        if not first <= rows_at[0] <= last:
            continue
        code = code_columns([entries[i] for i in rows_at])
        for i in rows_at:
            reader.take(entries[i], code)
            if (below := goes_on(entries, i)) and reader.rows:
                above = reader.rows[-1]
                reader.rows[-1] = above.unplaced()._replace(
                    printed=f"{above.printed} {below}".strip()
                )
        used.update(rows_at)
    if reader.rows:
        reader.doubt_what_may_be_of_the_next()
        reader.doubt_parts()
        return StatisticsReading(reader.rows, frozenset(used))
    lines = LineReader()
    own = dict[int, Entry]()
    for index, line in lines_of_table(entries):
        lines.ran_on = lines.ran_on or index in own
        lines.take(line)
        own[index] = entries[index]
    lines.finish()
    rows = lines.rows
    if lines.ran_on and not any(one.values for one in rows):
        rows = figures_before([*own.values()]) or rows
    return StatisticsReading(rows, frozenset(used | own.keys()))


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


class GridReader(StatisticsRows):
    """Takes the rows of grids one by one."""

    def take(self, entry: Entry, code: frozenset[int]) -> None:
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
                row = self.row(bare(said)) or self.row(key(said))
            elif key(text) not in UNITS:
                values.append(cell)
            else:
                unit = key(text)
        if row is None:
            self._take_unnamed(entry)
            return
        filled = [c for c in values if c.text.strip()]
        label = said
        self.money = unit
        if len(filled) == 1 or (not filled and values):
            one = (filled or values)[0]
            text = one.text.strip()
            if one.source.line != cells[0].source.line:
                self.below.append(len(self.rows))
            self.add(row, label, Value(text, one.source), text, one.source, in_cells=True)
        elif filled:
            printed = " ".join(c.text for c in filled)
            self.add(row, label, None, printed, filled[0].source)
            for one in filled:
                self.pass_by(bare(one.text))
        else:
            self.add(row, label, None, "", entry.source)

    def _take_unnamed(self, entry: Entry) -> None:
        """A row of a grid that names none of the form: its figures may be those of an empty row above, and a figure
        alone the rest of the one above."""
        texts = [cell.text.strip() for cell in entry.cells if cell.text.strip()]
        figures = [text for text in texts if is_value(text)]
        if not self.rows or not figures:
            return
        above = self.rows[-1]
        if not above.printed:
            self.rows[-1] = above.unplaced()._replace(printed=" ".join(texts))
        elif texts == figures[:1]:
            self.rows[-1] = above.unplaced()
