"""The fifteen values of table four: which they are among what stands in its lines, and which of them may have moved."""

from __future__ import annotations

from dataclasses import dataclass

from ..figures.run_on import may_hold_the_next
from ..rows.row_reading import Values
from ..rows.row_sums import sum_holds


@dataclass(slots=True)
class ValueLine:
    """A line or a row of the table, and what of it may be values."""

    index: int
    values: Values  # blanks included


def all_of(found: list[ValueLine]) -> Values:
    """The values of some lines, blanks included."""
    if len(found) == 1:
        return found[0].values
    return Values.of(value for line in found for value in line.values)


def filled_of(values: Values) -> Values:
    """Those of some values that are not blank."""
    return values if all(values.texts) else Values.of(one for one in values if one.text)


def fifteen(found: list[ValueLine], count: int, below: bool) -> Values | None:
    """The values in order, when they are as many as the form has; None when they cannot be placed. `below`: they
    stand below the heads of their columns."""
    if len({len(line.values) for line in found}) != 1:
        return None  # lines of different lengths: something is missing or does not belong
    every = all_of(found)
    filled = filled_of(every)
    if len(filled) == count:
        return None if _is_turned(filled) else filled
    if not filled and len(every) > count:
        return every[:count]
    sure = below or not filled or _holds(every)
    return every if len(every) == count and sure else None


def zeros(found: list[ValueLine], count: int) -> Values | None:
    """The values where they are as many zeros as the form has and nothing else: no order of lines or heads can change
    whose they are. None otherwise."""
    every = all_of(found)
    return every if len(every) == count and {*every.texts} == {"0"} else None


def _holds(values: Values) -> bool:
    """Tell whether fifteen values of which some are empty stand in their places: most of the sums hold; all of them
    where the last value is empty, for those behind a lost one stand to the left."""
    figures = figures_of(values)
    across = [figures[at : at + 5] for at in range(0, len(figures), 5)]
    held = sum(add_up([row]) for row in across)
    return held * 2 > len(across) if values.texts[-1] else held == len(across)


def doubtful_rows(values: Values, below: bool) -> frozenset[int]:
    """The rows of the form whose figures may have run into an empty cell beside them: the sum of one does not hold;
    and, if they do not stand `below` their heads, those with an empty cell and a total that is not the sum."""
    fives = [values.texts[at : at + 5] for at in range(0, len(values), 5)]
    broken = {n for n, five in enumerate(fives) if not sum_holds(five)}
    if not broken:
        return frozenset()
    moved = {n for n in broken if fives[n][-1] and "" in fives[n] and any(fives[n][:-1])}
    run_on = {
        row
        for at in may_hold_the_next(values.texts)
        if at // 5 in broken
        for row in (at // 5, (at + 1) // 5)
    }
    return frozenset(run_on if below else run_on | moved)


def _is_turned(values: Values) -> bool:
    """True where the sums hold only if the values stand one row of the form beside the other, downwards."""
    figures = figures_of(values)
    if add_up([figures[at : at + 5] for at in range(0, len(figures), 5)]):
        return False
    return add_up([figures[at::3] for at in range(3)])


def figures_of(values: Values) -> list[int]:
    """The values as numbers, what is none as 0."""
    return [int(text) if text.isascii() and text.isdigit() else 0 for text in values.texts]


def add_up(rows: list[list[int]]) -> bool:
    """Tell whether the last of each row is the sum of the others."""
    return all(sum(row[:-1]) == row[-1] for row in rows)
