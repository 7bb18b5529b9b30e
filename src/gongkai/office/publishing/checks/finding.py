"""What a check found, and the lines it looks at."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Severity(StrEnum):
    MUST = "must"  # must not become public as it is
    DOUBT = "doubt"  # probably a slip


@dataclass(frozen=True)
class Line:
    """One paragraph or table row; `place` says in words where it stands (正文第 3 段)."""

    place: str
    text: str

    @cached_property
    def folded(self) -> str:
        """The text with full-width letters and figures folded; of the same meaning to a check."""
        if unicodedata.is_normalized("NFKC", self.text):
            return self.text
        return "".join(unicodedata.normalize("NFKC", character) for character in self.text)

    def spot(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the folded text stands in the text itself: one character may fold to
        several (㎡ to m2), and is then taken whole."""
        if len(self.folded) == len(self.text):  # no character folds to none
            return start, end
        return self._places[start], self._places[end - 1] + 1

    @cached_property
    def _places(self) -> list[int]:
        return [
            n for n, c in enumerate(self.text) for _ in range(len(unicodedata.normalize("NFKC", c)))
        ]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    code      the check's name
    matched   what was found, as it counts: never shown or stored, it may be a person's number
    shown     the same, masked where it is personal
    message   a full sentence: what it is, and what to do
    basis     the article it rests on; empty for wording
    spot      where in the line it begins and ends; None for what is not at one place
    """

    code: str
    severity: Severity
    place: str
    matched: str
    shown: str
    message: str
    basis: str = ""
    spot: tuple[int, int] | None = None


def masked(number: str, head: int, tail: int) -> str:
    """The first and the last characters, the rest as asterisks."""
    return number[:head] + "*" * (len(number) - head - tail) + number[-tail:]
