"""What is drawn on a page of a PDF, one object after the other."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..drawn.matrix import LEVEL, Box, Matrix, box_through, joined

#: A page of a report has some hundreds, one whose letters are drawn as outlines some thousands, one whose
#: borders are drawn dot by dot some ten thousand.
MOST_OBJECTS = 50_000
#: As deep as the library itself draws forms in forms.
_DEEPEST = 40


class TooMuchDrawn(Exception):
    """A page draws more than may be looked at: what lies over its text, or parts its cells, is not known."""


@dataclass(slots=True)  # not frozen: a page has thousands, and they are made three times as fast
class PageObject:
    """An object on a page: its kind (`raw.FPDF_PAGEOBJ_…`), the library's own handle, because a page has
    thousands, and the form it stands in, None outside of forms."""

    kind: int
    handle: Any
    form: Form | None = None

    @property
    def around(self) -> Matrix | None:
        """From the form it stands in to the page."""
        return None if self.form is None else self.form.inside

    def matrix(self) -> Matrix:
        """From the object's own space to the page."""
        own = matrix_of(self.handle)
        return own if self.form is None else joined(self.form.inside, own)

    def box(self) -> Box | None:
        """The box around it on the page; None where the library knows none."""
        left, bottom, right, top = edges = [ctypes.c_float() for _ in range(4)]
        if not raw.FPDFPageObj_GetBounds(self.handle, *map(ctypes.byref, edges)):
            return None
        found = left.value, bottom.value, right.value, top.value
        return found if self.form is None else box_through(self.form.inside, found)


@dataclass(slots=True)
class Form:
    """A form placed on a page: what is drawn by it, and from what is drawn in it to the page."""

    item: PageObject
    inside: Matrix


def page_objects(page: pdfium.PdfPage) -> list[PageObject]:
    """The texts, paths and pictures on a page in the order they are drawn; those of forms placed on it in
    the place of the form. Raises TooMuchDrawn."""
    found: list[PageObject] = []
    handle = page.raw
    count = raw.FPDFPage_CountObjects(handle)
    _add((raw.FPDFPage_GetObject(handle, i) for i in range(count)), None, found, [])
    return found


def _add(
    items: Iterator[Any],
    form: Form | None,
    found: list[PageObject],
    forms: list[Form],
    depth: int = 0,
) -> None:
    for item in items:
        kind = raw.FPDFPageObj_GetType(item)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            found.append(PageObject(kind, item, form))
        elif depth < _DEEPEST:
            placed = PageObject(kind, item, form)
            inner = Form(placed, placed.matrix())
            forms.append(inner)
            inside = (
                raw.FPDFFormObj_GetObject(item, i)
                for i in range(raw.FPDFFormObj_CountObjects(item))
            )
            _add(inside, inner, found, forms, depth + 1)
        if len(found) + len(forms) > MOST_OBJECTS:
            raise TooMuchDrawn


def matrix_of(item: Any) -> Matrix:
    """From an object's own space to that around it."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return LEVEL
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def address(handle: Any) -> int:
    """Where the library keeps an object: it gives out new handles for what it gave before."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
