"""A picture longer than paper → pages: what a phone or a browser saves of a whole page that was scrolled.

It is as wide as a sheet and any number of sheets high. It is cut where a row of pixels crosses the
fewest edges: between two lines of text, and outside a table where there is such a place.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from PIL import Image

from ..bounds import bounds, too_many_pages

#: Higher than so many times its width a picture is no sheet (A4 1.4, legal 1.65, a camera's 1.78).
LONG = 1.8
#: A piece is at most so many times as high as wide: more than a camera takes, so that a photograph is
#: not cut, and enough for the largest table of a report; and at least half of that.
_MOST, _LEAST = 2.4, 1.2
#: Narrower (pixels) is no column of text, and wider than twice a sheet at 200 dpi is first made smaller.
_NARROWEST, _SHEET = 300, 1654
#: In points: as much of a page as is looked at with 200 dpi at once, and more than any sheet of A3.
_LONGEST_SHEET = 1440.0
_EXIF_ORIENTATION = 0x0112
#: Two neighbours that differ by so much are an edge; noise of JPEG differs by less.
_EDGE = 40
_ROWS_AT_ONCE = 512


def is_strip(image: Image.Image) -> bool:
    """Whether a frame is longer than paper and wide enough for text, and lies upright as it is."""
    return is_upright(image) and image.width >= _NARROWEST and image.height > LONG * image.width


def is_upright(image: Image.Image) -> bool:
    """Whether a frame lies as it is shown, by its own mark."""
    return bool(image.getexif().get(_EXIF_ORIENTATION, 1) == 1)


def pieces_of(image: Image.Image, name: str) -> Iterator[Image.Image]:
    """The pieces of a strip from top to foot, each as wide as a sheet. Raises ReadError beyond 300."""
    if image.height / image.width > _LEAST * bounds().pages:
        raise too_many_pages(name)
    times = image.width // _SHEET
    small = image.reduce(times) if times > 1 and image.mode in ("L", "LA", "RGB", "RGBA") else image
    small.info = image.info
    most, least = round(_MOST * small.width), round(_LEAST * small.width)
    top = 0
    while small.height - top > most:
        edges = _edges(small, top + least, top + most)
        cut = top + least + _middle_of_last_gap(edges)
        yield small.crop((0, top, small.width, cut))
        top = cut
    yield small.crop((0, top, small.width, small.height))


def _edges(image: Image.Image, top: int, foot: int) -> npt.NDArray[np.int64]:
    """How many edges each row of pixels from `top` to `foot` crosses."""
    starts = range(top, foot, _ROWS_AT_ONCE)
    bands = (image.crop((0, y, image.width, min(foot, y + _ROWS_AT_ONCE))) for y in starts)
    return np.concatenate([_edges_of(np.asarray(band.convert("L"))) for band in bands])


def _edges_of(grey: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    return np.asarray((np.abs(np.diff(grey.astype(np.int16), axis=1)) > _EDGE).sum(axis=1))


def cut_in(grey: npt.NDArray[np.uint8], least: int) -> int:
    """The row of a page from `least` on where it is best cut."""
    bands = [grey[y : y + _ROWS_AT_ONCE] for y in range(least, len(grey), _ROWS_AT_ONCE)]
    return least + _middle_of_last_gap(np.concatenate([_edges_of(band) for band in bands]))


def windows(wide: float, tall: float, name: str) -> tuple[float, float] | None:
    """For a page longer than paper, how high its pieces are at least and at most, in the unit of its sides
    (points); None for a sheet. Raises ReadError beyond 300 pieces."""
    if wide <= 0 or tall <= LONG * wide or tall <= _LONGEST_SHEET:
        return None
    if tall / wide > _LEAST * bounds().pages:
        raise too_many_pages(name)
    least = _LEAST * wide
    return least, max(1.3 * least, min(_MOST * wide, _LONGEST_SHEET))


def _middle_of_last_gap(edges: npt.NDArray[np.int64]) -> int:
    """The middle of the lowest run of rows that cross as few edges as any."""
    quiet = np.flatnonzero(edges == edges.min())
    breaks = np.flatnonzero(np.diff(quiet) > 1)
    first = quiet[breaks[-1] + 1] if len(breaks) else quiet[0]
    return int(first + quiet[-1]) // 2
