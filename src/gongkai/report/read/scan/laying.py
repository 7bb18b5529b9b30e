"""Pictures laid on a page, as OFD draws them → one picture of the page, or of its pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import cv2
import numpy as np
import numpy.typing as npt

from ..errors import ReadError
from .picture import DPI, MOST_SIDE, Picture, Pixels, in_pieces, unpacked
from .strip import LONG

#: A picture of this resolution is laid on the page pixel by pixel.
_KEPT_DPI = (160.0, 250.0)
#: A picture that would be larger than this many pages is a broken one.
_LARGEST = 3.0
_MM = 25.4


def laid_pictures(
    pictures: Sequence[tuple[bytes, tuple[float, ...]]],
    size: tuple[float, float],
    number: int,
    name: str,
) -> Iterator[Picture]:
    """A page of `size` (millimetres) with picture files on it, in the order they are drawn; one longer than
    paper in pieces from the top down.

    Each file comes with the six numbers of the matrix that lays its unit square on the page: x' = a·x +
    c·y + e, y' = b·x + d·y + f, millimetres from the top left. Raises ReadError when one is broken.
    """
    if not pictures:
        raise ReadError(name, f"第 {number} 页没有图片", remedy="请重新导出后再读")
    wide, tall = (max(side, 1.0) for side in size)
    unpack = partial(unpacked, name=name, place=f"第 {number} 页")
    # A page in pieces needs its pictures again; those of a sheet are laid one by one, and let go.
    held = [unpack(data) for data, _ in pictures] if tall > LONG * wide else []
    first = held[0] if held else unpack(pictures[0][0])
    a, b, *_ = pictures[0][1]
    own = first.shape[1] * _MM / max(float(np.hypot(a, b)), 1.0)
    kept = own if _KEPT_DPI[0] < own < _KEPT_DPI[1] else DPI

    def paint(top: float, foot: float) -> Picture:
        above, below = top * _MM / 72, foot * _MM / 72
        dpi = min(kept, MOST_SIDE * _MM / max(wide, below - above))
        height, width = round((below - above) / _MM * dpi), round(wide / _MM * dpi)
        page = np.full((max(1, height), max(1, width), 3), 255, np.uint8)
        for index, (data, matrix) in enumerate(pictures):
            shown = held[index] if held else first if index == 0 else unpack(data)
            a, b, c, d, e, f = matrix
            moved = np.array((a, b, c, d, e, f - above), np.float64)
            shown, moved = _within(shown, moved, below - above)
            _lay(shown, moved * (dpi / _MM), page)
        return Picture(page, dpi)

    yield from in_pieces(wide * 72 / _MM, tall * 72 / _MM, paint, name)


def _within(
    shown: Pixels, matrix: npt.NDArray[np.float64], tall: float
) -> tuple[Pixels, npt.NDArray[np.float64]]:
    """Of an upright picture the rows that lie on a page so many millimetres high, and their matrix."""
    a, b, c, d, e, f = matrix.tolist()
    rows = shown.shape[0]
    if b or c or d <= 0 or (f >= 0 and f + d <= tall):
        return shown, matrix
    first = min(rows - 1, max(0, int(-f / d * rows)))
    last = max(first + 1, min(rows, int(np.ceil((tall - f) / d * rows)) + 1))
    part = np.array((a, b, c, d * (last - first) / rows, e, f + d * first / rows), np.float64)
    return shown[first:last], part


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
    if shown.ndim == 2:
        shown = np.asarray(cv2.cvtColor(shown, cv2.COLOR_GRAY2RGB), np.uint8)
    upright = abs(b) + abs(c) < 1 and a > 0 < d
    move = np.array([[a / wide, c / tall, e], [b / wide, d / tall, f]])
    if upright:  # pixel by pixel
        move = np.array([[1.0, 0, round(e)], [0, 1.0, round(f)]])
    cv2.warpAffine(
        shown, move, (width, height), dst=page, borderMode=cv2.BORDER_TRANSPARENT,
        flags=cv2.INTER_NEAREST if upright else cv2.INTER_CUBIC,
    )  # fmt: skip
