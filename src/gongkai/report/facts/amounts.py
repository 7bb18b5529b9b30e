"""A number with its unit, as a sentence prints it: 1,086条, 1.2万条, 二十三件, 100余人次."""

from __future__ import annotations

import re
from decimal import Decimal

from ..cell import Number

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
_UNITS = "人次|万元|条|件|篇|次|期|项|家|个|份|场|人|元|宗|张|部(?!分|门)|批|户|起|例|则|封"

_NUMERALS = "一二两三四五六七八九十百千零"
#: What a number begins with: 一 alone is more often a word (一件事一次办) than a count, but not in 举办培训班一期.
_ONCE = "(?<=[训班会]一)(?=[次期场](?:[,;。、，；]|$))"
_FIRST = f"(?:[{_NUMERALS[1:]}]|一(?:(?=[十百千万亿])|{_ONCE}))"
#: Groups: number, scale, unit. A number without a unit is one only where no other word says what it is, and none is
#: cut out of another (2万3千, 二〇二四) or of a rough guess (数百). It begins with what it is found by: a pattern that
#: begins with a look back is tried at every letter.
AMOUNT = re.compile(
    rf"(?P<number>(?:[0-9](?<![\d.第（(〔\-万亿千百十].)"
    rf"|{_FIRST}(?<![\d.第（(〔\-万亿〇之{_NUMERALS}].)(?<![数几上成][十百千]))"
    rf"(?:(?<=\d)(?:\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?|\d*(?:\.\d+)?)"
    rf"|(?<=[{_NUMERALS}])[{_NUMERALS}]{{0,11}}(?:[万亿][{_NUMERALS}]{{1,8}}){{0,2}}))"
    rf"\s?[余多+]?\s?(?P<scale>(?:[百千]?[万亿]|[百千])(?!元))?\s?[余多+]?\s?(?P<unit>{_UNITS})?"
    rf"(?(unit)(?!\d)|(?!,\d|[\d%％年月日号.、：:\-〇分万亿{_NUMERALS}]))"
)
_DIGIT = re.compile("[0-9０-９]")
_IN_WORDS = re.compile(
    rf"(?:[{_NUMERALS[1:]}]|[{_NUMERALS[1:]}]一|一(?:(?=[万亿])|{_ONCE}))[余多]?[万亿]?\s{{0,2}}[余多]?\s{{0,2}}(?:{_UNITS})"
)


def says_number(sentence: str) -> bool:
    """Tell whether a sentence may count something."""
    return _DIGIT.search(sentence) is not None or _IN_WORDS.search(sentence) is not None


def value_of(digits: str, scale: str | None) -> Number | None:
    """The number that is printed, 万 and 亿 multiplied out; None for what is none (十百)."""
    plain = digits.replace(",", "")
    if not plain[0].isdigit():
        return chinese_number(plain + (scale or ""))
    number = Decimal(plain) if "." in plain else int(plain)
    if scale is None:
        return number
    scaled = number * _SCALES[scale]
    return int(scaled) if scaled == int(scaled) else scaled


def chinese_number(text: str) -> int | None:
    """Read 二十三, 一百零五, 两万三千 as numbers; None for what is not one (十百, 三万四万)."""
    for mark in "亿万":
        before, sign, behind = text.partition(mark)
        if sign:
            many, rest = chinese_number(before), chinese_number(behind)
            whole = before and many and rest is not None and rest < _SCALES[mark]
            return many * _SCALES[mark] + rest if whole and many and rest is not None else None
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
