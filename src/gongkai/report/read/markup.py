"""XML, parsed so that nothing in it reaches outside or swells: no entities, no network, bounds first."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from .bounds import check_markup
from .characters import decode_chinese, decode_wide
from .errors import ReadError

_DECLARATION = re.compile(r"\s*(?:<\?xml\b[^>]*\?>)?")
_ENCODING = re.compile(rb"""<\?xml\b[^>]*?encoding\s*=\s*["']([A-Za-z0-9_-]+)""")
_BROKEN = "请用原来的软件打开并另存一份，或重新下载后再读"


def parse_xml(
    data: bytes, name: str, said: str, without: re.Pattern[bytes] | None = None
) -> etree._Element:
    """The root of some XML. `name` is the file's, `said` what a message calls this part of it; `without` finds
    markup that nobody reads, whole elements. Raises ReadError when it is broken, has a DOCTYPE or too many
    elements."""
    check_markup(data, name)
    if without is not None and b"<![CDATA[" not in data:  # there markup is text
        data = without.sub(b"", data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(name, f"{said} 不是完整的 XML", remedy=_BROKEN) from error
    if root.getroottree().docinfo.internalDTD is not None:
        # Office files never have one; entity attacks need one.
        raise ReadError(name, f"{said} 带有不应有的 DOCTYPE 声明", remedy=_BROKEN)
    return root


def parse_xml_file(data: bytes, name: str) -> etree._Element:
    """The root of a file that is XML itself, whatever its encoding. Raises ReadError as `parse_xml` and `in_utf8`."""
    return parse_xml(in_utf8(data, name), name, "文件")


def in_utf8(data: bytes, name: str) -> bytes:
    """A file that is XML itself in UTF-8, without what stands before its root: it is read by its byte order mark,
    else as UTF-16 or UTF-8 if it is that throughout, else as it declares, as GB18030 or Big5. Templates are filled
    in by programs that declare one and write another, and leave empty lines at the head. Raises ReadError."""
    text = _decoded(data)
    if text is None:
        raise ReadError(name, "文件的文字编码认不出来", remedy=_BROKEN)
    return text[_declared(text) :].encode("utf-8", "replace")


def _declared(text: str) -> int:
    """Where a text begins behind its declaration."""
    found = _DECLARATION.match(text)
    return found.end() if found else 0


def _decoded(data: bytes) -> str | None:
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        return decode_wide(data) or data.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = _ENCODING.search(data[:1024])
        return decode_chinese(data, found[1].decode("ascii").lower() if found else "")
