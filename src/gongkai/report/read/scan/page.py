"""A picture of a page → the blocks on it, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import prod

import cv2
import numpy as np

from ...cell import Source
from ..blocks import Block, Grid, GridCell, Paragraph
from ..normalise import is_value
from ..ruling import CellBox, RuledTable
from .decoding import FIGURES, FigureDecoder, Line, Readings, text_of
from .figures import Figures, look_again, words_agree
from .ink import Box, cut_out, lines_in, marks_in, parts_of, pieces_across, prose_in
from .level import flattening, skew_of, turned, warped
from .lines import line_mask
from .paper import Paper, paper_of
from .picture import Picture, Pixels
from .recogniser import Odds, recogniser
from .signs import SURE, sign_in

#: What stands for ink that no character was seen in: a cell with it is not empty.
ILLEGIBLE = "□"
#: A cell is looked at so far inside its lines (in inches).
_INSIDE = 0.012
#: So wide a gap (in heights of a line) parts two columns of a table without rules.
_COLUMN_GAP = 2.2
_SKEWED = 0.04
#: How likely two figures under each other are one.
_BROKEN = 0.9
#: What a recogniser takes a lone dash or slash for.
_MAY_BE_SIGNS = ("", *"-—–－_一ー~.。/／丿ノ1lI|7フ")
#: A gap between figures that one number does not have (in heights), and how likely it is one still.
_FIGURE_GAP = 0.9
_APART = 0.3
#: A character is clear from these odds on. A page the right way up has nine in ten clear, another a third
#: (its tables up to eight in ten);
#: with fewer than so many characters a page may be anything.
_CLEAR, _MOSTLY, _FEW = 0.9, 0.85, 12
#: A column narrower than this (in inches) holds no figure: it is the gap between two lines.
_GAP = 0.07
#: What is narrower or lower than so many pixels (2 mm) shows no text.
_LEAST_SIDE = 16


@dataclass(slots=True)
class _Part:
    """A line of ink: where it is, what was seen in it."""

    box: Box
    picture: Pixels
    line: Line = field(default_factory=lambda: Line("", ()))
    readings: Readings | None = None  # where the line is of figures
    figures: Figures | None = None
    joined: bool = False  # figures of two cells, whose line was not seen


@dataclass(frozen=True, slots=True)
class _Cell:
    box: CellBox
    region: Box
    parts: list[_Part]


def straight(picture: Picture) -> tuple[Paper, Picture]:
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


def blocks_of(picture: Picture, number: int, tables_before: int) -> Iterator[Block]:
    """The tables and lines of text on page `number`; `tables_before` counts the tables before it."""
    if min(picture.pixels.shape[:2]) < _LEAST_SIDE:
        return
    seen = _upright(picture)
    paper, picture = seen.paper, seen.picture
    for inside in seen.cells:
        _tell_signs(inside, seen.clean, picture.dpi)
    _look_again([p for table in seen.cells for cell in table for p in cell.parts], seen.clean)
    found: list[tuple[float, Block]] = [
        (p.source.box[1], p)
        for line in seen.prose
        if (p := _paragraph(line, number, picture)).text and p.source.box
    ]
    ordinal = tables_before
    for table, inside in zip(seen.tables, seen.cells, strict=True):
        ordinal += 1
        joined = {cell.box.row for cell in inside if any(p.joined for p in cell.parts)}
        made = tuple(
            _grid_cell(cell, paper, picture, number, ordinal, cell.box.row in joined)
            for cell in inside
        )
        if any(cell.text for cell in made):
            found.append((table.top, Grid(made, Source(page=number, table=ordinal))))
        else:
            ordinal -= 1
    found.sort(key=lambda pair: -pair[0])
    yield from (block for _, block in found)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page as it was looked at once, one side up."""

    paper: Paper
    picture: Picture
    clean: Pixels
    tables: list[RuledTable]
    cells: list[list[_Cell]]
    prose: list[list[_Part]]

    @property
    def parts(self) -> list[_Part]:
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


def _upright(picture: Picture) -> _Seen:
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


def _look(picture: Picture) -> _Seen:
    paper, picture = straight(picture)
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
    seen = _Seen(paper, picture, clean, tables, cells, prose)
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


def _part(page: Pixels, box: Box, dpi: float) -> _Part:
    return _Part(box, cut_out(page, box, dpi))


def _cell(cell: CellBox, page: Pixels, picture: Picture) -> _Cell:
    scale, height = picture.dpi / 72, page.shape[0]
    inside = round(_INSIDE * picture.dpi)
    region = Box(
        max(0, round(cell.left * scale) + inside),
        max(0, height - round(cell.top * scale) + inside),
        min(page.shape[1], round(cell.right * scale) - inside),
        min(height, height - round(cell.bottom * scale) - inside),
    )
    if region.width < 4 or region.height < 4:
        return _Cell(cell, region, [])
    lines = lines_in(page, region, picture.dpi)
    return _Cell(cell, region, [_part(page, line, picture.dpi) for line in lines])


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


def _recognise(parts: Sequence[_Part]) -> None:
    model = recogniser()
    decoder = FigureDecoder(model.characters)

    def say(odds: Odds) -> tuple[Line, Readings | None]:
        line = text_of(odds, model.characters)
        is_figures = line.text != "" and all(c in FIGURES for c in line.text)
        return line, decoder.readings(odds) if is_figures else None

    for part, seen in zip(parts, model.look([p.picture for p in parts], say), strict=True):
        part.line, part.readings = seen


def _tell_signs(cells: Sequence[_Cell], page: Pixels, dpi: float) -> None:
    """Take what is alone in a cell of figures for a sign, where it has the shape of one."""
    rows: dict[int, list[_Part]] = {}
    for cell in cells:
        if len(cell.parts) == 1:
            rows.setdefault(cell.box.row, []).append(cell.parts[0])
    for row in rows.values():
        figures = [
            p.box for p in row if p.readings is not None and any(map(str.isdigit, p.line.text))
        ]
        for part in row:
            if part.line.text not in _MAY_BE_SIGNS:
                continue
            sign = sign_in(page, part.box, [b for b in figures if b is not part.box], dpi)
            if sign:
                part.figures = Figures(sign, SURE, ())


def _look_again(parts: Sequence[_Part], page: Pixels) -> None:
    some = [p for p in parts if p.readings is not None and p.figures is None]
    seen = look_again(
        [p.picture for p in some],
        [p.readings or [] for p in some],
        [pieces_across(page, p.box) for p in some],
    )
    for part, figures in zip(some, seen, strict=True):
        part.joined = len(parts_of(page, part.box, _FIGURE_GAP)) > 1
        if part.joined:
            figures = replace(figures, confidence=min(figures.confidence, _APART))
        part.figures = figures


def _paragraph(line: Sequence[_Part], number: int, picture: Picture) -> Paragraph:
    text = "  ".join(p.line.text for p in line if p.line.text)
    left, right = line[0].box.left, line[-1].box.right
    box = _points(Box(left, line[0].box.top, right, line[0].box.bottom), picture)
    sure = min(p.line.sure for p in line)
    return Paragraph(text, Source(page=number, box=box), confidence=round(sure, 4))


def _grid_cell(
    cell: _Cell, paper: Paper, picture: Picture, number: int, table: int, shifted: bool
) -> GridCell:
    """A cell as it was seen. `shifted` in a row with a cell that is two: its figures may be of other
    columns than they seem."""
    box = cell.box
    place = _points(cell.region, picture)
    source = Source(number, table, box.row + 1, box.column + 1, box=place)
    text, sure, others = _said(cell, paper, picture)
    if shifted and all(part.figures is not None for part in cell.parts):
        sure, others = min(sure, _APART), ()
    return GridCell(text, box.row, box.column, box.row_span, box.column_span, source, sure, others)


def _said(
    cell: _Cell, paper: Paper, picture: Picture
) -> tuple[str, float, tuple[tuple[str, float], ...]]:
    """The text of a cell, how sure it is, and what else it may say."""
    parts = cell.parts
    if not parts:
        covered = paper.coloured is not None and bool(
            marks_in(np.asarray(255 - paper.coloured, np.uint8), cell.region, picture.dpi)
        )
        return (ILLEGIBLE, 0.0, ()) if covered else ("", 1.0, ())
    figures = [p.figures for p in parts if p.figures is not None]
    if len(figures) == len(parts):
        return _one_figure(figures) if len(parts) > 1 else _as_seen(figures[0])
    text = "\n".join(p.line.text for p in parts if p.line.text)
    if not text:
        return ILLEGIBLE, 0.0, ()
    if is_value(text):
        return text, min(words_agree(p.picture, p.line) for p in parts), ()
    return text, round(min(p.line.sure for p in parts), 4), ()


def _as_seen(figures: Figures) -> tuple[str, float, tuple[tuple[str, float], ...]]:
    return figures.text or ILLEGIBLE, figures.confidence, figures.candidates


def _one_figure(
    figures: Sequence[Figures],
) -> tuple[str, float, tuple[tuple[str, float], ...]]:
    """Figures that stand under each other in a cell: one that a narrow column broke, if sums say so."""
    text = "".join(f.text for f in figures)
    sure = prod(f.confidence for f in figures)
    return "\n".join(f.text for f in figures), 0.0, ((text, round(sure * _BROKEN, 4)),)


def _points(box: Box, picture: Picture) -> tuple[float, float, float, float]:
    left, top = picture.points(box.left, box.top)
    right, bottom = picture.points(box.right, box.bottom)
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)
