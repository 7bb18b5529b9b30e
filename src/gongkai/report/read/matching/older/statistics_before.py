"""The statistics table of 2014–2018 run on in one line, each figure before its label: taken so where the table then adds
up. Otherwise nobody can tell whether a figure between two labels is the first one's or the second's.

Source of what must add up: `figures.identities`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ....form import get_form
from ...normalise import is_value
from ..adding_up import totals_that_add_up
from ..entries import Entry
from ..lines.tokens import tokens_of
from ..rows.row_reading import RowReading
from .statistics_labels import UNIT, is_heading
from .statistics_lines import LineReader

#: So many totals that are more than 0 must be the sum of their parts, and so many for each that is not: an error of the
#: document's own.
_FEWEST = 2


def figures_before(lines: Sequence[Entry]) -> list[RowReading] | None:
    """The rows of a table in lines, each with the figure before its label, if the table then adds up. None of them is
    blank, a figure that begins the first line may have begun in the one above, and one before the label after a lost one
    may be that row's."""
    reader = LineReader()
    for line in lines:
        for part in _parts(line):
            reader.take(part)
    reader.finish()
    rows = reader.rows
    held, broken = totals_that_add_up(rows, "2014")
    if held < _FEWEST or held <= _FEWEST * broken:
        return None
    order = get_form("2014").table("statistics").rows
    named = {one.row for one in rows}
    for i, one in enumerate(rows):
        at = order.index(one.row) if one.row else 0
        torn = i == 0 and is_value(lines[0].text.split()[0])
        if torn or (at and order[at - 1] not in named):
            rows[i] = one.unplaced()
    printed = next((one.printed for one in rows if one.printed), "")
    return [one if one.values or one.printed else one._replace(printed=printed) for one in rows]


def _parts(line: Entry) -> list[Entry]:
    """A line cut before each figure, behind the unit that ends a label, for what follows that is a heading, and before a
    heading behind a figure, which is then nobody's."""
    tokens = tokens_of(line)
    starts = [0]
    for at in range(1, len(tokens)):
        before, text = tokens[at - 1].text, tokens[at].text
        figure = is_value(before)
        if (figure != is_value(text) and (not figure or is_heading(text))) or UNIT.fullmatch(
            before
        ):
            starts.append(at)
    return [
        Entry(
            line.text[tokens[start].shift : tokens[stop - 1].shift + len(tokens[stop - 1].text)],
            line.source,
            line.indent + tokens[start].shift,
        )
        for start, stop in pairwise([*starts, len(tokens)])
    ]
