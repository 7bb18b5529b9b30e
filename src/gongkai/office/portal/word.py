"""The text of an item as a Word file: title, number, paragraphs, headings, lists, tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from gongkai.office.publishing.plain import Block, Kind, blocks, printable

if TYPE_CHECKING:
    from gongkai.office.publishing.models import ItemVersion

FACES = {"body": "仿宋_GB2312", "heading": "黑体", "title": "方正小标宋_GBK"}


def word_of(version: ItemVersion) -> bytes:
    """The bytes of a .docx. A link is followed by where it leads."""
    document = Document()
    _line(document, version.title, "title", 22, center=True)
    if version.document_number:
        _line(document, version.document_number, "body", 16, center=True)
    for block in blocks(version.body):
        _block(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _block(document: object, block: Block) -> None:
    if block.kind is Kind.TABLE:
        _table(document, block.rows)
    elif block.kind is Kind.ENTRY:
        mark = "· " if block.number is None else f"{block.number}．"
        _line(document, mark + block.text, "body", 16)
    elif block.kind is Kind.CAPTION:
        _line(document, block.text, "body", 16, center=True)
    else:
        face = "heading" if block.kind is Kind.HEADING else "body"
        _line(document, block.text, face, 16, indent=True)


def _table(document: object, rows: Sequence[Sequence[str]]) -> None:
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    table = document.add_table(len(rows), width, style="Table Grid")  # type: ignore[attr-defined]
    # Asking a table for its n-th row or a row for its n-th cell walks to it: each is walked once.
    for written, row in zip(table.rows, rows, strict=True):
        for cell, words in zip(written.cells, row, strict=False):
            cell.text = printable(words)


def _line(
    document: object,
    words: str,
    face: str,
    size: int,
    *,
    center: bool = False,
    indent: bool = False,
) -> None:
    paragraph = document.add_paragraph()  # type: ignore[attr-defined]
    run = paragraph.add_run(printable(words))
    run.font.size = Pt(size)
    run.font.name = FACES[face]
    run._element.rPr.rFonts.set(qn("w:eastAsia"), FACES[face])
    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif indent:
        paragraph.paragraph_format.first_line_indent = Pt(size * 2)
