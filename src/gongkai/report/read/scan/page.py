"""What is seen on a page → the blocks on it, in reading order: figures looked at again, signs told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import prod

import numpy as np

from ...cell import Source
from ..blocks import Block, Grid, GridCell, Paragraph
from ..normalise import is_value
from .figures import Figures, adds_up, look_again, once, words_agree
from .ink import Box, marks_in, parts_of, pieces_across
from .paper import Paper
from .picture import Picture, Pixels
from .seen import Part, SeenCell, upright
from .signs import SURE, sign_in

#: What stands for ink that no character was seen in: a cell with it is not empty.
ILLEGIBLE = "□"
#: How likely two figures under each other are one.
_BROKEN = 0.9
#: What a recogniser takes a lone dash or slash for.
_MAY_BE_SIGNS = ("", *"-—–－_一ー~.。/／丿ノ1lI|7フ")
#: A gap between figures that one number does not have (in heights), and how likely it is one still.
_FIGURE_GAP = 0.9
_APART = 0.3
#: What is narrower or lower than so many pixels (2 mm) shows no text.
_LEAST_SIDE = 16


def blocks_of(picture: Picture, number: int, tables_before: int) -> Iterator[Block]:
    """The tables and lines of text on page `number`; `tables_before` counts the tables before it."""
    if min(picture.pixels.shape[:2]) < _LEAST_SIDE:
        return
    seen = upright(picture)
    paper, picture = seen.paper, seen.picture
    for inside in seen.cells:
        _tell_signs(inside, seen.clean, picture.dpi)
    _look_again(seen.cells, seen.clean)
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


def _tell_signs(cells: Sequence[SeenCell], page: Pixels, dpi: float) -> None:
    """Take what is alone in a cell of figures for a sign, where it has the shape of one."""
    rows: dict[int, list[Part]] = {}
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


def _look_again(tables: Sequence[Sequence[SeenCell]], page: Pixels) -> None:
    """Give each line of figures in a cell what it says, told by its row's sum or by more looks."""
    vouched = {id(part) for cells in tables for part in _in_sums(cells)}
    some = [
        part
        for cells in tables
        for cell in cells
        for part in cell.parts
        if part.readings is not None and part.figures is None
    ]
    again = [p for p in some if id(p) not in vouched]
    seen = look_again(
        [p.picture for p in again],
        [p.readings or [] for p in again],
        [pieces_across(page, p.box) for p in again],
    )
    for part, figures in zip(again, seen, strict=True):
        part.figures = figures
    for part in some:
        if part.figures is None:
            part.figures = once(part.readings or [], pieces_across(page, part.box))
        part.joined = len(parts_of(page, part.box, _FIGURE_GAP)) > 1
        if part.joined:
            sure = min(part.figures.confidence, _APART)
            part.figures = replace(part.figures, confidence=sure)


def _in_sums(cells: Sequence[SeenCell]) -> Iterator[Part]:
    """The figures of the rows of a table that end with their sum. What was told to be a sign is none of them."""
    rows: dict[int, list[Part]] = {}
    for cell in cells:
        if any(part.readings is not None for part in cell.parts):
            rows.setdefault(cell.box.row, []).extend(cell.parts)
    for row in rows.values():
        if adds_up([part.readings if part.readings and not part.figures else [] for part in row]):
            yield from row


def _paragraph(line: Sequence[Part], number: int, picture: Picture) -> Paragraph:
    text = "  ".join(p.line.text for p in line if p.line.text)
    left, right = line[0].box.left, line[-1].box.right
    box = _points(Box(left, line[0].box.top, right, line[0].box.bottom), picture)
    sure = min(p.line.sure for p in line)
    return Paragraph(text, Source(page=number, box=box), confidence=round(sure, 4))


def _grid_cell(
    cell: SeenCell, paper: Paper, picture: Picture, number: int, table: int, shifted: bool
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
    cell: SeenCell, paper: Paper, picture: Picture
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
