"""Lines in which the figures of each row stand before its label: a sheet saved as text, its figures drawn first. They
are the words and figures of lines in which they stand behind; which of the two a table is, its sums tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ...normalise import key
from ..entries import Entry
from ..rows.labels import LabelTable
from .line_rows import is_figure
from .tokens import Token, tokens_of

_WRITTEN_OUT = re.compile(r"[〇零一二三四五六七八九十百千]{1,4}")


def figures_put_behind(
    lines: Sequence[tuple[int, Entry]], labels: LabelTable
) -> list[tuple[int, Entry]]:
    """Some lines with the figures of each row behind its label, each figure with its place; one line a row, and one of
    what stands between a label and the next figures. Nothing where two labels stand together: whose are the figures?"""
    found: list[tuple[int, Entry]] = []
    for index, line in lines:
        tokens = tokens_of(line)
        figures = [_is_figure(token.text) for token in tokens]
        starts = [i for i in range(1, len(tokens)) if figures[i] and not figures[i - 1]]
        for start, stop in pairwise([0, *starts, len(tokens)]):
            own = figures[start:stop]
            if all(own):
                return []
            at = start + own.index(False)
            words = tokens[at:stop]
            end = _end_of_label(words, labels) if at > start else len(words)
            if not end:
                return []
            if at > start:
                found.append((index, _turned(line, tokens[start:at], words[:end])))
            if at == start or end < len(words):
                found.append((index, _part(line, words[end % len(words) :])))
    return found


def _is_figure(text: str) -> bool:
    return is_figure(text) or _WRITTEN_OUT.fullmatch(text) is not None


def _turned(line: Entry, figures: Sequence[Token], words: Sequence[Token]) -> Entry:
    label = " ".join(one.text for one in words)
    shift = line.indent + figures[0].shift - len(label) - 1
    return Entry(f"{label} {_part(line, figures).text}", line.source, shift)


def _end_of_label(words: Sequence[Token], labels: LabelTable) -> int:
    """How many of some words are the label of a row, with the words before it; all of them if none is, 0 where they are
    the labels of two, of which the first may be damaged."""
    said, first, end = "", 0, 0
    for count, word in enumerate(words, 1):
        own = key(word.text)
        said += own
        if labels.find(said) is None:
            damaged = labels.group(own) is None and labels.find_like(own) is not None
            first = first or (len(said) if damaged else 0)
            continue
        if first and first <= len(said) - labels.length_at_end(said):
            return 0
        first, end = first or len(said), count
    return end or len(words)


def _part(line: Entry, tokens: Sequence[Token]) -> Entry:
    at, last = tokens[0].shift, tokens[-1]
    return Entry(line.text[at : last.shift + len(last.text)], line.source, line.indent + at)
