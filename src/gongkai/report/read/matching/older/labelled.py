"""Values of tables that no statutory form knows: older local tables, an old table in a newer report.

A row is a label, perhaps a unit and a code, and its values; a table of fewer than three such rows is no
table of figures. Nothing is interpreted: labels, units and values are as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import pairwise

from ....model import LabelledValue
from ....printed import parse_cell
from ...blocks import GridCell
from ...normalise import is_value, key
from ..entries import Entry
from ..lines.tokens import place_of, tokens_of
from .statistics import code_columns
from .statistics_labels import UNITS

_LEAST_ROWS = 3
#: What stands under the headings of official tables, 甲 乙 丙 1 2.
_COLUMN_NAMES = frozenset("甲乙丙丁戊")


@dataclass(frozen=True, slots=True)
class Labelled:
    """The values, and the entries they stand in."""

    values: tuple[LabelledValue, ...] = ()
    entries: frozenset[int] = frozenset()


def read_labelled(entries: list[Entry], only: Set[int] | None) -> Labelled:
    """The labelled values of a document, or of some of its entries: of its grids, or where those hold
    none of its lines."""
    chosen = range(len(entries)) if only is None else sorted(only)
    grids: dict[int, list[int]] = {}
    for index in chosen:
        if entries[index].is_row:
            grids.setdefault(entries[index].grid, []).append(index)
    values: list[LabelledValue] = []
    used: set[int] = set()
    for rows_at in grids.values():
        found = _of_grid([entries[i] for i in rows_at])
        if found:
            values += found
            used.update(rows_at)
    if values:
        return Labelled(tuple(values), frozenset(used))
    return _of_lines({i: entries[i] for i in chosen if not entries[i].is_row})


def _of_grid(rows: list[Entry]) -> list[LabelledValue]:
    code = code_columns(rows)
    heads: dict[int, str] = {}
    found: list[list[LabelledValue]] = []
    for row in rows:
        cells = [c for c in row.cells if c.column not in code]
        label, unit, values = _parts(cells)
        if _COLUMN_NAMES.issuperset(key(label)) and label:
            continue
        if not any(is_value(c.text) for c in values):
            heads = {c.column: " ".join(c.text.split()) for c in cells[1:] if c.text.strip()}
        elif label:
            found.append(list(_values(label, unit, values, heads)))
    if len(found) < _LEAST_ROWS:
        return []
    return [value for made in found for value in made]


def _parts(cells: list[GridCell]) -> tuple[str, str | None, list[GridCell]]:
    """The label, the unit and the cells of the values of one row."""
    label, unit = "", None
    values: list[GridCell] = []
    for cell in cells:
        text = " ".join(cell.text.split())
        if not text and not label:
            continue
        if key(text) in UNITS and label:
            unit = text
        elif is_value(text) or values or (label and (not text or unit is not None)):
            values.append(cell)
        else:
            label = f"{label} {text}".strip()
    return label, unit, values


def _values(
    label: str, unit: str | None, values: list[GridCell], heads: dict[int, str]
) -> Iterator[LabelledValue]:
    """One value a cell; an empty cell is one only where a heading says what should stand in it."""
    for cell in values:
        head = heads.get(cell.column)
        if cell.text.strip() or head:
            name = f"{label} · {head}" if head and len(values) > 1 else label
            yield LabelledValue(name, unit, parse_cell(cell.text, cell.source))


def _of_lines(lines: dict[int, Entry]) -> Labelled:
    """Lines of a label, a unit, perhaps a code that counts on from line to line, and values."""
    rows: list[tuple[int, int, list[int]]] = []  # entry, the unit's token, the values' tokens
    for index, entry in lines.items():
        tokens = tokens_of(entry)
        unit = next((i for i, t in enumerate(tokens) if i and key(t.text) in UNITS), None)
        if unit is None or "。" in entry.text:
            continue
        values = list(range(unit + 1, len(tokens)))
        if values and all(is_value(tokens[i].text) for i in values):
            rows.append((index, unit, values))
    if len(rows) < _LEAST_ROWS:
        return Labelled()
    codes = [tokens_of(lines[index])[values[0]].text for index, _, values in rows]
    figures = [int(code) for code in codes if code.isascii() and code.isdigit()]
    coded = len(figures) == len(rows) and all(b - a == 1 for a, b in pairwise(figures))
    found: list[LabelledValue] = []
    for number, (index, unit, values) in enumerate(rows, 1):
        entry, tokens = lines[index], tokens_of(lines[index])
        chosen = values[1:] if coded else values
        label = " ".join(token.text for token in tokens[:unit])
        for column, at in enumerate(chosen, 1):
            name = f"{label} · 第 {column} 个数" if len(chosen) > 1 else label
            place = place_of(entry, tokens[at].shift, 1, number, column)
            found.append(LabelledValue(name, tokens[unit].text, parse_cell(tokens[at].text, place)))
    return Labelled(tuple(found), frozenset(index for index, _, _ in rows))
