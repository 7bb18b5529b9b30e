"""Rows of a sheet → blocks: runs of rows as grids, a long text or a heading alone in its row as a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...cell import Source
from ..blocks import Block, Grid, GridCell, Paragraph, in_table
from ..headings import heading_number

#: A text alone in its row that is longer than this is narrative, not a heading of a table.
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number from 0, the text of each column that is not covered by a merged cell, and
    (rows, columns) of the cells that span more than one place."""

    number: int
    texts: dict[int, str]
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)


def sheet_blocks(rows: Iterable[Row], sheet: int) -> Iterator[Block]:
    """The blocks of a sheet, which is counted as a table; sources name its own rows and columns."""
    held: list[list[GridCell]] = []
    for row in rows:
        filled = {c: text for c, text in row.texts.items() if text}
        alone = next(iter(filled.values())) if len(filled) == 1 else ""
        if alone and _is_line(alone):
            yield from _grid(held, sheet)
            held = []
            column = next(iter(filled)) + 1
            yield Paragraph(alone, Source(table=sheet, row=row.number + 1, column=column))
        elif filled:
            held.append(
                [
                    GridCell(
                        text,
                        len(held),
                        c,
                        *row.spans.get(c, (1, 1)),
                        in_table(sheet, row.number + 1, c + 1),
                    )
                    for c, text in row.texts.items()
                ]
            )
    yield from _grid(held, sheet)


def _is_line(alone: str) -> bool:
    """True for a text alone in its row that is a line of the report, not a heading inside a table."""
    return (
        len(alone) > _LONGEST_HEADING
        or alone[-1] in "。：；:;"
        or heading_number(alone) is not None
    )


def _grid(rows: list[list[GridCell]], sheet: int) -> Iterator[Block]:
    single = [next(c for c in row if c.text) for row in rows if sum(bool(c.text) for c in row) == 1]
    if rows and len(single) == len(rows):  # nothing stands beside anything: lines, not a table
        yield from (Paragraph(cell.text, cell.source) for cell in single)
    elif rows:
        cells = tuple(cell for row in _closed_up(rows) for cell in row)
        yield Grid(cells, Source(table=sheet))


def _closed_up(rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """Rows without the columns in which nothing stands, neither a head nor a value: a sheet whose cells were
    merged leaves them when it is saved as values (.csv). Only below heads, which tell that no column of the
    form is among them, and where no merged cell is known."""
    cells = [cell for row in rows for cell in row]
    used = sorted({cell.column for cell in cells if cell.text})
    headed = any(_is_head([cell.text for cell in row if cell.text]) for row in rows)
    merged = any(cell.row_span > 1 or cell.column_span > 1 for cell in cells)
    if merged or not headed or len(used) == 1 + max(cell.column for cell in cells):
        return rows
    place = {column: i for i, column in enumerate(used)}
    return [
        [cell._replace(column=place[cell.column]) for cell in row if cell.column in place]
        for row in rows
    ]


def _is_head(texts: list[str]) -> bool:
    """True for a row of two words at least, none of them a figure."""
    return len(texts) > 1 and not any(text[-1].isdigit() for text in texts)
