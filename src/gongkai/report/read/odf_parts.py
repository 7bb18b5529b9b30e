"""The parts of an OpenDocument file: a package of several, or one XML file that holds them all."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from .errors import ReadError
from .markup import parse_xml_file
from .packages import Package

_MANIFEST = "META-INF/manifest.xml"


class OdfParts(NamedTuple):
    """`content` is the document; `styles` are all parts with styles, the content last: the names of its own
    styles may stand for others elsewhere. `package` is None for a file of one part."""

    content: etree._Element
    styles: list[etree._Element]
    package: Package | None

    def settings(self) -> etree._Element | None:
        """The part with the settings of the document; None when there is none. Raises ReadError."""
        if self.package is None:
            return self.content
        own = "settings.xml"
        return self.package.xml(own) if own in self.package.members else None


def odf_parts(data: bytes, name: str) -> OdfParts:
    """The parts of a file. Raises ReadError when it is broken, locked or too big."""
    if not data.startswith(b"PK"):
        root = parse_xml_file(data, name)
        return OdfParts(root, [root], None)
    package = Package(data, name)
    if _MANIFEST in package.members and b"encryption-data" in package.read(_MANIFEST):
        raise ReadError(name, "文件加了密码", remedy="请去掉密码后另存一份再读")
    content = package.xml("content.xml")
    others = [package.xml(part) for part in ("styles.xml",) if part in package.members]
    return OdfParts(content, [*others, content], package)
