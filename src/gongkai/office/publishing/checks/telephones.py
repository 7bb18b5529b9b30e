"""Telephone numbers of people: mobile numbers, and land lines that are called somebody's own.

An office's own line is meant to be public and is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .finding import Finding, Line, Severity, masked

CODE = "telephone"
BASIS = "条例第十五条"

_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[ \-]?)?(1[3-9]\d)([ \-]?)(\d{4})\2(\d{4})(?![\d.]\d|\d)")
_OWN = re.compile(r"(?:家庭|住宅|私人|本人|个人)(?:联系)?电话")
_LAND = re.compile(r"(?<!\d)0\d{2,3}[ \-]?\d{7,8}(?!\d)")


def find(lines: Sequence[Line]) -> Iterator[Finding]:
    """Mobile numbers anywhere; land lines in a line that calls them somebody's own."""
    for line in lines:
        text = line.folded
        for match in _MOBILE.finditer(text):
            yield _finding(line, match, match[1] + match[3] + match[4], "手机号")
        if _OWN.search(text):
            for match in _LAND.finditer(text):
                yield _finding(line, match, re.sub(r"\D", "", match[0]), "个人的固定电话")


def _finding(line: Line, match: re.Match[str], number: str, what: str) -> Finding:
    return Finding(
        CODE,
        Severity.MUST,
        line.place,
        number,
        masked(number, 3, 4),
        f"{line.place}有一个{what}。公务电话请改用办公电话，个人的请删去；"
        "确需公开的，写明本人同意或者依据。",
        BASIS,
        line.spot(*match.span()),
    )
