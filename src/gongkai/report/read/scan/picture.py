"""The pages of a picture file or of a PDF as pictures: RGB arrays with a known resolution, bounded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from PIL import Image, ImageOps, ImageSequence

from ..bounds import bounds, too_many_pages
from ..errors import ReadError

Pixels = npt.NDArray[np.uint8]  # rows by columns (by 3: red, green, blue)

#: What a page is looked at with. Figures of 9 points are 25 pixels high at this resolution.
DPI = 200
#: A page of A3 at 600 dpi has 70 million pixels. A picture that says it has more is never unpacked.
MOST_PIXELS = 80_000_000
#: The long side of a page after it is brought to the resolution above (A3, and some more).
_MOST_SIDE = 4000
_A4_INCHES = (8.27, 11.69)
_REMEDY = "请重新扫描或重新导出后再读"


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: `pixels` rows by columns by 3 (red, green, blue), `dpi` pixels an inch."""

    pixels: Pixels
    dpi: float

    def points(self, x: float, y: float) -> tuple[float, float]:
        """A place in points, y upwards from the foot of the page."""
        scale = 72 / self.dpi
        return x * scale, (self.pixels.shape[0] - y) * scale


def pictures_in(data: bytes, name: str) -> Iterator[Picture]:
    """The pages of a picture file (.png .jpg .tif .gif .bmp), one at a time.

    Raises ReadError when it is broken, has more than 300 pages or pages of more than 80 million pixels.
    """
    try:
        image = Image.open(io.BytesIO(data))
        count = getattr(image, "n_frames", 1)
    except Image.DecompressionBombError as error:
        raise _too_large(name, "") from error
    except Exception as error:  # whatever a decoder raises on hostile bytes
        raise ReadError(name, "图片已损坏，打不开", remedy=_REMEDY) from error
    if count > bounds().pages:
        raise too_many_pages(name)
    for number, frame in enumerate(ImageSequence.Iterator(image), 1):
        place = f"第 {number} 页" if count > 1 else ""
        if frame.width * frame.height > MOST_PIXELS:
            raise _too_large(name, place)
        try:
            yield _sized(frame)
        except ReadError:
            raise
        except Exception as error:
            raise ReadError(name, "图片已损坏，解不开", place=place, remedy=_REMEDY) from error


def _too_large(name: str, place: str) -> ReadError:
    said = f"图片超过 {MOST_PIXELS // 10_000} 万像素，大得不正常，没有打开"
    return ReadError(name, said, place=place, remedy="请按 200 dpi 重新扫描后再读")


def page_picture(page: pdfium.PdfPage) -> Picture:
    """A page of a PDF as it looks."""
    width, height = page.get_size()
    scale = min(DPI / 72, _MOST_SIDE / max(width, height, 1))
    shown = page.render(scale=scale, rev_byteorder=True).to_numpy()
    return Picture(np.ascontiguousarray(shown[:, :, :3]), scale * 72)


def _sized(frame: Image.Image) -> Picture:
    """A frame upright by its own mark, in RGB, near the resolution that pages are looked at with."""
    said = frame.info.get("dpi")
    if frame.format == "JPEG":
        frame.draft("RGB", (frame.width, frame.height))
    frame = ImageOps.exif_transpose(frame)
    dpi = _resolution(frame.width, frame.height, said)
    if frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info:
        laid = frame.convert("RGBA")
        paper = Image.new("RGBA", laid.size, "white")
        frame = Image.alpha_composite(paper, laid)
    if frame.mode.startswith("I;16"):
        frame = Image.fromarray((np.asarray(frame) // 256).astype(np.uint8))
    frame = frame.convert("L" if frame.mode in ("1", "L") else "RGB")
    scale = min(DPI / dpi, _MOST_SIDE / max(frame.size))
    if scale < 0.8 or scale > 1.25:
        size = (max(1, round(frame.width * scale)), max(1, round(frame.height * scale)))
        frame = frame.resize(size, Image.Resampling.BICUBIC if scale > 1 else Image.Resampling.BOX)
        dpi *= scale
    return Picture(np.asarray(frame.convert("RGB")), dpi)


def _resolution(width: int, height: int, said: object) -> float:
    """Pixels an inch: what the file says if the page then has a size that paper has, else as A4."""
    if isinstance(said, tuple) and said:
        try:
            dpi = float(said[0])
        except (TypeError, ValueError, ZeroDivisionError):
            dpi = 0.0
        if dpi > 50 and 5 < min(width, height) / dpi < 13:
            return dpi
    short, long = _A4_INCHES
    return max(min(width, height) / short, max(width, height) / long)
