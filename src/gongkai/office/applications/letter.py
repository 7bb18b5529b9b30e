"""The answer as a Word letter, in the layout of an official document (GB/T 9704)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

BODY_FONT, TITLE_FONT, LATIN_FONT = "仿宋", "方正小标宋简体", "Times New Roman"
BODY, TITLE, LINE = Pt(16), Pt(22), Pt(29)  # 3号, 2号, 29 points


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What the letter says; `remedy` empty leaves the paragraph out."""

    agency: str
    title: str
    document_number: str
    addressee: str
    received_on: date
    number: str
    request_text: str
    basis: str
    reasons: str
    remedy: str
    on: date


def answer_letter(contents: Contents) -> bytes:
    """The letter as a .docx file."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    document.core_properties.title = f"{contents.title} {contents.document_number}"
    document.core_properties.author = contents.agency
    write = _Writer(document)
    write(contents.agency, font=TITLE_FONT, size=TITLE, align="center")
    write(contents.title, font=TITLE_FONT, size=TITLE, align="center")
    write(contents.document_number, align="center")
    write("")
    write(f"{contents.addressee}：")
    write(
        f"本机关于{_day(contents.received_on)}收到您（单位）提交的政府信息公开申请"
        f"（编号{contents.number}），申请公开：{contents.request_text.rstrip('。')}。",
        indent=True,
    )
    write(f"经审查，根据{contents.basis}的规定，现答复如下：", indent=True)
    for paragraph in contents.reasons.splitlines():
        if paragraph.strip():
            write(paragraph.strip(), indent=True)
    if contents.remedy:
        write(contents.remedy, indent=True)
    write("")
    write(contents.agency, align="right")
    write(_day(contents.on), align="right")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, document: object) -> None:
        self.document = document

    def __call__(
        self,
        text: str,
        *,
        font: str = BODY_FONT,
        size: Pt = BODY,
        align: str = "left",
        indent: bool = False,
    ) -> None:
        paragraph = self.document.add_paragraph()  # type: ignore[attr-defined]
        shape = paragraph.paragraph_format
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
        run = paragraph.add_run(text)
        run.font.size, run.font.name = size, LATIN_FONT
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
