"""A text inside an RTF file, and what divides it: that of the document, of a box, of a field's code, of a name.

Characters come as bytes of some font or as units of Unicode, paragraphs and cells end one by one, and how
a row is divided is told before its cells, behind them, or both times.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from io import StringIO

from ..bounds import MOST_CELLS, MOST_CHARACTERS, MOST_LINES, too_much
from ..shown_text import set_apart
from .passages import DEEPEST, PLAIN, Passage, Properties, RowCell
from .rtf_characters import Charset, decoded, without_symbols

#: Ends of paragraphs, cells and rows, empty ones too.
_MOST_ENDS = MOST_LINES + 2 * MOST_CELLS
#: Edges of one row; Word allows 63 cells.
_MOST_EDGES = 1_000
#: Half a character of two units.
_HALF = re.compile("[\ud800-\udfff]")
_DAMAGED = "\N{REPLACEMENT CHARACTER}"


@dataclass(slots=True)
class Measure:
    """How much the texts of a file hold together."""

    name: str
    characters: int = 0
    ends: int = 0

    def check(self) -> None:
        """Raises ReadError where that is more than any report has."""
        if self.characters > MOST_CHARACTERS or self.ends > _MOST_ENDS:
            raise too_much(self.name)


@dataclass(slots=True)
class Division:
    """How a row is divided. What is told of a cell stands before its right edge."""

    left: int = 0
    cells: list[RowCell] = field(default_factory=list)
    goes_on: bool = False
    from_above: bool = False

    def begin_at(self, left: int) -> None:
        """The left edge of the row."""
        if not self.cells:
            self.left = left

    def end_cell(self, right: int) -> None:
        """The right edge of the next cell."""
        if len(self.cells) < _MOST_EDGES:
            self.cells.append(RowCell(self.left, right, self.goes_on, self.from_above))
        self.left, self.goes_on, self.from_above = right, False, False


class Story:
    """One text, as it is read."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._text = StringIO()
        self._bytes = (
            bytearray()
        )  # of one font and look, not read yet: half a character may be the last
        self._bytes_of: tuple[Charset, str] | None = None
        self._high = ""  # the first half of a character of two units
        self._boxes: list[list[Passage]] = []
        self._pictures: list[bytes] = []
        self._passages: list[Passage] = []
        self._begun = 0  # the cells of the row that is not ended yet
        self._loose = 0  # where what stands behind the last row begins
        #: How the row is divided: of the outermost table, and of one inside another.
        self.outer, self.inner = Division(), Division()

    # ---- characters

    def add_bytes(self, data: bytes, charset: Charset, look: str) -> None:
        """Bytes of a font, set in some way."""
        of = charset, look
        if of != self._bytes_of or self._high:
            self._decode()
            self._bytes_of = of
        self._bytes += data

    def add_units(self, units: list[int], look: str) -> None:
        """Units of UTF-16, as numbers with a sign or without; or whole characters beyond it."""
        units = [unit + 0x10000 if unit < 0 else unit for unit in units]
        if not self._high and min(units) >= 0x20 and max(units) <= 0x10FFFF:
            text = "".join(map(chr, units))
            if _HALF.search(text) is None:
                self.add(without_symbols(text), look)
                return
        for unit in units:
            self._add_unit(unit, look)

    def _add_unit(self, unit: int, look: str) -> None:
        character = chr(unit) if 0x20 <= unit <= 0x10FFFF else _DAMAGED
        if self._high and "\udc00" <= character <= "\udfff":
            pair = (self._high + character).encode("utf-16-le", "surrogatepass")
            self._high = ""
            self.add(pair.decode("utf-16-le"), look)
        elif "\ud800" <= character <= "\udbff":
            self._decode()
            self._high = character
        else:
            lone = "\udc00" <= character <= "\udfff"
            self.add(_DAMAGED if lone else without_symbols(character), look)

    def add(self, text: str, look: str) -> None:
        """Characters, set in some way."""
        self._decode()
        self._write(set_apart(text, look))

    def _decode(self) -> None:
        """Write what was held back."""
        if self._high:
            self._high = ""
            self._write(_DAMAGED)
        if self._bytes and self._bytes_of is not None:
            charset, look = self._bytes_of
            data = bytes(self._bytes)
            self._bytes.clear()
            self._write(set_apart(decoded(data, charset), look))

    def _write(self, text: str) -> None:
        self._measure.characters += len(text)
        self._measure.check()
        self._text.write(text)

    def take_text(self) -> str:
        """The text since the last end."""
        self._decode()
        text = self._text.getvalue()
        if text:
            self._text = StringIO()
        return text

    def anchor(self, box: list[Passage]) -> None:
        """A text box in the paragraph that is read."""
        self._boxes.append(box)

    def show(self, picture: bytes) -> None:
        """A picture in the paragraph that is read."""
        self._pictures.append(picture)

    # ---- paragraphs, cells, rows

    def end_paragraph(self, depth: int, heading: int | None) -> None:
        """So many tables deep. In a row that is not ended everything is in it, whatever is said."""
        self._end(Properties(max(min(depth, DEEPEST), int(self._begun > 0))), heading)

    def end_cell(self, heading: int | None) -> None:
        """Of the outermost table."""
        self._begun += 1
        self._end(Properties(1, cell_end=True), heading)

    def end_inner_cell(self, depth: int, heading: int | None) -> None:
        """Of a table inside another."""
        self._end(Properties(min(depth, DEEPEST), cell_end=True), heading)

    def end_row(self) -> None:
        """Of the outermost table."""
        self._end_row(1, self.outer)
        self._begun, self._loose = 0, len(self._passages)

    def end_inner_row(self, depth: int) -> None:
        """Of a table inside another."""
        self._end_row(min(depth, DEEPEST), self.inner)

    def _end_row(self, depth: int, division: Division) -> None:
        text = self.take_text()
        if text:  # behind the last cell
            self._text.write(text)
            self._end(Properties(depth))
        self._end(Properties(depth, row_end=True, row=tuple(division.cells)))

    def _end(self, properties: Properties, heading: int | None = None) -> None:
        self._measure.ends += 1
        self._measure.check()
        text = self.take_text()
        if not self._boxes and not self._pictures:
            self._passages.append(Passage(text, properties, heading))
            return
        boxes = tuple([partial(iter, box) for box in self._boxes])
        self._passages.append(Passage(text, properties, heading, boxes, tuple(self._pictures)))
        self._boxes, self._pictures = [], []

    def begin_division(self) -> None:
        """A row of the outermost table is divided. Where no cell of it stands before, what stood since the
        last row is no part of it, though a program forgot to say that the table was over."""
        self.outer = Division()
        if not self._begun:
            self._loosen()

    def begin_inner_division(self) -> None:
        """A row of a table inside another is divided."""
        self.inner = Division()

    def _loosen(self) -> None:
        loose = self._passages[self._loose :]
        if loose and all(one.properties.depth <= 1 for one in loose):
            self._passages[self._loose :] = [one._replace(properties=PLAIN) for one in loose]
        self._loose = len(self._passages)

    def passages(self, heading: int | None) -> list[Passage]:
        """The whole text; what no mark ends is its last paragraph."""
        text = self.take_text()
        if text or self._boxes or self._pictures:
            self._text.write(text)
            self.end_paragraph(0, heading)
        if not self._begun:
            self._loosen()
        return self._passages
