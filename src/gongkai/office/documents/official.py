"""A letter between offices as a Word file, in the layout of an official document (GB/T 9704)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

BODY_FONT, TITLE_FONT, LATIN_FONT = "仿宋", "方正小标宋简体", "Times New Roman"
BODY, TITLE = Pt(16), Pt(22)  # 3号, 2号
LINE, TITLE_LINE = Pt(29), Pt(36)
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def official_letter(
    *,
    sender: str,
    title: str,
    number: str,
    addressee: str,
    paragraphs: Iterable[str],
    on: date,
) -> bytes:
    """The letter as .docx bytes: masthead, title, number, addressee, text, signature and day."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    document.core_properties.title = f"{title} {number}".strip()
    document.core_properties.author = sender
    _write(document, sender, TITLE_FONT, TITLE, "center")
    _write(document, title, TITLE_FONT, TITLE, "center")
    if number:
        _write(document, number, align="center")
    _write(document, "")
    _write(document, f"{addressee}：")
    for paragraph in paragraphs:
        _write(document, paragraph, indent=True)
    _write(document, "")
    _write(document, sender, align="right")
    _write(document, f"{on.year}年{on.month}月{on.day}日", align="right")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write(
    document: Any,
    text: str,
    font: str = BODY_FONT,
    size: Pt = BODY,
    align: str = "left",
    *,
    indent: bool = False,
) -> None:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = TITLE_LINE if size == TITLE else LINE
    shape.space_before = shape.space_after = Pt(0)
    if indent:
        shape.first_line_indent = BODY * 2
    if align == "right":
        shape.right_indent = BODY * 4
    paragraph.alignment = _ALIGN[align]
    run = paragraph.add_run(text)
    run.font.size, run.font.name = size, LATIN_FONT
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
