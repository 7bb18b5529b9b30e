"""Word (.docx) → blocks: one pass over the XML of the document, tables with their true spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..cell import Source
from .blocks import Block, Document, Grid, GridCell, Paragraph, in_table
from .packages import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _TBL, _TR, _TC = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_GRID_BEFORE, _GRID_SPAN, _MERGE = f"{_W}gridBefore", f"{_W}gridSpan", f"{_W}vMerge"
_PPR, _OUTLINE, _VAL = f"{_W}pPr", f"{_W}outlineLvl", f"{_W}val"
#: What only wraps other content.
_WRAPS = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"})
_BOX = f"{_W}txbxContent"
_T = f"{_W}t"
#: The text that an element stands for.
_STANDS_FOR = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
#: What holds no text that is read: the second form of a picture, deleted text, the stops of tabs.
_LEFT_OUT = (_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}tabs")
_OF_TEXT = (_P, _T, *_STANDS_FOR, _BOX, *_LEFT_OUT)
#: The fonts of a run and the borders of a cell, half of the bytes of most documents. Only such as hold
#: nothing but empty elements: what tracks a change holds more, and is left to the XML parser.
_LOOKS = re.compile(rb"<w:rPr>(?:<w:[^<>]*/>)*</w:rPr>|<w:tcBorders>(?:<w:[^<>]*/>)*</w:tcBorders>")
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.I)
#: Deeper than any real document; a file nested deeper is cut off here, not followed.
_DEEPEST = 40


def read_docx(data: bytes, name: str) -> Document:
    """A Word file as blocks. Raises ReadError when it is broken, locked or too big.

    A table that holds tables is layout: its cells are read one after the other. A cell's paragraphs
    are joined by \\n. Deleted text of tracked changes is left out, inserted text is read. A source
    counts tables, rows and columns.
    """
    package = Package(data, name)
    root = package.xml("word/document.xml", without=_LOOKS)
    body = root.find(f"{_W}body")
    blocks = list(_Reader(body, _styles(package)).blocks(body)) if body is not None else []
    return Document(tuple(blocks), name, "docx")


def cell_elements(body: etree._Element) -> dict[tuple[int, int, int], etree._Element]:
    """The `w:tc` element at each (table, row, column) that a `Source` of this reader can name."""
    reader = _Reader(body, {})
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
        outline = _child(_child(style, _PPR), _OUTLINE)
        named = _child(style, f"{_W}name")
        match = _HEADING.fullmatch(named.get(_VAL) or "") if named is not None else None
        level = _number(outline, -1) + 1 if outline is not None else int(match[1]) if match else 0
        if 1 <= level <= 9:
            levels[style_id] = level
    return levels


class _Reader:
    def __init__(self, body: etree._Element, levels: dict[str, int]) -> None:
        self._levels = levels
        self._texts = _texts(body)
        # Few rows and cells have such a mark; to ask each of them takes longer than to find the marks.
        self._before = {_owner(mark): _number(mark, 0) for mark in body.iter(_GRID_BEFORE)}
        self._wide = {_owner(mark): _number(mark, 1) for mark in body.iter(_GRID_SPAN)}
        self._merged = {_owner(mark): mark.get(_VAL, "continue") for mark in body.iter(_MERGE)}
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
        parts, boxes = self._texts.get(paragraph, ((), ()))
        for box in boxes:
            yield from self.blocks(box, depth + 1)
        text = "".join(parts)
        if text.strip():
            properties = _child(paragraph, _PPR)
            style = _child(properties, f"{_W}pStyle")
            outline = _child(properties, _OUTLINE)
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
        for r, row in enumerate(rows):
            column = self._before.get(row, 0)
            for cell in _children(row, _TC):
                span = max(1, min(self._wide.get(cell, 1), 200))
                merge = self._merged.get(cell)
                if merge == "continue" and column in open_at:
                    at = open_at[column]
                    held = cells[at]
                    cells[at] = held._replace(row_span=r - held.row + 1)
                else:
                    open_at.pop(column, None)
                    if merge is not None:
                        open_at[column] = len(cells)
                    own = (self._texts[p][0] for p in cell.iter(_P) if p in self._texts)
                    text = "\n".join(map("".join, own))
                    source = in_table(self._tables, r + 1, column + 1)
                    self.places[self._tables, r + 1, column + 1] = cell
                    cells.append(GridCell(text.strip(), r, column, 1, span, source))
                column += span
        return cells


#: The pieces of a paragraph's text, and the text boxes anchored in it: their text is not its own.
_Text = tuple[list[str], list[etree._Element]]


def _texts(body: etree._Element) -> dict[etree._Element, _Text]:
    """The text of each paragraph, in one walk past everything that is layout."""
    found: dict[etree._Element, _Text] = {}
    outside: _Text = ([], [])
    text = outside
    left_out: set[etree._Element] = set()
    nested = next(body.iter(_BOX), None) is not None
    for node in body.iter(*_OF_TEXT):
        tag = node.tag
        if node in left_out:
            continue
        if tag == _P:
            text = found[node] = ([], [])
            continue
        if nested:  # behind a box in a paragraph comes more of that paragraph
            text = found.get(next(node.iterancestors(_P), body), outside)
        if tag == _T:
            text[0].append(node.text or "")
        elif tag in _STANDS_FOR:
            text[0].append(_STANDS_FOR[tag])
        elif tag == _BOX:
            text[1].append(node)
        else:
            left_out.update(node.iter(*_OF_TEXT))
    return found


def _children(parent: etree._Element, tag: str) -> list[etree._Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    found: list[etree._Element] = []
    for child in parent:
        if child.tag == tag:
            found.append(child)
        elif child.tag in _WRAPS:
            found.extend(_children(child, tag))
    return found


def _owner(mark: etree._Element) -> etree._Element | None:
    """The row or the cell in whose properties a mark stands."""
    properties = mark.getparent()
    return properties.getparent() if properties is not None else None


def _child(parent: etree._Element | None, tag: str) -> etree._Element | None:
    """The first child with this tag."""
    return next(parent.iterchildren(tag), None) if parent is not None else None


def _number(node: etree._Element | None, default: int) -> int:
    value = node.get(_VAL) if node is not None else None
    return int(value) if value is not None and value.isdigit() and len(value) < 6 else default
