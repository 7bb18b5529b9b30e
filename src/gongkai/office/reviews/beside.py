"""Two versions side by side: lines that pair up, and within a changed pair what changed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: Longer texts pair line by line without looking inside a line.
MOST_CHARACTERS = 4000


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line; `changed` when the other side has other words there."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of the old text beside one of the new; empty where one side has none."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    changed: bool


def side_by_side(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """All lines of both texts in order, equal ones paired, changed ones against each other."""
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            pairs += [Pair((Piece(line),), (Piece(line),), False) for line in old[i:j]]
            continue
        left, right = list(old[i:j]), list(new[k:m])
        for n in range(max(len(left), len(right))):
            before = left[n] if n < len(left) else None
            after = right[n] if n < len(right) else None
            pairs.append(_pair(before, after))
    return pairs


def _pair(old: str | None, new: str | None) -> Pair:
    if old is None or new is None or len(old) + len(new) > MOST_CHARACTERS:
        return Pair(
            (Piece(old, True),) if old is not None else (),
            (Piece(new, True),) if new is not None else (),
            True,
        )
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        changed = kind != "equal"
        if i < j:
            left.append(Piece(old[i:j], changed))
        if k < m:
            right.append(Piece(new[k:m], changed))
    return Pair(tuple(left), tuple(right), True)
