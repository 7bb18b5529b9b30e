"""What changed between two versions, paragraph by paragraph: pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

#: How a line begins by which a text names its own state. It differs whenever anything does, so it is
#: kept with the decision and left out where two states are compared.
DIGEST = "【版本摘要】"

LONGEST = 20_000  # characters compared letter by letter; beyond it, whole paragraphs

# A number or a Latin word changes as a whole: 18 became 21, not 2 came and 8 went.
WORDS = re.compile(r"[0-9A-Za-z.]+|.")


@dataclass(frozen=True)
class Piece:
    """A run of text: `kind` is same, ins or del."""

    kind: str
    text: str


def compared(body: str) -> list[str]:
    """The lines of a text that are compared and shown."""
    return [line for line in body.splitlines() if not line.startswith(DIGEST)]


def paragraphs(old: str | None, new: str) -> list[list[Piece]]:
    """The new text as paragraphs of pieces; without an old one everything is the same."""
    after = compared(new)
    if old is None:
        return [[Piece("same", line)] for line in after]
    before = compared(old)
    fine = len(old) + len(new) <= LONGEST
    shown: list[list[Piece]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = before[i1:i2], after[j1:j2]
        if tag == "equal":
            shown += [[Piece("same", line)] for line in come]
            continue
        paired = min(len(gone), len(come)) if fine else 0
        shown += [_letters(a, b) for a, b in zip(gone[:paired], come[:paired], strict=True)]
        shown += [[Piece("del", line)] for line in gone[paired:] if line]
        shown += [[Piece("ins", line)] for line in come[paired:]]
    return shown


def _letters(old: str, new: str) -> list[Piece]:
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.3:  # rewritten: letters in common are chance
        return [Piece("del", old), Piece("ins", new)]
    pieces = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(after[j1:j2])))
            continue
        if i2 > i1:
            pieces.append(Piece("del", "".join(before[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("ins", "".join(after[j1:j2])))
    return pieces
