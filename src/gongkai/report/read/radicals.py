"""The radicals of fonts as the characters they are: PDF files that browsers save, and text copied out of them, write
⼀ (U+2F00) for 一 and ⻔ (U+2ED4) for 门. They look alike, and no word with one is found.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from operator import attrgetter

from .blocks import Block, Document, Grid, GridRow

#: Those of Kangxi decompose by themselves; of the supplement, those that are characters by themselves.
_SUPPLEMENT = dict(zip("⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳", "母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
                       strict=True))  # fmt: skip
#: Each radical, and the character that it is.
RADICALS = {
    chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
} | _SUPPLEMENT
_ANY = re.compile("[⺀-⿕]")
_text = attrgetter("text")
_TABLE = str.maketrans(RADICALS)


def without_radicals(document: Document) -> Document:
    """A document with each radical as its character; the same document where it has none."""
    if not any(map(_has_any, document.blocks)):
        return document
    return replace(document, blocks=tuple(map(_plain, document.blocks)))


def _has_any(block: Block) -> bool:
    if isinstance(block, Grid):
        return any(map(_ANY.search, map(_text, block.rows)))
    return _ANY.search(block.text) is not None


def _plain(block: Block) -> Block:
    if isinstance(block, Grid):
        return Grid.of(map(_plain_row, block.rows), block.source)
    return block._replace(text=block.text.translate(_TABLE))


def _plain_row(row: GridRow) -> GridRow:
    cells = [cell._replace(text=cell.text.translate(_TABLE)) for cell in row.cells]
    return GridRow.of(row.row, cells)
