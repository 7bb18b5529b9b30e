"""The streams of Word's binary format (97 and later), and what their head says of them: in which pieces
the text lies ([MS-DOC] 2.4.1), and which properties hold from where (2.4.6).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from ..bounds import MOST_CHARACTERS
from ..errors import ReadError
from ..ole import Container

#: Runs of properties, pieces and paragraphs; a report has some thousand of each.
MOST_PARAGRAPHS = 200_000
_BROKEN = "请用 Word 或 WPS 打开并另存为 .docx，再读"


class NotUnderstood(ReadError):
    """The bytes are a Word file, and its own tables do not add up or are of an older kind."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that lie together; `prm` says what else holds of their paragraphs."""

    start: int  # first character
    stop: int
    place: int  # in the file, in bytes
    width: int  # bytes a character
    prm: int

    def place_of(self, character: int) -> int:
        """Where a character lies in the file, in bytes."""
        return self.place + (character - self.start) * self.width


class WordStreams:
    """The streams of a Word file by what they hold: `main` the text and pages of properties, `data` long
    lists of properties; `count` is how many characters the main text has. What reads a list raises
    struct.error or IndexError where it is cut short."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises ReadError when the file is locked, NotUnderstood when its head is not sound."""
        self._name = name
        container = Container(data, name)
        self.main = container.read("WordDocument")
        if len(self.main) < 426 or self._u16(0) not in (0xA5EC, 0xA5DC):
            raise self.broken("文件头不对")
        flags = self._u16(0x0A)
        if flags & 0x0100:
            raise ReadError(name, "文件加了密码", remedy="请去掉密码后另存一份再读")
        if self._u16(0) == 0xA5DC or self._u16(2) < 0xC1:
            raise NotUnderstood(name, "这是 Word 95 或更早的文件", remedy=_BROKEN)
        self._table = container.read("1Table" if flags & 0x0200 else "0Table")
        self.data = container.read("Data") if "Data" in container.streams else b""
        self.count = self.u32(0x4C)
        if not 0 <= self.count <= MOST_CHARACTERS:
            raise self.broken("文件里写的字数不对")

    def _u16(self, at: int) -> int:
        return int(struct.unpack_from("<H", self.main, at)[0])

    def u32(self, at: int) -> int:
        """A number of the head."""
        return int(struct.unpack_from("<I", self.main, at)[0])

    def broken(self, cause: str) -> NotUnderstood:
        """The error of a file that is not sound."""
        return NotUnderstood(self._name, f"文件已损坏，{cause}", remedy=_BROKEN)

    def part(self, at: int) -> bytes:
        """The part of the table stream that a pair in the file's head points to."""
        start, size = self.u32(at), self.u32(at + 4)
        return self._table[start : start + size]

    def pieces(self) -> tuple[list[Piece], list[bytes]]:
        """Where the text lies, in order, and the lists of properties that pieces refer to."""
        clx = self.part(0x1A2)
        at, lists = 0, []
        while at < len(clx) and clx[at] == 1:
            size = struct.unpack_from("<h", clx, at + 1)[0]
            if size < 0:
                raise self.broken("文件里的目录不完整")
            lists.append(clx[at + 3 : at + 3 + size])
            at += 3 + size
        if at >= len(clx) or clx[at] != 2:
            raise self.broken("找不到正文的目录")
        plc = clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
        count = (len(plc) - 4) // 12
        if count < 1 or count > MOST_PARAGRAPHS:
            raise self.broken("正文的目录不完整")
        edges = struct.unpack_from(f"<{count + 1}I", plc)
        pieces = []
        for i in range(count):
            _, place, prm = struct.unpack_from("<HIH", plc, 4 * (count + 1) + 8 * i)
            if edges[i + 1] <= edges[i] or edges[0] != 0:
                raise self.broken("正文的目录前后不接")
            narrow = bool(place & 0x40000000)
            place &= 0x3FFFFFFF
            piece = Piece(
                edges[i], edges[i + 1], place // 2 if narrow else place, 1 if narrow else 2, prm
            )
            pieces.append(piece)
            if piece.start < self.count and piece.place_of(min(piece.stop, self.count)) > len(
                self.main
            ):
                raise self.broken("正文不完整")
        return pieces, lists

    def text_of(self, piece: Piece) -> str:
        """The characters of a piece, each of one UTF-16 unit, so that places stay countable."""
        stop = min(piece.stop, MOST_CHARACTERS)
        raw = self.main[piece.place : piece.place_of(stop)]
        if piece.width == 1:
            return raw.decode("cp1252", "replace")
        text = raw[: len(raw) // 2 * 2].decode("utf-16-le", "surrogatepass")
        if len(text) * 2 != len(raw):  # characters of two units
            text = "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2])))
        return text

    def property_runs(self, at: int, entry: int) -> list[tuple[int, bytes]]:
        """(first byte in the file, properties) of each run, in order of place.

        `entry` is the size of a run's entry in a page: 13 for paragraphs, 1 for characters.
        """
        plc = self.part(at)
        count = (len(plc) - 4) // 8
        runs: list[tuple[int, bytes]] = []
        for i in range(count):
            page_number = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * i)[0] & 0x3FFFFF
            page = self.main[page_number * 512 : page_number * 512 + 512]
            if len(page) < 512 or not 0 < page[511] <= 101:
                continue
            held = page[511]
            if len(runs) > MOST_PARAGRAPHS:
                raise self.broken("格式目录大得不正常")
            for r in range(held):
                place = struct.unpack_from("<I", page, 4 * r)[0]
                where = page[4 * (held + 1) + entry * r] * 2
                runs.append((place, _property_list(page, where, long=entry == 13)))
        runs.sort(key=lambda run: run[0])
        return runs


def _property_list(page: bytes, at: int, *, long: bool) -> bytes:
    """A property list in a page: its size first; for paragraphs in words, zero meaning one more byte."""
    if not at or at >= 511:
        return b""
    size = page[at]
    if not long:
        return page[at + 1 : at + 1 + size]
    if size:
        return page[at + 1 : at + 2 * size]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]
