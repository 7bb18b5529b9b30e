"""Property lists of Word's binary format: which paragraphs are cells, and how a row is divided.

A list is a run of `sprm` codes with operands ([MS-DOC] 2.2.5, 2.6.2, 2.6.3). Only those that say
where text belongs are followed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from .passages import DEEPEST, Properties, RowCell

_IN_TABLE, _ROW_END, _DEPTH = 0x2416, 0x2417, 0x6649
_INNER_CELL_END, _INNER_ROW_END = 0x244B, 0x244C
_OUTLINE = 0x2640
_HUGE = (0x6645, 0x6646)
_DEFINE_ROW, _MERGE_DOWN, _MERGE_ACROSS, _SPLIT = 0xD608, 0xD62B, 0x5624, 0x5625
_TABS = 0xC615
#: Operand sizes by the top three bits of a code; 6 says its own size.
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)

_MOST_CELLS = 64  # Word allows 63 in a row


def codes(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """Each code of a list with its operand; a list cut short ends there."""
    at, end = 0, len(properties)
    while at + 2 <= end:
        code = properties[at] | properties[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13]
        if not size:
            if code == _DEFINE_ROW:  # a count of two bytes, one more than follow
                if at + 2 > end:
                    return
                size = max(0, struct.unpack_from("<H", properties, at)[0] - 1)
                at += 2
            else:
                if at >= end:
                    return
                size = properties[at]
                at += 1
                if code == _TABS and size == 255:
                    size = _tabs(properties, at)
        if at + size > end:
            return
        yield code, properties[at : at + size]
        at += size


def _tabs(properties: bytes, at: int) -> int:
    """The size of a list of tab stops too long for one byte."""
    if at >= len(properties):
        return 0
    deleted = properties[at] * 4 + 1
    added = properties[at + deleted] * 3 + 1 if at + deleted < len(properties) else 0
    return deleted + added


def read_properties(lists: list[bytes], data: bytes) -> Properties:
    """What property lists, applied in order, say of a paragraph. `data` is the stream of long lists."""
    in_table = row_end = cell_end = False
    depth, outline = 0, None
    row: list[RowCell] = []
    for code, operand in _all_codes(lists, data):
        if code == _IN_TABLE:
            in_table = operand[0] != 0
        elif code in (_ROW_END, _INNER_ROW_END):
            row_end = operand[0] != 0
        elif code == _INNER_CELL_END:
            cell_end = operand[0] != 0
        elif code == _DEPTH:
            depth = struct.unpack("<i", operand)[0]
        elif code == _OUTLINE:
            outline = operand[0]
        elif code == _DEFINE_ROW:
            row = _row(operand)
        elif code == _MERGE_DOWN and len(operand) >= 2 and operand[0] < len(row):
            row[operand[0]] = row[operand[0]]._replace(from_above=operand[1] == 1)
        elif code in (_MERGE_ACROSS, _SPLIT):
            for i in range(operand[0] + (code == _MERGE_ACROSS), min(operand[1], len(row))):
                row[i] = row[i]._replace(goes_on=code == _MERGE_ACROSS)
    deep = min(max(depth, int(in_table)), DEEPEST)
    return Properties(deep, cell_end, row_end, outline, tuple(row))


def _all_codes(lists: list[bytes], data: bytes) -> Iterator[tuple[int, bytes]]:
    for properties in lists:
        for code, operand in codes(properties):
            if code in _HUGE:  # the real list lies in another stream
                at = struct.unpack("<I", operand)[0]
                if at + 2 <= len(data):
                    size = struct.unpack_from("<H", data, at)[0]
                    yield from codes(data[at + 2 : at + 2 + size])
            else:
                yield code, operand


def _row(operand: bytes) -> list[RowCell]:
    """The cells of a row from its definition: edges, then 20 bytes a cell, of which the first two count.

    Two descriptions of the format give the two bits of a merge across in opposite order; whichever
    value the first cell of a run has begins a run.
    """
    count = operand[0] if operand else 0
    if not 0 < count <= _MOST_CELLS or len(operand) < 1 + 2 * (count + 1):
        return []
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    start = 1 + 2 * (count + 1)
    cells: list[RowCell] = []
    begins = 0
    for i in range(count):
        at = start + 20 * i
        bits = struct.unpack_from("<H", operand, at)[0] if at + 2 <= len(operand) else 0
        across, down = bits & 3, bits >> 5 & 3
        if not across:
            begins = 0
        elif not begins:
            begins = across
        goes_on = bool(across) and across != begins and across != 3
        goes_on = goes_on and i > 0
        cells.append(RowCell(edges[i], edges[i + 1], goes_on, down == 1))
    return cells
