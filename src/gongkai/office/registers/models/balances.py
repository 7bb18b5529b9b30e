"""What happened before the office began to keep its records here."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongkai.office.agencies.models import Row
from gongkai.office.audit.models import CountedFact
from gongkai.office.registers.models.kinds import CELLS, MOST_FEN, Kind, to_ten_thousand_yuan


class OpeningBalance(Row, CountedFact):
    """One version of a figure that has no records here, shown as such beside the records.

    record    the same in every version
    cell_id   a counted cell of the form of 2021 (not a total)
    quantity  in the cell's unit; of the fee cell in fen
    """

    record = models.UUIDField(default=uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("报告年度")
    cell_id = models.CharField("格", max_length=120)
    quantity = models.BigIntegerField("数量")
    reason = models.CharField("来历", max_length=300)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(CountedFact.Meta):
        constraints = [
            *CountedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency", "year", "cell_id"],
                condition=Q(superseded_at_position__isnull=True),
                name="registers_openingbalance_once",
            ),
            models.CheckConstraint(
                condition=Q(quantity__lte=MOST_FEN), name="registers_openingbalance_bounded"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=0) & ~Q(reason=""),
                name="registers_openingbalance_with_reason",
            ),
        ]

    @property
    def value(self) -> int | Decimal:
        """In the unit of the cell: 件, or 万元 exactly."""
        if self.cell_id == CELLS[Kind.FEES]:
            return to_ten_thousand_yuan(self.quantity)
        return self.quantity
