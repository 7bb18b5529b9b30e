"""Texts on a page of a PDF that may be unseen.

A text is in doubt when it is hardly darker than paper or unlike what lies behind it, drawn invisibly or
partly so, under what is drawn later, outside of what its paths let through, or in a layer; or when the form
it stands in is. Then the page is painted (`seen`).
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Sequence
from math import atan2, degrees
from typing import Any

import pypdfium2.raw as raw

from ..drawn.matrix import Box, box_through
from .objects import Form, PageObject, address

#: Text as light as this, on white, is hardly seen (0 black, 255 white).
_LIGHT = 222
#: Text so near in colour to what is filled behind it may be unseen; of pictures the colour is not known.
_ALIKE = 60
#: A text is aslant when it is more than so many degrees off the nearest quarter turn.
_ASLANT = 5.0
#: A filled box or a picture smaller than this both ways hides no figure.
_COVERS = 3.0
#: Texts are looked for by rows of so many points.
_ROW = 20.0
_PLAIN = (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_STROKE)


Colour = tuple[int, int, int]  # red, green, blue
_Text = tuple[int, float, float, PageObject, Colour]  # its place in the order, where it begins
_Area = tuple[int, Box, Colour | None]


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
        texts: list[_Text] = []
        areas: list[_Area] = []
        veils = _Veils(layered)
        upright = 0
        for order, item in enumerate(objects):
            handle = item.handle
            if item.kind != raw.FPDF_PAGEOBJ_TEXT:
                area = _area(order, item)
                areas += [area] if area is not None else []
                continue
            if item.form is None:
                raw.FPDFPageObj_GetMatrix(handle, matrix)
                a, b, c, x, y = matrix.a, matrix.b, matrix.c, matrix.e, matrix.f
            else:
                a, b, c, _, x, y = item.matrix()
            raw.FPDFPageObj_GetFillColor(handle, *into)
            colour = red.value, green.value, blue.value
            texts.append((order, x, y, item, colour))
            dark = (255 - (colour[0] * 3 + colour[1] * 6 + colour[2]) / 10) * solid.value / 255
            if (
                255 - dark > _LIGHT
                or raw.FPDFTextObj_GetTextRenderMode(handle) not in _PLAIN
                or veils.over(item)
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
        if texts and areas:
            self.doubtful |= _lost(texts, areas)

    @property
    def plain(self) -> bool:
        """True for a page whose texts are all seen and upright."""
        return not (self.doubtful or self.aslant or self.quarters)


def _area(order: int, item: PageObject) -> _Area | None:
    """What may hide a text, before it or behind it: a filled path or a picture."""
    colour: Colour | None = None
    if item.kind == raw.FPDF_PAGEOBJ_PATH:
        filled, edged = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item.handle, ctypes.byref(filled), ctypes.byref(edged))
        if not filled.value:
            return None
    elif item.kind != raw.FPDF_PAGEOBJ_IMAGE:
        return None
    box = item.box()
    if box is None or box[2] - box[0] <= _COVERS or box[3] - box[1] <= _COVERS:
        return None
    if item.kind == raw.FPDF_PAGEOBJ_PATH:
        red, green, blue, _ = shades = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFPageObj_GetFillColor(item.handle, *map(ctypes.byref, shades))
        colour = red.value, green.value, blue.value
    return order, box, colour


def _lost(texts: Sequence[_Text], areas: Sequence[_Area]) -> set[int]:
    """The texts that something drawn after them covers, or that lie upon something of nearly their own
    colour."""
    rows: dict[int, list[_Text]] = {}
    for text in texts:
        rows.setdefault(int(text[2] // _ROW), []).append(text)
    first, colours = texts[0][0], {text[4] for text in texts}
    found: set[int] = set()
    boxes: dict[int, Box | None] = {}
    for order, (left, bottom, right, top), behind in areas:
        alike = {one for one in colours if behind is not None and _are_alike(one, behind)}
        if order < first and not alike:
            continue
        for row, here in rows.items():
            if not bottom - _ROW < row * _ROW < top:
                continue
            for drawn, x, y, item, colour in here:
                if (drawn > order and colour not in alike) or x > right or not bottom - 3 < y < top:
                    continue
                if drawn not in boxes:
                    boxes[drawn] = item.box()
                box = boxes[drawn]
                if box is not None and box[2] > left + 1 and box[0] < right - 1:
                    found.add(address(item.handle))
    return found


def _are_alike(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < _ALIKE for a, b in zip(one, other, strict=True))


class _Veils:
    """What may take a text away, all of it or in part: its own clip, transparency or layer, or that of a
    form it stands in."""

    def __init__(self, layered: bool) -> None:
        self._layered = layered
        self._clips: dict[int, Box | None] = {}
        self._forms: dict[int, bool] = {}

    def over(self, item: PageObject) -> bool:
        """True for a text that may not be seen for one of these."""
        handle = item.handle
        return (
            bool(raw.FPDFPageObj_HasTransparency(handle))
            or _is_clipped(item, self._clips)
            or (self._layered and (item.form is not None or _is_in_layer(handle)))
            or (item.form is not None and self._over_form(item.form))
        )

    def _over_form(self, form: Form) -> bool:
        known = self._forms.get(id(form))
        if known is None:
            known = self._forms[id(form)] = self.over(form.item)
        return known


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
