"""Characters placed on a page, and the tables ruled on it → blocks: for every kind of file with pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from ...cell import Source
from ..blocks import Block, Grid, GridCell, Paragraph
from .ruling import CellBox, RuledTable

#: A character drawn again this near, in points, is one character made bold.
_SAME_PLACE = 0.7
_AROUND = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]


@dataclass(slots=True)
class Char:
    """A character and its box in points, y upwards; \"\\n\" ends a line and its box does not count."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    spaced: bool = False  # a space stands before it

    @property
    def level(self) -> float:
        """How high on the page its middle stands."""
        return (self.bottom + self.top) / 2


def page_blocks(
    chars: Iterable[Char], ruled: list[RuledTable], page: int, tables_before: int
) -> Iterator[Block]:
    """The blocks of a page from the top down: what stands in a ruled table by cell, the rest by line.

    `chars` are in reading order; `tables_before` counts the tables of the pages before this one.
    """
    places = _Places(ruled)
    inside: dict[tuple[int, int], list[Char]] = {}
    lines: list[list[Char]] = [[]]
    for char in chars:
        if char.text in "\r\n":
            lines.append([])
            continue
        place = places.of(char)
        if place is not None:
            inside.setdefault(place, []).append(char)
            if lines[-1]:
                lines.append([])
        else:
            lines[-1].append(char)
    found: list[tuple[float, Block]] = []
    for line in lines:
        words = "".join(c.text for c in line)
        if words.strip():
            solid = [c for c in line if c.text.strip()]
            box = box_of(solid)
            source = Source(page=page, box=box)
            found.append((box[3], Paragraph(words.strip(), source)))
    for t, table in enumerate(ruled):
        if not any(key[0] == t for key in inside):
            continue
        ordinal = tables_before + 1 + sum(isinstance(b, Grid) for _, b in found)
        cells = tuple(
            _cell(cell, inside.get((t, i), []), page, ordinal) for i, cell in enumerate(table.cells)
        )
        found.append((table.top, Grid(cells, Source(page=page, table=ordinal))))
    found.sort(key=lambda pair: -pair[0])
    yield from (block for _, block in found)


class _Places:
    """Which cell of which table a character stands in, by its middle."""

    def __init__(self, tables: list[RuledTable]) -> None:
        self._tables = tables
        self._last: tuple[CellBox, tuple[int, int]] | None = (
            None  # where the character before stood
        )
        self._rows = [
            sorted((cell.left, i) for i, cell in enumerate(table.cells)) for table in tables
        ]

    def of(self, char: Char) -> tuple[int, int] | None:
        x, y = (char.left + char.right) / 2, (char.bottom + char.top) / 2
        if self._last is not None:
            cell, place = self._last
            if cell.left < x < cell.right and cell.bottom < y < cell.top:
                return place
        for t, table in enumerate(self._tables):
            if not (table.left <= x <= table.right and table.bottom <= y <= table.top):
                continue
            row = self._rows[t]
            for _, i in reversed(row[: bisect_right(row, (x, len(row)))]):
                cell = table.cells[i]
                if cell.left <= x <= cell.right and cell.bottom <= y <= cell.top:
                    self._last = cell, (t, i)
                    return t, i
        return None


def _cell(cell: CellBox, chars: list[Char], page: int, table: int) -> GridCell:
    text, box = _cell_text(chars)
    source = Source(
        page=page,
        table=table,
        row=cell.row + 1,
        column=cell.column + 1,
        box=box or (cell.left, cell.top, cell.right, cell.bottom),
    )
    return GridCell(text, cell.row, cell.column, cell.row_span, cell.column_span, source)


def _cell_text(chars: list[Char]) -> tuple[str, tuple[float, float, float, float] | None]:
    """The text of a cell, its lines from the top down, a wide gap as a space."""
    solid = [c for c in chars if c.text.strip()]
    if not solid:
        return "", None
    out = []
    for line in lines_of(solid):
        words = line[0].text
        for before, char in pairwise(line):
            words += (" " if char.spaced or is_gap(before, char) else "") + char.text
        out.append(words)
    return "\n".join(out), box_of(solid)


def lines_of(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters grouped into lines from the top down, each line from the left."""
    lines: list[list[Char]] = []
    first = 0.0  # the level of the first character of the last line
    for char in sorted(chars, key=_level, reverse=True):
        level = char.level
        if lines and first - level < (char.top - char.bottom) * 0.5:
            lines[-1].append(char)
        else:
            lines.append([char])
            first = level
    for line in lines:
        line.sort(key=_left)
    return lines


_level, _left = attrgetter("level"), attrgetter("left")


def in_lines(chars: Iterable[Char]) -> Iterator[Char]:
    """Characters by lines from the top down, a space for each wide gap, a line end after each."""
    for line in lines_of(chars):
        before: Char | None = None
        for char in line:
            if before is not None and (char.spaced or is_gap(before, char)):
                yield Char(" ", before.right, char.bottom, char.left, char.top)
            yield char
            before = char
        yield Char("\n", 0, 0, 0, 0)


def once(chars: Iterable[Char]) -> Iterator[Char]:
    """The characters without those drawn again at the same place."""
    seen: set[tuple[str, int, int]] = set()
    for char in chars:
        text, x, y = char.text, round(char.left / _SAME_PLACE), round(char.bottom / _SAME_PLACE)
        if seen.isdisjoint([(text, x + i, y + j) for i, j in _AROUND]):
            seen.add((text, x, y))
            yield char


def is_gap(before: Char, after: Char) -> bool:
    """True where two neighbours of a line stand so far apart that a space is between them."""
    return after.left - before.right > (after.top - after.bottom) * 0.5


def box_of(chars: list[Char]) -> tuple[float, float, float, float]:
    """The box around characters: left, top, right, bottom in points, y upwards."""
    return (
        round(min([c.left for c in chars]), 1),
        round(max([c.top for c in chars]), 1),
        round(max([c.right for c in chars]), 1),
        round(min([c.bottom for c in chars]), 1),
    )
