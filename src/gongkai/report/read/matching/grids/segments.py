"""The rows of a grid cut up: a label of the form, and the cells behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ....form import Row
from ...blocks import GridCell, GridRow
from ...normalise import SIGNS, VALUE
from ..entries import Entry
from ..rows.labels import LabelTable, group_of

#: Rows of so few cells and characters come again from report to report, with other figures.
_MOST_CELLS, _MOST_CHARACTERS = 20, 200
#: A figure that stands in the cell of a label, 规章：12件; whose it is, `odd_rows` tells.
_FIGURE = re.compile(r"\d+[件条次宗项个份]?$")


class Segment:
    """A label and the cells behind it, `tail`; `filled` are those of them that hold a text. These are made
    when they are asked for."""

    __slots__ = (
        "_filled",
        "_tail",
        "doubtful",
        "entry",
        "followed",
        "line",
        "part",
        "row",
        "shared",
    )

    def __init__(self, entry: Entry, line: GridRow, part: Part) -> None:
        """`line` is the row of the entry."""
        self.entry = entry
        self.line = line
        self.part = part
        self.row = part.row
        self._tail: Sequence[GridCell] | None = None
        self._filled: Sequence[GridCell] | None = None
        self.followed = False  # figures without a label stand below it
        self.doubtful = part.several  # which of its figures are its values cannot be told
        #: Values merged downwards over this row and others.
        self.shared: Sequence[GridCell] = _taller(line, part) if line.recognised else ()

    @property
    def group(self) -> str | None:
        """The group that its label names, where it names no row."""
        return self.part.group

    @property
    def wanted(self) -> int:
        """How many values the row has, 0 where nobody knows."""
        return self.part.wanted

    @property
    def label(self) -> str:
        """The words of the label as printed."""
        return self.part.label_in(self.line)

    @property
    def tail(self) -> Sequence[GridCell]:
        """The cells behind the label."""
        if self._tail is None:
            self._tail = self.line.cells[self.part.end : self.part.stop]
        return self._tail

    @property
    def filled(self) -> Sequence[GridCell]:
        """Those of the cells behind the label that hold a text."""
        if self._filled is None:
            self._filled = self.tail if self.part.full else [c for c in self.tail if c.text]
        return self._filled

    def fill(self, tail: Sequence[GridCell]) -> None:
        """Put other cells behind the label."""
        self._tail = tail
        self._filled = [c for c in tail if c.text]


class Part(NamedTuple):
    """Where in a row a label stands, from `start` to before `end`, and its tail, to before `stop`."""

    row: Row | None
    group: str | None
    start: int
    end: int
    stop: int
    led: bool  # a figure stands before the label
    full: bool  # every cell of the tail holds a text
    wanted: int  # how many values the row has, 0 where nobody knows
    fits: bool  # the tail is as many texts
    several: bool = False  # its label is those of several rows of different groups

    def label_in(self, line: GridRow) -> str:
        """The words of the label as a row prints them."""
        texts = line.texts[self.start : self.end]
        return texts[0] if len(texts) == 1 else " ".join([text for text in texts if text])


def cut(
    entry: Entry, line: GridRow, words: tuple[str, ...], labels: LabelTable, columns: int | None
) -> list[Segment]:
    """Cut a row into labels and what follows each; one printed row may hold two of the form's. `line` is the
    row of the entry, `words` what `look` says of its cells, `columns` the number of values that every row of
    the table has, None when each has its own."""
    return [Segment(entry, line, part) for part in parts_of(words, labels, columns)]


def parts_of(words: tuple[str, ...], labels: LabelTable, columns: int | None) -> tuple[Part, ...]:
    """Where in a row labels of the form stand, by its words alone, whatever its figures are; as for `cut`."""
    few = len(words) <= _MOST_CELLS and sum(map(len, words)) <= _MOST_CHARACTERS
    return (_parts if few else _find_parts)(words, labels, columns)


def _find_parts(
    words: tuple[str, ...], labels: LabelTable, columns: int | None
) -> tuple[Part, ...]:
    parts = []
    count = len(words)
    here = 0
    while here < count:
        said, row, end, stop = "", None, -1, here
        several: tuple[Row, ...] = ()
        for stop in range(here, count):
            word = words[stop]
            if word == VALUE:
                if said:
                    break
            elif word and word != SIGNS:
                said += word
                match = labels.find(said)
                if match is not None:
                    beside = row is not None and row is not match and stop == end + 1
                    beside = beside and labels.length_at_end(said) <= len(word)
                    several = (row, match) if beside and row else labels.together(said, word)
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
        if several and (group := group_of(several)) is not None:
            row = None
        if row is None and group is None and any(words[end + 1 :]):
            row = labels.find_like(said) or labels.find_like(words[end])
            row = row or labels.find(_FIGURE.sub("", said))
            group = labels.group(said) if row is None else None
        if row is not None or group is not None or tail.count(VALUE) > 2:
            led = VALUE in words[here:end]
            wanted = columns or (len(row.columns) if row else 0)
            full = "" not in tail
            fits = full and row is not None and len(tail) == wanted
            shared = bool(several) and row is not None
            parts.append(Part(row, group, here, end + 1, behind, led, full, wanted, fits, shared))
        here = max(behind, stop)
    return tuple(parts)


_parts = lru_cache(maxsize=2048)(_find_parts)


def _taller(line: GridRow, part: Part) -> Sequence[GridCell]:
    """The values beside a recognised label that is taller than they: the line under the label was not
    seen, and whether they stand in its row or in another's cannot be told."""
    label = line.cells[part.end - 1]
    if label.confidence is None:
        return ()
    filled = [c for c in line.cells[part.end : part.stop] if c.text]
    return () if all(c.row_span >= label.row_span for c in filled) else filled
