"""The numbers of the rows of a table in lines, which stand before the labels and are no values."""

from __future__ import annotations

import re
from itertools import pairwise

from ...normalise import key
from ..entries import Entry
from ..rows.labels import LabelTable
from .plain_lines import MOST_WORDS

_ROW_NUMBER = re.compile(r"(\d{1,2})(?:\s+|$)")
#: So many labels with a number before each are numbered.
_FEWEST_NUMBERED = 4


def without_row_numbers(
    lines: list[tuple[int, Entry]], labels: LabelTable
) -> list[tuple[int, Entry]]:
    """The lines without the numbers of the rows, where one stands before every label, in its line or in
    one of its own, and they count on by one: else the number of the next row, below a label with
    nothing behind it, would be its value."""
    shorter: dict[int, Entry | None] = {}  # by place in `lines`; None for a line that is a number
    numbers: list[int] = []
    for at, (_, line) in enumerate(lines):
        before = _ROW_NUMBER.match(line.text)
        cut = before.end() if before else 0
        if not begins_with_label(line.text[cut:], labels):
            continue
        if before:
            shorter[at] = Entry(line.text[cut:], line.source, line.indent + cut)
        else:
            before = _ROW_NUMBER.fullmatch(lines[at - 1][1].text) if at else None
            shorter[at - 1] = None
        if before is None:
            return lines
        numbers.append(int(before[1]))
    steps = {b - a for a, b in pairwise(numbers)}
    if len(numbers) < _FEWEST_NUMBERED or steps != {1}:
        return lines
    each = ((index, shorter.get(at, line)) for at, (index, line) in enumerate(lines))
    return [(index, line) for index, line in each if line is not None]


def begins_with_label(text: str, labels: LabelTable) -> bool:
    """Tell whether the first words of a line are the label of a row."""
    said = ""
    for word in text.split()[:MOST_WORDS]:
        said += key(word)
        if labels.find(said) is not None:
            return True
    return False
