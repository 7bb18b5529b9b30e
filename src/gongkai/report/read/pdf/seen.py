"""Whether a text on a page of a PDF is seen: the page is painted with and without it, and what makes no
difference nobody sees."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..drawn.chars import Char
from .objects import PageObject

#: So much lighter, darker or of another colour must a place be for a text to be seen there.
_SEEN = 20
_MOST_PIXELS = 4_000_000


def hidden_in(
    page: pdfium.PdfPage, doubtful: Sequence[PageObject], chars: Sequence[tuple[int, Char]]
) -> set[int]:
    """Which characters of some texts nobody sees: where the page looks the same without these texts."""
    if not chars:
        return set()
    width, height = page.get_size()
    scale = min(1.5, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    places = [_pixels(page, char, scale) for _, char in chars]
    before = _painted(page, scale)
    modes = [raw.FPDFTextObj_GetTextRenderMode(one.handle) for one in doubtful]
    for one in doubtful:
        raw.FPDFTextObj_SetTextRenderMode(one.handle, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    after = _painted(page, scale)
    for one, mode in zip(doubtful, modes, strict=True):
        raw.FPDFTextObj_SetTextRenderMode(one.handle, mode)
    return {
        index
        for (index, char), place in zip(chars, places, strict=True)
        if char.text not in "\r\n" and not _differs(before, after, place)
    }


@dataclass(frozen=True, slots=True)
class _Painted:
    """The colours of a page, row by row, so many bytes a dot."""

    tones: bytes
    each: int
    wide: int
    tall: int
    stride: int


def _painted(page: pdfium.PdfPage, scale: float) -> _Painted:
    bitmap = page.render(scale=scale, may_draw_forms=False)
    try:
        tones = bitmap.n_channels
        return _Painted(bytes(bitmap.buffer), tones, bitmap.width, bitmap.height, bitmap.stride)
    finally:
        bitmap.close()


def _pixels(page: pdfium.PdfPage, char: Char, scale: float) -> tuple[int, int, int, int]:
    """Where a character is on the painted page: left, top, right, bottom."""
    width, height = page.get_size()
    x, y = ctypes.c_int(), ctypes.c_int()
    found = []
    for at_x, at_y in ((char.left, char.top), (char.right, char.bottom)):
        raw.FPDF_PageToDevice(
            page.raw, 0, 0, round(width * scale), round(height * scale), 0, at_x, at_y, x, y
        )
        found.append((x.value, y.value))
    (x0, y0), (x1, y1) = found
    return min(x0, x1), min(y0, y1), max(x0, x1) + 1, max(y0, y1) + 1


def _differs(before: _Painted, after: _Painted, place: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = place
    left, right = max(0, left), min(before.wide, right)
    for row in range(max(0, top), min(before.tall, bottom)):
        start = row * before.stride
        here = slice(start + left * before.each, start + right * before.each)
        one, other = before.tones[here], after.tones[here]
        if one != other and any(abs(a - b) > _SEEN for a, b in zip(one, other, strict=True)):
            return True
    return False
