"""Runs of control words → what they do; runs of characters in Unicode → their numbers.

A program writes the same some hundred runs of words again and again, and most of the words are of how lines
are drawn: what a run does is found out once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from .rtf_tokens import number_of
from .rtf_words import CHARACTERS, DESTINATIONS

#: What a word does to a reader, told the number behind it; one that says what its group is, told itself and
#: where it ends in its run. True where what follows it was stepped over.
Act = Callable[[Any, Any], bool | None]

#: A word at the beginning of a run.
WORD = re.compile(rb"\\([A-Za-z]+)(-?[0-9]+)?[ ]?")
_WORD_OR_LINE = re.compile(WORD.pattern + rb"|[\r\n\0]+")
_UNIT = re.compile(rb"\\u(-?[0-9]+)[ ]?(?:((?:\\'..)+)|([^\\]))")
#: Runs that are kept: those of a report, in a few megabytes.
_MOST_RUNS = 2_000


class Run(NamedTuple):
    """What a run of words does, and how many there are, ends of lines among them."""

    words: int
    acts: tuple[tuple[Act, Any], ...]


class Runs:
    """What runs of words do, by what each word does."""

    def __init__(self, acts: Mapping[bytes, Act], end: Act) -> None:
        """`end` is done at the first word that stands for no character."""
        self._acts, self._end = acts, end
        self._known: dict[bytes, Run] = {}

    def of(self, written: bytes) -> Run:
        """The run that is written so."""
        run = self._known.get(written)
        if run is None:
            run = self._read(written)
            if len(self._known) < _MOST_RUNS:
                self._known[written] = run
        return run

    def _read(self, written: bytes) -> Run:
        found: list[tuple[Act, Any]] = []
        words, ended = 0, False
        for match in _WORD_OR_LINE.finditer(written):
            words += 1
            word, digits = match.groups()
            if word is None:
                continue
            if word in CHARACTERS:
                ended = False
            elif not ended:
                found.append((self._end, None))
                ended = True
            act = self._acts.get(word)
            if act is not None:
                number = None if digits is None else number_of(digits)
                found.append((act, (word, match.end()) if word in DESTINATIONS else number))
        return Run(words, tuple(found))


def units_in(written: bytes) -> list[tuple[int, bytes]]:
    """Units of Unicode, each with the bytes that stand for it elsewhere."""
    return [
        (int(number), bytes.fromhex(digits.decode().replace("\\'", "")) or plain)
        for number, digits, plain in _UNIT.findall(written)
    ]
