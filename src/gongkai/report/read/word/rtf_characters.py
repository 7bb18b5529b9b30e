"""Bytes of an RTF file → characters: the code page of the document, and those of its fonts."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..shown_text import PICTURE

#: Python's names of Windows' code pages.
_PAGES = {
    437: "cp437", 850: "cp850", 874: "cp874", 932: "cp932", 936: "gb18030", 949: "cp949",
    950: "big5hkscs", 10_000: "mac_roman", 10_008: "gb18030", 54_936: "gb18030", 65_001: "utf-8",
    **{page: f"cp{page}" for page in range(1250, 1259)},
}  # fmt: skip
#: The code page of a font, by the number of its character set.
_CHARSETS = {
    77: 10_000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255,
    178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 255: 437,
}  # fmt: skip
_ANSI, _SYMBOL = 0, 2
_OF_TWO_BYTES = frozenset({"gb18030", "big5hkscs", "cp932", "cp949"})
_DECLARED = re.compile(rb"\\(?:ansicpg([0-9]{1,5})|(mac|pca|pc)(?![a-z]))")
_OLD = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
#: The head of a file says its code page before anything else.
_HEAD = 4096
_HIGH = re.compile(rb"[\x80-\xff]+")
#: Whole characters of two bytes, as an everyday Chinese text has them.
_CHARACTERS = re.compile(rb"(?:[\xa1-\xfe][\xa1-\xfe])+")
#: Where symbol fonts have their characters in Unicode.
_PRIVATE = re.compile("[\uf000-\uf0ff]")


class Charset(NamedTuple):
    """How bytes of a font are read: `page` is Python's name; `mixed` bytes are Western unless they can
    only be characters of the document's own page; of a `symbol` font they are pictures."""

    page: str
    mixed: bool = False
    symbol: bool = False


class CodePages:
    """What bytes mean in a document: by its own code page and by its fonts."""

    def __init__(self, data: bytes) -> None:
        """A document that says none is read as Chinese: it was written where that goes without saying."""
        match = _DECLARED.search(data, 0, _HEAD)
        if match is None:
            page = "gb18030"
        elif match[2]:
            page = _OLD[match[2]]
        else:
            page = _PAGES.get(int(match[1]), "cp1252")
        self.own = Charset(page)

    @property
    def pairs(self) -> bool:
        """Whether bytes above 127 are half a character each."""
        return self.own.page in _OF_TWO_BYTES

    def of_charset(self, number: int) -> Charset:
        """How a font of this character set is read.

        The Western set is declared for Chinese text too, by programs that know no other: two bytes and two
        that make Chinese characters are none of the signs that a Western font is used for.
        """
        if number == _ANSI:
            return Charset(self.own.page, mixed=True) if self.pairs else Charset("cp1252")
        if number == _SYMBOL:
            return Charset("cp1252", symbol=True)
        return self.of_page(_CHARSETS.get(number, 0))

    def of_page(self, number: int) -> Charset:
        """How a font that names a code page is read; as the document where that is not known."""
        page = _PAGES.get(number)
        return self.own if page is None else Charset(page)


def decoded(data: bytes, charset: Charset) -> str:
    """Bytes of one font as characters; damaged ones as U+FFFD, symbols as pictures."""
    if charset.symbol:
        return "".join(" " if byte == 0x20 else PICTURE for byte in data)
    if charset.mixed and not data.isascii():
        return _HIGH.sub(lambda match: _mixed(match[0], charset.page), data).decode()
    return data.decode(charset.page, "replace")


def _mixed(high: bytes, page: str) -> bytes:
    known = _CHARACTERS.fullmatch(high) is not None
    return high.decode(page if known else "cp1252", "replace").encode()


def without_symbols(text: str) -> str:
    """A text with what only a font of symbols can show as pictures."""
    return _PRIVATE.sub(PICTURE, text)
