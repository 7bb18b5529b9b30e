"""Whether the sum of a row holds: what tells a row of odd layout that is read right from one that is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...cell import State
from ...printed import parse_cell
from ..normalise import LONGEST_REMEMBERED

_NOTHING = (State.BLANK, State.NOT_APPLICABLE)
_LONG = 9  # digits of a figure


def sum_holds(texts: Sequence[str]) -> bool:
    """Tell whether the last of some texts, a figure, is the sum of the others; what is empty counts nothing.
    A text that is no figure proves nothing: False."""
    if sum(map(len, texts)) > LONGEST_REMEMBERED:
        return False
    cells = [parse_cell(text) for text in texts]
    if not cells or cells[-1].value is None:
        return False
    if any(one.value is None and one.state not in _NOTHING for one in cells):
        return False
    *parts, whole = (one.value or 0 for one in cells)
    return sum(parts) == whole


def total_is_elsewhere(rows: Iterable[Sequence[str]]) -> bool:
    """Tell whether another figure of rows than the last is the sum of the others. The first row of which only one
    can be decides, if that is the last; else most rows do."""
    found = against = 0
    for texts in rows:
        digits = "".join(texts)
        if not digits.isdecimal() or max(map(len, texts)) >= _LONG:
            continue
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
