"""Whether the sum of a row holds: what tells a row of odd layout that is read right from one that is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ....cell import State
from ....printed import parse_cell
from ...normalise import LONGEST_REMEMBERED

_NOTHING = (State.BLANK, State.NOT_APPLICABLE)
_SUMMED = 5  # columns of the tables whose rows have a sum, table four and three
_LONG = 9  # digits of a figure
_COMMAS = str.maketrans("", "", ",，")


def sum_holds(texts: Sequence[str]) -> bool:
    """Tell whether the last of some texts, a figure, is the sum of the others; what is empty counts nothing.
    A text that is no figure proves nothing: False."""
    if sum(map(len, texts)) > LONGEST_REMEMBERED:
        return False
    digits = "".join(texts)
    if digits.isascii() and digits.isdigit() and not any(map(_begins_with_zero, texts)):
        *numbers, total = (int(text or 0) for text in texts)  # as nearly all rows are
        return bool(texts[-1]) and sum(numbers) == total
    cells = [parse_cell(text) for text in texts]
    if not cells or cells[-1].value is None:
        return False
    if any(one.value is None and one.state not in _NOTHING for one in cells):
        return False
    *parts, whole = (one.value or 0 for one in cells)
    return sum(parts) == whole


def is_summed(texts: Sequence[str]) -> bool:
    """Tell whether the texts are those of a row that has a sum, and it holds."""
    return len(texts) >= _SUMMED and sum_holds(texts)


def _begins_with_zero(digits: str) -> bool:
    return len(digits) > 1 and digits[0] == "0"


def total_is_elsewhere(rows: Iterable[Sequence[str]]) -> bool:
    """Tell whether another figure of rows than the last is the sum of the others. The first row of which only one
    can be decides, if that is the last; else most rows do."""
    found = against = 0
    for printed in rows:
        texts = [text.translate(_COMMAS) for text in printed]
        digits = "".join(texts)
        if not digits.isdecimal() or not digits.strip("0") or max(map(len, texts)) >= _LONG:
            continue  # no figures, or nothing to add up
        figures = [int(text) for text in texts]
        totals = [at for at, one in enumerate(figures) if one and one * 2 == sum(figures)]
        if len(totals) == 1:
            if totals[0] != len(figures) - 1:
                found += 1
            elif found:
                against += 1
            else:
                return False
    return found > max(1, against)


#: Rows with figures that must all show a column to be a subtotal: one may by chance.
_FEWEST = 3


def subtotal_at(rows: Sequence[Sequence[str]]) -> int | None:
    """Where rows of one figure more than the form has have a column of subtotals: in each it is the sum of those
    between it and the first, or between it and the last, and without it the last is the sum of the rest. `rows` are
    their texts, nothing for a column that fits no row or several."""
    figures = [found for texts in rows if (found := _figures(texts)) is not None and any(found)]
    if len(figures) < _FEWEST:
        return None
    width = len(figures[0])
    if any(len(one) != width for one in figures):
        return None
    found = [at for at in range(1, width - 1) if all(_is_subtotal(one, at) for one in figures)]
    return found[0] if len(found) == 1 else None


def _is_subtotal(row: Sequence[int], at: int) -> bool:
    *parts, whole = (*row[:at], *row[at + 1 :])
    return sum(parts) == whole and row[at] == sum(parts[1:])


def _figures(texts: Sequence[str]) -> list[int] | None:
    if not all(text.isdecimal() or not text for text in texts):
        return None
    return [int(text or 0) for text in texts]
