"""Word before 2007 and WPS (.doc, .wps) → blocks: paragraphs and tables with their true spans."""

from __future__ import annotations

from ...model import Note
from ..blocks import Document
from ..bounds import bounds
from .binary import WordFile
from .docx import read_docx
from .libreoffice import saved_as_docx
from .passages import document_of
from .streams import NotUnderstood


def read_doc(data: bytes, name: str) -> Document:
    """A Word file as blocks. Raises ReadError when it is locked, broken or too big, and its kind
    NotUnderstood when another program may still open it.

    A table that holds tables is layout: its cells are read one after the other, as in .docx. A
    cell's paragraphs are joined by \\n. A source counts tables, rows and columns. Where the caller
    allows it, LibreOffice opens what is not understood, and a note says so.
    """
    try:
        word = WordFile(data, name)
    except NotUnderstood:
        again = saved_as_docx(data) if bounds().libreoffice else None
        if again is None:
            raise
        found = read_docx(again, name)
        said = "本程序读不懂这个旧版 Word 文件，由 LibreOffice 转成 .docx 后读出，请对照原文"
        return Document(found.blocks, name, "doc", notes=(Note("converted", said),))
    return document_of(word.passages(), name, "doc")
