"""RTF as tokens: groups, runs of control words, and bytes of text; pictures are stepped over.

Only the shape of the file is known here, and no word but two: `\\bin`, behind which any bytes may stand, and
`\\u`, a character with what stands for it elsewhere. As much as goes together is one token, for a report has
thirty thousand words and nearly all say how its lines are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..errors import ReadError

#: A report has some ten thousand; a file of so many is read in seconds.
_MOST_TOKENS = 4_000_000
#: Deeper than any program writes; groups that a program forgot to close stand below each other too.
_MOST_GROUPS = 10_000
#: A number of more digits is none; what is counted or measured by it is beyond every bound.
_MOST_DIGITS = 10
_BEYOND = 2**31 - 1

#: A character of two bytes, of which the second may be a backslash or a brace.
_PAIR = rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]"
#: Digits and spaces are never given back: half a number would be another one.
_UNIT = rb"\\u -?[0-9]{1,6}+ (?![0-9]) [ ]?+"
_HEX = rb"\\'[0-9A-Fa-f]{2}"
_TOKEN = rb"""
    (?P<text> (?: %%s [^\\{}\r\n\0\x80-\xff]+ | [\x80-\xff] ){1,4000} )
  | (?P<open> { )
  | (?P<close> } )
  | (?P<units> (?: %(unit)s (?: [ -\[\]-z|~] (?= [\\{}\r\n] ) | (?: %(hex)s ){1,2}+ ) (?! %(hex)s ) ){1,1000} )
  | (?P<words> (?: \\ (?! (?: u | bin ) (?![A-Za-z]) ) [A-Za-z]++ (?: -?[0-9]++ )? [ ]? [\r\n\0]*+ ){1,100}
      | \\u (?![A-Za-z]) (?: -?[0-9]++ )? [ ]? )
  | (?P<bytes> (?: %(hex)s ){1,4000} )
  | (?P<bin> \\bin (?P<count> -?[0-9]+ )? [ ]? )
  | \\ (?P<symbol> . )
  | [\r\n\0]+
""" % {b"unit": _UNIT, b"hex": _HEX}
_IN_SKIPPED = (
    rb"(?: %s [^\\{}\x80-\xff]+ | [\x80-\xff] ){0,4000}(?: ([{}]) | \\bin([0-9]*)[ ]? | \\. )?"
)


#: What a token is, and its bytes: of `text` as they stand in the file, or `written` as numbers; `words`, or
#: characters in Unicode each with its substitutes, `units`; the character of a `symbol`.
Token = tuple[Literal["open", "close", "words", "units", "symbol", "text", "written"], bytes]


class Span(NamedTuple):
    """A part of a file."""

    data: bytes
    start: int
    stop: int


_OPEN: Token = ("open", b"{")
_CLOSE: Token = ("close", b"}")


class Tokens:
    """The tokens of a file, in one pass. Raises ReadError where it is cut short or has no end of groups."""

    def __init__(self, data: bytes, name: str, *, pairs: bool) -> None:
        """`pairs` says that plain bytes above 127 are half a character each."""
        self._data, self._name = data, name
        self._at = data.find(b"{\\rtf")
        self._start = self._at  # of the last token
        self._depth = self._count = 0
        pair = _PAIR + b" |" if pairs else b""
        self._token = re.compile(_TOKEN % pair, re.VERBOSE | re.DOTALL)
        self._skipped = re.compile(_IN_SKIPPED % pair, re.VERBOSE | re.DOTALL)

    def __iter__(self) -> Iterator[Token]:
        """From the first group to where it is closed; what follows is not looked at, nor does Word."""
        find, data = self._token.match, self._data
        while (match := find(data, self._at)) is not None:
            self._start, self._at = self._at, match.end()
            self.count(1)
            kind = match.lastgroup
            if kind == "words":
                yield "words", match[0]
            elif kind == "text":
                yield "text", match[0]
            elif kind == "open":
                self._deeper(1)
                yield _OPEN
            elif kind == "close":
                self._deeper(-1)
                yield _CLOSE
                if self._depth <= 0:
                    return
            elif kind == "units":
                yield "units", match[0]
            elif kind == "bytes":
                yield "written", bytes.fromhex(match[0].replace(b"\\'", b"").decode())
            elif kind == "symbol":
                yield "symbol", match["symbol"]
            elif kind == "bin":
                self._pass(number_of(match["count"] or b"0"))

    def go_on_behind(self, length: int) -> None:
        """Only so much of the last token was taken: what follows is the next."""
        self._at = self._start + length

    def skip_group(self, length: int) -> Span:
        """Step over what stands in the innermost group behind so much of the last token: its end is the next
        token. Returns what was stepped over."""
        start = self._at = self._start + length
        self._to_end_of_group()
        return Span(self._data, start, self._at)

    def _to_end_of_group(self) -> None:
        outside = self._depth
        find, data = self._skipped.match, self._data
        while self._at < len(data):
            match = find(data, self._at)
            if match is None or match.end() == self._at:  # a backslash is the last byte
                self._at = len(data)
                return
            self.count(1)
            if match[1] == b"}" and self._depth == outside:
                self._at = match.start(1)
                return
            self._at = match.end()
            if match[1]:
                self._deeper(1 if match[1] == b"{" else -1)
            elif match[2] is not None:
                self._pass(number_of(match[2] or b"0"))

    def _pass(self, count: int) -> None:
        """Over bytes that are no text."""
        if count > len(self._data) - self._at:
            raise cut_short(self._name)
        self._at += max(0, count)

    def count(self, words: int) -> None:
        """So many more words, groups and texts. Raises ReadError where they are too many."""
        self._count += words
        if self._count > _MOST_TOKENS:
            raise ReadError(
                self._name,
                f"标记超过 {_MOST_TOKENS // 10_000} 万个，不像一份年报",
                remedy="请只留年报的内容，另存后再读",
            )

    def _deeper(self, by: int) -> None:
        self._depth += by
        if self._depth > _MOST_GROUPS:
            said = "RTF 文件里的内容一层套一层，深得不正常"
            raise ReadError(self._name, said, remedy="请用 Word 或 WPS 另存为 .docx 再读")


def cut_short(name: str) -> ReadError:
    """The refusal of a file that ends before its text does: figures may be missing, or halves of figures."""
    said = "RTF 文件不完整，后面缺了一段"
    return ReadError(
        name, said, remedy="请重新下载或重新拷贝；还是不行，请用 Word 或 WPS 打开并另存为 .docx"
    )


def number_of(digits: bytes) -> int:
    """The number behind a word; as large as one may be, where it has too many digits."""
    if len(digits) > _MOST_DIGITS:
        return -_BEYOND if digits.startswith(b"-") else _BEYOND
    return int(digits)
