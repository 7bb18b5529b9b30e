"""XML, parsed so that nothing in it reaches outside or swells: no entities, no network, bounds first."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from .bounds import check_markup
from .characters import decode_chinese, decode_wide
from .errors import ReadError

_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b[^>]*\?>)?")
_ENCODING = re.compile(rb"""<\?xml\b[^>]*?encoding\s*=\s*["']([A-Za-z0-9_-]+)""")
_AT_ONCE = 1_000_000
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
    if not _is_utf8(data):
        text = _decoded(data)
        if text is None:
            raise ReadError(name, "文件的文字编码认不出来", remedy=_BROKEN)
        data = text.encode("utf-8", "replace")
    found = _DECLARATION.match(data)
    return data[found.end() :] if found else data


def _is_utf8(data: bytes) -> bool:
    """Whether data is UTF-8 throughout, without making one text of it: its pictures may be written out in it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), _AT_ONCE):
            decoder.decode(data[at : at + _AT_ONCE])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def _decoded(data: bytes) -> str | None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    found = _ENCODING.search(data[:1024])
    return decode_wide(data) or decode_chinese(data, found[1].decode().lower() if found else "")
