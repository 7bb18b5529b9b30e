"""What is drawn on a page of a PDF, one object after the other."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..drawn.matrix import LEVEL, Box, Matrix, box_through, joined

#: A page of a report has some hundreds, one whose letters are drawn as outlines some thousands.
MOST_OBJECTS = 20_000
_DEEPEST = 8


@dataclass(slots=True)  # not frozen: a page has thousands, and they are made three times as fast
class PageObject:
    """An object on a page: its kind (`raw.FPDF_PAGEOBJ_…`), the library's own handle, because a page has
    thousands, and the matrix of the forms it stands in, None outside of forms."""

    kind: int
    handle: Any
    around: Matrix | None = None

    def matrix(self) -> Matrix:
        """From the object's own space to the page."""
        own = matrix_of(self.handle)
        return own if self.around is None else joined(self.around, own)

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
        if len(found) > MOST_OBJECTS:
            return
        kind = raw.FPDFPageObj_GetType(item)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            found.append(PageObject(kind, item, around))
        elif depth < _DEEPEST:
            inside = (
                raw.FPDFFormObj_GetObject(item, i)
                for i in range(raw.FPDFFormObj_CountObjects(item))
            )
            own = matrix_of(item)
            _add(inside, own if around is None else joined(around, own), depth + 1, found)


def matrix_of(item: Any) -> Matrix:
    """From an object's own space to that around it."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return LEVEL
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
