"""Figures that a section reports because its records live in another system (科室报数)."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear

from gongkai.office.agencies.models import Row
from gongkai.office.audit.models import CountedFact
from gongkai.office.registers.models.kinds import MOST_FEN, Kind, to_yuan


class DataCall(Row):
    """A figure the clerk expects from a section: for which period, by which day."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    section = models.ForeignKey("agencies.Section", models.PROTECT, related_name="+")
    kind = models.CharField("事项", max_length=20, choices=Kind)
    period_from = models.DateField("期间起")
    period_to = models.DateField("期间止")
    due_on = models.DateField("报送期限")
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "section", "kind", "period_from", "period_to"],
                condition=Q(withdrawn_at__isnull=True),
                name="registers_datacall_once",
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="registers_datacall_period"
            ),
        ]


class ReturnState(models.TextChoices):
    SUBMITTED = "submitted", "已报，等确认"
    CONFIRMED = "confirmed", "已确认"
    SENT_BACK = "sent_back", "退回"


class Return(Row, CountedFact):
    """One version of a section's figure. Only a confirmed one counts; submitting, confirming,
    sending back and correcting each write a new version.

    record     the same in every version
    quantity   decisions, or fen of money
    """

    record = models.UUIDField(default=uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    section = models.ForeignKey("agencies.Section", models.PROTECT, related_name="+")
    kind = models.CharField("事项", max_length=20, choices=Kind)
    period_from = models.DateField("期间起")
    period_to = models.DateField("期间止")
    quantity = models.BigIntegerField("数量")
    source_system = models.CharField("数据来自", max_length=120)
    proof = models.ForeignKey("documents.File", models.PROTECT, null=True, related_name="+")
    note = models.CharField("说明", max_length=300, blank=True)
    state = models.CharField("状态", max_length=10, choices=ReturnState)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta(CountedFact.Meta):
        constraints = [
            *CountedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(superseded_at_position__isnull=True),
                name="registers_return_one_version",
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from"))
                & Q(period_from__gte="2008-05-01")
                & Q(quantity__gte=0),
                name="registers_return_plain",
            ),
            models.CheckConstraint(
                condition=Q(quantity__lte=MOST_FEN), name="registers_return_bounded"
            ),
            # A figure belongs to one report year.
            models.CheckConstraint(
                condition=Q(period_to__year=ExtractYear("period_from")),
                name="registers_return_one_year",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_by__isnull=False)
                | (~Q(state="confirmed") & Q(confirmed_by__isnull=True)),
                name="registers_return_confirmed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("submitted_by")),
                name="registers_return_two_people",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "kind", "period_from", "period_to"],
                name="registers_return_period",
            ),
            models.Index(fields=["record"], name="registers_return_versions"),
        ]

    @property
    def value(self) -> int | Decimal:
        """Decisions, or yuan of a fee."""
        return to_yuan(self.quantity) if self.kind == Kind.FEES else self.quantity
