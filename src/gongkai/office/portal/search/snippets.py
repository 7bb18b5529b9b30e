"""A piece of text around what was found, as (text, is it a hit) pairs. Pure; templates escape it."""

from __future__ import annotations

from collections.abc import Sequence

Pieces = list[tuple[str, bool]]

BEFORE = 30
LENGTH = 110


def marked(text: str, folded: str, words: Sequence[str]) -> Pieces:
    """The whole text cut at every hit; overlapping hits become one."""
    spans: list[list[int]] = []
    for start, end in sorted(_hits(folded, words)):
        if spans and start <= spans[-1][1]:
            spans[-1][1] = max(end, spans[-1][1])
        else:
            spans.append([start, end])
    pieces: Pieces = []
    at = 0
    for start, end in spans:
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    if at < len(text):
        pieces.append((text[at:], False))
    return pieces


def snippet(text: str, folded: str, words: Sequence[str]) -> Pieces:
    """About LENGTH characters around the first hit; the beginning where there is none."""
    firsts = [at for word in words if (at := folded.find(word)) >= 0]
    first = min(firsts, default=0)
    # Not before the line of the hit: what stands there is a number or another paragraph.
    start = max(first - BEFORE, folded.rfind("\n", 0, first) + 1)
    end = min(start + LENGTH, len(text))
    pieces = marked(text[start:end].replace("\n", " "), folded[start:end], words)
    if start:
        pieces.insert(0, ("…", False))
    if end < len(text):
        pieces.append(("…", False))
    return pieces


def _hits(folded: str, words: Sequence[str]) -> list[tuple[int, int]]:
    found = []
    for word in words:
        at = folded.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = folded.find(word, at + len(word))
    return found
