"""Signs that stand for no figure, told by their shape: a recogniser takes a lone stroke for 1 or 7.

A dash is one flat stroke at the middle of the line; a slash is one straight stroke that leans to the right,
evenly thick from end to end. A 1 or 7 has a flag or a bar at its head, and stands steeper.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import degrees, sqrt

import cv2
import numpy as np

from .ink import FAINT, Box, pieces_across
from .paper import INK
from .picture import Pixels

#: How sure a sign is that was told by its shape.
SURE = 0.985
#: A dash is so much longer than thick, no thicker and no shorter than this (inches), and without gaps.
_LONGER, _THICKEST, _SHORTEST, _FILLED = 2.0, 0.045, 0.03, 0.95
#: So far down its line (a share of the figures beside it) a dash stands.
_MIDDLE = (0.33, 0.72)
#: A slash leans so (degrees from level), is so slender, at least so high (inches), and nowhere wider than
#: so many times its usual width.
_LEANS, _SLENDER, _LOWEST, _EVEN = (35.0, 72.0), 0.15, 0.06, 1.6


def sign_in(page: Pixels, box: Box, beside: Sequence[Box], dpi: float) -> str:
    """`-`, `/`, or nothing: what the ink in a box is by its shape. `beside` are the figures of its row."""
    if pieces_across(page, box) != 1:
        return ""
    faint = np.asarray(box.of(page) < FAINT, np.uint8)
    count, _ = cv2.connectedComponents(faint, connectivity=8)
    if count != 2:
        return ""
    if _is_dash(faint, box, dpi):
        middle = (box.top + box.bottom) / 2
        places = [(middle - b.top) / b.height for b in beside if b.height]
        return "-" if all(_MIDDLE[0] < place < _MIDDLE[1] for place in places) else ""
    return "/" if _is_slash(np.asarray(box.of(page) < INK, np.uint8), box, dpi) else ""


def _is_dash(ink: Pixels, box: Box, dpi: float) -> bool:
    return (
        box.width >= _LONGER * box.height
        and box.height <= _THICKEST * dpi
        and box.width >= _SHORTEST * dpi
        and float(ink.any(axis=0).mean()) >= _FILLED
    )


def _is_slash(ink: Pixels, box: Box, dpi: float) -> bool:
    if box.height < _LOWEST * dpi:
        return False
    ys, xs = np.nonzero(ink)
    if len(ys) < box.height:
        return False
    spread, axes = np.linalg.eigh(np.cov(np.stack([xs, ys]).astype(np.float64)))
    across, down = axes[:, 1]
    if across * down >= 0:  # y runs down: a slash rises to the right
        return False
    lean = degrees(np.arctan2(abs(down), abs(across)))
    slender = sqrt(max(spread[0], 0.0) / max(spread[1], 1e-9))
    widths = ink.sum(axis=1)[1:-1]  # the first and the last row are where a stroke is cut
    even = float(widths.max(initial=0)) <= _EVEN * float(np.median(widths)) + 1
    return _LEANS[0] <= lean <= _LEANS[1] and slender <= _SLENDER and even
