"""How far a workbook's sheets reach, looked at before it is opened.

The library that reads sheets holds every place between the first and the last cell. One cell in the far
corner would be seventeen thousand million places.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator

from ..bounds import MOST_CELLS, check_markup
from ..errors import ReadError
from ..ole import Container
from ..packages import Package

#: Where a cell says it stands, and a row: after it a cell need not say.
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,9})["']""")
_ENDLESS = re.compile(rb"""ount\s*=\s*["']\s*\+?\d{8}""")
_CELL_RECORDS = frozenset(
    {0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0406}
)
_SHEET, _STRINGS, _REACH, _END = 0x0085, 0x00FC, 0x0200, 0x000A
_MOST_RECORDS = 3_000_000
_MOST_SHEETS = 1_000


def check_workbook(data: bytes, name: str) -> None:
    """Raise ReadError when a workbook (.xlsx or .xls) is broken, locked or reaches too far."""
    for rows, columns in reaches(data, name):
        if rows * columns > 5 * MOST_CELLS:
            raise ReadError(
                name,
                f"有一个工作表从第一格到最后一格有 {rows} 行 {columns} 列，不像一份年报",
                remedy="请删去表格以外的内容后另存再读",
            )


def reaches(data: bytes, name: str, *, of_a_report: bool = True) -> Iterator[tuple[int, int]]:
    """How many rows and columns each sheet of a workbook (.xlsx or .xls) has from its first to its
    last cell; a sheet without cells is left out. Nothing is opened that reads sheets.

    Raises ReadError when the workbook is broken or locked, and, `of_a_report`, when it has more markup
    than a report.
    """
    packed = data.startswith(b"PK")
    sheets = _xlsx_places(data, name, of_a_report) if packed else _xls_places(data, name)
    for sheet in sheets:
        first_row = first_column = 1 << 32
        last_row = last_column = -1
        for row, column in sheet:
            first_row, last_row = min(first_row, row), max(last_row, row)
            first_column, last_column = min(first_column, column), max(last_column, column)
        if last_row >= 0:
            yield last_row - first_row + 1, last_column - first_column + 1


def _xlsx_places(data: bytes, name: str, of_a_report: bool) -> Iterator[Iterator[tuple[int, int]]]:
    package = Package(data, name)
    if "xl/workbook.bin" in package.members:
        raise ReadError(
            name, "这是二进制的 Excel 文件（.xlsb），不能读", remedy="请另存为 .xlsx 再读"
        )
    for member in sorted(package.members):
        content = package.read(member)  # any may be a sheet: only a relation says which
        if of_a_report and member.endswith(".xml"):
            check_markup(content, name)
        if _ENDLESS.search(content):
            raise _broken(name)  # room would be made for as many as it says, whatever there are
        yield (
            (int(found[2]), column_number(found[1].upper()) or 1)
            for found in _PLACE.finditer(content)
        )


def column_number(letters: bytes) -> int:
    """The number of a column from 1, by its letters; 0 without any."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _xls_places(data: bytes, name: str) -> Iterable[list[tuple[int, int]]]:
    """The places of the cells of each sheet, which begins where the list of sheets says."""
    container = Container(data, name)
    container.check_chains()
    book = container.read("Workbook") or container.read("Book")
    starts = dict.fromkeys([0])
    sheets: list[list[tuple[int, int]]] = []
    left = _MOST_RECORDS
    while starts:
        at = next(iter(starts))
        del starts[at]
        places: list[tuple[int, int]] = []
        sheets.append(places)
        for kind, content in records(book, at):
            left -= 1
            if left < 0 or len(sheets) > _MOST_SHEETS:
                raise _broken(name)
            if kind == _SHEET and len(content) >= 4 and at == 0:
                starts[struct.unpack_from("<I", content)[0]] = None
            elif kind in _CELL_RECORDS and len(content) >= 4:
                places.append(struct.unpack_from("<HH", content))
            elif (kind == _STRINGS and _texts(content) > len(book)) or (
                kind == _REACH and not _is_sound(content)
            ):
                raise _broken(name)  # room would be made for as many as it says
    return sheets


def records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of a stream up to its end or to the end of a sheet: the kind and the content of each."""
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + size]
        if kind == _END:
            return
        at += 4 + size


def _texts(content: bytes) -> int:
    """How many texts a table of texts says it has."""
    return int(struct.unpack_from("<I", content, 4)[0]) if len(content) >= 8 else 0


def _is_sound(content: bytes) -> bool:
    """True for the reach of a sheet that ends after it begins and holds no more than the format can."""
    if len(content) == 14:
        top, bottom, left, right = struct.unpack_from("<IIHH", content)
    elif len(content) == 10:
        top, bottom, left, right = struct.unpack_from("<HHHH", content)
    else:
        return len(content) < 10  # too short to say anything; no other length is one of the format
    if not bottom or not right:
        return True  # empty
    return bool(top <= bottom <= 65_536 and left <= right <= 256)


def _broken(name: str) -> ReadError:
    return ReadError(name, "表格文件已损坏，打不开", remedy="请用原来的软件打开并另存一份再读")
