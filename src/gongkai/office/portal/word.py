"""The text of an item as a Word file: title, number, paragraphs, headings, lists, tables."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import html

if TYPE_CHECKING:
    from gongkai.office.publishing.models import ItemVersion

# What XML cannot hold; the cleaned body has none, a title might.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
FACES = {"body": "仿宋_GB2312", "heading": "黑体", "title": "方正小标宋_GBK"}


def word_of(version: ItemVersion) -> bytes:
    """The bytes of a .docx."""
    document = Document()
    _line(document, version.title, "title", 22, center=True)
    if version.document_number:
        _line(document, version.document_number, "body", 16, center=True)
    if version.body:
        for element in html.fragment_fromstring(f"<div>{version.body}</div>"):
            _block(document, element)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _block(document: object, element: html.HtmlElement) -> None:
    if element.tag == "table":
        _table(document, element)
    elif element.tag in ("ul", "ol"):
        for number, one in enumerate(element, 1):
            mark = f"{number}．" if element.tag == "ol" else "· "
            _line(document, mark + one.text_content(), "body", 16)
    elif element.tag == "blockquote":
        for one in element:
            _block(document, one)
    else:
        heading = element.tag in ("h2", "h3", "h4")
        _line(document, element.text_content(), "heading" if heading else "body", 16, indent=True)


def _table(document: object, element: html.HtmlElement) -> None:
    rows = [[cell.text_content() for cell in row.xpath("./td|./th")] for row in element.iter("tr")]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    table = document.add_table(len(rows), width, style="Table Grid")  # type: ignore[attr-defined]
    for at, row in enumerate(rows):
        cells = table.rows[at].cells
        for place, words in enumerate(row):
            cells[place].text = _CONTROL.sub("", words)


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
    run = paragraph.add_run(_CONTROL.sub("", words))
    run.font.size = Pt(size)
    run.font.name = FACES[face]
    run._element.rPr.rFonts.set(qn("w:eastAsia"), FACES[face])
    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif indent:
        paragraph.paragraph_format.first_line_indent = Pt(size * 2)
