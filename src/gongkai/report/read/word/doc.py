"""Word before 2007 and WPS (.doc, .wps) → blocks: paragraphs and tables with their true spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ...cell import Source
from ...model import Note
from ..blocks import Block, Document, Grid, GridCell, Paragraph, in_table
from ..bounds import MOST_CELLS, bounds
from ..errors import ReadError
from ..shown_text import in_cell, in_line
from .binary import Passage, WordFile
from .docx import read_docx
from .libreoffice import saved_as_docx
from .properties import RowCell
from .streams import NotUnderstood

#: Edges nearer than this, in twips (1/1440 inch), are one line of the table.
_NEAR = 45


def read_doc(data: bytes, name: str) -> Document:
    """A Word file as blocks. Raises ReadError when it is locked, broken or too big, and its kind
    NotUnderstood when another program may still open it.

    A table that holds tables is layout: its cells are read one after the other, as in .docx. A
    cell's paragraphs are joined by \\n. A source counts tables, rows and columns. Where the caller
    allows it, LibreOffice opens what is not understood, and a note says so.
    """
    try:
        word = WordFile(data, name)
    except NotUnderstood:
        again = saved_as_docx(data) if bounds().libreoffice else None
        if again is None:
            raise
        found = read_docx(again, name)
        said = "本程序读不懂这个旧版 Word 文件，由 LibreOffice 转成 .docx 后读出，请对照原文"
        return Document(found.blocks, name, "doc", notes=(Note("converted", said),))
    return Document(tuple(_Builder(word).blocks(word.passages())), name, "doc")


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
            self.rows.append(_Row(self.cells, defined))
        self.cells = []


class _Builder:
    def __init__(self, word: WordFile) -> None:
        self._word = word
        self._tables = 0
        self._cells = 0

    def blocks(self, passages: Iterator[Passage]) -> Iterator[Block]:
        """The blocks of a text, in reading order."""
        opened: list[_Table] = []
        for passage in passages:
            properties = passage.properties
            while len(opened) > properties.depth:
                yield from self._close(opened)
            while len(opened) < properties.depth:
                opened.append(_Table())
            if not opened:
                yield from self._paragraph(passage)
                continue
            table = opened[-1]
            if properties.row_end:
                table.end_row(properties.row)
                continue
            table.cell.items.append(passage)
            if properties.cell_end or (passage.mark == "\x07" and len(opened) == 1):
                table.end_cell()
                self._cells += 1
                if self._cells > MOST_CELLS:
                    raise ReadError(
                        self._word.name,
                        f"表格超过 {MOST_CELLS // 10_000} 万格，不像一份年报",
                        remedy="请只留年报的内容后另存再读",
                    )
        while opened:
            yield from self._close(opened)

    def _close(self, opened: list[_Table]) -> Iterator[Block]:
        table = opened.pop()
        table.end_row(())
        if opened:
            opened[-1].cell.items.append(table)
        else:
            yield from self._table(table)

    def _table(self, table: _Table) -> Iterator[Block]:
        cells = [cell for row in table.rows for cell in row.cells]
        if any(isinstance(item, _Table) for cell in cells for item in cell.items):
            for cell in cells:
                for item in cell.items:
                    yield from (
                        self._table(item) if isinstance(item, _Table) else self._paragraph(item)
                    )
            return
        self._tables += 1
        grid = _grid_cells(table.rows, self._tables, self._text)
        if grid:
            yield Grid(tuple(grid), Source(table=self._tables))

    def _paragraph(self, passage: Passage) -> Iterator[Block]:
        for box in passage.boxes:
            yield from self.blocks(self._word.passages(*box))
        text = in_line(passage.text)
        if text.strip():
            yield Paragraph(text, heading=passage.heading)

    def _text(self, cell: _Cell) -> str:
        lines: list[str] = []
        for item in cell.items:
            if isinstance(item, Passage):
                lines += [one.text for box in item.boxes for one in self._word.passages(*box)]
                lines.append(item.text)
        return in_cell("\n".join(lines)).strip()


def _grid_cells(rows: list[_Row], table: int, text_of: Callable[[_Cell], str]) -> list[GridCell]:
    """The cells of a table with their spans: columns are the edges that any row has."""
    columns = _columns(rows)
    cells: list[GridCell] = []
    above: dict[int, int] = {}  # column → index in `cells` of the cell that may go on below
    for r, row in enumerate(rows):
        defined = row.defined if len(row.defined) == len(row.cells) else ()
        here: dict[int, int] = {}
        column = 0
        for c, cell in enumerate(row.cells):
            shape = defined[c] if defined else None
            wide = 1
            if shape is not None:
                column = columns[shape.left]
                wide = max(1, columns[shape.right] - column)
            if shape is not None and shape.goes_on and cells and cells[-1].row == r:
                cells[-1] = _grown(cells[-1], columns=column + wide - cells[-1].column)
                continue
            if shape is not None and shape.from_above and column in above:
                index = above[column]
                cells[index] = _grown(cells[index], rows=r - cells[index].row + 1)
                here[column] = index
                column += wide
                continue
            source = in_table(table, r + 1, column + 1)
            here[column] = len(cells)
            cells.append(GridCell(text_of(cell), r, column, 1, wide, source))
            column += wide
        above = here
    return cells


def _grown(cell: GridCell, *, rows: int | None = None, columns: int | None = None) -> GridCell:
    return GridCell(
        cell.text,
        cell.row,
        cell.column,
        rows or cell.row_span,
        columns or cell.column_span,
        cell.source,
    )


def _columns(rows: list[_Row]) -> dict[int, int]:
    """Each edge of the table's cells → the number of its column, near edges counted as one."""
    edges = sorted(
        {edge for row in rows for cell in row.defined for edge in (cell.left, cell.right)}
    )
    columns: dict[int, int] = {}
    first, number = None, -1
    for edge in edges:
        if first is None or edge - first > _NEAR:
            first, number = edge, number + 1
        columns[edge] = number
    return columns
