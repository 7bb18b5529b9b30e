"""Word (.docx) → blocks: one pass over the XML of the document, tables with their true spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from ..cell import Source
from .blocks import Block, Document, Grid, GridCell, Paragraph
from .packages import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _TBL, _TR, _TC = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_VAL = f"{_W}val"
#: What only wraps other content.
_WRAPS = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"})
_BOX = f"{_W}txbxContent"
#: The text that an element stands for; the empty text for what holds none that is read.
_TEXTS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    **dict.fromkeys((f"{_W}pPr", f"{_W}rPr", f"{_W}del", f"{_W}moveFrom", _FALLBACK), ""),
}
_T = f"{_W}t"
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
            if child.tag == _P:
                yield from self._paragraph(child, depth)
            elif child.tag == _TBL:
                yield from self._table(child, depth)
            elif child.tag in _WRAPS or child.tag == f"{_W}smartTag":
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[Block]:
        text, boxes = text_of(paragraph)
        for box in boxes:
            yield from self.blocks(box, depth + 1)
        if text.strip():
            properties = next(paragraph.iterchildren(f"{_W}pPr"), ())
            style = _child(properties, f"{_W}pStyle")
            outline = _child(properties, f"{_W}outlineLvl")
            level = self._levels.get(style.get(_VAL) or "") if style is not None else None
            if outline is not None:
                level = _number(outline, 9) + 1
            yield Paragraph(text, heading=level if level and level <= 9 else None)

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        rows = _children(table, _TR)
        tables = table.iter(_TBL)
        next(tables)  # itself
        inner = next(tables, None) is not None
        if inner and any(_children(c, _TBL) for row in rows for c in _children(row, _TC)):
            for row in rows:
                for cell in _children(row, _TC):
                    yield from self.blocks(cell, depth + 1)
            return
        self._tables += 1
        cells = self._cells(rows)
        if cells:
            yield Grid(tuple(cells), Source(table=self._tables))

    def _cells(self, rows: list[etree._Element]) -> list[GridCell]:
        open_at: dict[int, int] = {}  # column → index in `cells` of the cell merged downwards there
        cells: list[GridCell] = []
        fallback = bool(rows) and next(rows[0].getroottree().iter(_FALLBACK), None) is not None
        for r, row in enumerate(rows):
            before = _child(next(row.iterchildren(f"{_W}trPr"), ()), f"{_W}gridBefore")
            column = _number(before, 0)
            for cell in _children(row, _TC):
                properties = next(cell.iterchildren(f"{_W}tcPr"), ())
                span = max(1, min(_number(_child(properties, f"{_W}gridSpan"), 1), 200))
                merge = _child(properties, f"{_W}vMerge")
                going_on = merge is not None and merge.get(_VAL, "continue") == "continue"
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
                        text_of(p)[0] for p in cell.iter(_P) if not (fallback and _in_fallback(p))
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
        if tag == _T:
            parts.append(node.text or "")
        elif (text := _TEXTS.get(tag)) is not None:
            parts.append(text)
        elif tag == _BOX:
            boxes.append(node)
        else:
            stack.extend(reversed(node))
    return "".join(parts), boxes


def _children(parent: etree._Element, tag: str) -> list[etree._Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    found: list[etree._Element] = []
    for child in parent:
        if child.tag == tag:
            found.append(child)
        elif child.tag in _WRAPS:
            found.extend(_children(child, tag))
    return found


def _child(parent: Iterable[etree._Element], tag: str) -> etree._Element | None:
    """The first child with this tag."""
    return next((child for child in parent if child.tag == tag), None)


def _in_fallback(node: etree._Element) -> bool:
    return next(node.iterancestors(_FALLBACK), None) is not None


def _number(node: etree._Element | None, default: int) -> int:
    value = node.get(_VAL) if node is not None else None
    return int(value) if value is not None and value.isdigit() and len(value) < 6 else default
