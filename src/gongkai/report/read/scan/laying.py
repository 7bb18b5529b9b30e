"""Pictures laid on a page, as OFD draws them → one picture of the page."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from ..errors import ReadError
from .picture import DPI, MOST_SIDE, Picture, Pixels, unpacked

#: A picture of this resolution is laid on the page pixel by pixel.
_KEPT_DPI = (160.0, 250.0)
#: A picture that would be larger than this many pages is a broken one.
_LARGEST = 3.0
_MM = 25.4


def laid_picture(
    pictures: Sequence[tuple[bytes, tuple[float, ...]]],
    size: tuple[float, float],
    number: int,
    name: str,
) -> Picture:
    """A page of `size` (millimetres) with picture files on it, in the order they are drawn.

    Each file comes with the six numbers of the matrix that lays its unit square on the page: x' = a·x +
    c·y + e, y' = b·x + d·y + f, millimetres from the top left. Raises ReadError when one is broken.
    """
    wide, tall = (max(side, 1.0) / _MM for side in size)
    most = MOST_SIDE / max(wide, tall)
    page: Pixels | None = None
    dpi = min(DPI, most)
    for data, matrix in pictures:
        shown = unpacked(data, name, f"第 {number} 页")
        if page is None:
            own = shown.shape[1] * _MM / max(float(np.hypot(matrix[0], matrix[1])), 1.0)
            dpi = min(own if _KEPT_DPI[0] < own < _KEPT_DPI[1] else DPI, most)
            page = np.full((max(1, round(tall * dpi)), max(1, round(wide * dpi)), 3), 255, np.uint8)
        _lay(shown, np.array(matrix, np.float64) * (dpi / _MM), page)
    if page is None:
        raise ReadError(name, f"第 {number} 页没有图片", remedy="请重新导出后再读")
    return Picture(page, dpi)


def _lay(shown: Pixels, matrix: npt.NDArray[np.float64], page: Pixels) -> None:
    """Lay a picture on a page; `matrix` leads from its unit square to pixels of the page."""
    a, b, c, d, e, f = matrix.tolist()
    wide, tall = round(float(np.hypot(a, b))), round(float(np.hypot(c, d)))
    height, width = page.shape[:2]
    largest = _LARGEST * max(height, width)
    if not (1 < wide < largest and 1 < tall < largest and abs(e) + abs(f) < largest):
        return
    if (tall, wide) != shown.shape[:2]:
        smaller = wide < shown.shape[1]
        way = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
        shown = np.asarray(cv2.resize(shown, (wide, tall), interpolation=way), np.uint8)
    upright = abs(b) + abs(c) < 1 and a > 0 < d
    move = np.array([[a / wide, c / tall, e], [b / wide, d / tall, f]])
    if upright:  # pixel by pixel
        move = np.array([[1.0, 0, round(e)], [0, 1.0, round(f)]])
    cv2.warpAffine(
        shown, move, (width, height), dst=page, borderMode=cv2.BORDER_TRANSPARENT,
        flags=cv2.INTER_NEAREST if upright else cv2.INTER_CUBIC,
    )  # fmt: skip
