"""The characters that a page of a PDF shows, upright as they are read.

Text may be on a page that nobody sees: drawn invisibly or in white, under a picture, outside of the page
or of what a path lets through, too small. It is no part of the document (`doubts`, `seen`). A text aslant (a
watermark) is no part of a line or a cell either.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..drawn.chars import ILLEGIBLE, Char, blot_overprinted, in_lines, once
from ..drawn.matrix import Box, Matrix, box_through
from ..drawn.ruling import Rule
from .doubts import Texts
from .objects import PageObject, address
from .seen import hidden_in

_GAPS = (0x20, 0xA0, 0x3000)
#: What stands for a character that the library knows nothing of, until it is known whether it is seen.
_UNKNOWN = "\0"
_TINY = 1.2  # points
_WIDE = 4.0  # points: no stroke of a text too small to be seen is as long


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters of a page in reading order, the matrix that turned them upright, if any, and how many
    more the page holds that nobody sees."""

    chars: list[Char]
    turn: Matrix | None
    unseen: int


def shown_text(
    page: pdfium.PdfPage, text: pdfium.PdfTextPage, objects: Sequence[PageObject], layered: bool
) -> PageText:
    """The characters that a page shows. `layered` when the document has layers that may be switched off."""
    frame = _frame(page)
    texts = Texts(objects, layered)
    forms = {address(one.handle): one.form.inside for one in objects if one.form is not None}
    every = [char for _, char in _numbered(text, forms)]
    if texts.plain and not any(c.text == _UNKNOWN for c in every):
        left, bottom, right, top = frame
        chars = [
            c
            for c in every  # nearly all lie well within the page: no call for these
            if (
                (c.left > left and c.right < right and c.top < top and c.bottom > bottom)
                and (c.top - c.bottom > _TINY or c.right - c.left > _WIDE)
            )
            or _on(frame, c)
        ]
        unseen = len(every) - len(chars)
        if _drawn_twice(chars):
            chars = list(in_lines(once(c for c in chars if c.text not in "\r\n")))
        blot_overprinted(chars)
        return PageText(chars, None, unseen)
    chars = []
    doubted: list[tuple[int, Char]] = []
    for index, char in _numbered(text, forms):
        if not _on(frame, char):
            continue
        owner = address(raw.FPDFText_GetTextObject(text.raw, index))
        if owner in texts.aslant:
            continue
        if char.text == _UNKNOWN:
            char.text = ILLEGIBLE
            texts.doubtful.add(owner)
        if owner in texts.doubtful:
            doubted.append((len(chars), char))
        chars.append(char)
    hidden = hidden_in(page, [o for o in objects if address(o.handle) in texts.doubtful], doubted)
    kept = [c for i, c in enumerate(chars) if i not in hidden]
    if not texts.quarters and not _drawn_twice(kept):
        blot_overprinted(kept)
        return PageText(kept, None, len(hidden))
    turn = turning(texts.quarters, frame)
    solid = list(once(_turned(c, turn) for c in kept if c.text not in "\r\n"))
    blot_overprinted(solid)
    return PageText(list(in_lines(solid)), turn, len(hidden))


def turning(quarters: int, frame: Box) -> Matrix | None:
    """The matrix that turns a page back whose text runs `quarters` quarter turns against the clock."""
    left, bottom, right, top = frame
    return {
        1: (0.0, -1.0, 1.0, 0.0, -bottom, right),
        2: (-1.0, 0.0, 0.0, -1.0, left + right, bottom + top),
        3: (0.0, 1.0, -1.0, 0.0, top, -left),
    }.get(quarters)


def turned_rule(rule: Rule, turn: Matrix | None) -> Rule:
    """A line of a page, turned as its text was."""
    if turn is None:
        return rule
    along = (rule.start, rule.stop)
    box = (
        (rule.at, along[0], rule.at, along[1])
        if rule.upright
        else (along[0], rule.at, along[1], rule.at)
    )
    left, bottom, right, top = box_through(turn, box)
    upright = rule.upright is (turn[0] != 0)
    return Rule(True, left, bottom, top) if upright else Rule(False, bottom, left, right)


def turned_box(box: Box, turn: Matrix | None) -> Box:
    """A box of a page, turned as its text was."""
    return box if turn is None else box_through(turn, box)


def _frame(page: pdfium.PdfPage) -> Box:
    """What of a page is shown, in points."""
    left, bottom, right, top = page.get_bbox()
    return left, bottom, right, top


def _on(frame: Box, char: Char) -> bool:
    """True for a character on the page, and large enough to be seen; and for what parts characters."""
    if not char.text.strip():
        return True
    x, y = (char.left + char.right) / 2, (char.bottom + char.top) / 2
    large = char.top - char.bottom > _TINY or char.right - char.left > _WIDE  # 一 may be as thin
    return large and frame[0] <= x <= frame[2] and frame[1] <= y <= frame[3]


def _turned(char: Char, turn: Matrix | None) -> Char:
    if turn is None:
        return char
    left, bottom, right, top = box_through(turn, (char.left, char.bottom, char.right, char.top))
    return Char(char.text, left, bottom, right, top, char.spaced)


def _drawn_twice(chars: Sequence[Char]) -> bool:
    """Whether characters may have been drawn again in their place, to make them bold."""
    figures = [c for c in chars if c.text.isdigit()]  # where there are none, it does no harm
    return len({(c.text, int(c.left / 2), int(c.bottom / 2)) for c in figures}) < len(figures)


def _numbered(text: pdfium.PdfTextPage, forms: Mapping[int, Matrix]) -> Iterator[tuple[int, Char]]:
    """The characters of a page with their numbers, those that pdfium puts between them included. `forms` leads from
    the texts in forms to the page."""
    box = raw.FS_RECTF()
    handle, into = text.raw, ctypes.byref(box)  # made once: a page has a thousand characters
    spaced = False
    for index, code in enumerate(_codes(text)):
        if code in (0xFFFE, 0xFFFF):
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, into)
        said = chr(code)
        if code < 0x20 and code not in (0x02, 0x09, 0x0A, 0x0D):
            if code == 0 and box.top <= box.bottom:
                continue
            said = ILLEGIBLE if code else _UNKNOWN
        if forms and code not in _GAPS:
            _put_on_page(handle, index, box, forms)
        yield index, Char(said, box.left, box.bottom, box.right, box.top, spaced)
        spaced = code in _GAPS


def _put_on_page(
    text: raw.FPDF_TEXTPAGE, index: int, box: raw.FS_RECTF, forms: Mapping[int, Matrix]
) -> None:
    """The box of a character on the page: that of one in a form whose glyphs the file draws itself (Type 3, as
    browsers write them) the library gives as it is in the form, away from where the character begins."""
    matrix = raw.FS_MATRIX()
    inside = forms.get(address(raw.FPDFText_GetTextObject(text, index)))
    if inside is None or not raw.FPDFText_GetMatrix(text, index, matrix):
        return
    found = box.left, box.bottom, box.right, box.top
    put = box_through(inside, found)
    if _away(found, matrix) > _away(put, matrix):
        box.left, box.bottom, box.right, box.top = put


def _away(box: Box, matrix: raw.FS_MATRIX) -> float:
    """How far a box is from where its character begins."""
    left, bottom, right, top = box
    across = max(left - matrix.e, matrix.e - right, 0)
    return float(max(across, bottom - matrix.f, matrix.f - top))


def _codes(text: pdfium.PdfTextPage) -> Sequence[int]:
    """The code of each character of a page; all at once where the library's text has one for each."""
    handle, count = text.raw, text.count_chars()
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(handle, 0, count, buffer) - 1
    codes = list(buffer[: max(0, written)])
    if written == count and not any(0xD800 <= code < 0xE000 for code in codes):
        return codes
    return [raw.FPDFText_GetUnicode(handle, index) for index in range(count)]
