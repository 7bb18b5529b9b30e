"""A document as one list of entries, lines and table rows alike, in reading order."""

from __future__ import annotations

from typing import NamedTuple

from ..cell import Source
from .blocks import Document, Grid, GridCell


class Entry(NamedTuple):
    """A line of text, or one row of a grid.

    `text` is the line without the spaces around it (a row: its cells parted by tabs). `cells` is None
    for a line; `grid` counts the grids of the document from 1 and is 0 for a line.
    """

    text: str
    source: Source
    indent: int = 0
    cells: tuple[GridCell, ...] | None = None
    grid: int = 0

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
            for row in block.rows():
                if row:
                    text = "\t".join([cell.text for cell in row])
                    entries.append(Entry(text, row[0].source, 0, tuple(row), grids))
            continue
        for part in block.text.split("\n"):  # a paragraph of a paged file may hold several lines
            text = part.strip()
            if text:
                indent = len(part) - len(part.lstrip())
                entries.append(Entry(text, block.source, indent))
    return entries
