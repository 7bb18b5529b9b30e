"""Values parted by commas or semicolons (.csv) → blocks: rows as a grid, long texts as paragraphs."""

from __future__ import annotations

import csv
import io
from collections import Counter

from ..blocks import Document
from ..bounds import MOST_CELLS, check_text
from ..errors import ReadError
from ..plain.text import decode
from .sheet import Row, sheet_blocks

_DELIMITERS = (",", ";")
_LOOKED_AT = 65_536
#: Fewer lines than this do not show a pattern; this share of them has the same number of values.
_FEWEST_LINES = 4
_MOST_ALIKE = 0.7


def looks_delimited(data: bytes) -> bool:
    """True for text whose lines nearly all have the same number of values, three at least.

    Sentences of Chinese text have wide commas, and the commas of thousands are not alike in each line.
    """
    return _delimiter(data) is not None


def _delimiter(data: bytes) -> str | None:
    head = data[:_LOOKED_AT]
    if b"\0" in head:  # UTF-16; in all others both signs are always one byte of their own
        order = "utf-16-be" if head.startswith(b"\xfe\xff") else "utf-16-le"
        head = head.decode(order, "replace").encode()
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"{", b"[", b"<")):
        return None
    for sign in _DELIMITERS:
        byte = sign.encode()
        if head.count(byte) < 2 * _FEWEST_LINES:
            continue
        plain = b"".join(head.split(b'"')[::2])  # without what stands in quotes
        lines = [line for line in plain.splitlines() if line.strip()]
        if len(data) > _LOOKED_AT:
            lines = lines[:-1]
        counts = Counter(line.count(byte) for line in lines)
        if len(lines) < _FEWEST_LINES:
            continue
        count, alike = counts.most_common(1)[0]
        if count >= 2 and alike >= _MOST_ALIKE * len(lines):
            return sign
    return None


def read_csv(data: bytes, name: str) -> Document:
    """A file of values parted by signs as blocks. Raises ReadError when it cannot be decoded or is too big.

    A source counts the file's own rows and columns.
    """
    text = decode(data, name)
    check_text(text, name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(data) or ",")
    rows: list[Row] = []
    cells = 0
    try:
        for r, values in enumerate(reader):
            cells += len(values) or 1
            if cells > MOST_CELLS:
                raise ReadError(
                    name,
                    f"超过 {MOST_CELLS // 10_000} 万格，不像一份年报",
                    remedy="请只留年报的内容",
                )
            rows.append(Row(r, {c: value.strip() for c, value in enumerate(values)}))
    except csv.Error as error:
        raise ReadError(
            name,
            "CSV 里的引号不成对，或有一格长得不正常",
            remedy="请用 Excel 打开后另存为 .xlsx 再读",
        ) from error
    return Document(tuple(sheet_blocks(rows, 1)), name, "csv")
