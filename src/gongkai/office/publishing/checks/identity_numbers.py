"""Citizens' identity numbers (GB 11643): eighteen places with a check digit, or the fifteen of old."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.office.identity_number import check_digit

from .finding import Finding, Line, Severity, masked

CODE = "identity-number"
BASIS = "《个人信息保护法》第二十八条，条例第十五条"

_GAP = r"[ \-\u00a0]?"
_EIGHTEEN = re.compile(rf"(?<![0-9A-Za-z])[1-9](?:{_GAP}\d){{16}}{_GAP}[\dXx](?![0-9A-Za-z])")
_FIFTEEN = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{14}(?![0-9A-Za-z])")
#: The first two places are a province's; nobody was given another.
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_NAMED = re.compile(r"身份证|证件号")


def find(lines: Sequence[Line]) -> Iterator[Finding]:
    """Numbers whose birthday exists: with the right check digit surely, with a wrong one or in the
    old form only where the province exists too, or the line says 身份证."""
    for line in lines:
        text = line.folded
        for match in _EIGHTEEN.finditer(text):
            number = re.sub(r"[^0-9Xx]", "", match[0]).upper()
            if not _birthday(number[6:14]):
                continue
            right = check_digit(number[:17]) == number[17]
            if right or number[:2] in _PROVINCES or _NAMED.search(text):
                said = "校验位正确，是真实号码的格式" if right else "校验位不对，可能是写错的号码"
                yield _finding(line, match, number, said)
        for match in _FIFTEEN.finditer(text):
            number = match[0]
            if not _birthday("19" + number[6:12]):
                continue
            if _NAMED.search(text):
                yield _finding(line, match, number, "是 15 位的旧号码")


def _finding(line: Line, match: re.Match[str], number: str, said: str) -> Finding:
    return Finding(
        CODE,
        Severity.MUST,
        line.place,
        number,
        masked(number, 6, 4),
        f"{line.place}有一个居民身份证号，{said}。公开的信息不得有个人证件号码，请删去。",
        BASIS,
        line.spot(*match.span()),
    )


def _birthday(text: str) -> bool:
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return False
    return 1890 <= day.year <= 2100
