"""Bank card numbers (GB/T 15694): sixteen to nineteen figures with a right Luhn digit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from . import identity_numbers
from .finding import Finding, Line, Severity, masked

CODE = "bank-card"
BASIS = "《个人信息保护法》第二十八条，条例第十五条"

# Cards of Chinese banks begin with 62, of the international schemes with 3, 4 and 5.
_CARD = re.compile(
    r"(?<![0-9A-Za-z.])(?:62|3[4-7]|4\d|5[1-5]|60|81)\d(?:[ \-]?\d){12,16}(?![\dA-Za-z])"
)


def luhn(number: str) -> bool:
    """Whether the last figure fits the others (ISO/IEC 7812-1, annex B)."""
    doubled = (
        sum(divmod(int(c) * 2, 10)) if n % 2 else int(c) for n, c in enumerate(reversed(number))
    )
    return sum(doubled) % 10 == 0


def find(lines: Sequence[Line]) -> Iterator[Finding]:
    """Numbers of a card's length, beginning and check digit that are no identity number."""
    for line in lines:
        known = {finding.matched for finding in identity_numbers.find([line])}
        for match in _CARD.finditer(line.folded):
            number = re.sub(r"\D", "", match[0])
            if 16 <= len(number) <= 19 and luhn(number) and number not in known:
                yield Finding(
                    CODE,
                    Severity.MUST,
                    line.place,
                    number,
                    masked(number, 6, 4),
                    f"{line.place}有一个银行卡号，校验位正确。"
                    "个人的请删去；缴款的对公账户，写明是对公账户。",
                    BASIS,
                    line.spot(*match.span()),
                )
