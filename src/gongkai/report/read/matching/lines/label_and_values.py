"""Where in a line the label of its row ends and the values begin; `said` are the words of the lines before, as a key, of
which its label may be the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...normalise import LONGEST_REMEMBERED, is_value, key
from ..rows.labels import LabelTable
from .line_rows import is_figure
from .plain_lines import MOST_WORDS
from .tokens import Token

_GLUED = re.compile(r"(.*[^\d\s.,+-])([+-]?\d[\d,]*(?:\.\d+)?)")
_FEWEST = 2  # values behind a label that is damaged


def unglued(tokens: list[Token], said: str, labels: LabelTable) -> list[Token]:
    """The words of a line, a value that is stuck to the end of its label taken off it."""
    for i, token in enumerate(tokens[:MOST_WORDS]):
        ends_in_digit = "0" <= token.text[-1] <= "9" and not token.text.isdigit()
        short = ends_in_digit and len(token.text) <= LONGEST_REMEMBERED
        match = _GLUED.fullmatch(token.text) if short else None
        if match is None:
            continue
        before = said + "".join(key(one.text) for one in tokens[:i])
        if labels.find(before + key(match[1])) is not None:
            label, value = Token(match[1], token.shift), match[2]
            parts = [label, Token(value, token.shift + len(match[1]))]
            return [*tokens[:i], *parts, *tokens[i + 1 :]]
    return tokens


def end_of_label(
    tokens: Sequence[Token], said: str, labels: LabelTable, columns: int | None
) -> int:
    """How many words of the line are label; all of them when no value follows."""
    end = None
    if labels.find(said) is not None and is_figure(tokens[0].text):
        end = 0
    for count, token in enumerate(tokens[:MOST_WORDS], 1):
        words = key(token.text)
        said += words
        if words and not is_value(token.text) and labels.find(said) is not None:
            end = count
    if end is not None:
        return end
    end = len(tokens)  # no label in full: a damaged or merged one may stand before the values
    while end > 0 and is_value(tokens[end - 1].text):
        end -= 1
    return end if len(tokens) - end >= _FEWEST and columns else len(tokens)
