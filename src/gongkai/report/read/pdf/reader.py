"""PDF → blocks: ruled tables from their lines, everything else as lines of text.

What counts is what the page shows: text that nobody sees is left out, a page that lies on its side is
turned, filled-in fields are part of it. A page that is a picture, or whose text is rubbish, is looked at
(`looking`), page by page. A table without rules stays lines of text, its columns parted by spaces; the
matcher finds labels and values in them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium

from ..blocks import Block, Document, Grid
from ..bounds import MOST_CHARACTERS, bounds, characters_in, too_many_pages, too_much
from ..drawn.looking import can_look, is_picture, look
from ..drawn.placed import page_blocks
from ..drawn.ruling import find_tables, tiled_tables
from ..errors import ReadError
from .fields import flattened
from .objects import TooMuchDrawn, page_objects
from .rules import drawn_rules
from .streams import check_streams
from .text import shown_text, turned_box, turned_rule

_MOST_CHARACTERS = 200_000  # a page
#: Drawn things on a page without text: they must be painted, which takes seconds.
_MOST_PAINTED = 20_000


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
        layered = b"/OCProperties" in data
        for number in range(1, pages + 1):
            for block in _page(document, number, tables, name, layered):
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
    document: pdfium.PdfDocument, number: int, tables_before: int, name: str, layered: bool
) -> Iterator[Block]:
    page = document[number - 1]
    if flattened(page):
        page.close()
        page = document[number - 1]
    try:
        objects = page_objects(page)
        text = page.get_textpage()
        try:
            if text.count_chars() > _MOST_CHARACTERS:
                raise too_much(name)
            shown = shown_text(page, text, objects, layered)
        finally:
            text.close()
        if is_picture(page, objects, shown) and (not shown.chars or can_look()):
            if len(objects) > _MOST_PAINTED:  # painting them takes seconds a page
                raise TooMuchDrawn
            yield from look(page, number, tables_before, name)
            return
        rules, boxes = drawn_rules(objects, page.get_size())
    except TooMuchDrawn as error:
        raise ReadError(
            name,
            f"第 {number} 页画了几万样东西，看不清哪些文字被盖住、表格分成哪些格",
            remedy="请重新导出；这一页只是图画时，请删去这一页再读",
        ) from error
    finally:
        page.close()
    ruled = find_tables([turned_rule(rule, shown.turn) for rule in rules])
    if boxes:
        ruled = sorted(
            [*ruled, *tiled_tables([turned_box(box, shown.turn) for box in boxes], ruled)],
            key=lambda table: -table.top,
        )
    yield from page_blocks(shown.chars, ruled, number, tables_before)
