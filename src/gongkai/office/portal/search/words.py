"""Text into tokens, and what a person typed into what the index is asked. Pure.

Chinese is not written with spaces and its words are mostly two characters long, so the index holds
every pair of neighbouring characters. The last character of a run stands alone too; a single
character is then found as the beginning of a pair or as that last one. Letters and digits stay
whole words, found by their beginning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

#: Raised when tokens change: entries of another version are rebuilt.
VERSION = 1

MOST_CHARACTERS = 80
MOST_WORDS = 8
#: Pairs of one long word that the index is asked for; the text itself is compared afterwards.
MOST_PAIRS = 12
#: Private characters no text can bring: they begin tokens of the title and of the filters.
TITLE, FACET = "\ue000", "\ue001"

_BRACKETS = {ord(c): "〔" for c in "[【(（［〖{"} | {ord(c): "〕" for c in "]】)）］〗}"}
_EDGES = "《》〈〉“”‘’「」『』\"'、，。：；！？,.:;!?…—-·　〔〕 "
_SPLITS = {ord(c): " " for c in "，、；,;。\u3000"}


@lru_cache(maxsize=65536)
def _fold(character: str) -> str:
    if TITLE <= character <= "\uf8ff":
        return " "
    folded = unicodedata.normalize("NFKC", character).lower()
    return (folded if len(folded) == 1 else character).translate(_BRACKETS)


#: What most of a text is made of and what stays as it is.
_PLAIN = "\u4e00-\u9fff0-9a-z\n"
_OTHER = re.compile(f"[^{_PLAIN}]")
_RUNS = re.compile(r"([^\W_\u0250-\U0010ffff]+)|[^\W_\x00-\u024f]+")


def fold(text: str) -> str:
    """One form for equal writings, with as many characters as `text`, so that places agree."""
    return _OTHER.sub(lambda match: _fold(match[0]), text)


def runs(folded: str) -> Iterator[tuple[bool, str]]:
    """The stretches of letters and digits (True) and of other characters that form words (False)."""
    for match in _RUNS.finditer(folded):
        yield match[1] is not None, match[0]


def tokens(folded: str) -> set[str]:
    """The tokens of a folded text."""
    found: set[str] = set()
    for latin, run in runs(folded):
        if latin:
            found.add(run[:40])
        else:
            found.update(run[at : at + 2] for at in range(len(run) - 1))
            found.add(run[-1])
    return found


@dataclass(frozen=True)
class Term:
    """A token to ask for; `prefix` asks for every token that begins so."""

    token: str
    prefix: bool = False


@dataclass(frozen=True)
class Word:
    """One word of a search, folded, and its terms. `compare` says that the terms alone do not prove
    the word: the text has to be looked at."""

    text: str
    terms: tuple[Term, ...]

    @property
    def compare(self) -> bool:
        return len(self.terms) > 1


def parse(typed: str) -> list[Word]:
    """The words of what was typed, at most MOST_WORDS; what holds no letter is left out."""
    found: dict[str, Word] = {}
    for piece in fold(typed[:MOST_CHARACTERS]).translate(_SPLITS).split():
        text = piece.strip(_EDGES)
        terms = tuple(_terms(text))
        if terms:
            found.setdefault(text, Word(text, terms))
    return list(found.values())[:MOST_WORDS]


def _terms(word: str) -> Iterator[Term]:
    asked: set[str] = set()
    for latin, run in runs(word):
        if latin:
            yield Term(run[:40], prefix=True)
        elif len(run) == 1:
            yield Term(run, prefix=True)
        else:
            for at in range(len(run) - 1):
                pair = run[at : at + 2]
                if pair not in asked and len(asked) < MOST_PAIRS:
                    asked.add(pair)
                    yield Term(pair)
