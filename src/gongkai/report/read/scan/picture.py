"""The pages of a picture file or of a PDF as pictures: RGB arrays with a known resolution, bounded."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from PIL import Image, ImageOps

from ..bounds import bounds, too_many_pages
from ..errors import ReadError
from .strip import cut_in, is_strip, is_upright, pieces_of, windows

Pixels = npt.NDArray[np.uint8]  # rows by columns (by 3: red, green, blue)

#: What a page is looked at with. Figures of 9 points are 25 pixels high at this resolution.
DPI = 200
#: A page of A3 at 600 dpi has 70 million pixels. A picture that says it has more is never unpacked.
MOST_PIXELS = 72_000_000
#: The long side of a page after it is brought to the resolution above (A3, and some more).
MOST_SIDE = 4000
#: Of a picture of more pixels that is looked at in pieces only the grey is kept (in colour, four bytes each).
_MOST_KEPT = 25_000_000
_BAND = 512
#: A picture is enlarged so much at most: what was scanned at less than 70 dpi does not get clearer.
_MOST_ENLARGED = 3.0
_A4_INCHES = (8.27, 11.69)
_REMEDY = "请重新扫描或重新导出后再读"


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: `pixels` rows by columns by 3 (red, green, blue), `dpi` pixels an inch. A piece of a long
    page begins `above` points over the foot of the page."""

    pixels: Pixels
    dpi: float
    above: float = 0.0

    def points(self, x: float, y: float) -> tuple[float, float]:
        """A place in points, y upwards from the foot of the page."""
        scale = 72 / self.dpi
        return x * scale, (self.pixels.shape[0] - y) * scale + self.above


def pictures_in(data: bytes, name: str) -> Iterator[Picture]:
    """The pages of a picture file (.png .jpg .tif .gif .bmp), one at a time; a strip longer than paper
    is cut into pages.

    Raises ReadError when it is broken, has more than 300 pages or pages of more than 72 million pixels.
    """
    image = _opened(data, name, "")
    try:
        count = getattr(image, "n_frames", 1)
    except Exception as error:  # whatever a decoder raises on hostile bytes
        raise _broken(name, "") from error
    if count > bounds().pages:
        raise too_many_pages(name)
    for number in range(1, count + 1):
        place = f"第 {number} 页" if count > 1 else ""
        try:
            image.seek(number - 1)
            _check_size(image, name, place)
            if is_strip(image):
                strip = image
                if _is_large(image):
                    strip = Image.fromarray(_in_grey(image))
                    if count == 1:
                        image.close()
                yield from (
                    _sized(one, one.width / _A4_INCHES[0]) for one in pieces_of(strip, name)
                )
            else:
                yield _sized(image)
        except ReadError:
            raise
        except Exception as error:
            raise _broken(name, place) from error


def unpacked(data: bytes, name: str, place: str) -> Pixels:
    """A picture file as it is: its first frame, red, green, blue; of a large one only how light it is, rows
    by columns. Raises ReadError, as `pictures_in`."""
    image = _opened(data, name, place)
    try:
        _check_size(image, name, place)
        if _is_large(image) and is_upright(image):
            return _in_grey(image)
        return np.asarray(_in_colour(image).convert("RGB"))
    except ReadError:
        raise
    except Exception as error:
        raise _broken(name, place) from error


def _opened(data: bytes, name: str, place: str) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as error:
        raise _too_large(name, place) from error
    except Exception as error:
        raise ReadError(
            name, "图片打不开，已损坏或格式太少见", place=place, remedy=_REMEDY
        ) from error


def _check_size(image: Image.Image, name: str, place: str) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise _too_large(name, place)


def _broken(name: str, place: str) -> ReadError:
    return ReadError(name, "图片已损坏，解不开", place=place, remedy=_REMEDY)


def _too_large(name: str, place: str) -> ReadError:
    said = f"图片超过 {MOST_PIXELS // 10_000} 万像素，大得不正常，没有打开"
    return ReadError(name, said, place=place, remedy="请按 200 dpi 重新扫描后再读")


def page_pictures(page: pdfium.PdfPage, name: str) -> Iterator[Picture]:
    """A page of a PDF as it looks; one longer than paper in pieces from the top down."""
    width, height = page.get_size()

    def paint(top: float, foot: float) -> Picture:
        scale = min(DPI / 72, MOST_SIDE / max(width, foot - top, 1))
        cut = (0.0, max(0.0, height - foot), 0.0, top)
        shown = page.render(scale=scale, rev_byteorder=True, crop=cut).to_numpy()
        return Picture(np.ascontiguousarray(shown[:, :, :3]), scale * 72)

    yield from in_pieces(width, height, paint, name)


def in_pieces(
    wide: float, tall: float, paint: Callable[[float, float], Picture], name: str
) -> Iterator[Picture]:
    """A page of some points, painted from one place to another below it (points from its top): whole, or,
    when it is longer than paper, cut between its lines. Raises ReadError beyond 300 pieces."""
    bounded = windows(wide, tall, name)
    if bounded is None:
        yield paint(0.0, tall)
        return
    least, most = bounded
    top = 0.0
    while tall - top > most:
        piece = paint(top, top + most)
        scale = piece.dpi / 72
        cut = cut_in(piece.pixels.max(axis=2), round(least * scale))
        foot = top + cut / scale
        yield Picture(piece.pixels[:cut], piece.dpi, tall - foot)
        top = foot
    yield paint(top, tall)


def _sized(image: Image.Image, known: float = 0.0) -> Picture:
    """A frame upright by its own mark, in RGB, near the resolution that pages are looked at with.
    `known` are its pixels an inch; 0 when that is to be found out."""
    frame: Image.Image = image
    across, down = _said(image.info.get("dpi"))
    if not known and across and down and not 0.8 < down / across < 1.25 and 0.3 < down / across < 3:
        tall = round(image.height * across / down)  # a fax has twice as many dots across as down
        frame = _in_colour(image).resize((image.width, max(1, tall)), Image.Resampling.BICUBIC)
    dpi = known or _resolution(frame.width, frame.height, across)
    scale = min(DPI / dpi, MOST_SIDE / max(frame.size), _MOST_ENLARGED)
    if scale < 0.8 and frame.mode in ("L", "LA", "RGB", "RGBA"):  # before it fills more memory
        frame, dpi, scale = _scaled(frame, scale), dpi * scale, 1.0
    frame = _in_colour(frame)
    if scale < 0.8 or scale > 1.25:
        frame, dpi = _scaled(frame, scale), dpi * scale
    return Picture(np.asarray(frame if frame.mode == "RGB" else frame.convert("RGB")), dpi)


def _scaled(frame: Image.Image, scale: float) -> Image.Image:
    size = (max(1, round(frame.width * scale)), max(1, round(frame.height * scale)))
    way = Image.Resampling.BICUBIC if scale > 1 else Image.Resampling.BOX
    small = frame.resize(size, way)
    small.info = frame.info  # transparency, and which side is up
    return small


def _in_colour(image: Image.Image) -> Image.Image:
    """A frame upright by its own mark, laid on white, in grey or RGB of eight bits."""
    frame = image if is_upright(image) else ImageOps.exif_transpose(image)
    if frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info:
        laid = frame.convert("RGBA")
        paper = Image.new("RGBA", laid.size, "white")
        frame = Image.alpha_composite(paper, laid)
    if frame.mode.startswith("I;16"):
        frame = Image.fromarray((np.asarray(frame) >> 8).astype(np.uint8))
    elif frame.mode in ("I", "F"):
        frame = _in_eight_bits(frame)
    mode = "L" if frame.mode in ("1", "L") else "RGB"
    return frame if frame.mode == mode else frame.convert(mode)


def _is_large(image: Image.Image) -> bool:
    """True for a picture that would fill the memory when it is kept in colour beside its pieces."""
    return image.width * image.height > _MOST_KEPT


def _in_grey(image: Image.Image) -> Pixels:
    """An upright frame in grey, made band by band."""
    grey = np.empty((image.height, image.width), np.uint8)
    for top in range(0, image.height, _BAND):
        foot = min(image.height, top + _BAND)
        band = image.crop((0, top, image.width, foot))
        grey[top:foot] = np.asarray(_in_colour(band).convert("L"))
    return grey


def _in_eight_bits(deep: Image.Image) -> Image.Image:
    """Grey of more bits; from the values, how many: white is 1, 255, 65,535 or the largest."""
    most = float(np.max(deep.getextrema()))
    white = next((one for one in (1.0, 255.0, 65535.0) if most <= one), most)
    return deep.point(lambda value: value * (255 / white) + 0).convert("L")


def _said(dpi: object) -> tuple[float, float]:
    """Dots an inch across and down as a file says, 0 where it says nothing."""
    try:
        across, down = (float(one) for one in dpi)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    return across, down


def _resolution(width: int, height: int, said: float) -> float:
    """Pixels an inch: what the file says if the page then has a size that paper has, else as A4."""
    if said > 50 and 5 < min(width, height) / said < 13:
        return said
    short, long = _A4_INCHES
    return max(min(width, height) / short, max(width, height) / long)
