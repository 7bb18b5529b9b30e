"""Table four: its one row of fifteen values, whatever became of the headings above it."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from ....form import get_form
from ...normalise import SIGNS, VALUE, is_value, key
from ..entries import Entry
from ..grids.reader import read_rows
from ..grids.whole_rows import reading_of
from ..rows.labels import LabelTable, label_table
from ..rows.row_reading import RowReading, Values, piece_place
from ..rows.run_together import ways
from .fifteen import (
    ValueLine,
    all_of,
    doubtful_rows,
    fifteen,
    filled_of,
    zeros,
)
from .heads import are_turned, figures_behind_heads, is_head, is_head_word
from .listed import listed_rows
from .value_lines import value_line

_DIGIT = re.compile(r"\d")
_ALL_VALUES = 15


@dataclass(frozen=True, slots=True)
class ChallengeReading:
    """The rows of table four, and the entries that belong to the table (first and last, or -1)."""

    rows: list[RowReading]
    first: int = -1
    last: int = -1


def read_challenges(
    entries: list[Entry],
    start: int,
    stop: int,
    form_id: str,
    table: int,
    without: Set[int] = frozenset(),
) -> ChallengeReading:
    """Read table four between two entries, leaving some out. The rows are the form's three, five values
    each."""
    labels = label_table(form_id, "challenges")
    among = [i for i in range(start, stop) if i not in without]
    heads = [i for i in among if is_head(entries[i])]
    rows_at = [i for i in among if entries[i].is_row]
    readings = (
        read_rows((entries[i] for i in rows_at), labels, 5)
        if any(_has_words_and_values(entries[i]) for i in rows_at)
        else []
    )
    turned = are_turned([entries[i] for i in heads])
    labelled = [
        reading
        for reading in map(reading_of, readings)
        if reading.row and reading.values and all(map(is_value, reading.values.texts))
    ]
    if labelled:  # three small rows or tables, each with its own label
        if turned:
            labelled = [reading.unplaced(turned=True) for reading in labelled]
        return ChallengeReading(labelled, rows_at[0], rows_at[-1])
    found = [line for i in among if (line := value_line(entries[i], i, table))]
    listed, lines = ([], []) if found else listed_rows(entries, among, labels, table)
    if listed:
        if turned:
            listed = [reading.unplaced(turned=True) for reading in listed]
        return ChallengeReading(listed, min([lines[0], *heads[:1]]), max([lines[-1], *heads[-1:]]))
    if not any(any(line.values.texts) for line in found):
        # An empty row below one of figures that could not be told is no row of blanks.
        figures = [i for i in rows_at if _DIGIT.search(entries[i].text)]
        run_on = [i for i in among if not heads and figures_behind_heads(entries[i])]
        if figures or not found:
            beside = [i for i in figures if _has_heads(entries[i])]  # turned on its side
            return _unplaced(entries, heads or run_on or beside, figures or run_on, form_id)
    return _of_values(entries, found, heads, form_id, turned=turned)


def _of_values(
    entries: list[Entry], found: list[ValueLine], heads: list[int], form_id: str, *, turned: bool
) -> ChallengeReading:
    """The rows out of the lines that hold values: each with its five where the lines tell them, else with what is
    printed in all of them. `turned`: the heads name the columns in another order than the form."""
    rows = get_form(form_id).table("challenges").rows
    count = sum(len(row.columns) for row in rows)
    below = _stands_below_heads(entries, found, heads)
    values = zeros(found, count)
    alike = values is not None
    if not alike and _in_order(entries, found, heads, label_table(form_id, "challenges")):
        values = fifteen(found, count, below)
    decoded = None if values is not None else _told_apart(found, count)
    values = values if decoded is None else decoded
    filled = filled_of(all_of(found))
    printed = " ".join(filled.texts)
    source = (filled or found[0].values).places[0]
    turned = turned or are_turned([entries[line.index] for line in found])
    turned = turned and not alike
    doubtful = doubtful_rows(values, below) if values is not None else frozenset()
    out = []
    for n, row in enumerate(rows):
        five = values[n * 5 : n * 5 + 5] if values is not None else None
        label = row.label if five is not None else "行政复议、行政诉讼"
        reading = RowReading(row, None, label, five, printed, source, decoded=decoded is not None)
        if five is not None and n in doubtful:
            reading = reading._replace(printed=" ".join(filter(None, five.texts))).unplaced()
        out.append(reading.unplaced(turned=True) if turned else reading)
    first = min([found[0].index, *heads[:1]])
    return ChallengeReading(out, first, max([found[-1].index, *heads[-1:]]))


def _unplaced(
    entries: list[Entry], heads: list[int], figures: list[int], form_id: str
) -> ChallengeReading:
    """Heads of the table alone; with figures in the same grid they are its own, and nobody can tell which."""
    if not heads:
        return ChallengeReading([])
    grids = {entries[i].grid for i in heads if entries[i].is_row}
    own = [i for i in figures if entries[i].grid in grids or i in heads]
    rows = get_form(form_id).table("challenges").rows if own else ()
    printed = " ".join(figures_behind_heads(entries[i]) or entries[i].text for i in own)
    source = entries[own[0]].source if own else entries[heads[0]].source
    name = "行政复议、行政诉讼"
    read = [RowReading(row, None, name, None, printed, source) for row in rows]
    return ChallengeReading(read, heads[0], max([heads[-1], *own]))


#: How many lines the values may be: one, one a row of the form, one a value.
_LINES = (1, 3, 15)


def _in_order(
    entries: list[Entry], found: list[ValueLine], heads: list[int], labels: LabelTable
) -> bool:
    """Tell whether values may stand in the order of the form. Five lines of three are the table turned on its
    side; so are heads between the values, other than each row's own above its five."""
    if len(found) not in _LINES:
        return False
    groups: list[tuple[str, int]] = []  # the heads above, and how many values
    before = -1
    for line in found:
        above = "".join(key(entries[i].text) for i in heads if before < i < line.index)
        if above or not groups:
            groups.append((above, 0))
        groups[-1] = groups[-1][0], groups[-1][1] + _size(line)
        before = line.index
    if len(groups) == 1:
        return True
    each = _ALL_VALUES // len(labels.in_order)
    if [count for _, count in groups] != [each] * len(labels.in_order):
        return False
    named = [labels.named_in(above) for above, _ in groups]
    return all(not some or row in some for row, some in zip(labels.in_order, named, strict=True))


def _size(line: ValueLine) -> int:
    """How many values a line has, with the empty ones if they fit."""
    filled = sum(1 for text in line.values.texts if text)
    return len(line.values) if len(line.values) in (1, 5) else filled


def _stands_below_heads(entries: list[Entry], found: list[ValueLine], heads: list[int]) -> bool:
    """Tell whether the values are the cells of one row of a grid whose heads cover as many columns, some of them
    several: no cell is lost then, and what is empty is empty, whatever the sums say."""
    row = entries[found[0].index].row if len(found) == 1 else None
    if row is None or row.recognised or row.shape.spans or row.shape.width != _ALL_VALUES:
        return False
    own = [entries[i] for i in heads if entries[i].grid == entries[found[0].index].grid]
    shapes = [head.row.shape for head in own if head.row is not None]
    return any(one.spans and one.width == _ALL_VALUES for one in shapes)


def _told_apart(found: list[ValueLine], count: int) -> Values | None:
    """The values of one line whose figures ran together, when the three sums leave one way to cut."""
    if len(found) != 1:
        return None
    pieces = filled_of(found[0].values)
    printed = " ".join(pieces.texts)
    told = ways(printed, count, every=5)
    if told is None or len(told.places) != 1 or not told.shown:
        return None
    places = told.places[0]
    texts = [printed[start:end] for start, end in places]
    return Values(texts, [piece_place(pieces, start) for start, _ in places])


def _has_words_and_values(entry: Entry) -> bool:
    looks = entry.row.looks if entry.row is not None else ()
    return VALUE in looks and not {*looks} <= {VALUE, SIGNS, ""}


def _has_heads(entry: Entry) -> bool:
    """Tell whether the words of a row are heads of the table."""
    words = [text for text in entry.row.texts if text and not is_value(text)] if entry.row else []
    return bool(words) and all(map(is_head_word, words))
