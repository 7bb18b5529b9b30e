"""A stored number and its number format → what the sheet shows: 471.5600001 with `0.00` is 471.56.

What is shown is what was printed and signed. A format that is not followed here (fractions, powers,
conditions, signs between digits) leaves the number as it is stored. ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

GENERAL = "General"
#: The formats that every program knows by number; dates and times come as such.
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"',
    42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"??',
    44: '#,##0.00;-#,##0.00;"-"??',
}
#: A general number takes this many characters at most.
_WIDTH = 11
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<digits>[0#?.,]+)'
    r"|(?P<percent>%)|(?P<general>General)|(?P<plain>.)",
    re.I | re.DOTALL,
)
_SECTIONS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
#: Signs that say no more than the unit of the form does, or stand for a minus.
_SAYS_NOTHING = re.compile(r"[¥￥$€\s()（）]")
_OTHER = frozenset("eE/yYmMdDhHsSgG")


class _Section(NamedTuple):
    """One part of a format: words before and after the digits, and how the number is told in them.
    `digits` is empty for words alone, `General` for a general number."""

    before: str
    digits: str
    after: str
    percents: int


@lru_cache(maxsize=4096)
def shown(value: float, code: str) -> str:
    """The number as the format shows it; empty where the format hides it."""
    sections = _sections(code)
    if sections is None:
        return general(value)
    if value == 0 and len(sections) > 2:
        section = sections[2]
    elif value < 0 and len(sections) > 1:
        section = sections[1]
    else:
        section = sections[0]
    told = _told(abs(value), section)
    words = _SAYS_NOTHING.sub("", section.before), _SAYS_NOTHING.sub("", section.after)
    signed = len(sections) > 1 and any(words)  # the section says in words that it is less than 0
    minus = "-" if value < 0 and not signed and told.strip("0.,") else ""
    return f"{words[0]}{minus}{told}{words[1]}"


def general(value: float) -> str:
    """The number as a cell without a format shows it: no more characters than fit in one."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    exact = Decimal(repr(value))
    places = _WIDTH - 1 - max(1, exact.adjusted() + 1)
    if places <= 0 or abs(value) < 1e-4:
        return repr(value)
    return f"{_rounded(exact, places):f}".rstrip("0").rstrip(".")


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...] | None:
    """The parts of a format for numbers; None for one that is not followed."""
    parts = [_section(part) for part in _SECTIONS.split(code)[:3]]
    found = tuple(part for part in parts if part is not None)
    return found if len(found) == len(parts) else None


def _section(code: str) -> _Section | None:
    words, digits, percents = ["", ""], "", 0
    for token in _TOKEN.finditer(code):
        kind = token.lastgroup
        if kind in ("digits", "general"):
            if digits or "." in token[0].partition(".")[2]:
                return None  # a sign between the digits
            digits = GENERAL if kind == "general" else token[0]
        elif kind == "percent":
            percents += 1
            words[bool(digits)] += "%"
        elif kind == "bracket":
            if token["bracket"][:1] in ("<", ">", "=") or token["bracket"][:1].lower() in "hms":
                return None
        elif kind == "plain" and token[0] in _OTHER:
            return None
        elif kind is not None:
            words[bool(digits)] += token[kind] if kind != "plain" or token[0] != "@" else ""
    if code.strip() == "@":
        digits = GENERAL
    return _Section(words[0], digits, words[1], percents)


def _told(value: float, section: _Section) -> str:
    """The digits of a number that is not below 0."""
    if not section.digits:
        return ""
    if section.digits == GENERAL:
        return general(value * 100**section.percents)
    whole, _, rest = section.digits.partition(".")
    placeholders = whole.rstrip(",")
    thousands = len(whole) - len(placeholders) + (len(rest) - len(rest.rstrip(",")))
    rest = rest.rstrip(",")
    exact = Decimal(repr(value)).scaleb(2 * section.percents - 3 * thousands)
    least = max((at + 1 for at, sign in enumerate(rest) if sign == "0"), default=0)
    text = f"{_rounded(exact, len(rest)):f}"
    figures, _, decimals = text.partition(".")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    figures = figures.rjust(placeholders.count("0"), "0")
    if figures == "0" and "0" not in placeholders:
        if not decimals.strip("0"):
            return ""
        figures = "0" if decimals else ""
    if "," in placeholders:
        figures = f"{int(figures):,}" if len(figures) < 16 else figures
    return f"{figures}.{decimals}" if decimals else figures
