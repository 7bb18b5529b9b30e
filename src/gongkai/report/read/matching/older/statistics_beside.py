"""What stands beside the labels of the statistics table of 2014–2018 in their lines: whether it is a figure, or printed for
one.
"""

from __future__ import annotations

import re
from itertools import takewhile

from ....form import Row
from ...normalise import is_value, key
from ..entries import Entry
from ..lines.tokens import Token, place_of
from ..rows.row_reading import Value
from .statistics_labels import BRACKETS, LEAD, OPEN, UNIT, UNITS, bare, is_heading, labels

_SHORT = 3  # characters of what is printed in place of a figure
_FEW = 7  # characters of a figure with its words; a date has more
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
#: The first word of a label: its number, or 其中.
_LABEL_PART = re.compile(r"[（(]?[一二三四五六七八九十]+[)）．.、]+|其中[:：]?")
_NUMBERED = re.compile(r"[（(]|[一二三四五六七八九十]+[．.、]")
_NO_FIGURE = re.compile(r"\d*[）)]|[：:]")  # the end of a note
_WORD = re.compile(r"[\u4e00-\u9fff]")
_SIGNS_BEHIND = re.compile(r"[^\w\s（）()〔〕\[\]【】：:“”\"]+$")
_UNITS_BEHIND = re.compile(f"(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})?(.*)")
_GLUED = re.compile(rf"({UNIT.pattern})[（(：:]?(\d[\d,.]*)")


def is_before(word: str) -> bool:
    """Tell whether the first word of a line with a label stands before it, a figure or what is printed for one."""
    if word[0].isdigit():
        return LEAD.match(word) is None
    return len(word) <= _SHORT and _LABEL_PART.fullmatch(word) is None


def stands_for_figure(words: str, *, right_below: bool) -> bool:
    """Tell whether what is printed in a line of its own below the figure of a row stands for a figure too: it has no
    words, or few and begins with a figure, or is short, `right_below` and no piece of a label or heading."""
    if is_heading(words) or not is_before(words) or _NO_FIGURE.fullmatch(words):
        return False
    if not _WORD.search(words):
        return True
    if words[0].isdigit():
        return len(words) <= _FEW
    said = bare(words)
    return right_below and not _NUMBERED.match(words) and not any(said in k for k in labels().keys)


def beside(tokens: list[Token], row: Row, label: str, *, told: bool) -> list[Token]:
    """The words behind a label in its line that are no figure and no note, and stand where its figure does: behind
    the unit, or no Chinese words, or alone. `label` are the words that name the row, the line's last; `told` says
    that a figure follows."""
    count = next((n for n in range(1, len(tokens)) if _names(row, label, tokens[n:])), len(tokens))
    rest = [one for one in tokens[count:] if not BRACKETS.fullmatch(one.text)]
    unit = next((at for at, one in enumerate(rest) if key(one.text) in UNITS), None)
    if unit is not None:
        return rest[unit + 1 :]
    if rest:
        return [] if told and all(_CHINESE.fullmatch(one.text) for one in rest) else rest
    glued = _behind(row, label)
    return (
        [] if told or not glued else [Token(glued, tokens[-1].shift + tokens[-1].text.rfind(glued))]
    )


def _names(row: Row, label: str, without: list[Token]) -> bool:
    """Tell whether a label still names the row without its last words."""
    words = label.removesuffix("".join(one.text for one in without))
    return row in labels().find(bare(words))


def _behind(row: Row, label: str) -> str:
    """What is stuck to a label behind its words and its unit."""
    words = bare(OPEN.sub("", label))
    ends = (
        words.rfind(k) + len(k) for k, rows in labels().rows.items() if row in rows and k in words
    )
    end = max(ends, default=len(words))  # the label itself may stand behind an open bracket
    found = _UNITS_BEHIND.fullmatch(words, end)
    sign = _SIGNS_BEHIND.search(label)
    return (found[1] if found else "") or (sign[0] if sign else "")


def lead_of(entry: Entry, tokens: list[Token], *, digits: bool = False) -> Value | None:
    """What stands before a label in its line: its first word, and the figures behind that; `digits` where only a word
    that begins with one counts."""
    if not is_before(tokens[0].text) or (digits and not tokens[0].text[0].isdigit()):
        return None
    more = takewhile(is_value, (one.text for one in tokens[1:]))
    return Value(" ".join([tokens[0].text, *more]), place_of(entry, tokens[0].shift, 1, 1, 1))


def unglued(tokens: list[Token]) -> list[Token]:
    """The words of a line, a figure that is stuck to its unit at the end taken off it: 人146."""
    found = _GLUED.fullmatch(tokens[-1].text) if tokens else None
    if found is None:
        return tokens
    at = tokens[-1].shift
    return [*tokens[:-1], Token(found[1], at), Token(found[2], at + found.start(2))]


def behind_unit(tokens: list[Token]) -> str:
    """What stands behind the unit in a line: it is no figure."""
    at = next((at for at, one in enumerate(tokens) if UNIT.fullmatch(one.text)), len(tokens))
    return " ".join(one.text for one in tokens[at + 1 :])
