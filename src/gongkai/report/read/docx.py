"""Word (.docx) → blocks: one pass over the XML of the document, tables with their true spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..cell import Source
from .blocks import Block, Document, Grid, GridCell, Paragraph
from .packages import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OUTLINE = re.compile(r"(?:heading|标题)\s*(\d)", re.I)
#: Deeper than any real document; a file nested deeper is cut off here, not followed.
_DEEPEST = 40


def read_docx(data: bytes, name: str) -> Document:
    """A Word file as blocks. Raises ReadError when it is broken, locked or too big.

    A table that holds tables is layout: its cells are read one after the other. A cell's paragraphs
    are joined by \\n. Deleted text of tracked changes is left out, inserted text is read. A source
    counts tables, rows and columns.
    """
    package = Package(data, name)
    root = package.xml("word/document.xml")
    body = root.find(f"{_W}body")
    blocks = list(_Reader(_styles(package)).blocks(body)) if body is not None else []
    return Document(tuple(blocks), name, "docx")


def cell_elements(body: etree._Element) -> dict[tuple[int, int, int], etree._Element]:
    """The `w:tc` element at each (table, row, column) that a `Source` of this reader can name."""
    reader = _Reader({})
    for _ in reader.blocks(body):
        pass
    return reader.places


def _styles(package: Package) -> dict[str, int]:
    """The outline level of each paragraph style that is a heading."""
    levels: dict[str, int] = {}
    if "word/styles.xml" not in package.members:
        return levels
    for style in package.xml("word/styles.xml").iter(f"{_W}style"):
        style_id = style.get(f"{_W}styleId") or ""
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        named = style.find(f"{_W}name")
        match = _OUTLINE.fullmatch(named.get(f"{_W}val") or "") if named is not None else None
        level = _number(outline, -1) + 1 if outline is not None else int(match[1]) if match else 0
        if 1 <= level <= 9:
            levels[style_id] = level
    return levels


class _Reader:
    def __init__(self, levels: dict[str, int]) -> None:
        self._levels = levels
        self._tables = 0
        self.places: dict[tuple[int, int, int], etree._Element] = {}

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Block]:
        """The blocks below an element, in reading order."""
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child, depth)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag"):
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[Block]:
        text, boxes = text_of(paragraph)
        for box in boxes:
            yield from self.blocks(box, depth + 1)
        if text.strip():
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
            level = self._levels.get(style.get(f"{_W}val") or "") if style is not None else None
            if outline is not None:
                level = _number(outline, 9) + 1
            yield Paragraph(text, heading=level if level and level <= 9 else None)

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        rows = list(_children(table, "tr"))
        if any(_children(cell, "tbl") for row in rows for cell in _children(row, "tc")):
            for row in rows:
                for cell in _children(row, "tc"):
                    yield from self.blocks(cell, depth + 1)
            return
        self._tables += 1
        cells = self._cells(rows)
        if cells:
            yield Grid(tuple(cells), Source(table=self._tables))

    def _cells(self, rows: list[etree._Element]) -> list[GridCell]:
        open_at: dict[int, int] = {}  # column → index in `cells` of the cell merged downwards there
        cells: list[GridCell] = []
        for r, row in enumerate(rows):
            column = _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
            for cell in _children(row, "tc"):
                span = max(1, min(_number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1), 200))
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                going_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
                if going_on and column in open_at:
                    at = open_at[column]
                    held = cells[at]
                    cells[at] = GridCell(
                        held.text,
                        held.row,
                        held.column,
                        r - held.row + 1,
                        held.column_span,
                        held.source,
                    )
                else:
                    open_at.pop(column, None)
                    if merge is not None:
                        open_at[column] = len(cells)
                    text = "\n".join(
                        text_of(p)[0] for p in cell.iter(f"{_W}p") if not _in_fallback(p)
                    )
                    source = Source(table=self._tables, row=r + 1, column=column + 1)
                    self.places[self._tables, r + 1, column + 1] = cell
                    cells.append(GridCell(text.strip(), r, column, 1, span, source))
                column += span
        return cells


def text_of(paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
    """The text of a paragraph, and the text boxes anchored in it (their text is not the paragraph's)."""
    parts: list[str] = []
    boxes: list[etree._Element] = []
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        tag = node.tag
        if tag == f"{_W}t":
            parts.append(node.text or "")
        elif tag == f"{_W}tab":
            parts.append("\t")
        elif tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif tag == f"{_W}txbxContent":
            boxes.append(node)
        elif tag not in (f"{_W}pPr", f"{_W}rPr", f"{_W}del", f"{_W}moveFrom", _FALLBACK):
            stack.extend(reversed(node))
    return "".join(parts), boxes


def _children(parent: etree._Element, tag: str) -> list[etree._Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    found: list[etree._Element] = []
    for child in parent:
        if child.tag == f"{_W}{tag}":
            found.append(child)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            found.extend(_children(child, tag))
    return found


def _in_fallback(node: etree._Element) -> bool:
    return next(node.iterancestors(_FALLBACK), None) is not None


def _number(node: etree._Element | None, default: int) -> int:
    value = node.get(f"{_W}val") if node is not None else None
    return int(value) if value is not None and value.isdigit() and len(value) < 6 else default
