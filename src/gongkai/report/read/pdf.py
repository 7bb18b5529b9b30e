"""PDF → blocks: ruled tables from their lines, everything else as lines of text.

A page that is a picture, or whose text is rubbish, is looked at (`looking`), page by page. A table
without rules stays lines of text, its columns parted by spaces; the matcher finds labels and values in
them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from .blocks import Block, Document, Grid
from .bounds import MOST_CHARACTERS, bounds, characters_in, too_many_pages, too_much
from .errors import ReadError
from .looking import can_look, is_picture, look
from .pdf_objects import page_objects
from .pdf_streams import check_streams
from .placed import Char, page_blocks
from .ruling import Rule, find_tables

_MOST_CHARACTERS = 200_000  # a page
#: A line is thinner than this; a border is often a filled box one point thick.
_THIN = 3.0
_MOST_SEGMENTS = 400


def read_pdf(data: bytes, name: str) -> Document:
    """A PDF with text as blocks; sources carry page, table, row, column and box (points, y upwards).

    Raises ReadError when it is broken, locked, too long, shows no text, or holds pages that are
    pictures and the recogniser is not installed.
    """
    check_streams(data, name)
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
        if pages > bounds().pages:
            raise too_many_pages(name)
        blocks: list[Block] = []
        tables = 0
        characters = 0
        for number in range(1, pages + 1):
            for block in _page(document, number, tables, name):
                tables += isinstance(block, Grid)
                characters += characters_in(block)
                blocks.append(block)
            if characters > MOST_CHARACTERS:
                raise too_much(name)
    except pdfium.PdfiumError as error:
        raise ReadError(name, "PDF 里有打不开的页", remedy="请重新导出或重新下载后再读") from error
    finally:
        document.close()
    if not blocks:
        raise ReadError(
            name,
            "PDF 里没有文字，也没有看到字",
            remedy="请确认没有选错文件，或请提供由 Word 直接导出的 PDF",
        )
    return Document(tuple(blocks), name, "pdf", pages)


def _page(
    document: pdfium.PdfDocument, number: int, tables_before: int, name: str
) -> Iterator[Block]:
    page = document[number - 1]
    try:
        text = page.get_textpage()
        try:
            if text.count_chars() > _MOST_CHARACTERS:
                raise too_much(name)
            chars = list(_chars(text))
        finally:
            text.close()
        if is_picture(page, chars) and (not chars or can_look()):
            yield from look(page, number, tables_before, name)
            return
        ruled = find_tables(_rules(page))
    finally:
        page.close()
    yield from page_blocks(chars, ruled, number, tables_before)


def _rules(page: pdfium.PdfPage) -> list[Rule]:
    """The straight lines along the axes that the page draws, thin boxes among them."""
    rules: list[Rule] = []
    width, height = page.get_size()
    left, bottom, right, top = edges = [ctypes.c_float() for _ in range(4)]
    into = [ctypes.byref(edge) for edge in edges]
    for item in page_objects(page, raw.FPDF_PAGEOBJ_PATH):
        if not raw.FPDFPageObj_GetBounds(item, *into):
            continue
        wide, tall = right.value - left.value, top.value - bottom.value
        if wide < _THIN < tall:
            rules.append(Rule(True, (left.value + right.value) / 2, bottom.value, top.value))
        elif tall < _THIN < wide:
            rules.append(Rule(False, (bottom.value + top.value) / 2, left.value, right.value))
        elif wide > _THIN and (wide < width * 0.95 or tall < height * 0.9):
            rules.extend(_segments(item))
    return rules


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


def _chars(text: pdfium.PdfTextPage) -> Iterator[Char]:
    box = raw.FS_RECTF()
    handle, into = text.raw, ctypes.byref(box)  # made once: a page has a thousand characters
    spaced = False
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in (0, 0xFFFE, 0xFFFF):
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, into)
        yield Char(chr(code), box.left, box.bottom, box.right, box.top, spaced)
        spaced = code in (0x20, 0xA0, 0x3000)
