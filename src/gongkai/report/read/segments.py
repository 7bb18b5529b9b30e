"""The rows of a grid cut up: a label of the form, and the cells behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..form import Row
from .blocks import GridCell
from .entries import Entry
from .labels import LabelTable
from .normalise import Word


@dataclass(slots=True)
class Segment:
    """A label and the cells behind it."""

    row: Row | None
    group: str | None
    label: str
    tail: list[GridCell]
    width: int  # how many columns the whole row covers
    entry: Entry
    shared: list[GridCell]  # values merged downwards over this row and others
    led: bool = False  # a figure stands before its label
    followed: bool = False  # figures without a label stand below it
    doubtful: bool = False  # which of its figures are its values cannot be told
    filled: list[GridCell] = field(init=False)  # the cells of the tail that hold a text

    def __post_init__(self) -> None:
        self.fill(self.tail)

    def fill(self, tail: Iterable[GridCell]) -> None:
        """Put other cells behind the label."""
        self.tail = list(tail)
        self.filled = [c for c in self.tail if c.text]

    @property
    def tail_row(self) -> int:
        """The row of the grid that the segment stands in."""
        return self.entry.cells[0].row if self.entry.cells else 0


def cut(entry: Entry, words: list[Word], labels: LabelTable) -> list[Segment]:
    """Cut a row into labels and what follows each; one printed row may hold two of the form's. `words` is
    what `look` says of each of its cells."""
    segments: list[Segment] = []
    cells = entry.cells or ()
    count = len(cells)
    here = 0
    while here < count:
        said, row, end, stop = "", None, -1, here
        for stop in range(here, count):
            word, is_value = words[stop]
            if is_value:
                if said:
                    break
            elif word:
                said += word
                match = labels.find(said)
                if match is not None:
                    row, end = match, stop
                elif row is None:
                    end = stop
        else:
            stop = count
        if end < 0:
            break
        behind = next((i for i in range(end + 1, count) if words[i][0] in labels.rows), count)
        tail = cells[end + 1 : behind]
        group = None
        if row is None and any(c.text for c in cells[end + 1 :]):
            row = labels.find_like(said) or labels.find_like(words[end][0])
            group = labels.group(said) if row is None else None
        if row is not None or group is not None or sum(w[1] for w in words[end + 1 : behind]) > 2:
            label = " ".join([c.text for c in cells[here : end + 1] if c.text])
            led = any(value for _, value in words[here:end])
            shared = _taller(cells[end], tail)
            segments.append(
                Segment(row, group, label, list(tail), width(cells), entry, shared, led)
            )
        here = max(behind, stop)
    return segments


def width(cells: tuple[GridCell, ...]) -> int:
    """How many columns a row covers."""
    return cells[-1].column + cells[-1].column_span if cells else 0


def _taller(label: GridCell, tail: tuple[GridCell, ...]) -> list[GridCell]:
    """The values beside a recognised label that is taller than they: the line under the label was not
    seen, and whether they stand in its row or in another's cannot be told."""
    if label.confidence is None:
        return []
    filled = [c for c in tail if c.text]
    return [] if all(c.row_span >= label.row_span for c in filled) else filled
