"""How much a file may hold. What is beyond is no report: it is broken, hostile, or another thing.

Bytes and pages may be set by the caller; the rest follows from the memory a reader may use (500 MB).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from .blocks import Block, Document, Grid
from .errors import ReadError

#: A report has some ten thousand characters, a thousand lines and a few hundred cells.
MOST_CHARACTERS = 5_000_000
MOST_LINES = 200_000
MOST_CELLS = 200_000
#: Markup takes up to two hundred bytes an element as objects; a report has some ten thousand.
MOST_TAGS = 400_000
#: A report as data has some hundred thousand bytes.
MOST_DATA = 10_000_000

#: All digits of a report's tables run together are a few hundred; from 4,300 on Python makes no number of them.
MOST_DIGITS = 2_000
_DIGITS = re.compile(r"\d+")

_ONLY_THE_REPORT = "请只留年报的内容，另存后再读"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds a caller may set, for each file: its bytes, packed and unpacked, its pages, and whether
    LibreOffice may open an old Word file that our reader does not understand."""

    bytes: int = 50_000_000
    pages: int = 300
    libreoffice: bool = False


_current: ContextVar[Bounds] = ContextVar("bounds", default=Bounds())  # noqa: B039 (it is frozen)


def bounds() -> Bounds:
    """The bounds that hold here."""
    return _current.get()


@contextmanager
def within(bounds: Bounds) -> Iterator[None]:
    """Read with other bounds for a while."""
    token = _current.set(bounds)
    try:
        yield
    finally:
        _current.reset(token)


def too_big(name: str) -> ReadError:
    """The refusal of a file of too many bytes."""
    said = f"文件超过 {bounds().bytes // 1_000_000} MB，不像一份年报"
    return ReadError(name, said, remedy="请删去大图后另存再读")


def too_many_pages(name: str) -> ReadError:
    """The refusal of a file of too many pages."""
    said = f"超过 {bounds().pages} 页，不像一份年报"
    return ReadError(name, said, remedy="请只留年报的页")


def check_markup(data: bytes, name: str) -> None:
    """Refuse markup that would fill the memory as objects, before it is parsed. Raises ReadError."""
    if len(data) <= MOST_TAGS:  # too short to hold as many
        return
    tags = data.count(b"<")
    if tags > MOST_TAGS or tags + data.count(b"=") > 2 * MOST_TAGS:
        raise ReadError(
            name, f"标记超过 {MOST_TAGS // 10_000} 万个，不像一份年报", remedy=_ONLY_THE_REPORT
        )


def check_text(text: str, name: str) -> None:
    """Refuse text that would fill the memory as lines. Raises ReadError."""
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
        raise too_much(name)
    if text.count("\t") > MOST_CELLS or text.count("|") > MOST_CELLS or text.count("<") > MOST_TAGS:
        raise too_many_cells(name)


def check_document(document: Document) -> Document:
    """A document as it is, if what was read is not more than any report. Raises ReadError."""
    characters = lines = cells = 0
    long: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            rows, many, length = block.size()
            cells += many
            characters += length
            if rows > MOST_LINES:
                raise too_many_cells(document.name)
            if length >= MOST_DIGITS:
                long += [row.text for row in block.rows]
        else:
            characters += len(block.text)
            lines += 1
            if len(block.text) >= MOST_DIGITS:
                long.append(block.text)
    if characters > MOST_CHARACTERS or lines > MOST_LINES:
        raise too_much(document.name)
    if cells > MOST_CELLS:
        raise too_many_cells(document.name)
    if any(len(run) >= MOST_DIGITS for text in long for run in _DIGITS.findall(text)):
        said = f"有一串 {MOST_DIGITS} 位以上的数字，不像一份年报"
        raise ReadError(document.name, said, remedy=_ONLY_THE_REPORT)
    return document


def characters_in(block: Block) -> int:
    """How many characters a block has."""
    return block.size()[2] if isinstance(block, Grid) else len(block.text)


def too_much(name: str) -> ReadError:
    """The refusal of a file of too much text."""
    said = f"文字超过 {MOST_CHARACTERS // 10_000} 万字或 {MOST_LINES // 10_000} 万行，不像一份年报"
    return ReadError(name, said, remedy=_ONLY_THE_REPORT)


def too_many_cells(name: str) -> ReadError:
    """The refusal of a file of too many cells."""
    said = f"表格超过 {MOST_CELLS // 10_000} 万格，不像一份年报"
    return ReadError(name, said, remedy=_ONLY_THE_REPORT)
