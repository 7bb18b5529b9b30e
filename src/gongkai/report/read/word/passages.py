"""Passages → blocks: the paragraphs of a file that marks the end of each cell and row, .doc and .rtf.

Such a file has no tree. Each paragraph says how many tables deep it stands and whether it ends a cell or a
row, and the end of a row says where the edges of its cells are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ...cell import Source
from ..blocks import Block, Document, Grid, GridCell, Paragraph, Pasted, in_table
from ..bounds import MOST_CELLS, bounds, too_many_cells, too_many_pages
from ..shown_text import in_cell, in_line

#: Edges nearer than this, in twips (1/1440 inch), are one line of the table, where they are of other rows.
_NEAR = 45
#: Tables in tables and boxes in boxes are followed this far, as in .docx.
DEEPEST = 40


class RowCell(NamedTuple):
    """A cell of a row: its left and right edge in twips, and whether it goes on from its left neighbour
    or from the cell above."""

    left: int
    right: int
    goes_on: bool = False
    from_above: bool = False


class Properties(NamedTuple):
    """Where a paragraph stands: `depth` tables deep, at the end of a cell or a row of the innermost one.

    `outline` is its level, 0 the highest, 9 running text. What ends a row says how it is divided.
    """

    depth: int = 0
    cell_end: bool = False
    row_end: bool = False
    outline: int | None = None
    row: tuple[RowCell, ...] = ()


PLAIN = Properties()


class Passage(NamedTuple):
    """One paragraph. `boxes` are the text boxes anchored in it: each gives its own passages, once; `pictures`
    the picture files in it."""

    text: str
    properties: Properties = PLAIN
    heading: int | None = None
    boxes: tuple[Callable[[], Iterable[Passage]], ...] = ()
    pictures: tuple[bytes, ...] = ()


def document_of(passages: Iterable[Passage], name: str, kind: str) -> Document:
    """A text as blocks, in reading order. Raises ReadError when there are too many cells or pictures.

    A table that holds tables is layout: its cells are read one after the other. A cell's paragraphs are
    joined by \\n. A source counts tables, rows and columns.
    """
    builder = _Builder(name)
    blocks = tuple(builder.blocks(passages, 0))
    if len(builder.pictures) > bounds().pages:
        raise too_many_pages(name)
    pictures = tuple([Pasted(data, at) for data, at in builder.pictures.items()])
    return Document(blocks, name, kind, pictures=pictures)


@dataclass(slots=True)
class _Cell:
    items: list[Passage | _Table] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    cells: list[_Cell]
    defined: tuple[RowCell, ...]


@dataclass(slots=True)
class _Table:
    rows: list[_Row] = field(default_factory=list)
    cells: list[_Cell] = field(default_factory=list)  # of the row that is not ended yet
    cell: _Cell = field(default_factory=_Cell)

    def end_cell(self) -> None:
        self.cells.append(self.cell)
        self.cell = _Cell()

    def end_row(self, defined: tuple[RowCell, ...]) -> None:
        if self.cell.items:
            self.end_cell()
        if self.cells:
            known = len(defined) == len(self.cells) and _is_sound(defined)
            self.rows.append(_Row(self.cells, defined if known else ()))
        self.cells = []


def _is_sound(defined: tuple[RowCell, ...]) -> bool:
    """True where each cell has a width, but for one that only goes on from its neighbour."""
    widths = all(cell.left < cell.right or cell.goes_on for cell in defined)
    return widths and all(cell.left <= cell.right for cell in defined)


class _Builder:
    def __init__(self, name: str) -> None:
        self._name = name
        self._tables = 0
        self._cells = 0
        self._blocks = 0
        self.pictures: dict[bytes, int] = {}  # each once, and the blocks before it

    def blocks(self, passages: Iterable[Passage], depth: int) -> Iterator[Block]:
        opened: list[_Table] = []
        for passage in passages:
            properties = passage.properties
            while len(opened) > properties.depth:
                yield from self._close(opened, depth)
            while len(opened) < properties.depth:
                opened.append(_Table())
                self._count()
            if not opened:
                yield from self._paragraph(passage, depth)
                continue
            table = opened[-1]
            if properties.row_end:
                table.end_row(properties.row)
                continue
            table.cell.items.append(passage)
            if properties.cell_end:
                table.end_cell()
                self._count()
        while opened:
            yield from self._close(opened, depth)

    def _count(self) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise too_many_cells(self._name)

    def _close(self, opened: list[_Table], depth: int) -> Iterator[Block]:
        table = opened.pop()
        table.end_row(())
        if opened:
            opened[-1].cell.items.append(table)
        else:
            yield from self._table(table, depth)

    def _table(self, table: _Table, depth: int) -> Iterator[Block]:
        cells = [cell for row in table.rows for cell in row.cells]
        if any(isinstance(item, _Table) for cell in cells for item in cell.items):
            for cell in cells:
                for item in cell.items:
                    if isinstance(item, _Table):
                        yield from self._table(item, depth)
                    else:
                        yield from self._paragraph(item, depth)
            return
        self._tables += 1
        grid = _grid_cells(table.rows, self._tables)
        if grid:
            self._blocks += 1
            yield Grid(tuple(grid), Source(table=self._tables))

    def _paragraph(self, passage: Passage, depth: int) -> Iterator[Block]:
        if depth < DEEPEST:
            for box in passage.boxes:
                yield from self.blocks(box(), depth + 1)
        text = in_line(passage.text)
        if text.strip():
            self._blocks += 1
            yield Paragraph(text, heading=passage.heading)
        for picture in passage.pictures:
            self.pictures.setdefault(picture, self._blocks)


def _text_of(cell: _Cell) -> str:
    lines: list[str] = []
    for item in cell.items:
        if isinstance(item, Passage):
            lines += [one.text for box in item.boxes for one in box()]
            lines.append(item.text)
    return in_cell("\n".join(lines)).strip()


class _Place(NamedTuple):
    """Where a cell of a row stands: its first column, how many it covers, whether it goes on from above."""

    cell: _Cell
    column: int
    wide: int
    from_above: bool


def _grid_cells(rows: list[_Row], table: int) -> list[GridCell]:
    """The cells of a table with their spans: columns are the edges that any row has."""
    columns = _columns(rows)
    cells: list[GridCell] = []
    above: dict[int, int] = {}  # column → index in `cells` of the cell that may go on below
    for r, row in enumerate(rows):
        here: dict[int, int] = {}
        for place in _places(row, columns):
            index = above.get(place.column) if place.from_above else None
            if (
                index is not None and cells[index].column_span <= place.wide
            ):  # nothing is covered twice
                cells[index] = cells[index]._replace(row_span=r - cells[index].row + 1)
            else:
                index = len(cells)
                source = in_table(table, r + 1, place.column + 1)
                text = _text_of(place.cell)
                cells.append(GridCell(text, r, place.column, 1, place.wide, source))
            here[place.column] = index
        above = here
    return cells


def _places(row: _Row, columns: dict[int, int]) -> list[_Place]:
    """The places of a row's cells, merged across; one column each where nothing says how it is divided."""
    if not row.defined:
        return [_Place(cell, c, 1, False) for c, cell in enumerate(row.cells)]
    places: list[_Place] = []
    for cell, shape in zip(row.cells, row.defined, strict=True):
        first, end = columns[shape.left], columns[shape.right]
        if shape.goes_on and places:
            places[-1] = places[-1]._replace(wide=end - places[-1].column)
        else:
            places.append(_Place(cell, first, end - first, shape.from_above))
    return places


def _columns(rows: list[_Row]) -> dict[int, int]:
    """Each edge of the table's cells → the number of its column.

    Near edges of different rows count as one; those of one row never do, however narrow its cells are.
    """
    having: dict[int, set[int]] = {}  # edge → the rows that have it
    for r, row in enumerate(rows):
        for cell in row.defined:
            having.setdefault(cell.left, set()).add(r)
            having.setdefault(cell.right, set()).add(r)
    columns: dict[int, int] = {}
    first, number = 0, -1
    together: set[int] = set()
    for edge in sorted(having):
        if number < 0 or edge - first > _NEAR or not together.isdisjoint(having[edge]):
            first, number = edge, number + 1
            together = set()
        together |= having[edge]
        columns[edge] = number
    return columns
