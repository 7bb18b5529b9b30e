"""The tables of a web page: their rows, and where in a grid each cell stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from ..blocks import GridRow, RowShape, in_row
from ..errors import ReadError

_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPAN = 100
_MANY = {str(many): many for many in range(1, _MOST_SPAN + 1)}
_MOST_COLUMNS = 1_000
#: Tables of so few rows, and cells in each, come again from report to report.
_MOST_ROWS, _MOST_CELLS = 60, 20

#: How many rows and columns a cell says that it covers.
Span = tuple[int, int]


class PageRow(NamedTuple):
    """The cells of a row as the page has them."""

    texts: tuple[str, ...]
    spans: tuple[Span, ...]


def rows_of(table: LexborNode) -> Iterator[list[LexborNode]]:
    """The rows of a table itself, not those of tables inside it."""
    for child in table.iter():
        if child.tag in ("thead", "tbody", "tfoot"):
            yield from rows_of(child)
        elif child.tag == "tr":
            yield [cell for cell in child.iter() if cell.tag in ("td", "th")]


def spaced(text: str) -> str:
    """A text with each run of white space as one space. Nothing that is printed as it is holds a tab or a line
    end."""
    if text.isprintable() and "  " not in text:
        return text
    return _SPACES.sub(" ", text)


def span_of(attributes: Mapping[str, str | None]) -> Span:
    """What a cell covers, by its attributes."""
    tall, wide = attributes.get("rowspan"), attributes.get("colspan")
    return _many(tall) if tall else 1, _many(wide) if wide else 1


def _many(value: str) -> int:
    """How many places a cell covers one way, as its attribute says."""
    known = _MANY.get(value)
    if known is not None:
        return known
    digits = value.strip()
    return max(1, min(int(digits), _MOST_SPAN)) if digits.isdecimal() and len(digits) < 6 else 1


def grid_rows(rows: Sequence[PageRow], table: int, name: str) -> list[GridRow]:
    """The rows of the `table`-th grid of a page, the empty ones at its end left out. Raises ReadError where it
    has more columns than any report."""
    spans = tuple([row.spans for row in rows])
    small = len(rows) <= _MOST_ROWS and max(map(len, spans), default=0) <= _MOST_CELLS
    shapes = (_shapes if small else _find_shapes)(spans)
    if shapes is None:
        raise ReadError(
            name,
            f"有一个表格超过 {_MOST_COLUMNS} 列，不像一份年报",
            remedy="请只留年报的内容，另存后再读",
        )
    last = max([r for r, row in enumerate(rows, 1) if row.texts], default=0)
    return [
        GridRow(r, row.texts, shape, in_row(table, r + 1, shape.columns))
        for r, (row, shape) in enumerate(zip(rows[:last], shapes, strict=False))
    ]


def _find_shapes(rows: tuple[tuple[Span, ...], ...]) -> tuple[RowShape, ...] | None:
    """The shapes of the rows of a table by what their cells cover; None where it has more columns than any report."""
    shapes: list[RowShape] = []
    taken: dict[int, int] = {}  # column → first row below the cell that reaches down there
    for r, spans in enumerate(rows):
        held = tuple([at for at, below in taken.items() if below > r]) if taken else ()
        shape, takes = (_shape if len(spans) <= _MOST_CELLS else _find_shape)(spans, held)
        if shape.width > _MOST_COLUMNS:
            return None
        if takes:
            cut = tuple([(min(tall, len(rows) - r), wide) for tall, wide in spans])
            _take(taken, shape.columns, cut, r)
            shape = RowShape.of(shape.columns, cut)
        shapes.append(shape)
    return tuple(shapes)


#: The tables of a form stand alike on most pages.
_shapes = lru_cache(maxsize=256)(_find_shapes)


def _find_shape(spans: tuple[Span, ...], held: tuple[int, ...]) -> tuple[RowShape, bool]:
    """The shape of a row by what its cells cover, and whether that changes what is left of the rows below: a cell
    reaches down, or lies over one that does. `held` are the columns that cells above reach down into."""
    columns = []
    column = 0
    over = False
    for _, wide in spans:
        while column in held:
            column += 1
        columns.append(column)
        over = over or any(column < at < column + wide for at in held)
        column += wide
    shape = RowShape.of(tuple(columns), spans)
    return shape, over or shape.tall


_shape = lru_cache(maxsize=2048)(_find_shape)


def _take(
    taken: dict[int, int], columns: tuple[int, ...], spans: tuple[Span, ...], row: int
) -> None:
    """Put into `taken` what the cells of a row take of the rows below."""
    for column, (tall, wide) in zip(columns, spans, strict=True):
        if tall > 1 or wide > 1:
            taken.update(dict.fromkeys(range(column, column + wide), row + tall))
