"""What changed between two versions, paragraph by paragraph: pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

#: How the line begins by which a text names its own state, and the lines that may follow it: why
#: something that was found stays. Whoever writes a text can begin a paragraph like that too, so the
#: line is known by its place alone.
DIGEST = "【版本摘要】"
ANSWERED = "【检查】"
_STATE = re.compile(DIGEST + "[0-9a-f]{64}")

LONGEST = 20_000  # characters compared letter by letter; beyond it, whole paragraphs

# A number or a Latin word changes as a whole: 18 became 21, not 2 came and 8 went.
WORDS = re.compile(r"[0-9A-Za-z.]+|.")


@dataclass(frozen=True)
class Piece:
    """A run of text: `kind` is same, ins or del."""

    kind: str
    text: str


def compared(body: str) -> list[str]:
    """The lines of a text that are compared and shown: all but the one by which it names its state.
    That one differs whenever anything does; it is kept with the decision."""
    lines = body.splitlines()
    at = _state_at(lines)
    return lines if at is None else lines[:at] + lines[at + 1 :]


def state_of(body: str) -> str | None:
    """The digest (64 hexadecimal digits) by which a text names its state; None when it names none."""
    lines = body.splitlines()
    at = _state_at(lines)
    return None if at is None else lines[at].removeprefix(DIGEST)


def _state_at(lines: list[str]) -> int | None:
    """Where the line stands: last but for the answers. Everything that a person wrote is before."""
    at = len(lines) - 1
    while at >= 0 and lines[at].startswith(ANSWERED):
        at -= 1
    return at if at >= 0 and _STATE.fullmatch(lines[at]) else None


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
