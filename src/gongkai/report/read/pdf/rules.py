"""The straight lines that a page of a PDF draws: strokes, thin boxes, and the edges of boxes that tile."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as raw

from ..drawn.matrix import Box, Matrix, through
from ..drawn.ruling import Rule
from .objects import PageObject, TooMuchDrawn

#: A line is thinner than this; a border is often a filled box one point thick.
THIN = 3.0
#: A path of more strokes than this is a drawing, unless all of them run along the axes.
_MOST_SEGMENTS = 400
#: A page of tables drawn cell by cell has some thousand.
_MOST_RULES = 50_000


def drawn_rules(
    objects: Sequence[PageObject], size: tuple[float, float]
) -> tuple[list[Rule], list[Box]]:
    """The lines along the axes, thin boxes among them; and the larger boxes that are filled and have no
    edge drawn: shading, or the cells of a table whose lines are the gaps between them. `size` is the
    page's width and height. Raises TooMuchDrawn."""
    rules: list[Rule] = []
    boxes: list[Box] = []
    width, height = size
    filled, edged = ctypes.c_int(), ctypes.c_int()
    left, bottom, right, top = edges = [ctypes.c_float() for _ in range(4)]
    into = [ctypes.byref(edge) for edge in edges]
    how = ctypes.byref(filled), ctypes.byref(edged)
    for item in objects:
        if item.kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        if item.form is not None:
            box = item.box()
        elif raw.FPDFPageObj_GetBounds(item.handle, *into):
            box = left.value, bottom.value, right.value, top.value
        else:
            box = None
        if box is None:
            continue
        wide, tall = box[2] - box[0], box[3] - box[1]
        if wide < THIN < tall:
            rules.append(Rule(True, (box[0] + box[2]) / 2, box[1], box[3]))
        elif tall < THIN < wide:
            rules.append(Rule(False, (box[1] + box[3]) / 2, box[0], box[2]))
        elif wide > THIN and (wide < width * 0.95 or tall < height * 0.9):
            raw.FPDFPath_GetDrawMode(item.handle, *how)
            if not edged.value and _is_one_shape(item.handle):
                boxes.append(box)
            else:
                rules.extend(_segments(item.handle, item.matrix()))
                if len(rules) > _MOST_RULES:
                    raise TooMuchDrawn
    return rules, boxes


def _is_one_shape(path: Any) -> bool:
    """True for a path that is drawn in one go: a box, its corners round or not."""
    starts = 0
    for index in range(min(raw.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        starts += raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO
        if starts > 1:
            return False
    return True


def _segments(path: Any, matrix: Matrix) -> Iterator[Rule]:
    """The edges along the axes of a larger path: a box drawn whole, or many lines in one path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    here: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    along = True
    for index in range(raw.FPDFPath_CountSegments(path)):
        if index > _MOST_SEGMENTS and not along:
            return
        if index > 2 * _MOST_RULES:  # a move and a line each
            raise TooMuchDrawn
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = through(matrix, x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and here is not None:
            yield from _edge(here, point)
            along = along and (abs(here[0] - point[0]) < 1 or abs(here[1] - point[1]) < 1)
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            along = False
        here = point
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield from _edge(point, start)


def _edge(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rule]:
    wide, tall = abs(a[0] - b[0]), abs(a[1] - b[1])
    if wide < 1 and tall > THIN:
        yield Rule(True, a[0], min(a[1], b[1]), max(a[1], b[1]))
    elif tall < 1 and wide > THIN:
        yield Rule(False, a[1], min(a[0], b[0]), max(a[0], b[0]))
