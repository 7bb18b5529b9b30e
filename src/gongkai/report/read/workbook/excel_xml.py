"""Workbooks stored as one XML file of Excel 2003 → blocks: systems fill in such files by templates, and call
them .xls.

Source: Microsoft, XML Spreadsheet Reference (2001).
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterator
from functools import partial

from lxml import etree

from ..blocks import Block, Document
from ..errors import ReadError
from ..markup import parse_xml_file
from ..shown_text import set_apart
from .excel_formulas import Formulas
from .excel_styles import SS, Style, styles_of
from .formats import FIRST_DAY, day_in, general, is_date, number_in, shown
from .laid import LaidSheet, Room
from .merged import Place
from .sheet import sheet_blocks

_X = "{urn:schemas-microsoft-com:office:excel}"
_WORKSHEET, _TABLE = f"{SS}Worksheet", f"{SS}Table"
_COLUMN, _ROW, _CELL, _DATA = f"{SS}Column", f"{SS}Row", f"{SS}Cell", f"{SS}Data"
_STYLE, _INDEX, _SPAN, _HIDDEN = f"{SS}StyleID", f"{SS}Index", f"{SS}Span", f"{SS}Hidden"
_ACROSS, _DOWN = f"{SS}MergeAcross", f"{SS}MergeDown"
_SHOWN = "SheetVisible"
#: How the elements of a rich text set it.
_HOW = {"s": "struck", "sup": "raised", "sub": "lowered"}
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
#: Columns in which cells are looked for that stand beside a tall one.
_MOST_BESIDE = 256
_DEEPEST = 60
_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:T(\d\d:\d\d:\d\d).*)?", re.ASCII | re.DOTALL)
#: From 1904 on some workbooks of the Macintosh count.
_FIRST_DAY_1904 = datetime.date(1904, 1, 1)
_BEFORE_ANY_DAY = 1900


def read_excel_xml(data: bytes, name: str) -> Document:
    """A workbook that is one XML file as blocks, as `read_xlsx` gives them. Raises ReadError when it is broken or
    too big, and when two cells stand in one place."""
    root = parse_xml_file(data, name)
    if root.tag != f"{SS}Workbook":
        raise ReadError(name, "这个 XML 文件里没有工作簿", remedy="请另存为 .xlsx 再读")
    styles = styles_of(root)
    counted = next(root.iter(f"{_X}Date1904"), None)
    first = FIRST_DAY if counted is None else _FIRST_DAY_1904
    room = Room(name)
    blocks: list[Block] = []
    for number, sheet in enumerate(root.iterchildren(_WORKSHEET), 1):
        options = sheet.find(f"{_X}WorksheetOptions")
        if options is None or (options.findtext(f"{_X}Visible") or _SHOWN).strip() == _SHOWN:
            zeros = options is None or options.find(f"{_X}DoNotDisplayZeros") is None
            reader = _Reader(room, styles, first, zeros)
            laid = reader.laid(sheet)
            if laid.overlaps():  # LibreOffice does not say where the cells beside a tall one stand
                apart = reader.laid(sheet, beside_tall=True)
                if apart.reach() <= laid.reach():  # else the covered places were written out too
                    laid = apart
            blocks.extend(sheet_blocks(laid.rows(), number))
    return Document(tuple(blocks), name, "excel-xml")


def _note(formulas: Formulas, place: Place, cell: etree._Element) -> None:
    """Tell the formulas of a sheet what is stored in a cell."""
    data, formula = next(cell.iterchildren(_DATA), None), cell.get(f"{SS}Formula") or ""
    kind = data.get(f"{SS}Type") if data is not None else None
    number = number_in(data.text) if data is not None and kind == "Number" else None
    if number is None and formula and (data is None or not data.text) and kind != "String":
        number = math.nan
    if data is not None or formula:
        formulas.note(place, number, formula)


def _is_below(spanned: dict[int, int], row: int, column: int) -> bool:
    """Whether a cell of a row above spans a place; `spanned` is the row behind it."""
    return spanned.get(column, 0) > row


def _nowhere(column: int) -> bool:
    return False


class _Reader:
    def __init__(
        self, room: Room, styles: dict[str, Style], first: datetime.date, shows_zeros: bool
    ) -> None:
        self._room = room
        self._styles = styles
        self._first = first
        self._shows_zeros = shows_zeros

    def laid(self, sheet: etree._Element, beside_tall: bool = False) -> LaidSheet:
        """The cells of a sheet, each where it says that it stands. What does not say stands behind the one before
        it, with `beside_tall` never where a cell of a row above spans."""
        laid = LaidSheet(self._room, sheet.get(f"{SS}Name") or "")
        table = sheet.find(_TABLE)
        if table is None:
            return laid
        of_table = table.get(_STYLE)
        of_columns: dict[int, str] = {}
        for column, at, many in self._placed(table, _COLUMN, _MOST_COLUMNS):
            if column.get(_HIDDEN) == "1":
                laid.hide_columns(at, many)
            if (style := column.get(_STYLE)) is not None:
                of_columns.update(dict.fromkeys(range(at, at + many), style))
        formulas = Formulas()
        spanned: dict[int, int] = {}  # column → the row behind the tall cell in it
        for row, r, many in self._placed(table, _ROW, _MOST_ROWS):
            taken = partial(_is_below, spanned, r)
            if row.get(_HIDDEN) == "1":
                laid.hide_rows(r, many)
            of_row = row.get(_STYLE)
            for cell, c, wide in self._placed(row, _CELL, _MOST_COLUMNS, taken):
                style = cell.get(_STYLE) or of_row or of_columns.get(c) or of_table or ""
                tall = 1 + self._whole(cell, _DOWN, _MOST_ROWS)
                if tall > 1 and beside_tall:
                    spanned.update(dict.fromkeys(range(c, min(c + wide, _MOST_BESIDE)), r + tall))
                laid.merge((r, c), tall, wide)
                laid.put((r, c), self._text(cell, self._styles.get(style) or self._styles[""]))
                _note(formulas, (r, c), cell)
        for place, formula in formulas.outdated():
            laid.put(place, formula)
        return laid

    def _placed(
        self, parent: etree._Element, tag: str, most: int, taken: Callable[[int], bool] = _nowhere
    ) -> Iterator[tuple[etree._Element, int, int]]:
        """The children of a kind, where each stands (from 0), and how many places it stands for: what does not
        say where stands behind the one before, in no place that is `taken`. Raises ReadError when one stands
        before that."""
        at = 0
        for child in parent.iterchildren(tag):
            behind = at
            while taken(behind):
                behind += 1
            said = self._whole(child, _INDEX, most, behind + 1) - 1
            if said < at:
                raise self._broken()
            many = 1 + self._whole(child, _ACROSS if tag == _CELL else _SPAN, most)
            at = said + many
            if at > most:
                raise self._broken()
            yield child, said, many

    def _whole(self, node: etree._Element, name: str, most: int, default: int = 0) -> int:
        """The whole number that an attribute says. Raises ReadError for anything else."""
        said = node.get(name)
        if said is None:
            return default
        if not (said.isascii() and said.isdecimal()) or len(said) > 7 or int(said) > most:
            raise self._broken()
        return int(said)

    def _broken(self) -> ReadError:
        return ReadError(
            self._room.file, "表格文件已损坏，打不开", remedy="请用原来的软件打开并另存一份再读"
        )

    def _text(self, cell: etree._Element, style: Style) -> str:
        """What a cell stores: an error its name, a formula that was never calculated its words."""
        data = next(cell.iterchildren(_DATA), None)
        kind = data.get(f"{SS}Type") if data is not None else None
        held = _rich(data).strip() if data is not None else ""
        if kind == "Error":
            return held or "#VALUE!"
        if not held:
            formula = (cell.get(f"{SS}Formula") or "").removeprefix("of:")
            return formula if kind != "String" else ""
        if kind == "Number":
            held = self._number(held, style.code)
        elif kind == "DateTime":
            held = _day(held)
        elif kind == "Boolean":
            held = {"1": "TRUE", "0": "FALSE"}.get(held, held)
        return set_apart(held, style.how)

    def _number(self, held: str, code: str) -> str:
        """A stored number as its format shows it; anything else that stands in its place as it is."""
        value = number_in(held)
        if value is None or (value == 0 and not self._shows_zeros):
            return held if value is None else ""
        day = day_in(value, self._first) if is_date(code) else None
        return day or (shown(value, code) if code else general(value))


def _rich(node: etree._Element, depth: int = 0) -> str:
    """The text of a cell, what is raised, lowered or struck out in it set apart."""
    pieces = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and depth < _DEEPEST:
            how = _HOW.get(etree.QName(child).localname.lower(), "")
            pieces.append(set_apart(_rich(child, depth + 1), how))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _day(held: str) -> str:
    """A date as stored (2024-01-15T00:00:00.000) as it is read; one before any day is a time."""
    found = _DATE.fullmatch(held)
    if found is None:
        return held
    if int(found[1]) < _BEFORE_ANY_DAY and found[4]:
        return found[4]
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日"
