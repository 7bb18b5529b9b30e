"""Word (.docx) → blocks: one pass over the XML of the document, tables with their true spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from ...cell import Source
from ..blocks import Block, Document, Grid, GridRow, Paragraph, RowShape, in_row
from ..packages import Package, main_part
from ..pasted import pasted_pictures
from ..shown_text import in_cell, in_line
from .docx_pictures import Pictures, pictures_of
from .docx_styles import Styles, read_styles
from .docx_text import texts_of
from .docx_xml import (
    ANNOTATION,
    PARAGRAPH,
    VALUE,
    WRAPS,
    W,
    children,
    first_child,
    is_on,
    number_of,
    owner,
    usual_names,
)

_TBL, _TR, _TC = f"{W}tbl", f"{W}tr", f"{W}tc"
_GRID_BEFORE, _GRID_SPAN = f"{W}gridBefore", f"{W}gridSpan"
_MERGE, _ACROSS, _OF_ROW = f"{W}vMerge", f"{W}hMerge", f"{W}trPr"
_MARKS = (_GRID_BEFORE, _GRID_SPAN, _MERGE, _ACROSS, _OF_ROW)
_PPR, _OUTLINE = f"{W}pPr", f"{W}outlineLvl"
#: The marks of a row that was deleted in a tracked change, and of one that is hidden.
_ROW_GONE = (f"{W}del", f"{W}hidden", ANNOTATION)
#: The fonts of a run and the borders of a cell, half of the bytes of most documents. Only such as hold
#: nothing but empty elements, none of which hides the run or sets it apart: what tracks a change holds
#: more, and is left to the XML parser.
LOOKS = re.compile(
    rb"<w:rPr>(?:<w:(?!rStyle\b|(?:vanish|vertAlign|d?strike)\b(?! w:val=\"(?:0|false|baseline)\"))[^<>]*/>)*</w:rPr>"
    rb"|<w:tcBorders>(?:<w:[^<>]*/>)*</w:tcBorders>"
)
#: Deeper than any real document; a file nested deeper is cut off here, not followed.
_DEEPEST = 40


def read_docx(data: bytes, name: str) -> Document:
    """A Word file as blocks. Raises ReadError when it is broken, locked or too big.

    A table that holds tables is layout: its cells are read one after the other. A cell's paragraphs
    are joined by \\n. Deleted text of tracked changes is left out, inserted text is read. A source
    counts tables, rows and columns. Hidden text and hidden rows are left out, as on paper; what a cell
    of figures shows as a picture is U+FFFC, so that it is not taken for blank.
    """
    package = Package(data, name)
    styles = None
    if "word/styles.xml" in package.members:
        styles = package.xml("word/styles.xml", usual=usual_names)
    main = main_part(package)
    body = package.xml(main, without=LOOKS, usual=usual_names).find(f"{W}body")
    if body is None:
        return Document((), name, "docx")
    reader = _Reader(body, read_styles(styles), pictures_of(body, package, main))
    blocks = tuple(reader.blocks(body))
    return Document(blocks, name, "docx", pictures=pasted_pictures(package, reader.pictures))


def blocks_of(root: etree._Element, styles: etree._Element | None) -> tuple[Block, ...]:
    """The blocks of the XML of a document. `styles` is that of its styles."""
    body = root.find(f"{W}body")
    return tuple(_Reader(body, read_styles(styles), {}).blocks(body)) if body is not None else ()


def cell_elements(body: etree._Element) -> dict[tuple[int, int, int], etree._Element]:
    """The `w:tc` element at each (table, row, column) that a `Source` of this reader can name."""
    reader = _Reader(body, Styles({}, {}), {})
    for _ in reader.blocks(body):
        pass
    return reader.places


class _Reader:
    def __init__(self, body: etree._Element, styles: Styles, shown: Pictures) -> None:
        self._shown = shown
        self._blocks = 0
        self.pictures: list[tuple[str, int]] = []  # the member, and the blocks before it
        self._levels = styles.levels
        self._texts = texts_of(body, styles.looks)
        # Few rows and cells have such a mark; to ask each of them takes longer than to find the marks.
        marks: dict[str, list[etree._Element]] = {tag: [] for tag in _MARKS}
        for mark in body.iter(*_MARKS):
            marks[mark.tag].append(mark)
        self._before = {owner(mark): number_of(mark, 0) for mark in marks[_GRID_BEFORE]}
        self._wide = {owner(mark): number_of(mark, 1) for mark in marks[_GRID_SPAN]}
        self._merged = {owner(mark): mark.get(VALUE, "continue") for mark in marks[_MERGE]}
        self._across = {owner(mark): mark.get(VALUE, "continue") for mark in marks[_ACROSS]}
        self._gone = {
            owner(mark)
            for properties in marks[_OF_ROW]
            for mark in properties.iterchildren(*_ROW_GONE)
            if is_on(mark)
        }
        self._tables = 0
        self.places: dict[tuple[int, int, int], etree._Element] = {}

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Block]:
        """The blocks below an element, in reading order."""
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == PARAGRAPH:
                yield from self._paragraph(child, depth)
            elif child.tag == _TBL:
                yield from self._table(child, depth)
            elif child.tag in WRAPS:
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[Block]:
        parts, boxes = self._texts.get(paragraph, ((), ()))
        for box in boxes:
            yield from self.blocks(box, depth + 1)
        text = in_line("".join(parts))
        if text.strip():
            properties = first_child(paragraph, _PPR)
            style = first_child(properties, f"{W}pStyle")
            outline = first_child(properties, _OUTLINE)
            level = self._levels.get(style.get(VALUE) or "") if style is not None else None
            if outline is not None:
                level = number_of(outline, 9) + 1
            self._blocks += 1
            yield Paragraph(text, heading=level if level and level <= 9 else None)
        self.pictures += [(member, self._blocks) for member in self._shown.get(paragraph, ())]

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        rows = [row for row in children(table, _TR) if row not in self._gone]
        tables = table.iter(_TBL)
        next(tables)  # itself
        inner = next(tables, None) is not None
        if inner and any(children(c, _TBL) for row in rows for c in children(row, _TC)):
            for row in rows:
                for cell in children(row, _TC):
                    yield from self.blocks(cell, depth + 1)
            return
        self._tables += 1
        grid = self._rows(rows)
        if any(row.texts for row in grid):
            self._blocks += 1
            yield Grid.of(grid, Source(table=self._tables))

    def _rows(self, rows: list[etree._Element]) -> list[GridRow]:
        drafts: list[_Draft] = []
        open_at: dict[int, tuple[_Draft, int]] = {}  # column → the cell merged downwards there
        for r, row in enumerate(rows):
            column = self._before.get(row, 0)
            draft = _Draft(r, [], [], [])
            drafts.append(draft)
            for cell in children(row, _TC):
                wide = max(1, min(self._wide.get(cell, 1), 200))
                merge = self._merged.get(cell)
                if draft.columns and self._across.get(cell) == "continue":
                    draft.spans[-1] = draft.spans[-1][0], column + wide - draft.columns[-1]
                elif merge == "continue" and column in open_at:
                    above, at = open_at[column]
                    above.spans[at] = r - above.row + 1, above.spans[at][1]
                else:
                    open_at.pop(column, None)
                    if merge is not None:
                        open_at[column] = draft, len(draft.texts)
                    draft.texts.append(self._text_of(cell))
                    draft.columns.append(column)
                    draft.spans.append((1, wide))
                    self.places[self._tables, r + 1, column + 1] = cell
                column += wide
        while drafts and not drafts[-1].texts:
            drafts.pop()
        return [draft.made(self._tables) for draft in drafts]

    def _text_of(self, cell: etree._Element) -> str:
        own = ["".join(self._texts[p][0]) for p in cell.iter(PARAGRAPH) if p in self._texts]
        return in_cell("\n".join(own)).strip()


class _Draft(NamedTuple):
    """A row while rows below may still go on from its cells."""

    row: int
    texts: list[str]
    columns: list[int]
    spans: list[tuple[int, int]]

    def made(self, table: int) -> GridRow:
        columns = tuple(self.columns)
        shape = RowShape.of(columns, tuple(self.spans))
        return GridRow(self.row, tuple(self.texts), shape, in_row(table, self.row + 1, columns))
