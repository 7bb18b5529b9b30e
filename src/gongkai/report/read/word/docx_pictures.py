"""The pictures in a Word document (.docx): which files they are, and the paragraph each stands in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from posixpath import dirname, join, normpath

from lxml import etree

from ..errors import ReadError
from ..packages import Package
from .docx_xml import PARAGRAPH, W

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_EMBED, _ID = f"{{{_RELATIONS}}}embed", f"{{{_RELATIONS}}}id"
_DELETED = (f"{W}del", f"{W}moveFrom")

#: Members of the package by the paragraph that shows them.
Pictures = dict[etree._Element, list[str]]


def pictures_of(body: etree._Element, package: Package, main: str) -> Pictures:
    """The pictures in the paragraphs of a document whose XML is the member `main`. A picture that is told twice, in
    an old and in a new way, is one; what is broken has none."""
    found: Pictures = {}
    marks = list(_marks(body))
    if not marks:
        return found
    members: dict[str, str] = {}
    with suppress(ReadError):
        members = _members(package, main)
    for paragraph, relation in marks:
        member = members.get(relation)
        own = found.setdefault(paragraph, [])
        if member is not None and member not in own:
            own.append(member)
    return found


def _marks(body: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for mark in body.iter(_BLIP, _IMAGE):
        paragraph = next(mark.iterancestors(PARAGRAPH), None)
        relation = mark.get(_EMBED) or mark.get(_ID)
        deleted = next(mark.iterancestors(*_DELETED), None) is not None
        if paragraph is not None and relation and not deleted:
            yield paragraph, relation


def _members(package: Package, main: str) -> dict[str, str]:
    """The members of a package by the names that its document gives them. Raises ReadError."""
    folder = dirname(main)
    relations = join(folder, "_rels", f"{main.rpartition('/')[2]}.rels")
    if relations not in package.members:
        return {}
    found = {}
    for relation in package.xml(relations):
        target = relation.get("Target") or ""
        member = target[1:] if target.startswith("/") else normpath(join(folder, target))
        found[relation.get("Id") or ""] = member
    return found
