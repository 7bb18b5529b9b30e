"""A number with its unit, as a sentence prints it: 1,086条, 1.2万条, 二十三件, 100余人次."""

from __future__ import annotations

import re
from decimal import Decimal

from ..cell import Number

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}
_UNITS = "人次|万元|条|件|篇|次|期|项|家|个|份|场|人|元|宗|张|部(?!分|门)|批|户|起|例|则|封"

_NUMERALS = "二两三四五六七八九十百千零"
#: Groups: number, scale, unit. A number without a unit is one only where no other word says what it is.
#: It begins with what it is found by: a pattern that begins with a look back is tried at every letter.
AMOUNT = re.compile(
    rf"(?P<number>[0-9{_NUMERALS}](?<![\d.第（(〔\-].)"
    rf"(?:(?<=\d)(?:\d{{0,2}}(?:,\d{{3}})+|\d*(?:\.\d+)?)|(?<=[{_NUMERALS}])[{_NUMERALS}]{{0,11}}))"
    rf"\s?[余多]?\s?(?P<scale>[万亿](?!元))?\s?[余多]?\s?(?P<unit>{_UNITS})?"
    r"(?(unit)(?!\d)|(?![\d%％年月日号.、：:\-]))"
)
_DIGIT = re.compile("[0-9０-９]")
_IN_WORDS = re.compile(rf"[{_NUMERALS}][余多]?[万亿]?\s{{0,2}}[余多]?\s{{0,2}}(?:{_UNITS})")


def says_number(sentence: str) -> bool:
    """Tell whether a sentence may count something."""
    return _DIGIT.search(sentence) is not None or _IN_WORDS.search(sentence) is not None


def value_of(digits: str, scale: str | None) -> Number | None:
    """The number that is printed, 万 and 亿 multiplied out; None for what is none (十百)."""
    plain = digits.replace(",", "")
    number: Number | None
    if plain[0].isdigit():
        number = Decimal(plain) if "." in plain else int(plain)
    else:
        number = chinese_number(plain)
    if number is None or scale is None:
        return number
    scaled = number * _SCALES[scale]
    return int(scaled) if scaled == int(scaled) else scaled


def chinese_number(text: str) -> int | None:
    """Read 二十三, 一百零五, 两千 as numbers; None for what is not one (十百)."""
    total, digit = 0, 0
    last = 10_000
    for char in text:
        if char in _TENS:
            if _TENS[char] >= last:
                return None
            last = _TENS[char]
            total += (digit or 1) * last
            digit = 0
        elif char in _DIGITS and digit == 0:
            digit = _DIGITS[char]
        else:
            return None
    return total + digit
