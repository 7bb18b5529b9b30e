"""The door to `scan`, which needs the extra `gongkai[scan]`: pages that are pictures, and which are.

The recogniser is loaded when the first picture is met, and never for a file of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..blocks import Block, Document
from ..errors import ReadError
from ..pdf.objects import PageObject
from ..pdf.text import PageText

if TYPE_CHECKING:
    from types import ModuleType

#: A picture that covers this much of a page is the page; text behind it is another program's guess.
_COVERS = 0.7
#: A scanned page has less text than this set upon it: its number, a line above.
_LITTLE = 60
#: Text is rubbish when less than this share of its characters are such as people write: the figures of a
#: report are some tenth of it, and their font may be the only one that does not say what it shows.
_WRITTEN = 0.96
#: Chinese text is rubbish when less than this share of its characters are common ones.
_COMMON = 0.56
_FEW = 20
_ODD = re.compile("[\ufffd□\ue000-\uf8ff\\0-\\x1f]")
_CHINESE = re.compile("[\u4e00-\u9fff]+")
#: The rows of GB 2312 that hold its first level, 3,755 characters which make up nearly all of a text.
_COMMON_ROWS = bytes(range(0xB0, 0xD8))
#: How pictures begin that have no transparency: JPEG, BMP.
_OPAQUE = (b"\xff\xd8\xff", b"BM")


def read_image(data: bytes, name: str) -> Document:
    """A picture file as blocks. Raises ReadError; also when the recogniser is not installed."""
    document: Document = _scan(name, "这是图片").read_pictures(data, name)
    return document


def look(page: pdfium.PdfPage, number: int, tables_before: int, name: str) -> Iterator[Block]:
    """The blocks that a page of a PDF shows as a picture. Raises ReadError without the recogniser."""
    scan = _scan(name, f"第 {number} 页是图片（扫描件）")
    yield from scan.page_blocks(scan.page_pictures(page, name), number, tables_before)


def look_at_pasted(data: bytes, number: int, tables_before: int, name: str) -> Iterator[Block]:
    """The blocks that a picture file shows which is the `number`-th in a file of another kind. Raises ReadError;
    also without the recogniser."""
    scan = _scan(name, "文件里是图片（扫描件）")
    yield from scan.page_blocks(scan.pictures_in(data, name), number, tables_before)


def look_at(
    pictures: Sequence[tuple[bytes, tuple[float, ...]]],
    size: tuple[float, float],
    number: int,
    tables_before: int,
    name: str,
) -> Iterator[Block]:
    """The blocks that pictures laid on a page show: picture files, each with the six numbers of the matrix
    that lays its unit square (y downwards) on the page. `size` is the page's, in millimetres, as the
    matrices are. Raises ReadError; also without the recogniser."""
    scan = _scan(name, f"第 {number} 页是图片（扫描件）")
    laid = scan.laid_pictures(pictures, size, number, name)
    yield from scan.page_blocks(laid, number, tables_before)


def is_opaque(data: bytes) -> bool:
    """True for a picture file that lets nothing below it through."""
    return data.startswith(_OPAQUE)


def can_look() -> bool:
    """True when the recogniser is installed."""
    try:
        _scan("", "")
    except ReadError:
        return False
    return True


def is_picture(page: pdfium.PdfPage, objects: Sequence[PageObject], shown: PageText) -> bool:
    """True when a page must be looked at: it shows something and holds no text, or rubbish, or a picture of
    a whole page: with text laid behind it that nobody sees, or a page number set upon it."""
    text = [c.text for c in shown.chars if c.text.strip()]
    if not text:
        return bool(objects)
    if is_rubbish("".join(text)):
        return True
    return (shown.unseen > len(text) or len(text) < _LITTLE) and _covered(page, objects)


def is_rubbish(text: str) -> bool:
    """True for text whose fonts do not say which characters they show: signs nobody writes, or
    characters of which most are rare."""
    if len(text) < _FEW:
        return False
    if len(_ODD.findall(text)) > len(text) * (1 - _WRITTEN):
        return True
    chinese = "".join(_CHINESE.findall(text))
    rows = chinese.encode("gb2312", "ignore")[::2]
    common = len(rows) - len(rows.translate(None, _COMMON_ROWS))
    return len(chinese) >= _FEW and common < len(chinese) * _COMMON


def _covered(page: pdfium.PdfPage, objects: Iterable[PageObject]) -> bool:
    """True when one picture covers a page."""
    width, height = page.get_size()
    boxes = (one.box() for one in objects if one.kind == raw.FPDF_PAGEOBJ_IMAGE)
    areas = ((box[2] - box[0]) * (box[3] - box[1]) for box in boxes if box is not None)
    return any(area > width * height * _COVERS for area in areas)


def _scan(name: str, what: str) -> ModuleType:
    try:
        from .. import scan

        scan.recogniser()
    except ImportError as error:
        raise ReadError(
            name,
            f"{what}，要安装识别功能才能读",
            remedy="请运行 pip install 'gongkai[scan]' 后再读",
        ) from error
    return scan
