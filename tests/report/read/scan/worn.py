"""Pictures of pages for the tests and the benchmark: pages drawn, then worn as a scanner would.

Every wear is a function of its numbers and a seed; nothing is drawn by chance. `worn(page, "skew=1.5
jpeg=30", seed)` applies them in turn.
"""

from __future__ import annotations

import io

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from PIL import Image

Pixels = npt.NDArray[np.uint8]
WHITE = (255, 255, 255)
_RED = (215, 30, 40)


def drawn(pdf: bytes, dpi: int = 200) -> list[Pixels]:
    """The pages of a PDF as pictures: rows by columns by 3 (red, green, blue)."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [
            np.ascontiguousarray(
                page.render(scale=dpi / 72, rev_byteorder=True).to_numpy()[:, :, :3]
            )
            for page in document
        ]
    finally:
        document.close()


def saved(pages: list[Pixels], kind: str, dpi: int = 200) -> bytes:
    """Pages as a file of pictures: `pdf`, `tiff` (many pages), `png` or `jpeg` (the first page)."""
    images = [Image.fromarray(page) for page in pages]
    out = io.BytesIO()
    if kind == "tiff":
        bits = [i.convert("L").point(lambda v: 255 * (v > 150)).convert("1") for i in images]
        bits[0].save(
            out, "TIFF", save_all=True, append_images=bits[1:], dpi=(dpi, dpi), compression="group4"
        )
    elif kind == "pdf":
        images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=dpi)
    else:
        images[0].save(out, kind.upper(), dpi=(dpi, dpi))
    return out.getvalue()


def worn(page: Pixels, how: str, seed: int = 1) -> Pixels:
    """A page after some wears, each `name=number`, parted by spaces."""
    rng = np.random.default_rng(seed)
    for one in how.split():
        name, _, number = one.partition("=")
        page = WEARS[name](page, float(number or 0), rng)
    return page


def _skew(page: Pixels, degrees: float, rng: np.random.Generator) -> Pixels:
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(page, turn, (width, height), borderValue=WHITE), np.uint8)


def _noise(page: Pixels, sigma: float, rng: np.random.Generator) -> Pixels:
    grain = rng.normal(0, sigma, page.shape[:2])[:, :, None]
    return np.clip(page + grain, 0, 255).astype(np.uint8)


def _jpeg(page: Pixels, quality: float, rng: np.random.Generator) -> Pixels:
    _, packed = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, int(quality)])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)


def _blur(page: Pixels, sigma: float, rng: np.random.Generator) -> Pixels:
    return np.asarray(cv2.GaussianBlur(page, (0, 0), sigma), np.uint8)


def _stamp(page: Pixels, size: float, rng: np.random.Generator) -> Pixels:
    """A round red seal, `size` pixels in radius, somewhere over the middle of the page."""
    height, width = page.shape[:2]
    seal = np.full_like(page, 255)
    x, y = int(width * rng.uniform(0.4, 0.7)), int(height * rng.uniform(0.3, 0.7))
    radius = int(size or 165)
    cv2.circle(seal, (x, y), radius, _RED, 9)
    for angle in np.radians(np.arange(0, 360, 30)):
        at = (
            int(x + radius * 0.76 * np.cos(angle)) - 20,
            int(y + radius * 0.76 * np.sin(angle)) + 20,
        )
        cv2.putText(seal, "#", at, cv2.FONT_HERSHEY_SIMPLEX, 1.6, _RED, 5)
    turns = np.radians(np.arange(10) * 36 - 90)
    reach = np.where(np.arange(10) % 2 == 0, radius * 0.3, radius * 0.12)
    star = np.stack([x + reach * np.cos(turns), y + reach * np.sin(turns)], axis=1)
    cv2.fillPoly(seal, [star.astype(np.int32)], _RED)
    soft = cv2.GaussianBlur(seal, (0, 0), 0.8)
    return (page.astype(np.uint16) * soft // 255).astype(np.uint8)


def _shade(page: Pixels, dark: float, rng: np.random.Generator) -> Pixels:
    """Grey paper, darker towards the left edge, with a fine grain."""
    width = page.shape[1]
    fall = np.linspace(dark, 0.9, width)[None, :, None]
    return _noise((page * fall).astype(np.uint8), 3, rng)


def _perspective(page: Pixels, share: float, rng: np.random.Generator) -> Pixels:
    height, width = page.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + rng.uniform(-share * width, share * width, (4, 2)).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, moved)
    return np.asarray(
        cv2.warpPerspective(page, matrix, (width, height), borderValue=WHITE), np.uint8
    )


def _speckle(page: Pixels, share: float, rng: np.random.Generator) -> Pixels:
    height, width = page.shape[:2]
    count = int(share * height * width)
    page = page.copy()
    for tone in (0, 255):
        page[rng.integers(0, height, count), rng.integers(0, width, count)] = tone
    return page


def _faint(page: Pixels, strength: float, rng: np.random.Generator) -> Pixels:
    return (255 - (255 - page.astype(np.float32)) * strength).astype(np.uint8)


def _broken(page: Pixels, count: float, rng: np.random.Generator) -> Pixels:
    """Short white scratches along both axes."""
    page = page.copy()
    height, width = page.shape[:2]
    for k in range(int(count)):
        x, y = int(rng.integers(0, width)), int(rng.integers(0, height))
        long = (2, 20) if k % 2 else (20, 2)
        page[y : y + long[0], x : x + long[1]] = 255
    return page


def _coarse(page: Pixels, share: float, rng: np.random.Generator) -> Pixels:
    """As scanned at a share of the resolution and enlarged again."""
    height, width = page.shape[:2]
    small = cv2.resize(page, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def _bits(page: Pixels, threshold: float, rng: np.random.Generator) -> Pixels:
    black = page.mean(axis=2) < threshold
    return np.repeat(np.where(black, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


WEARS = {
    "skew": _skew,
    "noise": _noise,
    "jpeg": _jpeg,
    "blur": _blur,
    "stamp": _stamp,
    "shade": _shade,
    "perspective": _perspective,
    "speckle": _speckle,
    "faint": _faint,
    "broken": _broken,
    "coarse": _coarse,
    "bits": _bits,
}
