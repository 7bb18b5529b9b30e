"""What is drawn on a page of a PDF, one object after the other."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_MOST = 20_000
_DEEPEST = 8

# x' = a·x + c·y + e, y' = b·x + d·y + f
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top: points, y upwards
LEVEL: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)  # not frozen: a page has thousands, and they are made three times as fast
class PageObject:
    """An object on a page: its kind (`raw.FPDF_PAGEOBJ_…`), the library's own handle, because a page has
    thousands, and the matrix of the forms it stands in, None outside of forms."""

    kind: int
    handle: Any
    around: Matrix | None = None

    def matrix(self) -> Matrix:
        """From the object's own space to the page."""
        return _joined(self.around, matrix_of(self.handle))

    def box(self) -> Box | None:
        """The box around it on the page; None where the library knows none."""
        left, bottom, right, top = edges = [ctypes.c_float() for _ in range(4)]
        if not raw.FPDFPageObj_GetBounds(self.handle, *map(ctypes.byref, edges)):
            return None
        found = left.value, bottom.value, right.value, top.value
        return found if self.around is None else box_through(self.around, found)


def page_objects(page: pdfium.PdfPage) -> list[PageObject]:
    """The texts, paths and pictures on a page in the order they are drawn, up to a bound; those of forms
    placed on it in the place of the form."""
    found: list[PageObject] = []
    handle = page.raw
    count = raw.FPDFPage_CountObjects(handle)
    _add((raw.FPDFPage_GetObject(handle, i) for i in range(count)), None, 0, found)
    return found


def _add(items: Iterator[Any], around: Matrix | None, depth: int, found: list[PageObject]) -> None:
    for item in items:
        if len(found) > _MOST:
            return
        kind = raw.FPDFPageObj_GetType(item)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            found.append(PageObject(kind, item, around))
        elif depth < _DEEPEST:
            inside = (
                raw.FPDFFormObj_GetObject(item, i)
                for i in range(raw.FPDFFormObj_CountObjects(item))
            )
            _add(inside, _joined(around, matrix_of(item)), depth + 1, found)


def matrix_of(item: Any) -> Matrix:
    """From an object's own space to that around it."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return LEVEL
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def through(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A place, moved by a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_through(matrix: Matrix, box: Box) -> Box:
    """The box around a box that a matrix moved."""
    left, bottom, right, top = box
    corners = [through(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _joined(outer: Matrix | None, inner: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    if outer is None:
        return inner
    A, B, C, D, E, F = outer
    a, b, c, d, e, f = inner
    return (
        A * a + C * b,
        B * a + D * b,
        A * c + C * d,
        B * c + D * d,
        A * e + C * f + E,
        B * e + D * f + F,
    )
