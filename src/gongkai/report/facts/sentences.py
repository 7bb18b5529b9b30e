"""A narrative cut into sentences: lines that a page broke joined, numbered items and headings apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。！？；!?;]+[。！？；!?;]?")
#: Patterns that look for words before a number look through a sentence once a number, so a sentence must end.
#: One that goes on for longer is taken clause by clause; what has no clause either counts nothing.
LONGEST_SENTENCE = 2000
_CLAUSE = re.compile(r"[，；：、]|,(?!\d)")
NEW_ITEM = re.compile(r"^(?:[-*#]\s*)*(?:[（(]?[一二三四五六七八九十]+[)）、]|\d+[.．、])")
#: A numbered line as short as this was not broken by its page: it is a heading, （一）主动公开情况.
_LONGEST_HEADING = 24
_GOES_ON = re.compile(r"[\d，,、：:]")


def parts_of(text: str) -> Iterator[str]:
    """The sentences of a narrative, lines that a page broke joined, numbered items apart."""
    joined = ""
    for line in text.split("\n"):
        item = NEW_ITEM.match(line)
        if item is not None:
            if joined:
                yield from sentences_of(joined, _SENTENCE)
                joined = ""
            if len(line) < _LONGEST_HEADING and not _GOES_ON.search(line, item.end()):
                yield from sentences_of(line, _SENTENCE)
                continue
        joined += line
    yield from sentences_of(joined, _SENTENCE)


def sentences_of(text: str, sentence: re.Pattern[str]) -> Iterator[str]:
    """What a pattern of sentences finds, one longer than any sentence in stretches of whole clauses."""
    if len(text) <= LONGEST_SENTENCE:
        yield from sentence.findall(text)
        return
    for match in sentence.finditer(text):
        if match.end() - match.start() <= LONGEST_SENTENCE:
            yield match.group()
        else:
            yield from _stretches(match.group())


def _stretches(text: str) -> Iterator[str]:
    """The clauses of a text, so many together as are no longer than a sentence may be."""
    start = last = 0
    for end in (*(mark.end() for mark in _CLAUSE.finditer(text)), len(text)):
        if end - start > LONGEST_SENTENCE:
            if start < last:
                yield text[start:last]
            start = last
        if end - start > LONGEST_SENTENCE:  # one clause alone is too long
            start = end
        last = end
    if start < last:
        yield text[start:last]
