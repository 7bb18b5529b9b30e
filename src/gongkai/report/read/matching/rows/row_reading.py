"""What was read in one printed row of a table, and where each of its texts stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Self, overload

from ....cell import Source
from ....form import Row
from ...blocks import GridCell
from .possible import Possible

#: A recognised figure that nothing else vouches for counts from here on.
SURE_ALONE = 0.98


class Value(NamedTuple):
    """A text with its place: a word of a line, or a whole cell of a grid."""

    text: str
    source: Source


class Values(Sequence[Value]):
    """Some texts and, side by side with them, their places."""

    __slots__ = ("places", "texts")

    def __init__(self, texts: Sequence[str] = (), places: Sequence[Source] = ()) -> None:
        """Both of one length."""
        self.texts = texts
        self.places = places

    @classmethod
    def of(cls, some: Iterable[Value | GridCell]) -> Self:
        """The texts of words or cells."""
        own = list(some)
        return cls([one.text for one in own], [one.source for one in own])

    @overload
    def __getitem__(self, at: int) -> Value: ...
    @overload
    def __getitem__(self, at: slice) -> Values: ...
    def __getitem__(self, at: int | slice) -> Value | Values:
        if isinstance(at, slice):
            return Values(self.texts[at], self.places[at])
        return Value(self.texts[at], self.places[at])

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Value]:
        return map(Value, self.texts, self.places)

    def in_order(self, order: Iterable[int]) -> Values:
        """Some of them, by their places among all."""
        return Values.of([self[i] for i in order])


_NONE = Values()


class RowReading(NamedTuple):
    """One printed row. `row` is None when only its group (（六）其他处理) is known, or nothing at all.

    `values` has one text a column of the row, or is None when they cannot be placed; `printed` is
    everything printed behind the label; `source` is where that begins. `pieces` are the texts that
    `printed` is made of, each with its own place; none where figures that are no values may be among
    them. `in_cells` says that each value is one cell of a grid; `seen` are these cells where any of them
    was recognised in a picture.
    """

    row: Row | None
    group: str | None
    label: str
    values: Values | None
    printed: str
    source: Source
    shared: bool = False  # the values stand in cells merged with those of a neighbouring row
    pieces: Values = _NONE
    in_cells: bool = False
    seen: Sequence[GridCell] = ()
    money: str = ""  # the unit that the head of an amount names, where it names one
    turned: bool = False  # the columns stand in another order than the form's, which cannot be told
    decoded: bool = False  # the values were told apart in figures that ran together
    alike: bool = False  # every row of its table has as many cells, in the same places
    options: tuple[Possible, ...] = ()  # what it may hold where its values cannot be placed

    def unplaced(self, *, turned: bool = False) -> RowReading:
        """The row with what is printed in it, of which nobody can tell what is which value."""
        return self._replace(values=None, pieces=_NONE, seen=(), turned=turned or self.turned)


def piece_place(pieces: Values, at: int) -> Source:
    """The place of the character `at` of some pieces joined with one space between them."""
    start = 0
    for piece in pieces:
        if at < start + len(piece.text):
            offset = piece.source.offset
            return piece.source._replace(offset=None if offset is None else offset + at - start)
        start += len(piece.text) + 1
    raise ValueError(f"no character {at} in {len(pieces)} pieces")
