"""A page made straight: its skew, and the slant and perspective that its ruled lines show."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from .ink import pieces_of
from .paper import INK
from .picture import Pixels

#: A page is looked at for a skew of up to so many degrees.
_MOST_SKEW = 6.0
_LOOK_WIDTH = 600
#: Its skew is looked for in upright strips of so many pixels, moved against each other.
_STRIP = 8
#: A line shows the slant of a page when it is this long, as a share of the page's width.
_LONG = 0.12
Matrix = npt.NDArray[np.float64]


def skew_of(grey: Pixels) -> float:
    """How many degrees a page is turned against the clock: where its rows of ink stand out most."""
    # Made smaller only: a picture ten pixels wide and thousands high would fill the memory.
    scale = min(1.0, _LOOK_WIDTH / grey.shape[1])
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = np.asarray(255 - small, np.float32)
    ink[ink < 60] = 0
    size = (max(1, ink.shape[1] // _STRIP), ink.shape[0])
    strips = np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_AREA), np.float32)
    best = 0.0
    for step, reach in ((0.5, _MOST_SKEW), (0.1, 0.5), (0.02, 0.1)):
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(strips, angle)))
    return best


def _sharpness(strips: npt.NDArray[np.float32], angle: float) -> float:
    """How much the rows stand out once each strip of a page is moved down as a turn would move it."""
    height, width = strips.shape
    fall = np.tan(np.radians(angle)) * _STRIP
    move = np.array([[1, 0, 0], [fall, 1, -fall * (width - 1) / 2]])
    rows = cv2.warpAffine(strips, move, (width, height)).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())


def turned(pixels: Pixels, angle: float) -> Pixels:
    """A page turned back by so many degrees, white where nothing was."""
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    return warped(pixels, np.vstack([turn, [0, 0, 1]]))


def warped(pixels: Pixels, matrix: Matrix) -> Pixels:
    """A page moved by a projective matrix, white where nothing was."""
    height, width = pixels.shape[:2]
    out = cv2.warpPerspective(
        pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    return np.asarray(out, np.uint8)


def flattening(grey: Pixels) -> Matrix | None:
    """The matrix that makes the ruled lines of a page run along the axes: slant and perspective out.

    `grey` is the page on white paper. The lines' slopes are taken as changing evenly over the page.
    None for a page with few lines, or with lines that are straight already.
    """
    level = _slopes(grey, upright=False)
    upright = _slopes(grey, upright=True)
    height, width = grey.shape
    if len(level) < 2:
        return None
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    drop = _fit(level)
    lean = _fit(upright) if len(upright) >= 2 else (-drop[0] - drop[1] * height / 2, 0.0)
    middle = np.array([width / 2, height / 2])
    # Where a corner lies once the lines through it are straightened about the middle of the page.
    right = np.array([[_lean(lean, x) * (y - middle[1]) for x, y in corners]]).T
    down = np.array([[_lean(drop, y) * (x - middle[0]) for x, y in corners]]).T
    moved = corners - np.hstack([right, down])
    if np.abs(moved - corners).max() < 1.5:
        return None
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), moved.astype(np.float32))
    return np.asarray(matrix, np.float64)


def _lean(fit: tuple[float, float], at: float) -> float:
    return fit[0] + fit[1] * at


def _slopes(grey: Pixels, *, upright: bool) -> list[tuple[float, float, float]]:
    """Of each long line: where it lies, how it slopes, and its length."""
    page = cv2.transpose(grey) if upright else grey
    _, ink = cv2.threshold(page, INK - 1, 1, cv2.THRESH_BINARY_INV)
    run = max(30, page.shape[1] // 40)
    lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    lines = cv2.dilate(lines, np.ones((3, 9), np.uint8))
    least = _LONG * grey.shape[1]
    found = []
    for left, top, wide, tall, (x, y) in pieces_of(lines)[:400]:
        if wide < least or tall > wide * 0.12:
            continue
        near = lines[top : top + tall, left : left + wide]
        _, labels = cv2.connectedComponents(near, connectivity=8)
        inside = labels == labels[y - top, x - left]
        columns = np.flatnonzero(inside.any(axis=0))
        some = inside[:, columns[::8]]
        middles = np.arange(tall) @ some / some.sum(axis=0)
        slope, start = np.polyfit(columns[::8], middles, 1)
        off = middles - (slope * columns[::8] + start)
        if np.abs(off).mean() < 1.5:
            found.append((top + start + slope * wide / 2, float(slope), float(wide)))
    return found


def _fit(lines: list[tuple[float, float, float]]) -> tuple[float, float]:
    """Slope as a straight function of place, (at 0, a pixel), by weighted least squares."""
    at, slope, weight = (np.array([one[k] for one in lines]) for k in range(3))
    median = float(np.median(slope))
    near = np.abs(slope - median) < 0.02
    at, slope, weight = at[near], slope[near], weight[near]
    if len(at) < 3 or float(np.ptp(at)) < 200:
        return median, 0.0
    steep, base = np.polyfit(at, slope, 1, w=np.sqrt(weight))
    return float(base), float(steep)
