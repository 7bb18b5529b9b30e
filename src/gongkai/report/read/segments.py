"""The rows of a grid cut up: a label of the form, and the cells behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ..form import Row
from .blocks import GridCell
from .entries import Entry
from .labels import LabelTable
from .normalise import SIGNS, VALUE

#: Rows of so few cells and characters come again from report to report, with other figures.
_MOST_CELLS, _MOST_CHARACTERS = 20, 200


class Segment:
    """A label and the cells behind it, `tail`; `filled` are those of them that hold a text."""

    __slots__ = (
        "doubtful",
        "entry",
        "filled",
        "followed",
        "group",
        "label",
        "led",
        "row",
        "shared",
        "tail",
        "width",
    )

    def __init__(
        self,
        entry: Entry,
        part: Part,
        label: str,
        tail: Sequence[GridCell],
        shared: Sequence[GridCell],
    ) -> None:
        self.entry = entry
        self.row, self.group, self.led = part.row, part.group, part.led
        self.label = label
        self.tail = tail
        self.filled = tail if part.full else [c for c in tail if c.text]
        self.width = width(entry.cells or ())  # how many columns the whole row covers
        self.shared = shared  # values merged downwards over this row and others
        self.followed = False  # figures without a label stand below it
        self.doubtful = False  # which of its figures are its values cannot be told

    def fill(self, tail: Sequence[GridCell]) -> None:
        """Put other cells behind the label."""
        self.tail = tail
        self.filled = [c for c in tail if c.text]

    @property
    def tail_row(self) -> int:
        """The row of the grid that the segment stands in."""
        return self.entry.cells[0].row if self.entry.cells else 0


class Part(NamedTuple):
    """Where in a row a label stands, from `start` to before `end`, and its tail, to before `stop`."""

    row: Row | None
    group: str | None
    start: int
    end: int
    stop: int
    led: bool  # a figure stands before the label
    full: bool  # every cell of the tail holds a text


def cut(entry: Entry, words: tuple[str, ...], labels: LabelTable) -> list[Segment]:
    """Cut a row into labels and what follows each; one printed row may hold two of the form's. `words` is
    what `look` says of its cells."""
    few = len(words) <= _MOST_CELLS and len(entry.text) <= _MOST_CHARACTERS
    parts = _parts(words, labels) if few else _find_parts(words, labels)
    cells = entry.cells or ()
    segments = []
    for part in parts:
        label = " ".join([text for text in entry.texts[part.start : part.end] if text])
        tail = cells[part.end : part.stop]
        segments.append(Segment(entry, part, label, tail, _taller(cells[part.end - 1], tail)))
    return segments


def _find_parts(words: tuple[str, ...], labels: LabelTable) -> tuple[Part, ...]:
    parts = []
    count = len(words)
    here = 0
    while here < count:
        said, row, end, stop = "", None, -1, here
        for stop in range(here, count):
            word = words[stop]
            if word == VALUE:
                if said:
                    break
            elif word and word != SIGNS:
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
        behind = next((i for i in range(end + 1, count) if words[i] in labels.rows), count)
        tail = words[end + 1 : behind]
        group = None
        if row is None and any(words[end + 1 :]):
            row = labels.find_like(said) or labels.find_like(words[end])
            group = labels.group(said) if row is None else None
        if row is not None or group is not None or tail.count(VALUE) > 2:
            led = VALUE in words[here:end]
            parts.append(Part(row, group, here, end + 1, behind, led, "" not in tail))
        here = max(behind, stop)
    return tuple(parts)


#: As `_find_parts`: what a row is cut into is told by its words alone, whatever its figures are.
_parts = lru_cache(maxsize=2048)(_find_parts)


def width(cells: Sequence[GridCell]) -> int:
    """How many columns a row covers."""
    return cells[-1].column + cells[-1].column_span if cells else 0


def _taller(label: GridCell, tail: Sequence[GridCell]) -> Sequence[GridCell]:
    """The values beside a recognised label that is taller than they: the line under the label was not
    seen, and whether they stand in its row or in another's cannot be told."""
    if label.confidence is None:
        return ()
    filled = [c for c in tail if c.text]
    return () if all(c.row_span >= label.row_span for c in filled) else filled
