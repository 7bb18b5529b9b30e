"""Packed streams of a PDF, looked at before the PDF is opened: none may unpack to what fills the memory."""

from __future__ import annotations

import re
import zlib

from ..errors import ReadError

_STREAM = re.compile(rb"stream\r?\n")
_PACKED_TWICE = re.compile(
    rb"/(?:FlateDecode|Fl|LZWDecode|LZW)\s*/(?:FlateDecode|Fl|LZWDecode|LZW)\b"
)
_NOT_CONTENT = re.compile(
    rb"/Image|/Length1|/FontFile|/CIDFontType0C|/Type1C|/OpenType|/XRef|/ObjStm"
)
#: Packed data unpacks to no more than some thousandfold: less than this cannot do harm.
_SHORT = 1_500
_SHORT_PICTURE = 90_000
#: What a page draws is some hundred kilobytes; a picture of a page in colour thirty megabytes.
_MOST_CONTENT = 10_000_000
_MOST_PICTURE = 100_000_000
#: Text of one content, in bytes; each character of it takes some two hundred as an object.
_MOST_TEXT = 800_000
_TEXT = re.compile(rb"\((?:[^()\\]|\\.)*+\)|<[0-9A-Fa-f\s]++>", re.DOTALL)
#: The short dictionary of a stream stands before it.
_DICTIONARY = 600


def check_streams(data: bytes, name: str) -> None:
    """Raise ReadError when a stream of a PDF unpacks to more than any page of a report holds."""
    if _PACKED_TWICE.search(data):
        raise _too_much(name)
    for match in _STREAM.finditer(data):
        start = match.end()
        stop = data.find(b"endstream", start)
        packed = (stop if stop >= 0 else len(data)) - start
        if packed < _SHORT:
            continue
        said = data[max(0, match.start() - _DICTIONARY) : match.start()]
        said = said[said.rfind(b"obj") + 3 :]
        most = _MOST_CONTENT
        if _NOT_CONTENT.search(said):
            most = _MOST_PICTURE
            if packed < _SHORT_PICTURE:
                continue
        size, content = _unpacked(data, start, most)
        if size > most:
            raise _too_much(name)
        if size > _MOST_TEXT and sum(map(len, _TEXT.findall(content))) > _MOST_TEXT:
            raise _too_much(name)


def _unpacked(data: bytes, start: int, most: int) -> tuple[int, bytes]:
    """The size that a stream unpacks to, counted in steps up to a little more than `most`, and what a
    page may draw of it; 0 when it is not packed."""
    unpack = zlib.decompressobj()
    parts: list[bytes] = []
    size, at = 0, start
    try:
        while not unpack.eof and size <= most and at < len(data):
            step = data[at : at + 65_536]
            at += len(step)
            while step and not unpack.eof and size <= most:
                part = unpack.decompress(step, 1_000_000)
                size += len(part)
                if size <= _MOST_CONTENT:
                    parts.append(part)
                step = unpack.unconsumed_tail
    except zlib.error:
        pass
    return size, b"".join(parts)


def _too_much(name: str) -> ReadError:
    return ReadError(
        name, "PDF 里有一处内容解开后大得不正常，没有继续解", remedy="请重新导出，或确认文件来源"
    )
