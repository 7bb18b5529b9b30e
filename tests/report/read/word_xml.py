"""Word files written element by element: what Word and WPS do and LibreOffice never writes."""

from __future__ import annotations

from gongkai.report.read import read_document
from gongkai.report.read.blocks import Grid
from tests.report.read.hostile import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org"
_NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "mc": f"{_OFFICE}/markup-compatibility/2006",
        "m": f"{_OFFICE}/officeDocument/2006/math",
        "r": f"{_OFFICE}/officeDocument/2006/relationships",
        "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def word_file(
    body: str,
    *,
    names: str = W,
    main: str = "word/document.xml",
    others: dict[str, str] | None = None,
) -> bytes:
    """A Word file with this body, and other members."""
    document = f'<w:document xmlns:w="{names}" {_NAMES}><w:body>{body}</w:body></w:document>'
    members = {main: document, **(others or {})}
    return zipped({name: text.encode() for name, text in members.items()})


def blocks(data: bytes) -> list[object]:
    """Paragraphs as their text; tables as (text, row, column, rows, columns) of each cell."""
    return [
        [(c.text, c.row, c.column, c.row_span, c.column_span) for c in block.cells]
        if isinstance(block, Grid)
        else block.text
        for block in read_document(data, "a.docx").blocks
    ]


def run(text: str, looks: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}<w:t>{text}</w:t></w:r>"


def p(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(inside)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(row if row.startswith('<w:tr') else f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
