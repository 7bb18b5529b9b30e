"""What of an OFD page nobody sees: text without ink, white on white, or under what is drawn upon it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ..drawn.chars import Char
from ..drawn.matrix import Box
from .elements import first, numbers

#: Text as light as this, on white, is hardly seen (0 black, 255 white), nor on what is as light as it is.
_LIGHT, _ALIKE = 222, 33
#: A filled box smaller than this both ways, in points, hides no figure.
_COVERS = 3.0
#: Characters are looked for by rows of so many points.
_ROW = 20.0


@dataclass(frozen=True, slots=True)
class Area:
    """What covers a part of a page: its box in points, y upwards, how light it is (None where that is not
    known), and how many characters were drawn before it."""

    box: Box
    tone: float | None
    over: int


def has_no_ink(text: Element) -> bool:
    """True for a text that is laid on a page to be searched, not seen."""
    bare = text.get("Fill") == "false" and text.get("Stroke") != "true"
    colour = first(text, "FillColor")
    return bare or text.get("Alpha") == "0" or (colour is not None and colour.get("Alpha") == "0")


def tone_of(element: Element) -> float | None:
    """How light the colour of a text or a filled path is; None where it is no plain one."""
    colour = first(element, "FillColor")
    if colour is None:
        return 0.0
    if len(colour):  # a pattern, a shading
        return None
    said = (colour.get("Value") or "0 0 0").split()
    parts = numbers(" ".join(said), len(said)) if len(said) in (1, 3, 4) else None
    if parts is None:
        return None
    if len(parts) == 4:  # cyan, magenta, yellow, black
        return max(0.0, 255 - sum(parts[:3]) / 3 - parts[3])
    return sum(parts) / len(parts)


def covering(path: Element, points: Sequence[Sequence[tuple[float, float]]]) -> Box | None:
    """The box that a path fills and lets nothing through, if it is a box; `points` are its corners."""
    if path.get("Fill") != "true" or path.get("Alpha", "255") != "255" or len(points) != 1:
        return None
    colour = first(path, "FillColor")
    if colour is not None and (colour.get("Alpha", "255") != "255" or len(colour)):
        return None
    xs, ys = {round(x, 1) for x, _ in points[0]}, {round(y, 1) for _, y in points[0]}
    if len(xs) != 2 or len(ys) != 2:
        return None
    box = min(xs), min(ys), max(xs), max(ys)
    return box if box[2] - box[0] > _COVERS and box[3] - box[1] > _COVERS else None


def is_lost(char: Char, tone: float | None, grounds: Sequence[Area]) -> bool:
    """True for a character of nearly the colour of what lies behind it: the last of `grounds` there, or
    paper."""
    if tone is None:
        return False
    behind = next((one for one in reversed(grounds) if _holds(one.box, char)), None)
    if behind is None:
        return tone > _LIGHT
    return behind.tone is not None and abs(behind.tone - tone) < _ALIKE


def covered(chars: Sequence[Char], areas: Sequence[Area]) -> set[int]:
    """Which characters, in the order they were drawn, lie under something that was drawn after them."""
    rows: dict[int, list[int]] = {}
    for i, char in enumerate(chars):
        rows.setdefault(int(char.level // _ROW), []).append(i)
    found: set[int] = set()
    for area in areas:
        if not area.over:
            continue
        for row in range(int(area.box[1] // _ROW), int(area.box[3] // _ROW) + 1):
            found.update(
                i for i in rows.get(row, ()) if i < area.over and _holds(area.box, chars[i])
            )
    return found


def _holds(box: Box, char: Char) -> bool:
    return box[0] <= (char.left + char.right) / 2 <= box[2] and box[1] <= char.level <= box[3]
