"""Text PDF → blocks: ruled tables from their lines, everything else as lines of text.

A table without rules stays lines of text, its columns parted by spaces; the matcher finds labels and
values in them.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..cell import Source
from .blocks import Block, Document, Grid, GridCell, Paragraph
from .errors import ReadError
from .ruling import CellBox, Rule, RuledTable, find_tables

MOST_PAGES = 300
#: A line is thinner than this; a border is often a filled box one point thick.
_THIN = 3.0
_MOST_PATHS = 20_000
_MOST_SEGMENTS = 400


@dataclass(slots=True)
class _Char:
    text: str
    left: float
    bottom: float
    right: float
    top: float
    spaced: bool = False  # a space stands before it

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


def read_pdf(data: bytes, name: str) -> Document:
    """A PDF with text as blocks; sources carry page, table, row, column and box (points, y upwards).

    Raises ReadError when it is broken, locked, too long, or holds no text (a scan).
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise ReadError(
            name,
            "PDF 加了密码" if locked else "PDF 已损坏，打不开",
            remedy="请去掉密码后另存一份再读" if locked else "请重新导出或重新下载后再读",
        ) from error
    try:
        pages = len(document)
        if pages > MOST_PAGES:
            raise ReadError(
                name, f"有 {pages} 页，超过 {MOST_PAGES} 页，不像一份年报", remedy="请只留年报的页"
            )
        blocks: list[Block] = []
        tables = 0
        for number in range(1, pages + 1):
            for block in _page(document, number, tables):
                tables += isinstance(block, Grid)
                blocks.append(block)
    except pdfium.PdfiumError as error:
        raise ReadError(name, "PDF 里有打不开的页", remedy="请重新导出或重新下载后再读") from error
    finally:
        document.close()
    if not blocks:
        raise ReadError(
            name,
            "PDF 里没有文字，大概是扫描件，目前还不能读",
            remedy="请提供由 Word 直接导出的 PDF，或先识别成文字",
        )
    return Document(tuple(blocks), name, "pdf", pages)


def _page(document: pdfium.PdfDocument, number: int, tables_before: int) -> Iterator[Block]:
    page = document[number - 1]
    try:
        ruled = find_tables(_rules(page))
        text = page.get_textpage()
        try:
            chars = list(_chars(text))
        finally:
            text.close()
    finally:
        page.close()
    places = _Places(ruled)
    inside: dict[tuple[int, int], list[_Char]] = {}
    lines: list[list[_Char]] = [[]]
    for char in chars:
        if char.text in "\r\n":
            lines.append([])
            continue
        place = places.of(char)
        if place is not None:
            inside.setdefault(place, []).append(char)
            if lines[-1]:
                lines.append([])
        else:
            lines[-1].append(char)
    found: list[tuple[float, Block]] = []
    for line in lines:
        words = "".join(c.text for c in line)
        if words.strip():
            solid = [c for c in line if c.text.strip()]
            box = _box(solid)
            source = Source(page=number, box=box)
            found.append((box[3], Paragraph(words.strip(), source)))
    for t, table in enumerate(ruled):
        if not any(key[0] == t for key in inside):
            continue
        ordinal = tables_before + 1 + sum(isinstance(b, Grid) for _, b in found)
        cells = tuple(
            _cell(cell, inside.get((t, i), []), number, ordinal)
            for i, cell in enumerate(table.cells)
        )
        found.append((table.top, Grid(cells, Source(page=number, table=ordinal))))
    found.sort(key=lambda pair: -pair[0])
    yield from (block for _, block in found)


def _rules(page: pdfium.PdfPage) -> list[Rule]:
    """The straight lines along the axes that the page draws, thin boxes among them."""
    rules: list[Rule] = []
    width, height = page.get_size()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for item in _paths(page):
        if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        wide, tall = right.value - left.value, top.value - bottom.value
        if wide < _THIN < tall:
            rules.append(Rule(True, (left.value + right.value) / 2, bottom.value, top.value))
        elif tall < _THIN < wide:
            rules.append(Rule(False, (bottom.value + top.value) / 2, left.value, right.value))
        elif wide > _THIN and (wide < width * 0.95 or tall < height * 0.9):
            rules.extend(_segments(item))
    return rules


def _paths(page: pdfium.PdfPage) -> Iterator[Any]:
    """The path objects of a page, those of forms placed on it included, up to a bound."""
    seen = 0
    for index in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            seen += 1
            yield item
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            for inner in range(min(raw.FPDFFormObj_CountObjects(item), _MOST_PATHS)):
                held = raw.FPDFFormObj_GetObject(item, inner)
                if raw.FPDFPageObj_GetType(held) == raw.FPDF_PAGEOBJ_PATH:
                    seen += 1
                    yield held
        if seen > _MOST_PATHS:
            return


def _segments(item: Any) -> Iterator[Rule]:
    """The edges along the axes of a larger path: a box drawn whole, or many lines in one path."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    here: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    for index in range(min(raw.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and here is not None:
            yield from _edge(here, point)
        here = point
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield from _edge(point, start)


def _edge(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rule]:
    wide, tall = abs(a[0] - b[0]), abs(a[1] - b[1])
    if wide < 1 and tall > _THIN:
        yield Rule(True, a[0], min(a[1], b[1]), max(a[1], b[1]))
    elif tall < 1 and wide > _THIN:
        yield Rule(False, a[1], min(a[0], b[0]), max(a[0], b[0]))


def _chars(text: pdfium.PdfTextPage) -> Iterator[_Char]:
    box = raw.FS_RECTF()
    spaced = False
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (0, 0xFFFE, 0xFFFF):
            continue
        raw.FPDFText_GetLooseCharBox(text, index, box)
        yield _Char(chr(code), box.left, box.bottom, box.right, box.top, spaced)
        spaced = code in (0x20, 0xA0, 0x3000)


class _Places:
    """Which cell of which table a character stands in, by its middle."""

    def __init__(self, tables: list[RuledTable]) -> None:
        self._tables = tables
        self._rows = [
            sorted((cell.left, i) for i, cell in enumerate(table.cells)) for table in tables
        ]

    def of(self, char: _Char) -> tuple[int, int] | None:
        x, y = char.middle
        for t, table in enumerate(self._tables):
            if not (table.left <= x <= table.right and table.bottom <= y <= table.top):
                continue
            row = self._rows[t]
            for _, i in reversed(row[: bisect_right(row, (x, len(row)))]):
                cell = table.cells[i]
                if cell.left <= x <= cell.right and cell.bottom <= y <= cell.top:
                    return t, i
        return None


def _cell(cell: CellBox, chars: list[_Char], page: int, table: int) -> GridCell:
    text, box = _cell_text(chars)
    source = Source(
        page=page,
        table=table,
        row=cell.row + 1,
        column=cell.column + 1,
        box=box or (cell.left, cell.top, cell.right, cell.bottom),
    )
    return GridCell(text, cell.row, cell.column, cell.row_span, cell.column_span, source)


def _cell_text(chars: list[_Char]) -> tuple[str, tuple[float, float, float, float] | None]:
    """The text of a cell, its lines from the top down, a wide gap as a space."""
    solid = sorted((c for c in chars if c.text.strip()), key=lambda c: -c.middle[1])
    if not solid:
        return "", None
    lines: list[list[_Char]] = []
    for char in solid:
        level = char.middle[1]
        if lines and lines[-1][0].middle[1] - level < (char.top - char.bottom) * 0.5:
            lines[-1].append(char)
        else:
            lines.append([char])
    out = []
    for line in lines:
        line.sort(key=lambda c: c.left)
        words = line[0].text
        for before, char in pairwise(line):
            wide = char.left - before.right > (char.top - char.bottom) * 0.5
            words += (" " if wide or char.spaced else "") + char.text
        out.append(words)
    return "\n".join(out), _box(solid)


def _box(chars: list[_Char]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in points, y upwards."""
    return (
        round(min(c.left for c in chars), 1),
        round(max(c.top for c in chars), 1),
        round(max(c.right for c in chars), 1),
        round(min(c.bottom for c in chars), 1),
    )
