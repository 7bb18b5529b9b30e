"""A document as one list of entries, lines and table rows alike, in reading order."""

from __future__ import annotations

from typing import NamedTuple

from ..cell import Source
from .blocks import Document, Grid, GridCell


class Entry(NamedTuple):
    """A line of text, or one row of a grid.

    `text` is the line without the spaces around it (a row: its cells parted by tabs). `cells` is None
    for a line; each of them says its table, row and column. `grid` counts the grids of the document from 1
    and is 0 for a line. `texts` are those of the cells.
    """

    text: str
    source: Source
    indent: int = 0
    cells: tuple[GridCell, ...] | None = None
    grid: int = 0
    texts: tuple[str, ...] = ()

    @property
    def is_row(self) -> bool:
        """True for a row of a grid."""
        return self.cells is not None


def flatten(document: Document) -> list[Entry]:
    """Every line and every row of a document that is not empty."""
    entries: list[Entry] = []
    grids = 0
    for block in document.blocks:
        if isinstance(block, Grid):
            grids += 1
            entries += [_row(row, grids) for row in block.rows() if row]
            continue
        for part in block.text.split("\n"):  # a paragraph of a paged file may hold several lines
            text = part.strip()
            if text:
                indent = len(part) - len(part.lstrip())
                entries.append(Entry(text, block.source, indent))
    return entries


def _row(row: list[GridCell], grid: int) -> Entry:
    texts = tuple([cell.text for cell in row])
    at = row[0].source
    if not (at.table and at.row and at.column):  # the cells of a grid say their places alike
        row = [cell._replace(source=_placed(cell, grid)) for cell in row]
    return Entry("\t".join(texts), at, 0, tuple(row), grid, texts)


def _placed(cell: GridCell, grid: int) -> Source:
    at = cell.source
    table, row, column = at.table or grid, at.row or cell.row + 1, at.column or cell.column + 1
    return Source(at.page, table, row, column, at.line, at.offset, at.box)
