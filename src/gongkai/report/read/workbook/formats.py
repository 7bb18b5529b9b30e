"""A stored number and its number format → what the sheet shows: 471.5600001 with `0.00` is 471.56.

What is shown is what was printed and signed. A format that is not followed here (fractions, powers,
conditions, signs between digits) leaves the number as it is stored. ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import datetime
import math
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
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
#: What is no sign of a date in a format: words in quotes, a sign told to be one, colours and the like.
_NO_SIGN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|General', re.I | re.DOTALL)
_DATES = re.compile(r"[ymdhs]", re.I)
#: The day before the first that a workbook counts, as if 1900 had been a leap year.
FIRST_DAY = datetime.date(1899, 12, 30)
_SECONDS_OF_DAY = 86_400
_STORED = re.compile(
    r"[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,3})?", re.ASCII
)
_ANY_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?", re.ASCII)


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
    try:
        told = _told(abs(value), section)
    except InvalidOperation:  # more digits than any report has
        return general(value)
    words = _SAYS_NOTHING.sub("", section.before), _SAYS_NOTHING.sub("", section.after)
    signed = len(sections) > 1 and any(words)  # the section says in words that it is less than 0
    minus = "-" if value < 0 and not signed and told.strip("0.,") else ""
    return f"{words[0]}{minus}{told}{words[1]}"


def general(value: float) -> str:
    """The number as a cell without a format shows it: no more characters than fit in one."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if not math.isfinite(value):
        return repr(value)
    exact = Decimal(repr(value))
    places = _WIDTH - 1 - max(1, exact.adjusted() + 1)
    if places <= 0 or abs(value) < 1e-4:
        return repr(value)
    return f"{_rounded(exact, places):f}".rstrip("0").rstrip(".")


def written(value: float, text: str) -> str:
    """The number as `shown` tells it, where the program that stored it wrote out what it shows: a number
    below 0 may be so by its colour or its brackets alone."""
    said = _SAYS_NOTHING.sub("", text)
    return f"-{said}" if value < 0 and _ANY_DIGITS.fullmatch(said) and said.strip("0.,") else said


def number_in(text: str | None) -> float | None:
    """The number that is stored in some words, as XML writes one; None for anything else."""
    found = _STORED.fullmatch(text.strip()) if text is not None else None
    return float(found[0]) if found else None


def is_date(code: str) -> bool:
    """True for a format that shows a number as a date or a time."""
    return bool(_DATES.search(_NO_SIGN.sub("", code)))


def day_in(serial: float, first: datetime.date = FIRST_DAY) -> str | None:
    """What a date's format shows of a number that counts days: a day, below 1 a time; None where that is none."""
    if 0 <= serial < 1:
        minutes, seconds = divmod(int(serial * _SECONDS_OF_DAY + 0.5), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    try:
        return date_as_text(first + datetime.timedelta(days=int(serial))) if serial > 0 else None
    except (OverflowError, ValueError):  # beyond every calendar
        return None


def date_as_text(day: datetime.date) -> str:
    """A day (and time) as a sheet's date is read."""
    return f"{day.year}年{day.month}月{day.day}日"


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
