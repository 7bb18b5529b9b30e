"""Texts on a page of a PDF that may be unseen, and whether they are.

A text is in doubt when it is hardly darker than paper, drawn invisibly, under what is drawn later, outside
of what its paths let through, or in a layer. Then the page is painted with and without it: what makes no
difference nobody sees.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..drawn.matrix import Box, box_through
from ..drawn.placed import Char
from .objects import PageObject

#: Text as light as this, on white, is hardly seen (0 black, 255 white).
_LIGHT = 222
#: So much lighter or darker must a place be for a text to be seen there.
_SEEN = 20
#: A text is aslant when it is more than so many degrees off the nearest quarter turn.
_ASLANT = 5.0
#: A filled box or a picture smaller than this both ways hides no figure.
_COVERS = 3.0
_MOST_PIXELS = 4_000_000
#: Texts are looked for by rows of so many points.
_ROW = 20.0
_PLAIN = (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_STROKE)


class Texts:
    """The text objects of a page: which may be unseen, which are aslant, and how the page is turned."""

    def __init__(self, objects: Sequence[PageObject], layered: bool) -> None:
        self.doubtful: set[int] = set()
        self.aslant: set[int] = set()
        turns: Counter[int] = Counter()
        shades = [ctypes.c_uint() for _ in range(4)]
        into = [ctypes.byref(shade) for shade in shades]
        red, green, blue, solid = shades
        matrix = raw.FS_MATRIX()
        texts: list[tuple[int, float, float, PageObject]] = []
        covers: list[tuple[int, Box]] = []
        clips: dict[int, Box | None] = {}
        upright = 0
        for order, item in enumerate(objects):
            handle = item.handle
            if item.kind != raw.FPDF_PAGEOBJ_TEXT:
                if texts:
                    cover = _cover(item)
                    covers += [(order, cover)] if cover is not None else []
                continue
            if item.around is None:
                raw.FPDFPageObj_GetMatrix(handle, matrix)
                a, b, c, x, y = matrix.a, matrix.b, matrix.c, matrix.e, matrix.f
            else:
                a, b, c, _, x, y = item.matrix()
            texts.append((order, x, y, item))
            raw.FPDFPageObj_GetFillColor(handle, *into)
            dark = (255 - (red.value * 3 + green.value * 6 + blue.value) / 10) * solid.value / 255
            if (
                255 - dark > _LIGHT
                or raw.FPDFTextObj_GetTextRenderMode(handle) not in _PLAIN
                or _is_clipped(item, clips)
                or (layered and _is_in_layer(handle))
            ):
                self.doubtful.add(address(handle))
            if b == c == 0 and a > 0:
                upright += 1
                continue
            angle = degrees(atan2(b, a)) if a or b else 0.0
            nearest = round(angle / 90)
            if abs(angle - nearest * 90) > _ASLANT:
                self.aslant.add(address(handle))
            else:
                turns[nearest % 4] += 1
        turns[0] += upright
        self.quarters = turns.most_common(1)[0][0]
        if covers:
            self.doubtful |= _covered(texts, covers)

    @property
    def plain(self) -> bool:
        """True for a page whose texts are all seen and upright."""
        return not (self.doubtful or self.aslant or self.quarters)


def _cover(item: PageObject) -> Box | None:
    """The box of what hides the text drawn before it, a filled path or a picture."""
    if item.kind == raw.FPDF_PAGEOBJ_PATH:
        filled, edged = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item.handle, ctypes.byref(filled), ctypes.byref(edged))
        if not filled.value:
            return None
    elif item.kind != raw.FPDF_PAGEOBJ_IMAGE:
        return None
    box = item.box()
    wide = box is not None and box[2] - box[0] > _COVERS and box[3] - box[1] > _COVERS
    return box if wide else None


def _covered(
    texts: Sequence[tuple[int, float, float, PageObject]], covers: Sequence[tuple[int, Box]]
) -> set[int]:
    """The texts that something drawn after them covers. `texts` come with where they begin."""
    rows: dict[int, list[tuple[int, float, float, PageObject]]] = {}
    for text in texts:
        rows.setdefault(int(text[2] // _ROW), []).append(text)
    found: set[int] = set()
    boxes: dict[int, Box | None] = {}
    for order, (left, bottom, right, top) in covers:
        for row, here in rows.items():
            if not bottom - _ROW < row * _ROW < top:
                continue
            for drawn, x, y, item in here:
                if drawn > order or x > right or not bottom - 3 < y < top:
                    continue
                if drawn not in boxes:
                    boxes[drawn] = item.box()
                box = boxes[drawn]
                if box is not None and box[2] > left + 1 and box[0] < right - 1:
                    found.add(address(item.handle))
    return found


def _is_in_layer(text: Any) -> bool:
    """True for a text that belongs to a layer, which may be switched off."""
    name = (ctypes.c_ushort * 8)()
    size = ctypes.c_ulong()
    for index in range(raw.FPDFPageObj_CountMarks(text)):
        mark = raw.FPDFPageObj_GetMark(text, index)
        raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size)
        if size.value == 6 and bytes(name)[:4] == "OC".encode("utf-16-le"):
            return True
    return False


def _is_clipped(item: PageObject, known: dict[int, Box | None]) -> bool:
    """True for a text that does not lie within what its paths let through. Paths are shared: `known` are the
    boxes of those that were met."""
    clip = raw.FPDFPageObj_GetClipPath(item.handle)
    count = raw.FPDFClipPath_CountPaths(clip)
    if count <= 0:
        return False
    box: Box | None = None
    for number in range(count):
        first = raw.FPDFClipPath_GetPathSegment(clip, number, 0)
        key = address(first)
        if key not in known:
            known[key] = _clip_box(clip, number)
        one = known[key]
        if one is None:
            return True
        lets = item.box() if box is None else box
        if lets is None:
            return True
        box = lets
        around = one if item.around is None else box_through(item.around, one)
        if not (
            around[0] <= box[0] + 1
            and around[1] <= box[1] + 1
            and around[2] >= box[2] - 1
            and around[3] >= box[3] - 1
        ):
            return True
    return False


def _clip_box(clip: Any, number: int) -> Box | None:
    """The box that one path of a clip lets through, when it is a box."""
    x, y = ctypes.c_float(), ctypes.c_float()
    count = raw.FPDFClipPath_CountPathSegments(clip, number)
    if not 4 <= count <= 5:
        return None
    points = []
    for index in range(count):
        segment = raw.FPDFClipPath_GetPathSegment(clip, number, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
    xs, ys = {round(x, 1) for x, _ in points}, {round(y, 1) for _, y in points}
    return (min(xs), min(ys), max(xs), max(ys)) if len(xs) == len(ys) == 2 else None


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
    tones: bytes
    wide: int
    tall: int
    stride: int


def _painted(page: pdfium.PdfPage, scale: float) -> _Painted:
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    try:
        return _Painted(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
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
        one, other = (p.tones[start + left : start + right] for p in (before, after))
        if one != other and any(abs(a - b) > _SEEN for a, b in zip(one, other, strict=True)):
            return True
    return False


def address(handle: Any) -> int:
    """Where the library keeps an object: it gives out new handles for what it gave before."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
