"""The four registers, and the cell each one feeds."""

from __future__ import annotations

from decimal import Decimal

from django.db import models


class Kind(models.TextChoices):
    """Decisions under Art. 20 (5) and (6), fees under Art. 20 (8)."""

    LICENCES = "licences", "行政许可"
    PENALTIES = "penalties", "行政处罚"
    COMPULSORY_MEASURES = "compulsory_measures", "行政强制"
    FEES = "fees", "行政事业性收费"

    @property
    def in_money(self) -> bool:
        return self is Kind.FEES

    @property
    def unit(self) -> str:
        return "元" if self.in_money else "件"

    @property
    def category_label(self) -> str:
        """What the category of a row is called."""
        return {
            Kind.LICENCES: "许可类别",
            Kind.PENALTIES: "处罚类别",
            Kind.COMPULSORY_MEASURES: "强制种类",
            Kind.FEES: "收费项目",
        }[self]

    @property
    def number_label(self) -> str:
        return "票据号" if self.in_money else "决定文书号"

    @property
    def date_label(self) -> str:
        return "收费日期" if self.in_money else "决定日期"


#: kind → the cell of the form of 2021 it feeds.
CELLS = {
    Kind.LICENCES: "disclosure.licences.decisions",
    Kind.PENALTIES: "disclosure.penalties.decisions",
    Kind.COMPULSORY_MEASURES: "disclosure.compulsory_measures.decisions",
    Kind.FEES: "disclosure.fees.amount",
}

# Money is kept in whole fen: SQLite would add decimals as floats.
FEN = Decimal(100)


#: The most that one row, return or opening balance may say: a billion decisions, 一万亿元. A sum of
#: them stays far below what either database can add.
MOST_DECISIONS = 10**9
MOST_FEN = 10**14


class TooLargeError(ValueError):
    """An amount or a number beyond what any office has."""


def to_fen(yuan: Decimal) -> int:
    """Yuan with at most two places as fen.

    Raises TooLargeError for an endless amount or one beyond MOST_FEN, on either side of zero, and
    ValueError for one finer than a fen. Digits and exponent are looked at before anything is computed:
    1e999999 has a million digits.
    """
    if not yuan:
        return 0
    if yuan.is_nan():
        raise ValueError("no number")
    if not yuan.is_finite() or yuan.adjusted() > 15:
        raise TooLargeError(f"{yuan} is out of bounds")
    _, digits, exponent = yuan.as_tuple()
    assert isinstance(exponent, int)
    if exponent < -2 and any(digits[exponent + 2 :]):
        raise ValueError(f"{yuan} is no amount of whole fen")
    fen = int(yuan * FEN)
    if abs(fen) > MOST_FEN:
        raise TooLargeError(f"{yuan} is out of bounds")
    return fen


def to_count(value: int | Decimal) -> int:
    """A number of decisions. Raises TooLargeError beyond MOST_DECISIONS on either side of zero, and
    ValueError for a fraction."""
    number = Decimal(value)
    if not number:
        return 0
    if number.is_nan():
        raise ValueError("no number")
    if not number.is_finite() or number.adjusted() > 9:
        raise TooLargeError(f"{value} is out of bounds")
    if number != number.to_integral_value():
        raise ValueError(f"{value} is no whole number")
    if abs(number) > MOST_DECISIONS:
        raise TooLargeError(f"{value} is out of bounds")
    return int(number)


def to_yuan(fen: int) -> Decimal:
    """Fen as yuan, exact."""
    return Decimal(fen).scaleb(-2)


def to_ten_thousand_yuan(fen: int) -> Decimal:
    """Fen as 万元, the unit of the form: exact, up to six places, never rounded."""
    return Decimal(fen).scaleb(-6)
