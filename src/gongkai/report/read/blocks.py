"""What every reader turns a file into: paragraphs and grids, in reading order, with their places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from ..cell import Source
from ..model import Note

_NOWHERE = Source()


@lru_cache(maxsize=16_384)
def in_table(table: int, row: int, column: int) -> Source:
    """A place in a table of a file without pages; the same places come in every file."""
    return Source(table=table, row=row, column=column)


class Paragraph(NamedTuple):
    """One line or paragraph of running text. `text` is exactly as in the file, without its line end.

    `heading` is the outline level where the file marks one (1 is the highest), else None. A line that
    was recognised in a picture says how sure it is, 0–1, in `confidence`.
    """

    text: str
    source: Source = _NOWHERE
    heading: int | None = None
    confidence: float | None = None


class GridCell(NamedTuple):
    """One cell of a grid: its text and how many rows and columns it spans. Row and column count from 0.

    A recognised cell (a scan) says how sure its text is, 0–1, in `confidence`, and what else it may
    say in `candidates`, likeliest first, each with its own probability. A cell that was printed as
    text has None and no candidates.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    source: Source = _NOWHERE
    confidence: float | None = None
    candidates: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the file. Cells are listed in reading order; a spanned place is listed once, at its
    top left corner."""

    cells: tuple[GridCell, ...]
    source: Source = _NOWHERE

    def rows(self) -> list[list[GridCell]]:
        """The cells grouped by the row they start in, each row in column order; empty rows are kept."""
        rows: list[list[GridCell]] = []
        for at, cells in groupby(self.cells, _row):
            while len(rows) <= at:
                rows.append([])
            rows[at] += cells
        for row in rows:
            row.sort(key=_column)
        return rows


_row, _column = attrgetter("row"), attrgetter("column")

Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """A file as blocks. `name` is what a message calls it; `pages` is None for files without pages;
    `notes` are what the reader has to say of the whole file."""

    blocks: tuple[Block, ...]
    name: str
    kind: str
    pages: int | None = None
    notes: tuple[Note, ...] = ()
