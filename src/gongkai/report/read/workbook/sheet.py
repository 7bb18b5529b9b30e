"""Rows of a sheet → blocks: runs of rows as grids, a long text or a heading alone in its row as a paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import repeat

from ...cell import Source
from ..blocks import ONE_PLACE, Block, Grid, GridRow, Paragraph, RowShape, in_row
from ..endings import is_date, signer
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
    held: list[GridRow] = []
    for row in rows:
        filled = [c for c, text in row.texts.items() if text]
        alone = row.texts[filled[0]] if len(filled) == 1 else ""
        if alone and _is_line(alone):
            yield from _grid(held, sheet)
            held = []
            column = filled[0] + 1
            yield Paragraph(alone, Source(table=sheet, row=row.number + 1, column=column))
        elif filled:
            held.append(_grid_row(row, len(held), sheet))
            if alone and is_date("".join(alone.split())):
                yield from _grid(held, sheet)  # what comes behind a signature is another table
                held = []
    yield from _grid(held, sheet)


def _grid_row(row: Row, at: int, sheet: int) -> GridRow:
    columns = tuple(sorted(row.texts))
    texts = tuple([row.texts[c] for c in columns])
    shape = RowShape(columns, columns[-1] + 1)
    if row.spans:
        shape = RowShape.of(columns, tuple([row.spans.get(c, ONE_PLACE) for c in columns]))
    return GridRow(at, texts, shape, in_row(sheet, row.number + 1, columns))


def _is_line(alone: str) -> bool:
    """True for a text alone in its row that is a line of the report, not a heading inside a table."""
    return (
        len(alone) > _LONGEST_HEADING
        or alone[-1] in "。：；:;"
        or heading_number(alone) is not None
    )


def _grid(rows: list[GridRow], sheet: int) -> Iterator[Block]:
    rows, ending = _without_ending(rows)
    single = [_alone(row) for row in rows if _is_single(row)]
    if rows and len(single) == len(rows):  # nothing stands beside anything: lines, not a table
        yield from single
    elif rows:
        yield Grid.of(_closed_up(_without_margin(rows)), Source(table=sheet))
    yield from ending


def _is_single(row: GridRow) -> bool:
    return sum(map(bool, row.texts)) == 1


def _compact(row: GridRow) -> str:
    return "".join(row.text.split())


def _without_ending(rows: list[GridRow]) -> tuple[list[GridRow], list[Paragraph]]:
    """Rows, and the lines right below a table of which the last is a date: who signed a report, and when."""
    if not rows or not _is_single(rows[-1]) or not is_date(_compact(rows[-1])):
        return rows, []
    first = len(rows) - 1
    if first and _is_single(rows[first - 1]) and signer(_compact(rows[first - 1])):
        first -= 1
    return rows[:first], [_alone(row) for row in rows[first:]]


def _alone(row: GridRow) -> Paragraph:
    """The one text of a row."""
    each = zip(row.texts, row.sources, strict=True)
    return next(Paragraph(text, source) for text, source in each if text)


def _without_margin(rows: list[GridRow]) -> list[GridRow]:
    """Rows without the cells to the right of all that stands in any of them: a sheet is as wide as its widest
    table."""
    right = max(
        column + wide
        for row in rows
        for text, column, (_, wide) in zip(
            row.texts, row.shape.columns, row.shape.spans or repeat(ONE_PLACE), strict=False
        )
        if text
    )
    return [_up_to(row, bisect_left(row.shape.columns, right)) for row in rows]


def _up_to(row: GridRow, count: int) -> GridRow:
    """The first cells of a row."""
    columns, spans = row.shape.columns[:count], row.shape.spans
    if count == len(row.texts):
        return row
    shape = RowShape.of(columns, spans[:count]) if spans else RowShape(columns, columns[-1] + 1)
    return GridRow(row.row, row.texts[:count], shape, row.sources[:count])


def _closed_up(rows: list[GridRow]) -> list[GridRow]:
    """Rows without the columns in which nothing stands, neither a head nor a value: a sheet whose cells were
    merged leaves them when it is saved as values (.csv). Only below heads, which tell that no column of the
    form is among them, and where no merged cell is known."""
    used = sorted(
        {
            column
            for row in rows
            for column, text in zip(row.shape.columns, row.texts, strict=True)
            if text
        }
    )
    merged = any(row.shape.spans is not None for row in rows)
    if merged or len(used) == max(row.shape.width for row in rows):
        return rows
    if not any(_is_head([text for text in row.texts if text]) for row in rows):
        return rows
    place = {column: i for i, column in enumerate(used)}
    return [_without(row, place) for row in rows]


def _without(row: GridRow, place: Mapping[int, int]) -> GridRow:
    """A row without the cells whose columns have no new `place`."""
    kept = [i for i, column in enumerate(row.shape.columns) if column in place]
    columns = tuple([place[row.shape.columns[i]] for i in kept])
    texts = tuple([row.texts[i] for i in kept])
    shape = RowShape(columns, columns[-1] + 1)
    return GridRow(row.row, texts, shape, tuple([row.sources[i] for i in kept]))


def _is_head(texts: list[str]) -> bool:
    """True for a row of two words at least, none of them a figure."""
    return len(texts) > 1 and not any(text[-1].isdigit() for text in texts)
