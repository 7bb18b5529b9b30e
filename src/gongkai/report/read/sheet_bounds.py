"""How far a workbook's sheets reach, looked at before it is opened.

The library that reads sheets holds every place between the first and the last cell. One cell in the far
corner would be seventeen thousand million places.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator

from .bounds import MOST_CELLS, check_markup
from .errors import ReadError
from .ole import Container
from .packages import Package

_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,9})["']""")
_ENDLESS = re.compile(rb"""ount\s*=\s*["']\s*\+?\d{8}""")
_CELL_RECORDS = frozenset(
    {0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0406}
)
_START, _STRINGS = (0x0809, 0x0409, 0x0209, 0x0009), 0x00FC
_MOST_RECORDS = 3_000_000


def check_workbook(data: bytes, name: str) -> None:
    """Raise ReadError when a workbook (.xlsx or .xls) is broken, locked or reaches too far."""
    places = _xlsx_places(data, name) if data.startswith(b"PK") else _xls_places(data, name)
    for sheet in places:
        first_row = first_column = 1 << 32
        last_row = last_column = -1
        for row, column in sheet:
            first_row, last_row = min(first_row, row), max(last_row, row)
            first_column, last_column = min(first_column, column), max(last_column, column)
        if (
            last_row >= 0
            and (last_row - first_row + 1) * (last_column - first_column + 1) > 5 * MOST_CELLS
        ):
            raise ReadError(
                name,
                f"有一个工作表从第一格到最后一格有 {last_row - first_row + 1} 行 {last_column - first_column + 1} 列，不像一份年报",
                remedy="请删去表格以外的内容后另存再读",
            )


def _xlsx_places(data: bytes, name: str) -> Iterator[Iterator[tuple[int, int]]]:
    package = Package(data, name)
    if "xl/workbook.bin" in package.members:
        raise ReadError(
            name, "这是二进制的 Excel 文件（.xlsb），不能读", remedy="请另存为 .xlsx 再读"
        )
    for member in sorted(package.members):
        if member.startswith("xl/") and member.endswith(".xml"):
            content = package.read(member)
            check_markup(content, name)
            if _ENDLESS.search(content):
                raise _broken(name)  # room would be made for as many as it says, whatever there are
            if "sheet" in member:
                yield (
                    (int(found[2]), _column(found[1].upper())) for found in _PLACE.finditer(content)
                )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _xls_places(data: bytes, name: str) -> Iterable[list[tuple[int, int]]]:
    container = Container(data, name)
    book = container.read("Workbook") or container.read("Book")
    sheets: list[list[tuple[int, int]]] = [[]]
    at = 0
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(book):
            return sheets
        kind, size = struct.unpack_from("<HH", book, at)
        if kind in _START:
            sheets.append([])
        elif kind in _CELL_RECORDS and size >= 4 and at + 8 <= len(book):
            sheets[-1].append(struct.unpack_from("<HH", book, at + 4))
        elif kind == _STRINGS and _says(book, at) > len(book):
            break  # more texts than bytes
        at += 4 + size
    raise _broken(name)


def _broken(name: str) -> ReadError:
    return ReadError(name, "表格文件已损坏，打不开", remedy="请用原来的软件打开并另存一份再读")


def _says(book: bytes, at: int) -> int:
    """How many texts a table of texts says it has."""
    return int(struct.unpack_from("<I", book, at + 8)[0]) if at + 12 <= len(book) else 0
