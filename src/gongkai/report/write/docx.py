"""A report as an official Word file: the measures of GB/T 9704, tables with true merged cells.

python-docx makes the package; paragraphs and tables are written as WordprocessingML in one pass,
because its own table merging costs a second a report and leaves emptied cells behind.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from ..model import Report
from ..paragraphs import print_width
from .document import Paragraph, Part, arrange
from .layout import LayoutCell, LayoutTable, lines, places, print_cell

_TWIPS_A_MM = 1440 / 25.4
_NS = nsdecls("w")
#: What XML cannot hold; a reader of scans or of old files may have met it.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_docx(report: Report) -> bytes:
    """The report as DOCX bytes: A4, 22 lines of 28 characters, 仿宋 16 pt, page numbers outside."""
    arranged = arrange(report)
    xml = "".join(
        (
            *(_paragraph("Title", line) for line in arranged.title),
            _paragraph("Normal", ""),
            *_body(arranged.preamble),
            # The last paragraph goes with the signature: a page never holds a signature alone.
            *(
                piece
                for at, part in enumerate(arranged.parts, start=1)
                for piece in _part(
                    part, report, keep=at == len(arranged.parts) and not arranged.ending
                )
            ),
            *_body(arranged.ending, keep=True),
            *_signature(arranged.signer, arranged.signed_on),
        )
    )
    document = _blank()
    body = document.element.body
    section = body.sectPr
    for element in parse_xml(f"<w:body {_NS}>{xml}</w:body>"):
        section.addprevious(element)
    about = document.core_properties
    about.title = _clean("".join(arranged.title))[:255]
    about.author = _clean(arranged.signer)[:255]
    about.language = "zh-CN"
    about.comments = ""
    # Never the clock: the same report gives the same words and the same date.
    day = report.signed_on or datetime(report.year or 2000, 1, 1, tzinfo=UTC).date()
    about.created = about.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(_clean(text))}</w:t>'


def _paragraph(style: str, text: str, *, lead: str = "", keep: bool = False) -> str:
    runs = f'<w:r><w:rPr><w:rStyle w:val="Lead"/></w:rPr>{_text(lead)}</w:r>' if lead else ""
    runs += f"<w:r>{_text(text)}</w:r>" if text else ""
    next_ = "<w:keepNext/><w:keepLines/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{next_}</w:pPr>{runs}</w:p>'


def _body(paragraphs: tuple[Paragraph, ...], *, keep: bool = False) -> Iterator[str]:
    """Paragraphs; `keep` holds the last one on the page of what follows it."""
    for at, one in enumerate(paragraphs, start=1):
        last = keep and at == len(paragraphs)
        if one.lead and not one.text:
            yield _paragraph("Heading2", one.lead)
        else:
            style = "NormalLeft" if one.has_long_word else "Normal"
            yield _paragraph(style, one.text, lead=one.lead, keep=last)


def _part(part: Part, report: Report, *, keep: bool) -> Iterator[str]:
    yield _paragraph("Heading1", part.heading)
    yield from _body(part.paragraphs, keep=keep or bool(part.tables))
    for table in part.tables:
        yield _table(table, report)
        yield _paragraph("AfterTable", "")


def _signature(signer: str, day: str) -> Iterator[str]:
    """Name and date at the right, the date four characters in and the name centred over it."""
    if not signer and not day:
        return
    yield _paragraph("Normal", "", keep=True)
    day_indent = 4.0
    signer_indent = day_indent + (print_width(day) - print_width(signer)) / 2 if day else 2.0
    if signer_indent < 0:  # a long name ends at the margin and pushes the date in instead
        day_indent, signer_indent = day_indent - signer_indent, 0.0
    for text, indent in ((signer, signer_indent), (day, day_indent)):
        if text:
            keep = "<w:keepNext/>" if text is signer and day else ""
            yield (
                f'<w:p><w:pPr><w:pStyle w:val="Signature"/>{keep}'
                f'<w:ind w:rightChars="{round(indent * 100)}" w:right="{round(indent * 316)}"/>'
                f"</w:pPr><w:r>{_text(text)}</w:r></w:p>"
            )


def _table(table: LayoutTable, report: Report) -> str:
    widths = [round(width * _TWIPS_A_MM) for width in table.widths]
    rows = []
    open_merges: dict[int, tuple[int, LayoutCell]] = {}  # column → rows still to come, cell
    for at_row, row in enumerate(places(table)):
        line: list[tuple[int, str]] = []
        # A table that a page holds stays whole; a longer one breaks between rows, head repeated.
        whole = table.fits_a_page and at_row < len(table.rows) - 1
        keep = "<w:keepNext/>" if whole or at_row < table.header_rows else ""
        face = {
            left: f'<w:pStyle w:val="{style}"/>{keep}'
            for left, style in ((True, "TableText"), (False, "TableFigure"))
        }
        for column, (left, above) in list(open_merges.items()):
            line.append((column, _word_cell(above, column, widths, [], face[False], "<w:vMerge/>")))
            if left > 1:
                open_merges[column] = (left - 1, above)
            else:
                del open_merges[column]
        for column, one in row:
            if one.cell_id is None:
                text = lines(table, column, one)
            else:
                text = [print_cell(report.cells[one.cell_id])]
            merge = ""
            if one.row_span > 1:
                merge = '<w:vMerge w:val="restart"/>'
                open_merges[column] = (one.row_span - 1, one)
            line.append(
                (column, _word_cell(one, column, widths, text, face[table.begins_left(one)], merge))
            )
        head = "<w:tblHeader/>" if at_row < table.header_rows else ""
        cells = "".join(xml for _, xml in sorted(line))
        rows.append(
            '<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="306" w:hRule="atLeast"/>'
            f"{head}</w:trPr>{cells}</w:tr>"
        )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="StatutoryTable"/><w:tblW w:w="{sum(widths)}" '
        'w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCaption w:val="{escape(_clean(table.title))}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _word_cell(
    one: LayoutCell, column: int, widths: list[int], text: list[str], style: str, merge: str
) -> str:
    width = sum(widths[column : column + one.column_span])
    span = f'<w:gridSpan w:val="{one.column_span}"/>' if one.column_span > 1 else ""
    content = "<w:br/>".join(_text(piece) for piece in text if piece)
    runs = f"<w:r>{content}</w:r>" if content else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
        '<w:vAlign w:val="center"/></w:tcPr>'
        f"<w:p><w:pPr>{style}</w:pPr>{runs}</w:p></w:tc>"
    )


def _blank() -> Any:
    """An empty official document: page, styles and page numbers, and no paragraph."""
    return docx.Document(io.BytesIO(_template()))


@cache
def _template() -> bytes:
    """Build the empty official document once a process from the styles in `templates/styles.xml`."""
    document = docx.Document()
    styles = document.styles.element
    for old in list(styles):
        styles.remove(old)
    own = resources.files("gongkai.report.write") / "templates" / "styles.xml"
    for element in parse_xml(own.read_bytes()):
        styles.append(element)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(23)  # the number's dashes stand 7 mm below the text block
    properties = section._sectPr
    for old in properties.xpath("w:docGrid"):
        properties.remove(old)
    # 22 lines of 28.95 pt. The 28 characters come from the spacing of the style Normal: programs
    # disagree about a grid of characters.
    properties.append(parse_xml(f'<w:docGrid {_NS} w:type="lines" w:linePitch="579"/>'))
    document.settings.odd_and_even_pages_header_footer = True
    for footer, style in ((section.footer, "FooterOdd"), (section.even_page_footer, "FooterEven")):
        footer.is_linked_to_previous = False
        for old in list(footer._element):
            footer._element.remove(old)
        footer._element.append(
            parse_xml(
                f'<w:p {_NS}><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>'
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText '
                'xml:space="preserve"> PAGE </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
                '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
            )
        )
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
