"""A document as one list of entries, lines and table rows alike, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from ...cell import Source
from ..blocks import Document, Grid, GridCell, GridRow
from ..headings import may_hold_heading, split_headings
from ..normalise import is_value, long_key

_FIGURES = re.compile(r"(?=.*\d)[\d\s|,.，、/]+")  # alone in a line
_APART = "。"  # is of no key, and keeps what stands on both sides apart
_NEAR = 2  # lines: one with a bar alone may stand between
_SHORTEST = 10  # characters of a line with a heading and something else


class Entry(NamedTuple):
    """A line of text, or one row of a grid.

    `text` is the line without the spaces around it (a row: its cells parted by tabs). `row` is None for a
    line; each of its cells says its table, row and column. `grid` counts the grids of the document from 1
    and is 0 for a line.
    """

    text: str
    source: Source
    indent: int = 0
    row: GridRow | None = None
    grid: int = 0

    @property
    def is_row(self) -> bool:
        """True for a row of a grid."""
        return self.row is not None

    @property
    def cells(self) -> tuple[GridCell, ...]:
        """The cells of a row, none of a line."""
        return self.row.cells if self.row is not None else ()


_grid = attrgetter("grid")


def words_of(entries: Iterable[Entry]) -> str:
    """The words of some entries as one key, a value in a table as VALUE."""
    words: list[str] = []
    for grid, some in groupby(entries, _grid):
        if grid:
            words += [look for e in some if e.row is not None for look in e.row.looks]
        else:
            words.append(long_key(_APART.join([e.text for e in some])))
    return "".join(words)


def goes_on(entries: Sequence[Entry], at: int) -> str:
    """The figure that stands alone in the line right below a row, and may be the rest of its last one, or of a row
    without figures what it holds; nothing where there is none."""
    if at + 1 == len(entries) or entries[at + 1].is_row:
        return ""
    row, below = entries[at], entries[at + 1]
    if row.row is None:
        return ""
    last, line = row.row.sources[-1].line, below.source.line
    if last is not None and line is not None and line - last > _NEAR:
        return ""
    text = below.text
    if any(map(is_value, row.row.texts)):
        return text if text.isdigit() and row.row.texts[-1][-1:].isdigit() else ""
    return text if _FIGURES.fullmatch(text) else ""


def flatten(document: Document) -> list[Entry]:
    """Every line and every row of a document that is not empty."""
    entries: list[Entry] = []
    grids = 0
    for block in document.blocks:
        if isinstance(block, Grid):
            grids += 1
            for row in block.rows:
                if row.texts:
                    alone = row.texts.count("") + 1 == len(row.texts)
                    lines = _lines_in(row) if alone else None
                    if lines:
                        entries += lines
                    else:
                        entries.append(_row(row, grids))
            continue
        for part in block.text.split("\n"):  # a paragraph of a paged file may hold several lines
            line = part.strip()
            if not line:
                continue
            if len(line) < _SHORTEST or not may_hold_heading(line):
                indent = 0 if line == part else len(part) - len(part.lstrip())
                entries.append(Entry(line, block.source, indent))
            else:
                entries += _lines(part, block.source)
    return entries


def _lines(part: str, source: Source) -> list[Entry]:
    """A line as entries: one, or several where headings of the form stand inside it."""
    return [
        Entry(piece.strip(), source, at + len(piece) - len(piece.lstrip()))
        for at, piece in split_headings(part)
    ]


def _lines_in(row: GridRow) -> list[Entry]:
    """The lines of a row of one cell with text, if that holds headings of the form and what goes on behind them, for
    a page was laid out in it; nothing of any other row."""
    if len(row.text) < _SHORTEST or not may_hold_heading(row.text):
        return []
    at = next(at for at, text in enumerate(row.texts) if text)
    lines = _lines(row.texts[at], row.sources[at])
    return lines if len(lines) > 1 else []


def _row(row: GridRow, grid: int) -> Entry:
    at = row.source
    if not (at.table and at.row and at.column):  # the cells of a grid say their places alike
        row = GridRow.of(row.row, [cell._replace(source=_placed(cell, grid)) for cell in row.cells])
    return Entry(row.text, at, 0, row, grid)


def _placed(cell: GridCell, grid: int) -> Source:
    at = cell.source
    table, row, column = at.table or grid, at.row or cell.row + 1, at.column or cell.column + 1
    return Source(at.page, table, row, column, at.line, at.offset, at.box)
