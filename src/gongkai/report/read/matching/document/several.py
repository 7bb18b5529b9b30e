"""Several reports in one file (two years of one agency, the units of a county): where the second begins."""

from __future__ import annotations

import re

from ....model import Note
from ...headings import heading_number
from ...normalise import compact, key
from ..entries import Entry

#: What every table three has once, in the forms of 2019 and 2021: a label may be worn.
_ONCE = ("结转下年度继续办理", "本年新收政府信息公开申请数量", "没有现成信息需要另行制作")
_MOST_LINES = 4  # of one label
_TITLE = re.compile(r"公开.*报告|年度报告")
_LONGEST_TITLE = 60
_TITLE_ABOVE = 15  # lines between a title and the first heading below it


def end_of_first(entries: list[Entry], words: str) -> int | None:
    """The entry with which another report begins: behind one table three a title with a first heading below it,
    or the heading 一、总体情况 alone, and another table three behind these. None for one report.
    `words` is the whole text as a key."""
    once = next((label for label in _ONCE if words.count(label) > 1), None)
    if once is None:
        return None
    tables = [i for i, entry in enumerate(entries) if once in key(entry.text)]
    if len(tables) < 2:  # its label is broken over lines
        tables = [i for i in range(len(entries)) if _begins_here(entries, i, once)]
    for at in range(tables[0] + 1, tables[-1]) if tables else ():
        heading = None if entries[at].is_row else heading_number(entries[at].text)
        if heading is None or heading[0] > 2:
            continue
        above = range(at - 1, max(tables[0], at - _TITLE_ABOVE), -1)
        title = next((i for i in above if _is_title(entries[i])), None)
        if title is not None or heading[0] == 1:
            return at if title is None else title
    return None


def _begins_here(entries: list[Entry], start: int, label: str) -> bool:
    """Tell whether a label begins in a line and ends in one of the next."""
    words = [key(entry.text) for entry in entries[start : start + _MOST_LINES]]
    return label in "".join(words) and label not in "".join(words[1:])


def note_of(entry: Entry) -> Note:
    """What a reader must know of a file with another report that begins so."""
    said = f"文件里不止一份报告：从「{entry.text.strip('#* ')}」起是另一份，没有读；请把它另存成一个文件再读"
    return Note("several-reports", said)


def _is_title(entry: Entry) -> bool:
    words = compact(entry.text)
    return len(words) < _LONGEST_TITLE and "。" not in words and _TITLE.search(words) is not None
