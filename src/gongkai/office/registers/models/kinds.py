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


def to_fen(yuan: Decimal) -> int:
    """Yuan with at most two places as fen. Raises ValueError for a finer or an endless amount."""
    fen = yuan * FEN if yuan.is_finite() else yuan
    if not fen.is_finite() or fen != fen.to_integral_value():
        raise ValueError(f"{yuan} is no amount of whole fen")
    return int(fen)


def to_yuan(fen: int) -> Decimal:
    """Fen as yuan, exact."""
    return Decimal(fen).scaleb(-2)


def to_ten_thousand_yuan(fen: int) -> Decimal:
    """Fen as 万元, the unit of the form: exact, up to six places, never rounded."""
    return Decimal(fen).scaleb(-6)
