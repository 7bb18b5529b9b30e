"""Whether the sum of a row holds: what tells a row of odd layout that is read right from one that is not."""

from __future__ import annotations

from collections.abc import Sequence

from ...cell import State
from ...printed import parse_cell
from ..normalise import LONGEST_REMEMBERED

_NOTHING = (State.BLANK, State.NOT_APPLICABLE)


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
