"""Pictures of pages → blocks: ruled tables by their lines, cell by cell, and lines of text.

    picture → level (skew, perspective) → paper (stamps, shading) → lines (the grid)
            → ink (what is empty; lines of text) → recogniser → seen → figures (looked at again) → page

Needs the extra `gongkai[scan]`; importing this package without it raises ImportError. Knows no form:
a cell carries its text, how sure that is and what else it may say, and the matcher decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..blocks import Block, Document, Grid
from ..errors import ReadError
from .laying import laid_pictures
from .page import blocks_of
from .picture import Picture, page_pictures, pictures_in
from .recogniser import recogniser

__all__ = [
    "blocks_of",
    "laid_pictures",
    "page_blocks",
    "page_pictures",
    "pictures_in",
    "read_pictures",
    "recogniser",
]


def page_blocks(pictures: Iterable[Picture], number: int, tables_before: int) -> Iterator[Block]:
    """The blocks of page `number`, which is shown in one picture or in pieces from the top down;
    `tables_before` counts the tables before it."""
    for picture in pictures:
        for block in blocks_of(picture, number, tables_before):
            tables_before += isinstance(block, Grid)
            yield block


def read_pictures(data: bytes, name: str) -> Document:
    """A file of pictures as blocks. Raises ReadError when it is broken, too big, or shows no text."""
    blocks: list[Block] = []
    pages = 0
    for pages, picture in enumerate(pictures_in(data, name), 1):
        tables = sum(isinstance(block, Grid) for block in blocks)
        blocks.extend(blocks_of(picture, pages, tables))
    if not blocks:
        raise ReadError(
            name, "图片里没有看到文字", remedy="请确认没有选错文件，或按 200 dpi 以上重新扫描"
        )
    return Document(tuple(blocks), name, "scan", pages)
