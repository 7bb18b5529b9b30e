"""What every part of a Word document (.docx) asks of its XML: names, children behind wrappers, marks."""

from __future__ import annotations

import re

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: What only the XML of Word 2003 has: sections, and tracked changes around what they change.
_AUX_2003 = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_ANNOTATIONS = "{http://schemas.microsoft.com/aml/2001/core}"
ANNOTATION = f"{_ANNOTATIONS}annotation"
PARAGRAPH, VALUE = f"{W}p", f"{W}val"
#: The names of the strict form of the format (ISO 29500), and those that every program writes by itself.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml/main|officeDocument/math)")
_USUAL = {b"wordprocessingml/main": W[1:-1].encode(), b"officeDocument/math": MATH[1:-1].encode()}
#: What only wraps other content.
WRAPS = frozenset(
    {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
    | {f"{CHOICES}AlternateContent", f"{CHOICES}Choice"}
    | {f"{_AUX_2003}{name}" for name in ("sect", "sub-section", "pBdrGroup")}
    | {ANNOTATION, f"{_ANNOTATIONS}content"}
)


def usual_names(data: bytes) -> bytes:
    """The XML with the names that nearly every file has, where it has those of the strict form."""
    if b"purl.oclc.org" not in data[:4096]:
        return data
    return _STRICT.sub(lambda match: _USUAL[match[1]], data)


def children(parent: etree._Element, tag: str) -> list[etree._Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    found: list[etree._Element] = []
    for child in parent:
        if child.tag == tag:
            found.append(child)
        elif child.tag in WRAPS:
            found.extend(children(child, tag))
    return found


def owner(mark: etree._Element) -> etree._Element | None:
    """The row or the cell in whose properties a mark stands."""
    properties = mark.getparent()
    return properties.getparent() if properties is not None else None


def first_child(parent: etree._Element | None, tag: str) -> etree._Element | None:
    """The first child with this tag."""
    return next(parent.iterchildren(tag), None) if parent is not None else None


def number_of(node: etree._Element | None, default: int) -> int:
    """The whole number that a mark says, `default` where there is none."""
    value = node.get(VALUE) if node is not None else None
    return int(value) if value is not None and value.isdecimal() and len(value) < 6 else default


def is_on(mark: etree._Element) -> bool:
    """True for a property that is there, unless it says that it is off; of a tracked change, for a deletion."""
    if mark.tag == ANNOTATION:
        return mark.get(f"{W}type") == "Word.Deletion"
    return mark.get(VALUE) not in ("0", "false", "off")
