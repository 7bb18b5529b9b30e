"""Characters placed on a page, and the tables ruled on it → blocks: for every kind of file with pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ...cell import Source
from ..blocks import Block, Grid, GridCell, Paragraph
from .beside import in_rows
from .chars import Char, box_of, is_gap, lines_of
from .ruling import CellBox, RuledTable

_TOUCH = 0.25  # of a height: characters of one line stand so near each other's level and end


def page_blocks(
    chars: Iterable[Char], ruled: list[RuledTable], page: int, tables_before: int
) -> Iterator[Block]:
    """The blocks of a page from the top down: what stands in a ruled table by cell, the rest by line.

    `chars` are in reading order; `tables_before` counts the tables of the pages before this one.
    """
    places = _Places(ruled)
    inside: dict[tuple[int, int], list[Char]] = {}
    lines: list[list[Char]] = [[]]
    ended = False
    for char in chars:
        if char.text in "\r\n":
            ended = True
            continue
        place = places.of(char)
        if place is not None:
            inside.setdefault(place, []).append(char)
            if lines[-1]:
                lines.append([])
        else:
            if ended and lines[-1] and not _goes_on(lines[-1][-1], char):
                lines.append([])
            lines[-1].append(char)
        ended = False
    found: list[tuple[float, Block]] = []
    for line in in_rows(lines):
        words = "".join(c.text for c in line.chars)
        source = Source(page=page, box=box_of([c for c in line.chars if c.text.strip()]))
        found.append((line.at, Paragraph(words.strip(), source)))
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


def _goes_on(before: Char, after: Char) -> bool:
    """Tell whether a character goes on in the line of the one before it, though an end of the line stands between them:
    on a page of few words the library takes words beside each other for lines set downwards (2024 年 1 月). Figures
    this near may be those of two columns."""
    tall = max(before.top - before.bottom, after.top - after.bottom)
    beside = -_TOUCH * tall < after.left - before.right and not is_gap(before, after)
    both = before.text.isdigit() and after.text.isdigit()
    return (
        bool(before.text.strip() and after.text.strip())
        and beside
        and not both
        and abs(before.level - after.level) < _TOUCH * tall
    )


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
