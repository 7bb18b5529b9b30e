"""A web page saved as one file (.mht, .mhtml) → blocks: the page inside the message."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from pathlib import PurePath

from ..archives import SUFFIXES
from ..blocks import Block, Document, Grid
from ..bounds import MOST_CHARACTERS, characters_in
from ..errors import ReadError, printable
from ..plain.text import read_text
from .html import read_html

#: A page saved with its pictures has some ten thousand lines of base64; this many are 30 MB of them.
_MOST_LINES = 450_000
_MOST_PARTS = 5_000
_LONGEST_LINE = 2_000_000
_PAGES = ("text/html", "application/xhtml+xml")
#: Spaces that were put behind the sign of a line that goes on are none of it (RFC 2045, 6.7).
_SPACES_AT_END = re.compile(rb"=[ \t]+(?=\r?\n)")
_BROKEN = "请在浏览器里打开后另存为网页（.html），再读"


def read_mht(data: bytes, name: str) -> Document:
    """The first page of a saved message as blocks; its plain text when it has no page.

    Raises ReadError when there is neither, or the message is too big.
    """
    if (
        data.count(b"\n") > _MOST_LINES
        or data.lower().count(b"content-type") > _MOST_PARTS
        or max(map(len, data.split(b"\n"))) > _LONGEST_LINE
    ):
        raise ReadError(name, "文件里的部分多得不正常，不像一份年报", remedy=_BROKEN)
    try:
        plain = _SPACES_AT_END.sub(b"=", data.lstrip(b"\xef\xbb\xbf \t\r\n"))
        message = message_from_bytes(plain, policy=compat32)
        parts = {part.get_content_type(): part for part in reversed(list(message.walk()))}
    except Exception as error:  # recursion, lookup: whatever a broken header raises
        raise ReadError(name, "网页文件已损坏，里面的内容打不开", remedy=_BROKEN) from error
    attached = [name for name in map(_attached, message.walk()) if name]
    if attached:
        raise ReadError(
            name,
            f"这是带附件的邮件，附件有 {len(attached)} 个：{'、'.join(attached[:3])}",
            remedy="请把附件里的年报另存出来再读",
        )
    first = next((parts[kind] for kind in _PAGES if kind in parts), None)
    if first is not None:
        return Document(_blocks(first, message, name), name, "mht")
    if "text/plain" in parts:
        return Document(read_text(_content(parts["text/plain"], name), name).blocks, name, "mht")
    raise ReadError(name, "文件里没有网页", remedy=_BROKEN)


def _blocks(first: Message, message: Message, name: str) -> tuple[Block, ...]:
    """The blocks of the first page; those of the page it frames where it has no table itself."""
    content = _content(first, name)
    blocks = _page(first, content, name)
    if any(isinstance(block, Grid) for block in blocks) or b"frame" not in content.lower():
        return blocks
    left = MOST_CHARACTERS
    for one in message.walk():
        if one is first or one.get_content_type() not in _PAGES:
            continue
        framed = _content(one, name)
        left -= len(framed)
        if left < 0:
            break
        blocks = max(blocks, _page(one, framed, name), key=_size)
    return blocks


def _size(blocks: tuple[Block, ...]) -> int:
    return sum(map(characters_in, blocks))


def _page(part: Message, content: bytes, name: str) -> tuple[Block, ...]:
    return read_html(content, name, declared=_charset(part)).blocks


def _attached(part: Message) -> str:
    """The name of a part that a person attached and that may be a report; empty for any other."""
    try:
        if part.get_content_disposition() != "attachment":
            return ""
        name = str(make_header(decode_header(part.get_filename() or "")))
    except Exception:  # a header that is not text: as if it said nothing
        return ""
    return printable(name) if PurePath(name).suffix.lower() in SUFFIXES else ""


def _content(part: Message, name: str) -> bytes:
    """The bytes of a part, its transfer encoding undone."""
    try:
        content = part.get_payload(decode=True)
    except Exception as error:  # as above
        raise ReadError(name, "网页文件已损坏，里面的网页解不开", remedy=_BROKEN) from error
    if not isinstance(content, bytes):
        raise ReadError(name, "网页文件已损坏，里面的网页解不开", remedy=_BROKEN)
    return content


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or ""
    except Exception:  # a header that is not text: as if it said nothing
        return ""
