"""Why two numbers that should be equal may differ: the slip that would explain it, if one does.

Only a hint for the person who looks it up. A hint is never a proposal to change a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..cell import Number

_UNITS = 10_000  # 元 against 万元


def likely_cause(expected: Number, actual: Number) -> str | None:
    """The slip that turns `expected` into `actual`, as words without a full stop; None when none does."""
    if expected == actual:
        return None
    if not actual:
        return "可能漏填，印成了 0"
    if sorted(str(expected)) == sorted(str(actual)):
        return "两数的数字相同、次序不同，可能抄写时颠倒"
    if expected and (actual == expected * _UNITS or actual * _UNITS == expected):
        return "两数相差一万倍，可能把元和万元写混"
    if _rounded(expected, actual):
        return "两数只差尾数，可能四舍五入"
    return None


def _rounded(expected: Number, actual: Number) -> bool:
    exact, short = Decimal(expected), Decimal(actual)
    places = max(0, -int(short.as_tuple().exponent))
    longer = max(0, -int(exact.as_tuple().exponent))
    return places < longer and abs(exact - short) <= Decimal(5).scaleb(-places - 1)


def cause_from(named: Mapping[str, Number | None], wanted: Number) -> str | None:
    """Where else the wanted number is printed: 「这个数印在“商业企业”」. `named` maps labels to numbers."""
    if not wanted:
        return None  # a zero is printed everywhere
    return next(
        (f"{wanted} 印在“{n}”，可能填错了格" for n, v in named.items() if v == wanted), None
    )
