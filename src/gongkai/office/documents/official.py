"""A letter as a Word file, in the layout of an official document (GB/T 9704)."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.report.write.document import print_date

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY_FONT, TITLE_FONT, LATIN_FONT = "仿宋", "方正小标宋简体", "Times New Roman"
BODY, TITLE, LINE, TITLE_LINE, FOOT = Pt(16), Pt(22), Pt(29), Pt(36), Pt(14)  # 3号, 2号, …, 4号
#: What XML cannot hold; a pasted text may.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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
    paragraphs: Sequence[str],
    on: date,
    attachment: Sequence[str] = (),
) -> bytes:
    """The letter as .docx bytes: masthead, title, number (left out when empty), addressee, text,
    signature and day, page numbers at the foot. `attachment` is a sheet that goes with it: its title,
    its addressee, its lines."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    document.core_properties.title = _clean(f"{title} {number}".strip())[:255]
    document.core_properties.author = _clean(sender)[:255]
    _number_pages(section)
    put = _Writer(document)
    put(sender, font=TITLE_FONT, size=TITLE, align="center")
    put(title, font=TITLE_FONT, size=TITLE, align="center")
    if number:
        put(number, align="center")
    put("")
    put(f"{addressee}：")
    for place, paragraph in enumerate(paragraphs, start=1):
        # Name and date never stand alone on a page: the last paragraph goes with them.
        put(paragraph, indent=True, keep=place == len(paragraphs))
    put("", keep=True)
    put(sender, align="right", keep=True)
    put(print_date(on), align="right")
    if attachment:
        heading, reader, *lines = attachment
        put(heading, font=TITLE_FONT, size=TITLE, align="center", new_page=True)
        put("")
        put(reader)
        for line in lines:
            put(line, indent=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, document: Any) -> None:
        self.document = document

    def __call__(
        self,
        text: str,
        *,
        font: str = BODY_FONT,
        size: Pt = BODY,
        align: str = "left",
        indent: bool = False,
        keep: bool = False,
        new_page: bool = False,
    ) -> None:
        paragraph = self.document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.keep_with_next, shape.page_break_before = keep, new_page
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = TITLE_LINE if size == TITLE else LINE
        shape.space_before = shape.space_after = Pt(0)
        if indent:
            shape.first_line_indent = BODY * 2
        if align == "right":
            shape.right_indent = BODY * 4
        paragraph.alignment = _ALIGN[align]
        _set(paragraph.add_run(_clean(text)), font, size)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _set(run: Any, font: str, size: Pt) -> None:
    run.font.size, run.font.name = size, LATIN_FONT
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _number_pages(section: Any) -> None:
    """— 1 — at the foot, in 4号."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("text", "— "), ("field", "PAGE"), ("text", " —")):
        run = paragraph.add_run(text if kind == "text" else "")
        _set(run, "宋体", FOOT)
        if kind == "field":
            for part, value in (("begin", ""), ("", text), ("end", "")):
                run._element.append(_field_part(part, value))


def _field_part(part: str, instruction: str) -> Any:
    if part:
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), part)
        return element
    element = OxmlElement("w:instrText")
    element.text = instruction
    return element
