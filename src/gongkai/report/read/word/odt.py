"""OpenDocument text (.odt, and .fodt in one XML file) → blocks: paragraphs, and tables with their true spans."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...cell import Source
from ..blocks import Block, Document, Grid, GridRow, Paragraph, RowShape, in_row
from ..bounds import too_many_cells
from ..odf_parts import odf_parts
from ..odf_text import DRAW, OFFICE, PARAGRAPHS, TABLE, TEXT, Texts, whole
from ..pasted import pasted_pictures
from ..shown_text import in_cell, in_line

_CELL, _COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
_ROW, _TABLE = f"{TABLE}table-row", f"{TABLE}table"
_ROW_GROUPS = frozenset(
    f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")
)
#: What holds no text of the document: deleted text, declarations, forms.
_LEFT_OUT = frozenset(
    [f"{TEXT}{name}" for name in ("tracked-changes", "sequence-decls", "variable-decls")]
    + [f"{OFFICE}forms", f"{OFFICE}annotation"]
)
_IMAGE, _LINK = f"{DRAW}image", "{http://www.w3.org/1999/xlink}href"
#: Deeper than any real document; a file nested deeper is cut off here, not followed.
_DEEPEST = 40
#: Empty rows that a table says it repeats are no rows of a report.
_MOST_ROWS, _MOST_COLUMNS, _MOST_SPAN = 5_000, 1_000, 200


def read_odt(data: bytes, name: str) -> Document:
    """An OpenDocument text as blocks. Raises ReadError when it is broken, locked or too big.

    A table that holds tables is layout: its cells are read one after the other. A cell's paragraphs are
    joined by \\n. Deleted and hidden text, notes and remarks are left out, automatic numbers too; what a cell
    of figures shows as a picture is U+FFFC, so that it is not taken for blank. A source counts tables, rows
    and columns.
    """
    parts = odf_parts(data, name)
    body = parts.content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        return Document((), name, "odt")
    reader = _Reader(name, Texts(parts.styles))
    blocks = tuple(reader.blocks(body))
    pictures = () if parts.package is None else pasted_pictures(parts.package, reader.pictures)
    return Document(blocks, name, "odt", pictures=pictures)


class _Reader:
    def __init__(self, name: str, texts: Texts) -> None:
        self._name = name
        self._texts = texts
        self._tables = 0
        self._blocks = 0
        self.pictures: list[tuple[str, int]] = []  # the member, and the blocks before it

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Block]:
        """The blocks below an element, in reading order. Raises ReadError for a table without end."""
        if depth > _DEEPEST:
            return
        for child in parent:
            tag = child.tag
            if tag in PARAGRAPHS:
                yield from self._paragraph(child, depth)
            elif tag == _TABLE:
                yield from self._table(child, depth)
            elif tag in _LEFT_OUT or not isinstance(tag, str):
                continue
            elif child.get(f"{TEXT}display") == "none" or child.get(f"{TEXT}is-hidden") == "true":
                continue  # a section that is hidden
            else:  # sections, lists, directories, frames
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[Block]:
        text, shapes = self._texts.of(paragraph)
        shown = [image.get(_LINK) or "" for shape in shapes for image in shape.iter(_IMAGE)]
        for shape in shapes:
            yield from self.blocks(shape, depth + 1)
        text = in_line(text)
        if text.strip():
            level = whole(paragraph.get(f"{TEXT}outline-level"), 0)
            self._blocks += 1
            yield Paragraph(text, heading=level if 1 <= level <= 9 else None)
        self.pictures += [(member, self._blocks) for member in shown]

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        rows = list(_rows_of(table))
        inner = table.iter(_TABLE)
        next(inner)  # itself
        if any(owner is not None and owner.tag == _CELL for owner in map(_parent, inner)):
            for row in rows:
                for cell in row.iterchildren(_CELL):
                    yield from self.blocks(cell, depth + 1)
            return
        self._tables += 1
        grid = self._grid(rows)
        if any(row.texts for row in grid):
            self._blocks += 1
            yield Grid.of(grid, Source(table=self._tables))

    def _grid(self, rows: list[etree._Element]) -> list[GridRow]:
        made: list[GridRow] = []
        last = 0  # rows up to the last that holds a cell
        for row in rows:
            texts, columns, spans = self._cells(row)
            again = whole(row.get(f"{TABLE}number-rows-repeated"), 1)
            if len(made) + again > _MOST_ROWS:
                raise too_many_cells(self._name)
            shape = RowShape.of(tuple(columns), tuple(spans))
            for at in range(len(made), len(made) + again):
                places = in_row(self._tables, at + 1, shape.columns)
                made.append(GridRow(at, tuple(texts), shape, places))
            last = len(made) if texts else last
        return made[:last]

    def _cells(self, row: etree._Element) -> tuple[list[str], list[int], list[tuple[int, int]]]:
        """The texts of a row's own cells, the column each begins in, and what each covers."""
        texts: list[str] = []
        columns: list[int] = []
        spans: list[tuple[int, int]] = []
        column = 0
        for cell in row.iterchildren(_CELL, _COVERED):
            again = whole(cell.get(f"{TABLE}number-columns-repeated"), 1)
            if column + again > _MOST_COLUMNS:
                raise too_many_cells(self._name)
            if cell.tag == _CELL:
                tall = whole(cell.get(f"{TABLE}number-rows-spanned"), 1)
                wide = whole(cell.get(f"{TABLE}number-columns-spanned"), 1)
                span = max(1, min(tall, _MOST_SPAN)), max(1, min(wide, _MOST_SPAN))
                for at in range(column, column + again):
                    texts.append(self._text_of(cell))
                    columns.append(at)
                    spans.append(span)
            column += again
        return texts, columns, spans

    def _text_of(self, cell: etree._Element) -> str:
        return in_cell("\n".join(self._texts.below(cell))).strip()


def _rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table itself that are shown, not those of tables inside it."""
    for child in table:
        if child.tag in _ROW_GROUPS:
            yield from _rows_of(child)
        elif child.tag == _ROW and child.get(f"{TABLE}visibility") not in ("collapse", "filter"):
            yield child


def _parent(node: etree._Element) -> etree._Element | None:
    return node.getparent()
