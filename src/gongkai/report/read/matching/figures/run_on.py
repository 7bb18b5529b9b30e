"""Figures that are not one a cell, though a table has a cell for each: two stand in one, or one has run into the
empty cell beside it. The sum of the row tells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from math import prod

from ....cell import State
from ..rows.row_reading import RowReading
from ..rows.run_together import ways
from .row_cells import figure_of, parsed_of

_SUMMED = 5  # columns of the tables whose rows have a sum: table three and four, no other
_MOST_DIGITS = 200  # characters of one row
_MOST_LOST = 2  # cells of a row whose figures moved
_MOST_TOGETHER = 1_000  # readings of a row of which each cell has several


def run_of(reading: RowReading) -> str:
    """The printed figures of a row when they are not one a cell, else nothing."""
    if reading.values is None:
        return reading.printed
    filled = [text for text in reading.values.texts if text]
    if len(filled) == len(reading.values):
        return ""
    alone = filled[0] if len(filled) == 1 else ""
    if alone.replace(",", "").isdigit() and len(alone) >= len(reading.values):
        return alone
    several = any(len(text.split()) > 1 for text in filled)  # two figures in one cell, a cell empty
    run_on = len(reading.values) >= _SUMMED and _is_run_on(reading.values.texts)
    return reading.printed if several or run_on else ""


def _is_run_on(values: Sequence[str]) -> bool:
    """True for a row with empty cells in which a figure stands in another's place, as its sum tells: one has run
    into its neighbour's cell (`420`, empty, 0, 0, 0, 0, 42), or all behind one have moved to the left."""
    filled = [text for text in values if text]
    if len(filled) == len(values) or sum(map(len, filled)) > _MOST_DIGITS:
        return False
    known = [figure_of(parsed_of(text)) for text in filled]
    figures = [one for one in known if one is not None and one >= 0]
    if may_hold_the_next(values) and not _may_add_up(filled):
        return True
    few = len(values) - len(filled) <= _MOST_LOST
    if few and all(values[: len(filled)]):  # the last cells are the empty ones
        if any(parsed_of(text).state is State.UNREADABLE for text in filled):
            return True
        if len(figures) == len(filled) > 1 and figures[-1] and sum(figures[:-1]) == figures[-1]:
            return True
    whole = len(figures) == len(filled) > 1
    if whole and not values[-1]:
        others = sum(figures[:-1])
        *parts, last = map(str, figures)
        if others == figures[-1] > 0 or _ends_in_total(last, others):
            return True
        lacks = figures[-1] - others
        if any(map(_makes_up, parts, [lacks + figure for figure in figures])):
            return True
    told = few or values[-1]  # offices leave whole totals out
    if not told or len(figures) < 2 or sum(figures[:-1]) == figures[-1]:
        return False
    printed = " ".join(map(str, figures))
    each = (ways(printed, count) for count in range(len(figures) + 1, len(values) + 1))
    return any(found is not None and found.figures for found in each)


def may_hold_the_next(values: Sequence[str]) -> list[int]:
    """The places of figures which have digits enough to be their own and that of the empty cell behind."""
    return [
        at
        for at, (text, behind) in enumerate(pairwise(values))
        if len(text) > 1 and text.isdigit() and _holds_nothing(behind)
    ]


def _holds_nothing(text: str) -> bool:
    """True for an empty cell, and for one that has no more than the mark of a note."""
    if not text:
        return True
    cell = parsed_of(text)
    return cell.state is State.UNREADABLE and not cell.candidates


def _may_add_up(texts: Sequence[str]) -> bool:
    """False for figures of which some cannot be made out, unless the sum of the row holds with what these may be, or
    without them."""
    cells = [parsed_of(text) for text in texts]
    each = [one.candidates or (figure_of(one) or 0,) for one in cells]
    if all(one.state is not State.UNREADABLE for one in cells):
        return True
    few = prod(map(len, each)) <= _MOST_TOGETHER
    return few and any(sum(parts) == whole for *parts, whole in product(*each))


def _ends_in_total(text: str, others: int) -> bool:
    """Tell whether a figure ends in the sum of the other figures of its row and of what it begins with: 2303
    behind 301 is 2 and 303."""
    return any(
        int(text[at:]) == others + int(text[:at])
        or _makes_up(text[:at], int(text[at:]) - others)  # two figures and the sum
        for at in range(1, len(text))
    )


def _makes_up(text: str, rest: int) -> bool:
    """Tell whether the digits of a figure are two figures which together make what a sum lacks: 615 is 61 and 5
    where 66 is wanted."""
    return any(int(text[:at]) + int(text[at:]) == rest for at in range(1, len(text)))
