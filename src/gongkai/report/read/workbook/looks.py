"""What a workbook says about its cells beside their values: which are hidden, and how numbers are shown.

The library that reads sheets gives stored values; what was printed follows from this. Errors in cells,
and formulas that nobody has calculated, are told too: the library gives nothing for them, and nothing
is what a blank cell gives.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from ..ole import Container
from .bounds import column_number, records
from .formats import BUILT_IN
from .merged import Place


@dataclass(slots=True)
class Looks:
    """What is hidden and how numbers are shown in one sheet. `texts` are cells whose value is no value."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formats: dict[Place, str] = field(default_factory=dict)
    texts: dict[Place, str] = field(default_factory=dict)
    shows_zeros: bool = True


def looks_of(data: bytes, name: str) -> list[Looks]:
    """The looks of each sheet of a workbook (.xlsx or .xls), in its order; fewer when the workbook does
    not say. `check_workbook` has found it sound."""
    return list(_xlsx_looks(data) if data.startswith(b"PK") else _xls_looks(data, name))


# ---- .xlsx

_TAG = re.compile(
    rb"<(?:\w+:)?(?:(?P<row>row)|(?P<cell>c)|(?P<column>col)|(?P<view>sheetView))"
    rb"(?P<attributes>(?:\s[^<>]*?)?)(?P<empty>/?)>"
)
_NO_CELL = re.compile(
    rb"<(?:\w+:)?(?:(?P<row>row)|(?P<column>col)|(?P<view>sheetView))(?P<attributes>(?:\s[^<>]*?)?)/?>"
)
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^<>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^<>]*)>")
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s([^<>]*)>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\s([^<>]*)>")
_FORMULA = re.compile(rb"\s*<(?:\w+:)?f\b[^<>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)</")
_UNCALCULATED = re.compile(rb"""fullCalcOnLoad\s*=\s*["'](?:1|true)""")
_MOST_COLUMNS = 16_384
_MOST_STEPS = 1_000_000  # of hidden columns said again and again
#: Of a cell, of which a sheet has thousands: where it stands, its style, its kind.
_CELL_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_CELL_STYLED = re.compile(rb"""\bs\s*=\s*["'](\d{1,7})["']""")
_CELL_KIND = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")
_TEXTS = frozenset({b"s", b"str", b"inlineStr"})


def _attributes(text: bytes) -> dict[str, str]:
    return {
        key.decode("ascii", "replace").rpartition(":")[2]: unescape(
            (one or two).decode("utf-8", "replace")
        )
        for key, one, two in _ATTRIBUTE.findall(text)
    }


def _xlsx_looks(data: bytes) -> Iterator[Looks]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = set(package.namelist())
        book = next((m for m in ("xl/workbook.xml", "xl/workbook2.xml") if m in members), None)
        links = f"xl/_rels/{posixpath.basename(book)}.rels" if book else ""
        if book is None or links not in members:
            return
        written = package.read(book)
        targets = {
            one.get("Id", ""): posixpath.normpath(posixpath.join("/xl", one.get("Target", "")))[1:]
            for one in map(_attributes, _RELATION.findall(package.read(links)))
        }
        formats = _formats(package.read("xl/styles.xml")) if "xl/styles.xml" in members else []
        for sheet in map(_attributes, _SHEET.findall(written)):
            member = targets.get(sheet.get("id", ""), "")
            text = package.read(member) if member in members else b""
            yield _sheet_looks(text, formats, bool(_UNCALCULATED.search(written)))


def _formats(styles: bytes) -> list[str]:
    """The number format of each style of cells; empty for the general one."""
    codes = dict(BUILT_IN)
    for one in map(_attributes, _NUMBER_FORMAT.findall(styles)):
        if one.get("numFmtId", "").isdigit():
            codes[int(one["numFmtId"])] = one.get("formatCode", "")
    block = _CELL_FORMATS.search(styles)
    ids = [
        one.get("numFmtId", "0")
        for one in map(_attributes, _CELL_FORMAT.findall(block[0] if block else b""))
    ]
    return [codes.get(int(one), "") if one.isdigit() else "" for one in ids]


def _sheet_looks(text: bytes, formats: list[str], uncalculated: bool) -> Looks:
    looks = Looks()
    row = column = -1
    left = _MOST_STEPS
    with_place = text.count(b'<c r="')
    placed = 0 < with_place == text.count(b"<c") - text.count(b"<col")
    if placed:  # as nearly every program writes: most cells need not be looked at
        _look_at_cells(text, formats, uncalculated, looks)
    for tag in (_NO_CELL if placed else _TAG).finditer(text):
        held = tag["attributes"]
        if not placed and tag["cell"] is not None:
            place = _CELL_PLACE.search(held)
            column = _column(place[1]) if place else column + 1
            row = int(place[2]) - 1 if place else row
            style = _CELL_STYLED.search(held)
            number = int(style[1]) if style else 0
            if number < len(formats) and formats[number]:
                looks.formats[row, column] = formats[number]
            kind = _CELL_KIND.search(held)
            if not tag["empty"] and (kind is None or kind[1] not in _TEXTS):
                shows = _no_value(
                    text, tag.end(), kind is not None and kind[1] == b"e", uncalculated
                )
                if shows:
                    looks.texts[row, column] = shows
        elif tag["row"] is not None:
            said = _attributes(held)
            row = int(said["r"]) - 1 if said.get("r", "").isdigit() else row + 1
            column = -1
            if _is_on(said.get("hidden")):
                looks.hidden_rows.add(row)
        elif tag["column"] is not None:
            said = _attributes(held)
            if _is_on(said.get("hidden")) and said.get("min", "").isdigit():
                last = said.get("max", said["min"])
                stop = min(int(last), _MOST_COLUMNS) if last.isdigit() else 0
                if left > 0:
                    looks.hidden_columns.update(range(int(said["min"]) - 1, stop))
                    left -= stop
        elif b"showZeros" in held:
            looks.shows_zeros = _is_on(_attributes(held).get("showZeros"))
    return looks


def _look_at_cells(text: bytes, formats: list[str], uncalculated: bool, looks: Looks) -> None:
    """Look at the cells that have a format, an error or a formula; each says first where it stands."""
    for cell in _telling(tuple(i for i, code in enumerate(formats) if code)).finditer(text):
        held = cell[3]
        place = int(cell[2]) - 1, _column(cell[1])
        style = _CELL_STYLED.search(held)
        number = int(style[1]) if style else 0
        if number < len(formats) and formats[number]:
            looks.formats[place] = formats[number]
        kind = _CELL_KIND.search(held)
        if not cell[4] and (kind is None or kind[1] not in _TEXTS):
            shows = _no_value(text, cell.end(), kind is not None and kind[1] == b"e", uncalculated)
            if shows:
                looks.texts[place] = shows


@lru_cache(maxsize=64)
def _telling(styles: tuple[int, ...]) -> re.Pattern[bytes]:
    """What finds the cells of these styles, and those with an error or a formula."""
    named = "|".join(map(str, styles)) or "none"
    return re.compile(
        rb"""<c r="([A-Z]{1,3})(\d{1,7})"(?=[^<>]*\ss\s*=\s*["'](?:%s)["']|[^<>]*\st\s*=\s*["']e"""
        rb"""|[^<>]*>\s*<f)([^<>]*?)(/?)>""" % named.encode()
    )


@lru_cache(maxsize=1024)
def _column(letters: bytes) -> int:
    return column_number(letters) - 1


def _no_value(text: bytes, at: int, is_error: bool, uncalculated: bool) -> str:
    """What a cell shows that has no value of its own: an error by its name, a formula that was never
    calculated by its words. Some programs write 0 for such a formula and ask that it be calculated."""
    formula = _FORMULA.match(text, at)
    if formula is None and not is_error:
        return ""
    value = _VALUE.match(text, formula.end() if formula else at)
    stored = value[1].strip() if value else b""
    if is_error:
        return stored.decode("utf-8", "replace") or "#VALUE!"
    if formula is None or (stored and not uncalculated):
        return ""
    return (
        "=" + unescape((formula[1] or b"").decode("utf-8", "replace"))
        if stored in (b"", b"0")
        else ""
    )


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")


# ---- .xls ([MS-XLS] 2.4)

_BOUND_SHEET, _FORMAT, _CELL_STYLE = 0x0085, 0x041E, 0x00E0
_ROW, _COLUMNS, _VIEW = 0x0208, 0x007D, 0x023E
_FORMULA_CELL, _ERROR_CELL = 0x0006, 0x0205
_NUMBERS = frozenset({0x0006, 0x0203, 0x027E})
_NUMBERS_IN_ROW = 0x00BD
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip


def _xls_looks(data: bytes, name: str) -> Iterator[Looks]:
    container = Container(data, name)
    book = container.read("Workbook")
    codes, formats, starts = dict(BUILT_IN), [], []
    for kind, content in records(book, 0):
        if kind == _BOUND_SHEET and len(content) >= 4:
            starts.append(struct.unpack_from("<I", content)[0])
        elif kind == _FORMAT and len(content) >= 5:
            codes[struct.unpack_from("<H", content)[0]] = _format_code(content)
        elif kind == _CELL_STYLE and len(content) >= 4:
            formats.append(struct.unpack_from("<H", content, 2)[0])
    styles = [codes.get(one, "") for one in formats]
    for start in starts:
        yield _xls_sheet(book, start, styles)


def _format_code(content: bytes) -> str:
    count, wide = struct.unpack_from("<HB", content, 2)
    return (
        content[5 : 5 + 2 * count].decode("utf-16-le", "replace")
        if wide & 1
        else content[5 : 5 + count].decode("latin-1")
    )


def _xls_sheet(book: bytes, start: int, styles: list[str]) -> Looks:
    looks = Looks()
    for kind, content in records(book, start):
        if kind == _ROW and len(content) >= 14:
            if struct.unpack_from("<H", content, 12)[0] & 0x20:
                looks.hidden_rows.add(struct.unpack_from("<H", content)[0])
        elif kind == _COLUMNS and len(content) >= 10:
            first, last, _, _, flags = struct.unpack_from("<5H", content)
            if flags & 1:
                looks.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == _VIEW and len(content) >= 2:
            looks.shows_zeros = bool(struct.unpack_from("<H", content)[0] & 0x10)
        elif kind in _NUMBERS and len(content) >= 6:
            row, column, style = struct.unpack_from("<3H", content)
            _format(looks, row, column, style, styles)
            if kind == _FORMULA_CELL and content[6:7] == b"\2" and content[12:14] == b"\xff\xff":
                looks.texts[row, column] = _ERRORS.get(content[8], "#VALUE!")
        elif kind == _NUMBERS_IN_ROW and len(content) >= 12:
            row, first = struct.unpack_from("<2H", content)
            for i in range((len(content) - 6) // 6):
                style = struct.unpack_from("<H", content, 4 + 6 * i)[0]
                _format(looks, row, first + i, style, styles)
        elif kind == _ERROR_CELL and len(content) >= 8 and content[7]:
            place = struct.unpack_from("<2H", content)
            looks.texts[place[0], place[1]] = _ERRORS.get(content[6], "#VALUE!")
    return looks


def _format(looks: Looks, row: int, column: int, style: int, styles: list[str]) -> None:
    if style < len(styles) and styles[style]:
        looks.formats[row, column] = styles[style]
