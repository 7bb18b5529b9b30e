"""Where the ink of a region is: whether it is empty, and the lines of text in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from .paper import INK
from .picture import Pixels

#: Ink that may be a faint stroke; nothing this dark may be called empty.
FAINT = 215
#: A speck is smaller than this (in inches) both ways; a decimal point counts beside a figure only.
SPECK = 0.028
#: A piece of ink is dark when so many of its pixels are.
_LEAST_DARK = 3
#: No figure is longer (in heights of it); so much white is above and below figures, and text (in heights).
_LONGEST_FIGURE, _AROUND_FIGURES, _AROUND_TEXT = 8, 1 / 6, 0.4
#: No character is taller, and no flat stroke of one wider (in inches).
_TALLEST, _WIDEST, _FLAT = 0.7, 0.8, 0.06


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a page in pixels, from the top left; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def of(self, page: Pixels) -> Pixels:
        """This part of a page."""
        return page[self.top : self.bottom, self.left : self.right]


def pieces_of(mask: npt.NDArray[Any]) -> list[tuple[int, int, int, int, tuple[int, int]]]:
    """The pieces of a mask with little in it, from the top down: left, top, width, height of each, and
    a pixel of it (column, row)."""
    outlines, above = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if above is None:
        return []
    found = []
    for outline, parent in zip(outlines, above[0, :, 3].tolist(), strict=True):
        if parent < 0:  # else it is the edge of a hole
            left, top, wide, tall = cv2.boundingRect(outline)
            x, y = outline[0, 0].tolist()
            found.append((left, top, wide, tall, (x, y)))
    return sorted(found, key=lambda one: (one[1], one[0]))


def labelled(mask: Pixels) -> Sequence[Any]:
    """The pieces of a mask, as OpenCV counts, labels and measures them (also those that touch at a corner)."""
    try:  # short labels take a third of the time, and are enough but for a page of noise
        return cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_16U)
    except cv2.error:
        return cv2.connectedComponentsWithStats(mask, connectivity=8)


def marks_in(page: Pixels, box: Box, dpi: float) -> list[Box]:
    """The pieces of ink in a box that are no specks, each with its place on the page.

    A piece reaches as far as its faint edges do; some of it must be dark.
    """
    return [mark for mark, is_dark in _marks(page, box, dpi) if is_dark]


def _marks(page: Pixels, box: Box, dpi: float) -> list[tuple[Box, bool]]:
    """The pieces of ink in a box that are no specks, faint ones too, and whether some of each is dark."""
    part = box.of(page)
    if not part.size:
        return []
    faint = np.asarray(part < FAINT, np.uint8)
    count, labels, stats, _ = labelled(faint)
    if count == 1:  # the paper alone
        return []
    dark = np.bincount(labels[part < INK], minlength=count)
    speck = max(3, round(SPECK * dpi))
    found = []
    for (left, top, wide, tall, area), black in zip(
        stats[1:count].tolist(), dark[1:].tolist(), strict=True
    ):
        if max(wide, tall) < speck or area < speck:
            continue
        mark = Box(box.left + left, box.top + top, box.left + left + wide, box.top + top + tall)
        found.append((mark, black >= _LEAST_DARK))
    return found


def prose_in(page: Pixels, box: Box, dpi: float) -> list[Box]:
    """The lines of running text in a box from the top down. The edges of a page and lines drawn across
    it are no text."""
    marks = marks_in(page, box, dpi)
    return _lines(
        [
            m
            for m in marks
            if m.height < _TALLEST * dpi
            and not (m.width > _WIDEST * dpi and m.height < _FLAT * dpi)
        ],
        box,
        dpi,
    )


def lines_in(page: Pixels, box: Box, dpi: float) -> list[Box]:
    """The lines of text in a cell from the top down, each as the box around its ink.

    Whatever ink there is, is in a line: beside dark figures faint ones of half their height count too,
    or a number would lose a figure.
    """
    marks = _marks(page, box, dpi)
    least = max((mark.height for mark, is_dark in marks if is_dark), default=0) * 0.5
    return _lines([m for m, is_dark in marks if is_dark or m.height >= least], box, dpi)


def _lines(marks: list[Box], box: Box, dpi: float) -> list[Box]:
    if not marks:
        return []
    rows = np.zeros(box.height + 1, np.int32)
    for mark in marks:
        rows[mark.top - box.top] += 1
        rows[mark.bottom - box.top] -= 1
    full = np.flatnonzero(np.diff(np.concatenate([[0], np.cumsum(rows) > 0, [0]])))
    runs = [
        (box.top + int(a), box.top + int(b)) for a, b in zip(full[::2], full[1::2], strict=True)
    ]
    tallest = max(b - a for a, b in runs)
    lines = []
    for top, bottom in _joined(runs, min(tallest, round(0.2 * dpi))):
        inside = [m for m in marks if m.top >= top and m.bottom <= bottom]
        left, right = min(m.left for m in inside), max(m.right for m in inside)
        lines.append(Box(left, top, right, bottom))
    return lines


def _joined(runs: list[tuple[int, int]], usual: int) -> list[tuple[int, int]]:
    """Runs of rows with the pieces of one line (the dots of a colon, 二) put together."""
    out: list[tuple[int, int]] = []
    for top, bottom in runs:
        if out:
            above, below = out[-1]
            flat = min(bottom - top, below - above) < usual * 0.6
            if flat and bottom - above < usual * 1.3 and top - below < usual * 0.5:
                out[-1] = (above, bottom)
                continue
        out.append((top, bottom))
    return out


def parts_of(page: Pixels, line: Box, gap: float) -> list[Box]:
    """A line cut where the ink leaves a gap of `gap` times its height."""
    columns = (line.of(page) < INK).any(axis=0)
    at = np.flatnonzero(columns)
    if not len(at):
        return [line]
    parts = []
    start = int(at[0])
    for one, following in pairwise(at.tolist()):
        if following - one > gap * line.height:
            parts.append(Box(line.left + start, line.top, line.left + one + 1, line.bottom))
            start = following
    parts.append(Box(line.left + start, line.top, line.left + int(at[-1]) + 1, line.bottom))
    return parts


def cut_out(page: Pixels, line: Box, dpi: float) -> Pixels:
    """A line with some white around it, as a recogniser wants it: figures large, running text smaller, which
    it then reads as well in less time."""
    least = round(0.11 * dpi)  # a dash alone is a dash only with the height of a line
    share = _AROUND_TEXT if line.width > _LONGEST_FIGURE * line.height else _AROUND_FIGURES
    return _on_white(line.of(page), max(int(line.height * share), (least - line.height) // 2, 2))


def as_figures(picture: Pixels) -> Pixels:
    """A line of text that was cut out, with no more white around it than figures have."""
    rows, columns = (np.flatnonzero((picture < FAINT).any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return picture
    ink = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return _on_white(ink, max(int(len(ink) * _AROUND_FIGURES), 2))


def _on_white(ink: Pixels, around: int) -> Pixels:
    beside = around + 2
    framed = cv2.copyMakeBorder(
        ink, around, around, beside, beside, cv2.BORDER_CONSTANT, value=(255,)
    )
    return np.asarray(framed, np.uint8)


def pieces_across(page: Pixels, line: Box) -> int:
    """How many pieces of ink stand beside each other in a line: at least as many marks it has. The two
    strokes of a faint 0 are one piece."""
    columns = (line.of(page) < FAINT).any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], columns, [False]]).astype(np.int8)))
    return int(((edges[1::2] - edges[::2]) >= 3).sum())
