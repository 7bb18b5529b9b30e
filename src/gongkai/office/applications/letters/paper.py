"""A letter as a Word file, in the layout of an official document (GB/T 9704)."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.office.applications.letters.draft import Draft, day

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY_FONT, TITLE_FONT, LATIN_FONT = "仿宋", "方正小标宋简体", "Times New Roman"
BODY, TITLE, LINE, FOOT = Pt(16), Pt(22), Pt(29), Pt(14)  # 3号, 2号, 29 points, 4号


def write(draft: Draft, *, agency: str, document_number: str, on: date) -> bytes:
    """The letter as a .docx file; an empty number is left out."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    document.core_properties.title = f"{draft.title} {document_number}".strip()
    document.core_properties.author = agency
    _number_pages(section)
    put = _Writer(document)
    put(agency, font=TITLE_FONT, size=TITLE, align="center")
    put(draft.title, font=TITLE_FONT, size=TITLE, align="center")
    if document_number:
        put(document_number, align="center")
    put("")
    put(f"{draft.addressee}：")
    for place, paragraph in enumerate(draft.paragraphs, start=1):
        # Name and date never stand alone on a page: the last paragraph goes with them.
        put(paragraph, indent=True, keep=place == len(draft.paragraphs))
    put("", keep=True)
    put(agency, align="right", keep=True)
    put(day(on), align="right")
    if draft.attachment:
        title, addressee, *lines = draft.attachment
        put(title, font=TITLE_FONT, size=TITLE, align="center", new_page=True)
        put("")
        put(addressee)
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
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
        shape.space_before = shape.space_after = Pt(0)
        if size == TITLE:
            shape.line_spacing = Pt(36)
        if indent:
            shape.first_line_indent = BODY * 2
        if align == "right":
            shape.right_indent = BODY * 4
        paragraph.alignment = {
            "left": WD_ALIGN_PARAGRAPH.LEFT,
            "center": WD_ALIGN_PARAGRAPH.CENTER,
            "right": WD_ALIGN_PARAGRAPH.RIGHT,
        }[align]
        _set(paragraph.add_run(text), font, size)


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
