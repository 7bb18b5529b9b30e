"""A picture of a page → ink on white paper: stamps, shading and shadows taken away.

A stamp is coloured and figures are not: where a pixel is coloured, its brightest channel tells whether
something dark lies under the colour. What was coloured is remembered, because a cell whose only ink is
coloured is not empty.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from .picture import Pixels

#: A pixel whose channels differ by so much is coloured; JPEG tints grey ink by less.
_COLOURED = 60
#: An area is printed in reverse when it is darker than this share of the paper around it, so high and wide
#: (in fours of pixels), and so much of it dark: a title's characters are not.
_DARK, _LEAST_DARK, _SOLID = 0.6, (9, 20), 0.75
#: How far around the paper is looked for (in sixteens of pixels, both sides together).
_REACH = 19
#: Ink is darker than this on paper made white.
INK = 165


@dataclass(frozen=True, slots=True)
class Paper:
    """A page as `grey` (rows by columns, paper 255, ink dark) and `coloured` (0 or 255, None where
    nothing is coloured)."""

    grey: Pixels
    coloured: Pixels | None


def paper_of(pixels: Pixels) -> Paper:
    """Take stamps, shading and shadows off a page. `pixels` are rows by columns by 3."""
    red, green, blue = cv2.split(pixels)
    brightest = np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)
    darkest = np.asarray(cv2.min(cv2.min(red, green), blue), np.uint8)
    _, mask = cv2.threshold(cv2.subtract(brightest, darkest), _COLOURED, 255, cv2.THRESH_BINARY)
    coloured = np.asarray(mask, np.uint8)
    if not cv2.countNonZero(coloured):
        return Paper(_whitened(_dark_turned(darkest)), None)
    white = _whitened(_dark_turned(brightest))
    # What a dull stamp leaves of its brightest channel is divided away; ink under it stays ink.
    tone = float(np.percentile(white[coloured > 0], 60))
    near = cv2.dilate(coloured, np.ones((3, 3), np.uint8)) > 0
    lifted = np.clip(white.astype(np.float32) * (255 / max(tone, 100.0)), 0, 255).astype(np.uint8)
    return Paper(np.where(near, lifted, white), coloured)


def _dark_turned(grey: Pixels) -> Pixels:
    """Grey with large dark areas turned light, and light text in them dark: the head of a table that is
    printed in white on a colour."""
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    coarse = cv2.dilate(cv2.resize(small, None, fx=0.25, fy=0.25), np.ones((_REACH, _REACH)))
    light = cv2.resize(coarse, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_LINEAR)
    dark = np.asarray(small < light * _DARK, np.uint8)
    if cv2.countNonZero(dark) < _LEAST_DARK[0] * _LEAST_DARK[1]:
        return grey
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    areas = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(_LEAST_DARK, np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(areas, connectivity=4)
    filled = np.bincount(labels.ravel(), weights=dark.ravel(), minlength=count)
    solid = filled >= _SOLID * stats[:, cv2.CC_STAT_AREA]
    solid[0] = False
    if not solid.any():
        return grey
    size = (grey.shape[1], grey.shape[0])
    where = cv2.resize(solid[labels].astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    tone = int(np.median(grey[where]))
    turned = np.clip(255 - np.abs(grey.astype(np.int16) - tone) * 2, 0, 255).astype(np.uint8)
    return np.where(where, turned, grey)


def _whitened(grey: Pixels) -> Pixels:
    """Grey with the paper's own tone, shading and shadows divided away, and full contrast."""
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((11, 11), np.uint8))
    paper = cv2.medianBlur(paper, 21)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    white = cv2.divide(grey, np.maximum(paper, 40), scale=255)
    return np.asarray(white, np.uint8)
