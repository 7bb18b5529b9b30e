"""Lines that are a label of the form and its whole numbers, and lines of one word that is no figure: most lines of
most tables that lost their borders. What their words are is told once for all reports that have the same words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ....form import Row
from ...normalise import LONGEST_REMEMBERED, is_value, key
from ..rows.heads import names_of
from ..rows.labels import LabelTable
from ..rows.numbering import CODE_HEADS
from .line_rows import is_figure

#: The words of a line among which its label ends.
MOST_WORDS = 8
#: Marks of notes: figures of the number before them to a careless eye.
MARK = re.compile("[①-⒛²³¹⁰-₉]")
SIGN = re.compile(r"[A-Za-z?？*＊#＃%％~～^□]+$")  # stuck to a label in place of a figure
#: A bracket with white space in it makes one word of several.
_SPACED = re.compile(r"[（(][^）)\s]*(?:\s|$)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ANOTHER = re.compile(r".*[^\d](?=[1-9][\u4e00-\u9fff])")
_LONGEST_SAID = 300  # characters of a key before a label that may come again


class PlainLine(NamedTuple):
    """The row that a line names, its values and where in the line each begins; `said` is all that was gathered
    with the line's own words. `alone` says that nothing else is named in it, no other row and no head; `led` that
    its first word, with nothing gathered before it, may be a figure of the row above: `6. 属于…`."""

    row: Row
    said: str
    alone: bool
    led: bool
    texts: list[str]
    shifts: list[int]


class LabelWord(NamedTuple):
    """The one word of a line, a piece of a label, as a key. `sign` is what stands stuck to its end in place of a
    figure; `heads` says that it is the head of a column of codes; `ends` is what stands in it before the number of
    another label, 息公开申请2.申请人."""

    key: str
    sign: str
    heads: bool
    ends: str


def label_word(text: str) -> LabelWord | None:
    """What a line of one word says that is neither a figure nor ends in one; None of any other line."""
    return _label_word(text) if len(text) <= LONGEST_REMEMBERED else None


@lru_cache(maxsize=2048)
def _label_word(text: str) -> LabelWord | None:
    if len(text.split()) != 1 or "。" in text or text[-1].isdigit() or is_figure(text):
        return None
    word, sign = key(text), SIGN.search(text)
    ends = _ANOTHER.search(word)
    return LabelWord(word, sign[0] if sign else "", word in CODE_HEADS, ends[0] if ends else "")


class _Label(NamedTuple):
    row: Row
    said: str
    alone: bool
    led: bool


def plain_line(text: str, said: str, labels: LabelTable, columns: int | None) -> PlainLine | None:
    """What a line says, where `said` is the label text gathered before it; None for any other line. `columns` as
    for `grids.reader.read_rows`."""
    words = text.split()
    first = len(words)
    while first and words[first - 1].isdigit() and words[first - 1].isascii():
        first -= 1
    texts = words[first:]
    if not (texts and 0 < first <= MOST_WORDS) or (columns and len(texts) != columns):
        return None
    shifts: list[int] = []
    at = len(text)
    for one in reversed(texts):
        at = text.rindex(one, 0, at)
        shifts.append(at)
    if at > LONGEST_REMEMBERED or len(said) > _LONGEST_SAID:
        return None
    label = _label(text[:at].rstrip(), said, labels)
    if label is None or len(texts) != (columns or len(label.row.columns)):
        return None
    shifts.reverse()
    return PlainLine(*label, texts, shifts)


@lru_cache(maxsize=2048)
def _label(text: str, said: str, labels: LabelTable) -> _Label | None:
    """The row that some words name, all of them together with what was said before; None where anything is odd."""
    words = text.split()
    if "。" in text or _SPACED.search(text) or MARK.search(text):
        return None
    if any(is_value(word) or "0" <= word[-1] <= "9" for word in words):
        return None
    if not any(_CHINESE.search(word) and not word[-1].isdigit() for word in words):
        return None  # it may be figures of the row above, damaged
    keys = [key(word) for word in words]
    own = "".join(keys)
    if "" in keys or own != key("".join(words)) or not CODE_HEADS.isdisjoint(keys):
        return None
    row = labels.find(said + own)
    if row is None or labels.is_whole_before(row, said, own):
        return None
    if labels.together(said + own, keys[-1]):
        return None
    alone = [one.id for one in labels.named_in(said + own)] == [row.id]
    headed = any(names[0] in said + own for names in names_of(labels))
    return _Label(row, said + own, alone and not headed, not said and is_figure(words[0]))
