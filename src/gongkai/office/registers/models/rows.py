"""The rows of a register, and the files they came from."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongkai.office.agencies.models import Row
from gongkai.office.audit.models import CountedFact
from gongkai.office.registers.models.kinds import MOST_FEN, Kind, to_yuan


class SubKind(models.TextChoices):
    """What a licence decision does (许可 only)."""

    NEW = "new", "新办"
    RENEWAL = "renewal", "延续"
    CHANGE = "change", "变更"


class Batch(Row):
    """One imported file: one event of the ledger.

    digest    SHA-256 over the rows as counted (`services.digest`), the same as in the event
    position  of that event; `undone_at_position` is set when the whole file is taken back
    """

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    kind = models.CharField("台账", max_length=20, choices=Kind)
    file = models.ForeignKey("documents.File", models.PROTECT, related_name="+")
    rows_count = models.PositiveIntegerField("写入行数")
    digest = models.CharField(max_length=64)
    position = models.BigIntegerField()
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at_position = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            # Rows without a number have nothing else that keeps them from being counted twice.
            models.UniqueConstraint(
                fields=["file"],
                condition=Q(undone_at_position__isnull=True),
                name="registers_batch_one_use",
            ),
            models.UniqueConstraint(
                fields=["agency", "kind", "digest"],
                condition=Q(undone_at_position__isnull=True),
                name="registers_batch_once",
            ),
        ]
        indexes = [models.Index(fields=["agency", "-id"], name="registers_batch_newest")]


class RegisterRow(Row, CountedFact):
    """One version of one decision, or of one fee collected. Never changed.

    record     the same in every version; what addresses name
    number     of the decision document or the receipt; may be empty for fees only
    subject    what was decided. Names of the parties are not kept: a report does not count them
    category   kind of licence, penalty or measure; the item of a fee
    amount_fen of a fee, null otherwise
    reason     why this version replaced the one before
    """

    record = models.UUIDField(default=uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    kind = models.CharField("台账", max_length=20, choices=Kind)
    number = models.CharField("编号", max_length=120, blank=True)
    subject = models.CharField("事项", max_length=300)
    category = models.CharField("类别", max_length=120, blank=True)
    sub_kind = models.CharField("新办、延续、变更", max_length=10, choices=SubKind, blank=True)
    decided_on = models.DateField("日期")
    amount_fen = models.BigIntegerField("金额（分）", null=True)
    section = models.ForeignKey("agencies.Section", models.PROTECT, null=True, related_name="+")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="rows")
    line = models.PositiveIntegerField("文件中的行", null=True)
    reason = models.CharField("更正原因", max_length=300, blank=True)

    class Meta(CountedFact.Meta):
        constraints = [
            *CountedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(superseded_at_position__isnull=True),
                name="registers_registerrow_one_version",
            ),
            models.UniqueConstraint(
                fields=["agency", "kind", "number", "decided_on", "category"],
                condition=Q(superseded_at_position__isnull=True) & ~Q(number=""),
                name="registers_registerrow_once",
            ),
            models.CheckConstraint(
                condition=(Q(kind=Kind.FEES, amount_fen__isnull=False) & Q(amount_fen__gte=0))
                | (~Q(kind=Kind.FEES) & Q(amount_fen__isnull=True) & ~Q(number="")),
                name="registers_registerrow_fees_have_amounts",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__isnull=True) | Q(amount_fen__lte=MOST_FEN),
                name="registers_registerrow_bounded",
            ),
            models.CheckConstraint(
                condition=Q(sub_kind="") | Q(kind=Kind.LICENCES),
                name="registers_registerrow_sub_kind_of_licences",
            ),
        ]
        indexes = [
            # Everything a count needs, so that a year of a million rows is read from the index.
            models.Index(
                fields=[
                    "agency",
                    "kind",
                    "decided_on",
                    "recorded_at_position",
                    "superseded_at_position",
                    "amount_fen",
                ],
                name="registers_row_count",
            ),
            models.Index(
                fields=["agency", "kind", "-decided_on", "-id"],
                condition=Q(superseded_at_position__isnull=True),
                name="registers_row_list",
            ),
            models.Index(fields=["record"], name="registers_row_versions"),
            models.Index(
                fields=["batch"],
                condition=Q(batch__isnull=False, superseded_at_position__isnull=True),
                name="registers_row_batch",
            ),
        ]

    @property
    def amount(self) -> Decimal | None:
        """The amount in yuan; None where the kind has none."""
        return None if self.amount_fen is None else to_yuan(self.amount_fen)

    def __str__(self) -> str:
        return self.number or self.subject


class Removal(Row):
    """Why a row was taken out of its register without a successor."""

    row = models.OneToOneField(RegisterRow, models.PROTECT, related_name="removal")
    reason = models.CharField("删除原因", max_length=300)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField()
