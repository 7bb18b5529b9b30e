"""Word (.docx) → blocks: one pass over the XML of the document, tables with their true spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...cell import Source
from ..blocks import Block, Document, Grid, GridCell, Paragraph, in_table
from ..packages import Package, main_part
from ..shown_text import PICTURE, in_cell, in_line, set_apart

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FALLBACK = f"{_CHOICES}Fallback"
#: The names of the strict form of the format (ISO 29500), and those that every program writes by itself.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml/main|officeDocument/math)")
_USUAL = {b"wordprocessingml/main": _W[1:-1].encode(), b"officeDocument/math": _MATH[1:-1].encode()}
_P, _TBL, _TR, _TC = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_GRID_BEFORE, _GRID_SPAN = f"{_W}gridBefore", f"{_W}gridSpan"
_MERGE, _ACROSS = f"{_W}vMerge", f"{_W}hMerge"
_PPR, _OUTLINE, _VAL = f"{_W}pPr", f"{_W}outlineLvl", f"{_W}val"
#: What only wraps other content.
_WRAPS = frozenset(
    {f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
    | {f"{_CHOICES}AlternateContent", f"{_CHOICES}Choice"}
)
_BOX = f"{_W}txbxContent"
_T = f"{_W}t"
#: The text that an element stands for.
_STANDS_FOR = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
#: What holds no text that is read: the second form of a picture, deleted text, the stops of tabs, the
#: pronunciation above a word.
_LEFT_OUT = (_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}tabs", f"{_W}rt")
_FORMULA, _FORMULA_TEXT = f"{_MATH}oMath", f"{_MATH}t"
#: What hides the text of a run, strikes it out, or sets it above or below the line.
_VANISH, _RAISES = f"{_W}vanish", f"{_W}vertAlign"
_SETS_APART = frozenset({_VANISH, _RAISES, f"{_W}strike", f"{_W}dstrike"})
#: What shows something that is no text; in a cell of figures it may be one, or the sign of one.
_PICTURES = frozenset({f"{_W}{name}" for name in ("drawing", "pict", "object", "sym")} | {_FORMULA})
_OF_TEXT = (_P, _T, *_STANDS_FOR, _BOX, *_LEFT_OUT, *_SETS_APART, _FORMULA_TEXT, *_PICTURES)
#: The marks of a row that was deleted in a tracked change, and of one that is hidden.
_ROW_GONE = (f"{_W}del", f"{_W}hidden")
#: The fonts of a run and the borders of a cell, half of the bytes of most documents. Only such as hold
#: nothing but empty elements, none of which hides the run or sets it apart: what tracks a change holds
#: more, and is left to the XML parser.
_LOOKS = re.compile(
    rb"<w:rPr>(?:<w:(?!(?:vanish|vertAlign|d?strike)\b(?! w:val=\"(?:0|false|baseline)\"))[^<>]*/>)*</w:rPr>"
    rb"|<w:tcBorders>(?:<w:[^<>]*/>)*</w:tcBorders>"
)
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.I)
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
    root = package.xml(main_part(package), without=_LOOKS, usual=usual_names)
    body = root.find(f"{_W}body")
    blocks = list(_Reader(body, _styles(package)).blocks(body)) if body is not None else []
    return Document(tuple(blocks), name, "docx")


def usual_names(data: bytes) -> bytes:
    """The XML with the names that nearly every file has, where it has those of the strict form."""
    if b"purl.oclc.org" not in data[:4096]:
        return data
    return _STRICT.sub(lambda match: _USUAL[match[1]], data)


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
    for style in package.xml("word/styles.xml", usual=usual_names).iter(f"{_W}style"):
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
        self._across = {_owner(mark): mark.get(_VAL, "continue") for mark in body.iter(_ACROSS)}
        self._gone = {
            _owner(mark)
            for properties in body.iter(f"{_W}trPr")
            for mark in properties.iterchildren(*_ROW_GONE)
            if _is_on(mark)
        }
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
            elif child.tag in _WRAPS:
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[Block]:
        parts, boxes = self._texts.get(paragraph, ((), ()))
        for box in boxes:
            yield from self.blocks(box, depth + 1)
        text = in_line("".join(parts))
        if text.strip():
            properties = _child(paragraph, _PPR)
            style = _child(properties, f"{_W}pStyle")
            outline = _child(properties, _OUTLINE)
            level = self._levels.get(style.get(_VAL) or "") if style is not None else None
            if outline is not None:
                level = _number(outline, 9) + 1
            yield Paragraph(text, heading=level if level and level <= 9 else None)

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        rows = [row for row in _children(table, _TR) if row not in self._gone]
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
                across = self._across.get(cell) == "continue"
                if across and cells and cells[-1].row == r:
                    cells[-1] = cells[-1]._replace(column_span=column + span - cells[-1].column)
                elif merge == "continue" and column in open_at:
                    at = open_at[column]
                    held = cells[at]
                    cells[at] = held._replace(row_span=r - held.row + 1)
                else:
                    open_at.pop(column, None)
                    if merge is not None:
                        open_at[column] = len(cells)
                    own = (self._texts[p][0] for p in cell.iter(_P) if p in self._texts)
                    text = in_cell("\n".join(map("".join, own)))
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
    apart: dict[etree._Element, str] = {}  # run → how its text is set
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
            held = node.text or ""
            if apart and (run := node.getparent()) in apart:
                held = set_apart(held, apart[run])
            text[0].append(held)
        elif tag in _STANDS_FOR:
            text[0].append(_STANDS_FOR[tag])
        elif tag == _BOX:
            text[1].append(node)
        elif tag == _FORMULA_TEXT:
            text[0].append(node.text or "")
        elif tag in _PICTURES:
            if tag == _FORMULA:
                if all(part.tag == f"{_MATH}r" for part in node):
                    continue  # a number typed as a formula
                left_out.update(node.iter(*_OF_TEXT))
            if _stands_in_line(node):
                text[0].append(PICTURE)
        elif tag in _SETS_APART:
            run = _owner(node)
            if run is None or run.tag != f"{_W}r" or not _is_on(node):
                continue
            if tag == _VANISH:
                left_out.update(run.iter(*_OF_TEXT))
            else:
                apart[run] = _HOW.get(node.get(_VAL) or "", "") if tag == _RAISES else "struck"
        elif tag != _FALLBACK or node.getprevious() is not None:
            left_out.update(node.iter(*_OF_TEXT))
    return found


def _stands_in_line(picture: etree._Element) -> bool:
    """True for what stands among the characters; a stamp or a line that floats over the page, and a text
    box, whose text is read, do not."""
    if next(picture.iter(_BOX), None) is not None:
        return False
    if picture.tag == f"{_W}drawing":
        return any(etree.QName(part).localname == "inline" for part in picture)
    return not any("absolute" in (part.get("style") or "") for part in picture)


#: How a run is set, by the value of its property.
_HOW = {"superscript": "raised", "subscript": "lowered"}


def _is_on(mark: etree._Element) -> bool:
    """True for a property that is there, unless it says that it is off."""
    return mark.get(_VAL) not in ("0", "false", "off")


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
