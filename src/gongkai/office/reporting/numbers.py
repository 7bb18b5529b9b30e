"""Numbers in a running text, and the records they are bound to. Pure.

A binding ties the n-th number of a text to a metric. When a person edits the text, `follow` finds
where each bound number went by the words before it: a changed figure stays bound (and is then a
finding), a deleted one is let go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

Value = int | Decimal

# A figure as a report prints it: thousands commas are understood, a date or an article is not split.
NUMBER = re.compile(
    r"(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d.])|(?<![\d.])\d+(?:\.\d+)?(?!\d)"
)
# What follows a number that counts something. Years, articles and document numbers are left alone.
COUNTS = re.compile(r"\s*(?:余)?(?:件|次|条|篇|个|项|期|场|人次|人|份|万元|元|%|％|起|宗|家)")


@dataclass(frozen=True, slots=True)
class Binding:
    """The `ordinal`-th number of a text (from 0) says `metric`; `value` is what was counted when it
    was bound."""

    metric: str
    ordinal: int
    value: str

    def to_json(self) -> dict[str, str | int]:
        return {"metric": self.metric, "ordinal": self.ordinal, "value": self.value}

    @classmethod
    def from_json(cls, data: Mapping[str, str | int]) -> Binding:
        return cls(str(data["metric"]), int(data["ordinal"]), str(data["value"]))


@dataclass(frozen=True, slots=True)
class Said:
    """One number of a text: its value, where it stands and the sentence it is in."""

    value: Value
    start: int
    end: int
    sentence: str
    counts: bool


def numbers(text: str) -> list[Said]:
    """Every number of a text in order. Integers are int, others Decimal as printed."""
    found = []
    for match in NUMBER.finditer(text):
        plain = match.group().replace(",", "")
        found.append(
            Said(
                value=Decimal(plain) if "." in plain else int(plain),
                start=match.start(),
                end=match.end(),
                sentence=_sentence(text, match.start()),
                counts=COUNTS.match(text, match.end()) is not None,
            )
        )
    return found


def printed(value: Value) -> str:
    """A value as a report prints it: no thousands separator, no needless zeros after the point."""
    if isinstance(value, Decimal):
        plain = format(value.normalize(), "f")
        return plain
    return str(value)


def fill(template: str, values: Mapping[str, Value | None]) -> tuple[str, tuple[Binding, ...]]:
    """Put values into `{metric}` places and bind them. Raises KeyError for an unknown metric and
    ValueError for one without a value: the caller leaves such a clause out."""
    pieces: list[str] = []
    metrics: list[tuple[str, int]] = []
    for index, piece in enumerate(re.split(r"\{([^}]+)\}", template)):
        if index % 2 == 0:
            pieces.append(piece)
            continue
        value = values[piece]
        if value is None:
            raise ValueError(f"{piece} has no value")
        metrics.append((piece, len("".join(pieces))))
        pieces.append(printed(value))
    text = "".join(pieces)
    ordinals = {said.start: ordinal for ordinal, said in enumerate(numbers(text))}
    said = numbers(text)
    return text, tuple(
        Binding(metric, ordinals[start], printed(said[ordinals[start]].value))
        for metric, start in metrics
    )


def shift(bindings: Sequence[Binding], by: int) -> tuple[Binding, ...]:
    """The bindings of a text that now stands behind `by` other numbers."""
    return tuple(Binding(b.metric, b.ordinal + by, b.value) for b in bindings)


def follow(old: str, bindings: Sequence[Binding], new: str) -> tuple[Binding, ...]:
    """The bindings of an edited text: each bound number that still has its place keeps its metric.

    Numbers keep their order. Two numbers are the same place when the words right before them agree
    for the most part; where several fit, the choice that agrees best over the whole text is taken.
    """
    before = [_context(old, said) for said in numbers(old)]
    after = [_context(new, said) for said in numbers(new)]
    moved = _align(before, after)
    return tuple(
        Binding(b.metric, moved[b.ordinal], b.value) for b in bindings if b.ordinal in moved
    )


def replace_number(text: str, ordinal: int, value: Value) -> str:
    """The text with its `ordinal`-th number replaced. Raises IndexError."""
    said = numbers(text)[ordinal]
    return text[: said.start] + printed(value) + text[said.end :]


# Less than this share of a number's words found again, and it is another number.
_SAME_PLACE = 0.6


def _align(before: Sequence[_Context], after: Sequence[_Context]) -> dict[int, int]:
    """Pairs of places in order, with the greatest sum of likeness."""
    best: list[list[float]] = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            likeness = _likeness(before[i], after[j])
            taken = likeness + best[i + 1][j + 1] if likeness >= _SAME_PLACE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(before) and j < len(after):
        likeness = _likeness(before[i], after[j])
        if likeness >= _SAME_PLACE and best[i][j] == likeness + best[i + 1][j + 1]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


@dataclass(frozen=True, slots=True)
class _Context:
    """The words before a number, up to the last number or mark, and the character after it."""

    words: str
    unit: str
    value: Value


def _context(text: str, said: Said) -> _Context:
    words = re.split(r"[\d。；，、：:\n（）]", text[: said.start])[-1].strip()[-24:]
    return _Context(words, text[said.end : said.end + 1], said.value)


def _likeness(old: _Context, new: _Context) -> float:
    """How much of the old words stands in the new ones, in order (0–1); a little more where unit or
    value agree, so that of two equal places the unchanged one is taken."""
    share = _common(old.words, new.words) / len(old.words) if old.words else 0.5
    return share * (1.0 if old.unit == new.unit else 0.7) + (0.15 if old.value == new.value else 0)


def _common(one: str, other: str) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for a in one:
        diagonal = 0
        for j, b in enumerate(other):
            above = row[j + 1]
            row[j + 1] = diagonal + 1 if a == b else max(above, row[j])
            diagonal = above
    return row[-1]


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    ends = [end for mark in "。；\n" if (end := text.find(mark, at)) >= 0]
    return text[start : min(ends) + 1 if ends else len(text)].strip()
