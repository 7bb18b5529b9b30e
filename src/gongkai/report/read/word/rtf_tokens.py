"""RTF as tokens: groups, control words with their numbers, and bytes of text; pictures are stepped over.

Only the shape of the file is known here, and no word but `\\bin`, behind which any bytes may stand.
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
_TOKEN = rb"""
    (?P<text> (?: %s [^\\{}\r\n\0\x80-\xff]+ | [\x80-\xff] ){1,4000} )
  | \\ (?P<word> [A-Za-z]+ ) (?P<number> -?[0-9]+ )? [ ]?
  | (?P<bytes> (?: \\'[0-9A-Fa-f]{2} ){1,4000} )
  | (?P<open> { )
  | (?P<close> } )
  | \\ (?P<symbol> . )
  | [\r\n\0]+
"""
_IN_SKIPPED = (
    rb"(?: %s [^\\{}\x80-\xff]+ | [\x80-\xff] ){0,4000}(?: ([{}]) | \\bin([0-9]*)[ ]? | \\. )?"
)


class Token(NamedTuple):
    """One piece of a file. `value` is the name of a word, the character of a symbol, or bytes: of `text` as
    they stand in the file, or `written` as numbers. A word without a number has None."""

    kind: Literal["open", "close", "word", "symbol", "text", "written"]
    value: bytes = b""
    number: int | None = None


class Span(NamedTuple):
    """A part of a file."""

    data: bytes
    start: int
    stop: int


_OPEN, _CLOSE = Token("open"), Token("close")


class Tokens:
    """The tokens of a file, in one pass. Raises ReadError where it is cut short or has no end of groups."""

    def __init__(self, data: bytes, name: str, *, pairs: bool) -> None:
        """`pairs` says that plain bytes above 127 are half a character each."""
        self._data, self._name = data, name
        self._at = data.find(b"{\\rtf")
        self._depth = self._count = 0
        pair = _PAIR + b" |" if pairs else b""
        self._token = re.compile(_TOKEN % pair, re.VERBOSE | re.DOTALL)
        self._skipped = re.compile(_IN_SKIPPED % pair, re.VERBOSE | re.DOTALL)

    def __iter__(self) -> Iterator[Token]:
        """From the first group to where it is closed; what follows is not looked at, nor does Word."""
        find = self._token.match
        while (match := find(self._data, self._at)) is not None:
            self._at = match.end()
            self._step()
            kind = match.lastgroup
            if kind == "text":
                yield Token("text", match[0])
            elif kind in ("word", "number"):
                number = match["number"]
                number = None if number is None else _number(number)
                if match["word"] == b"bin":
                    self._pass(number or 0)
                else:
                    yield Token("word", match["word"], number)
            elif kind == "bytes":
                yield Token("written", bytes.fromhex(match[0].replace(b"\\'", b"").decode()))
            elif kind == "open":
                self._deeper(1)
                yield _OPEN
            elif kind == "close":
                self._deeper(-1)
                yield _CLOSE
                if self._depth <= 0:
                    return
            elif kind == "symbol":
                yield Token("symbol", match["symbol"])

    def skip_group(self) -> Span:
        """Step over the rest of the innermost group: its end is the next token. Returns what was stepped over."""
        start = self._at
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
            self._step()
            if match[1] == b"}" and self._depth == outside:
                self._at = match.start(1)
                return
            self._at = match.end()
            if match[1]:
                self._deeper(1 if match[1] == b"{" else -1)
            elif match[2] is not None:
                self._pass(_number(match[2] or b"0"))

    def _pass(self, count: int) -> None:
        """Over bytes that are no text."""
        if count > len(self._data) - self._at:
            raise cut_short(self._name)
        self._at += max(0, count)

    def _step(self) -> None:
        self._count += 1
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


def _number(digits: bytes) -> int:
    if len(digits) > _MOST_DIGITS:
        return -_BEYOND if digits.startswith(b"-") else _BEYOND
    return int(digits)
