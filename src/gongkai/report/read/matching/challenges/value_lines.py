"""Which lines and rows of table four hold values, and nothing else."""

from __future__ import annotations

import re

from ...blocks import GridRow
from ...normalise import is_page_number, is_value, key
from ..entries import Entry
from ..lines.tokens import place_of, tokens_of, with_units
from ..rows.row_reading import Values
from .fifteen import ValueLine, add_up, figures_of
from .heads import OWN_SUMS, is_head_word

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_WORDS = re.compile(r"[\u4e00-\u9fff、，：；（）()\s]+")
_FIGURE = re.compile(r"[\d零〇一二三四五六七八九十百千]")
_ALL_VALUES, _NEARLY_ALL = 15, 12
#: So many values among fifteen texts make the others figures that cannot be made out.
_MOST_VALUES = 10


def value_line(entry: Entry, index: int, table: int) -> ValueLine | None:
    """The values of a line or of a row of a grid; None of one that holds none, or holds words too."""
    if entry.row is not None:
        texts = entry.row.texts
        filled = [text for text in texts if text]
        if len(filled) == 1 and (own := _in_one_cell(entry.row)):
            return ValueLine(index, own)
        if not _are_values(filled):
            return None
        if not filled and len(texts) < _ALL_VALUES:
            return None
        return ValueLine(index, Values(texts, entry.row.sources))
    if is_page_number(entry.text) or "。" in entry.text or _says_no_value(entry.text):
        return None
    tokens = tokens_of(entry)
    head = next((i for i, t in enumerate(tokens) if not is_head_word(t.text)), 0)
    if key(entry.text[: tokens[head].shift]) in OWN_SUMS:
        return None  # a row of the office's own below the table's
    if len(tokens) - head >= _ALL_VALUES:  # the head of the table runs on into its values
        tokens = with_units(tokens[head:])
    if not _are_values([t.text for t in tokens]):
        return None
    if len(tokens) == 1 and not tokens[0].text.isdigit():
        return None  # 无 alone is a sentence, not a value
    places = [place_of(entry, t.shift, table, 1, n) for n, t in enumerate(tokens, 1)]
    return ValueLine(index, Values([t.text for t in tokens], places))


def _says_no_value(text: str) -> bool:
    """Tell whether a line holds words alone, none of which stands for a value."""
    return _WORDS.fullmatch(text) is not None and "无" not in text and "不适用" not in text


def _are_values(texts: list[str]) -> bool:
    """Tell whether the texts of a row are values, some of which cannot be made out."""
    if all(map(is_value, texts)):
        return True
    words = [text for text in texts if _CHINESE.search(text) and not is_value(text)]
    if len(texts) == _ALL_VALUES and sum(map(is_value, texts)) >= _MOST_VALUES:
        return all(map(_FIGURE.search, words))
    return len(texts) >= _NEARLY_ALL and not words


def _in_one_cell(row: GridRow) -> Values | None:
    """The values of a row that stand all in its one cell with text, told apart where their sums hold; else that
    cell, if it holds so many figures, as it is."""
    text, source = next(one for one in zip(row.texts, row.sources, strict=True) if one[0])
    tokens = text.split()
    if len(tokens) != _ALL_VALUES or not all(map(str.isdigit, tokens)):
        return None
    values = Values(tokens, [source] * _ALL_VALUES)
    figures = figures_of(values)
    across = [figures[at : at + 5] for at in range(0, _ALL_VALUES, 5)]
    return values if add_up(across) else Values([text], [source])
