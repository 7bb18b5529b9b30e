"""A picture of a page → what is seen on it: tables, and lines of ink with what the recogniser reads in
each, the page turned the right way up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from ..drawn.ruling import CellBox, RuledTable
from .decoding import FIGURES, Line, Readings, figure_decoder, text_of
from .figures import Figures
from .ink import Box, cut_out, lines_in, parts_of, prose_in
from .level import flattening, skew_of, turned, warped
from .lines import line_mask
from .paper import Paper, paper_of
from .picture import Picture, Pixels
from .recogniser import Odds, recogniser

#: A cell is looked at so far inside its lines (in inches).
_INSIDE = 0.012
#: So wide a gap (in heights of a line) parts two columns of a table without rules.
_COLUMN_GAP = 2.2
_SKEWED = 0.04
#: A character is clear from these odds on. A page the right way up has nine in ten clear, another a third
#: (its tables up to eight in ten); with fewer than so many characters a page may be anything.
_CLEAR, _MOSTLY, _FEW = 0.9, 0.85, 12
#: Where a character has so much room (in heights of the picture of its line) none was seen, but what a coloured
#: cell leaves at its ends.
_SPARSE = 5
#: A column narrower than this (in inches) holds no figure: it is the gap between two lines.
_GAP = 0.07


@dataclass(slots=True)
class Part:
    """A line of ink: where it is, what was seen in it."""

    box: Box
    picture: Pixels
    line: Line = field(default_factory=lambda: Line("", ()))
    readings: Readings | None = None  # where the line is of figures
    figures: Figures | None = None
    joined: bool = False  # it may be of two cells, whose line was not seen


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell of a table, where it is looked at (within its lines), and the lines of ink in it."""

    box: CellBox
    region: Box
    parts: list[Part]


def _straight(picture: Picture) -> tuple[Paper, Picture]:
    """The page levelled, and its paper made white."""
    pixels = picture.pixels
    angle = skew_of(np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8))
    if abs(angle) > _SKEWED:
        pixels = turned(pixels, angle)
    paper = paper_of(pixels)
    matrix = flattening(paper.grey)
    if matrix is not None:
        pixels = warped(pixels, matrix)
        paper = paper_of(pixels)
    return paper, replace(picture, pixels=pixels)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it was looked at once, one side up."""

    paper: Paper
    picture: Picture
    clean: Pixels
    tables: list[RuledTable]
    cells: list[list[SeenCell]]
    prose: list[list[Part]]

    @property
    def parts(self) -> list[Part]:
        """Every line of ink, those in cells first."""
        in_cells = [p for table in self.cells for cell in table for p in cell.parts]
        return in_cells + [p for line in self.prose for p in line]

    @property
    def clear(self) -> int:
        """How many characters were seen clearly."""
        return sum(odds > _CLEAR for p in self.parts for odds in p.line.odds)

    @property
    def reads_well(self) -> bool:
        """False for a page that may lie another way: nearly all is unclear, or there is hardly anything."""
        return self.clear >= max(_FEW, _MOSTLY * sum(len(p.line.odds) for p in self.parts))


def upright(picture: Picture) -> Seen:
    """Look at a page; at one that hardly shows a clear character also upside down and on its sides."""
    best = _look(picture)
    for quarters in (2, 1, 3):
        if best.reads_well:
            break
        turned_page = np.ascontiguousarray(np.rot90(picture.pixels, quarters))
        other = _look(replace(picture, pixels=turned_page))
        if other.clear > 1.4 * best.clear:
            best = other
    return best


def _look(picture: Picture) -> Seen:
    paper, picture = _straight(picture)
    ruled = line_mask(paper.grey, picture.dpi)
    tables = ruled.tables()
    clean = _without_lines(paper.grey, ruled.mask, tables, picture)
    cells = [
        [_cell(cell, clean, picture) for cell in table.cells if cell.right - cell.left > _GAP * 72]
        for table in tables
    ]
    prose = [
        [_part(clean, part, picture.dpi) for part in parts_of(clean, line, _COLUMN_GAP)]
        for band in _bands(tables, picture)
        for line in prose_in(clean, band, picture.dpi)
    ]
    seen = Seen(paper, picture, clean, tables, cells, prose)
    _recognise(seen.parts)
    return seen


def _without_lines(
    grey: Pixels, mask: Pixels, tables: Sequence[RuledTable], picture: Picture
) -> Pixels:
    """A page without the lines of its tables; strokes of characters elsewhere are let be."""
    clean = grey.copy()
    scale, height = picture.dpi / 72, grey.shape[0]
    wide = cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0
    for table in tables:
        rows = slice(
            max(0, height - round(table.top * scale) - 6), height - round(table.bottom * scale) + 6
        )
        columns = slice(max(0, round(table.left * scale) - 6), round(table.right * scale) + 6)
        clean[rows, columns][wide[rows, columns]] = 255
    return clean


def _part(page: Pixels, box: Box, dpi: float) -> Part:
    return Part(box, cut_out(page, box, dpi))


def _cell(cell: CellBox, page: Pixels, picture: Picture) -> SeenCell:
    scale, height = picture.dpi / 72, page.shape[0]
    inside = round(_INSIDE * picture.dpi)
    region = Box(
        max(0, round(cell.left * scale) + inside),
        max(0, height - round(cell.top * scale) + inside),
        min(page.shape[1], round(cell.right * scale) - inside),
        min(height, height - round(cell.bottom * scale) - inside),
    )
    if region.width < 4 or region.height < 4:
        return SeenCell(cell, region, [])
    lines = lines_in(page, region, picture.dpi)
    return SeenCell(cell, region, [_part(page, line, picture.dpi) for line in lines])


def _bands(tables: Sequence[RuledTable], picture: Picture) -> Iterator[Box]:
    """The parts of a page above, between and below its tables."""
    height, width = picture.pixels.shape[:2]
    scale = picture.dpi / 72
    top = 0
    for table in tables:
        above = height - round(table.top * scale) - 2
        if above - top > 8:
            yield Box(0, top, width, above)
        top = max(top, height - round(table.bottom * scale) + 3)
    if height - top > 8:
        yield Box(0, top, width, height)


def _recognise(parts: Sequence[Part]) -> None:
    model, decoder = recogniser(), figure_decoder()

    def say(odds: Odds) -> tuple[Line, Readings | None]:
        line = text_of(odds, model.characters)
        is_figures = line.text != "" and all(c in FIGURES for c in line.text)
        return line, decoder.readings(odds) if is_figures else None

    for part, seen in zip(parts, model.look([p.picture for p in parts], say), strict=True):
        part.joined = 0 < len(seen[0].text) < part.box.width / (len(part.picture) * _SPARSE)
        if not part.joined:
            part.line, part.readings = seen
