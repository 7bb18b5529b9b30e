"""OpenDocument sheets (.ods, and .fods in one XML file) → blocks: what each cell's paragraphs show.

Source: OpenDocument 1.3, part 3, chapters 9, 16, 19.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..blocks import Block, Document
from ..errors import ReadError
from ..odf_parts import odf_parts
from ..odf_text import OFFICE, PARAGRAPHS, STYLE, TABLE, Texts
from ..shown_text import in_cell, set_apart
from .formats import general, number_in, written
from .laid import LaidSheet, Room
from .sheet import sheet_blocks

_CONFIG = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}"
_CELL, _COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
_ROW, _COLUMN = f"{TABLE}table-row", f"{TABLE}table-column"
#: What only groups rows or columns.
_GROUPS = frozenset(
    f"{TABLE}table-{name}"
    for name in ("header-rows", "rows", "row-group", "header-columns", "columns", "column-group")
)
_KIND, _FORMULA = f"{OFFICE}value-type", f"{TABLE}formula"
_NUMBERS = frozenset({"float", "percentage", "currency"})
#: Where a value of each kind stands.
_WRITTEN = {
    kind: f"{OFFICE}{kind}-value" for kind in ("string", "boolean", "time")
} | dict.fromkeys(_NUMBERS, f"{OFFICE}value")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", re.ASCII | re.DOTALL)
_ERROR = re.compile(r"#|Err:")


def read_ods(data: bytes, name: str) -> Document:
    """OpenDocument sheets as blocks, as `read_xlsx` gives those of a workbook. Raises ReadError when the file is
    broken, locked or too big.

    Hidden sheets, rows and columns are left out, remarks too. A source counts sheets as tables, hidden ones too,
    and the sheet's own rows and columns.
    """
    parts = odf_parts(data, name)
    body = parts.content.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if body is None:
        raise ReadError(name, "文件里没有工作表", remedy="请用原来的软件打开并另存一份再读")
    hidden = _hidden_sheets(parts.styles)
    reader = _Reader(Room(name), Texts(parts.styles), _shows_zeros(parts.settings()))
    blocks: list[Block] = []
    for number, sheet in enumerate(body.iterchildren(f"{TABLE}table"), 1):
        if sheet.get(f"{TABLE}style-name") not in hidden:
            blocks.extend(sheet_blocks(reader.laid(sheet).rows(), number))
    return Document(tuple(blocks), name, "ods")


def _hidden_sheets(styles: list[etree._Element]) -> set[str]:
    """The names of the styles of sheets that are not displayed."""
    display = {
        style.get(f"{STYLE}name") or "": properties.get(f"{TABLE}display")
        for root in styles
        for style in root.iter(f"{STYLE}style")
        for properties in style.iterchildren(f"{STYLE}table-properties")
    }
    return {name for name, said in display.items() if said == "false"}


def _shows_zeros(settings: etree._Element | None) -> bool:
    """False where a setting of the document says that no zero is shown."""
    return settings is None or not any(
        item.get(f"{_CONFIG}name") == "ShowZeroValues" and item.text == "false"
        for item in settings.iter(f"{_CONFIG}config-item")
    )


class _Reader:
    def __init__(self, room: Room, texts: Texts, shows_zeros: bool) -> None:
        self._room = room
        self._texts = texts
        self._shows_zeros = shows_zeros

    def laid(self, sheet: etree._Element) -> LaidSheet:
        """The cells of a sheet where they stand. What is empty may say that it stands there a million times."""
        laid = LaidSheet(self._room, sheet.get(f"{TABLE}name") or "")
        at = 0
        for column, hidden in _grouped(sheet, _COLUMN):
            many = self._whole(column, "number-columns-repeated")
            if hidden:
                laid.hide_columns(at, many)
            at += many
        at = 0
        for row, hidden in _grouped(sheet, _ROW):
            many = self._whole(row, "number-rows-repeated")
            if hidden:
                laid.hide_rows(at, many)
            self._row(laid, row, at, many)
            at += many
        return laid

    def _row(self, laid: LaidSheet, row: etree._Element, at: int, many: int) -> None:
        column = 0
        for cell in row.iterchildren(_CELL, _COVERED):
            wide = self._whole(cell, "number-columns-repeated")
            if cell.tag == _CELL:
                laid.put((at, column), self._text(cell), many, wide)
                spans = (
                    self._whole(cell, "number-rows-spanned"),
                    self._whole(cell, "number-columns-spanned"),
                )
                if many == wide == 1:  # no program repeats a merged cell
                    laid.merge((at, column), *spans)
            column += wide

    def _whole(self, node: etree._Element, name: str) -> int:
        """How many places a mark stands for. Raises ReadError for what is no number."""
        said = node.get(f"{TABLE}{name}", "1")
        if not (said.isascii() and said.isdecimal()) or len(said) > 9 or not int(said):
            raise ReadError(
                self._room.file, "表格文件已损坏，打不开", remedy="请用原来的软件打开并另存一份再读"
            )
        return int(said)

    def _text(self, cell: etree._Element) -> str:
        """What a cell shows: its paragraphs, a date as any sheet's; a formula that was never calculated its
        words. Where a program wrote a value and no paragraphs, the value."""
        if not len(cell) and not cell.attrib:
            return ""
        paragraphs = [self._texts.of(p).text for p in cell.iterchildren(*PARAGRAPHS)]
        text = in_cell("\n".join(paragraphs)).strip()
        kind = cell.get(_KIND)
        value = number_in(cell.get(f"{OFFICE}value")) if kind in _NUMBERS else None
        if value is not None and not _ERROR.match(text):
            text = self._number(value, text if paragraphs else None, kind == "percentage")
        elif kind == "date":
            day = _DATE.fullmatch(cell.get(f"{OFFICE}date-value") or "")
            text = f"{day[1]}年{int(day[2])}月{int(day[3])}日" if day else text
        elif not paragraphs and kind in _WRITTEN:
            text = (cell.get(_WRITTEN[kind]) or "").strip()
        if not text and value is None and kind != "string":
            text = (cell.get(_FORMULA) or "").removeprefix("of:")
        return set_apart(text, self._texts.look_of_cell(cell))

    def _number(self, value: float, text: str | None, in_hundred: bool) -> str:
        """A number by what its program wrote out, if it did."""
        if value == 0 and not self._shows_zeros:
            return ""
        if text is not None:
            return written(value, text)
        return f"{general(value * 100)}%" if in_hundred else general(value)


def _grouped(
    parent: etree._Element, tag: str, hidden: bool = False
) -> Iterator[tuple[etree._Element, bool]]:
    """The rows or columns of a sheet, those in groups too, each with whether it is hidden."""
    for child in parent:
        if child.tag == tag:
            seen = child.get(f"{TABLE}visibility", "visible") == "visible"
            yield child, hidden or not seen
        elif child.tag in _GROUPS:
            folded = child.get(f"{TABLE}display") == "false"
            yield from _grouped(child, tag, hidden or folded)
