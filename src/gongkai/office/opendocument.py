"""How far the sheets of an OpenDocument workbook (.ods) reach, looked at before it is opened.

A row or a cell may say that it stands a million times; empty ones at the end, which office programs
write, do not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_CELLS = (f"{TABLE} table-cell", f"{TABLE} covered-table-cell")
#: Marks of a cell with content beside its text.
_FILLED = (f"{OFFICE} value", f"{OFFICE} value-type", f"{TABLE} formula")


def reaches(content: bytes) -> Iterator[tuple[int, int]]:
    """How many rows and columns each sheet has up to its last filled cell, from `content.xml`.

    Raises ValueError when that is no XML, or has a DOCTYPE.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError("no XML") from error
    yield from reader.sheets


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a document of an office program has no DOCTYPE")


class _Reader:
    """Counts while the elements go by."""

    def __init__(self) -> None:
        self.sheets: list[tuple[int, int]] = []
        self._rows = self._filled_rows = 0
        self._columns = self._cells = self._filled_cells = 0
        self._in_cell = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{TABLE} table":
            self._rows = self._filled_rows = self._columns = 0
        elif name == f"{TABLE} table-row":
            self._rows += _times(attributes, "number-rows-repeated")
            self._cells = self._filled_cells = 0
        elif name in _CELLS:
            self._cells += _times(attributes, "number-columns-repeated")
            self._in_cell = True
            if any(mark in attributes for mark in _FILLED):
                self._fill()
        elif self._in_cell:
            self._fill()

    def end(self, name: str) -> None:
        if name in _CELLS:
            self._in_cell = False
        elif name == f"{TABLE} table-row" and self._filled_cells:
            self._filled_rows = self._rows
            self._columns = max(self._columns, self._filled_cells)
        elif name == f"{TABLE} table":
            self.sheets.append((self._filled_rows, self._columns))

    def _fill(self) -> None:
        self._filled_cells = self._cells


def _times(attributes: dict[str, str], name: str) -> int:
    said = attributes.get(f"{TABLE} {name}", "1")
    if not (said.isascii() and said.isdigit()) or len(said) > 12:
        raise ValueError(f"{name} is no number")
    return int(said)
