"""Word documents stored as one XML file → blocks: systems fill in such files by templates, and call them .doc.

Two forms: the XML of Word 2003, which differs from that of .docx in a few names, and the package of a .docx
written out as one XML file.
"""

from __future__ import annotations

import re

from lxml import etree

from ..blocks import Document
from ..errors import ReadError
from ..markup import in_utf8, parse_xml
from .docx import LOOKS, blocks_of
from .docx_xml import W, first_child, usual_names

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_OF_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
#: Word 2003 writes them small.
_MERGES = re.compile(rb"<(/?(?:\w+:)?)([vh])merge\b")
#: Pictures, and what is left out of .docx too.
_UNREAD = re.compile(
    rb"<(?P<data>pkg:binaryData|w:binData)\b[^>]*>[^<]*</(?P=data)>|" + LOOKS.pattern
)
_MAIN = "wordprocessingml.document.main+xml"


def read_word_xml(data: bytes, name: str) -> Document:
    """A Word document that is one XML file as blocks, as `read_docx` gives them. Raises ReadError when it is
    broken or too big, and of a package that holds another document."""
    data = _MERGES.sub(rb"<\1\2Merge", in_utf8(data, name).replace(_OF_2003, W[1:-1].encode()))
    root = parse_xml(usual_names(data), name, "文件", _UNREAD)
    if root.tag == f"{W}wordDocument":
        return Document(blocks_of(root, first_child(root, f"{W}styles")), name, "word-xml")
    main = styles = None
    for part in root.iterchildren(f"{_PACKAGE}part"):
        if (part.get(f"{_PACKAGE}contentType") or "").endswith(_MAIN):
            main = _held(part)
        elif part.get(f"{_PACKAGE}name") == "/word/styles.xml":
            styles = _held(part)
    if main is None:
        raise ReadError(name, "这个 XML 文件里没有 Word 文档", remedy="请另存为 .docx 再读")
    return Document(blocks_of(main, styles), name, "word-xml")


def _held(part: etree._Element) -> etree._Element | None:
    """The root of the XML that a part of a package holds."""
    data = first_child(part, f"{_PACKAGE}xmlData")
    return next(data.iterchildren(), None) if data is not None else None
