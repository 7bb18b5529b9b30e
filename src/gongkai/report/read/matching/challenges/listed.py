"""Table four as a list: lines of text, each with the name of a row and its five values."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ....form import Row
from ...normalise import is_value, key
from ..entries import Entry
from ..lines.tokens import Token, place_of, tokens_of
from ..rows.labels import LabelTable
from ..rows.row_reading import RowReading, Values
from .heads import OWN_SUMS, is_head_word

#: So few figures behind a head are a count in a line, not a row of the table.
_FEWEST = 3


def listed_rows(
    entries: Sequence[Entry], among: Collection[int], labels: LabelTable, table: int
) -> tuple[list[RowReading], list[int]]:
    """The rows of the table in those of some lines that hold its heads and values together, and which lines these are;
    nothing where none does. Each has its values if every row is named with as many as it has, and if no figure stands
    elsewhere in these lines, for figures may stand before their labels; else none has."""
    lines = [i for i in among if not entries[i].is_row and _holds_both(tokens_of(entries[i]))]
    found: dict[str, RowReading] = {}
    sound = True
    for index in lines:
        for words, values in _runs(tokens_of(entries[index])):
            said = key("".join(one.text for one in words))
            row = labels.find(said)
            if said in OWN_SUMS and values:
                continue
            if row is None or row.id in found or len(values) != len(row.columns):
                sound = False
            else:
                found[row.id] = _reading(entries[index], row, values, table, len(found) + 1)
    if sound and len(found) == len(labels.in_order):
        return [found[row.id] for row in labels.in_order], lines
    printed = " ".join(entries[i].text for i in lines)
    return [
        RowReading(row, None, row.label, None, printed, entries[lines[0]].source)
        for row in labels.in_order
        if lines
    ], lines


def _holds_both(tokens: Sequence[Token]) -> bool:
    """Tell whether some words are heads and figures, and nothing else."""
    figures = sum(is_value(one.text) for one in tokens)
    heads = sum(is_head_word(one.text) for one in tokens)
    sums = bool(tokens) and key(tokens[0].text) in OWN_SUMS
    return figures >= _FEWEST and heads > 0 and heads + figures == len(tokens) and not sums


def _runs(tokens: Sequence[Token]) -> list[tuple[list[Token], list[Token]]]:
    """Words with the figures behind them, in their order."""
    runs: list[tuple[list[Token], list[Token]]] = [([], [])]
    for one in tokens:
        if is_value(one.text):
            runs[-1][1].append(one)
        elif runs[-1][1]:
            runs.append(([one], []))
        else:
            runs[-1][0].append(one)
    return runs


def _reading(
    entry: Entry, row: Row, values: Sequence[Token], table: int, number: int
) -> RowReading:
    texts = [one.text for one in values]
    places = [place_of(entry, one.shift, table, number, n) for n, one in enumerate(values, 1)]
    return RowReading(row, None, row.label, Values(texts, places), " ".join(texts), places[0])
