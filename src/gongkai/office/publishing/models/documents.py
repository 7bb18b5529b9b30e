"""Rules and normative documents with their life, so that the stock of any day is known."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongkai.office.agencies.models import Row
from gongkai.office.audit.models import CountedFact


class DocumentKind(models.TextChoices):
    """Art. 20 (1)."""

    RULES = "rules", "规章"
    NORMATIVE_DOCUMENTS = "normative_documents", "行政规范性文件"


class Making(models.TextChoices):
    """How a document came to be; places differ in whether an amendment counts as 制发."""

    NEW = "new", "新制定"
    AMENDED = "amended", "修改后重新公布"


class Ending(models.TextChoices):
    """How a document left the stock. REPLACED is the old text of an amended document."""

    REPEALED = "repealed", "废止"
    DECLARED_INVALID = "declared_invalid", "宣布失效"
    EXPIRED = "expired", "有效期届满失效"
    REPLACED = "replaced", "被修改后的文本代替"


class NormativeDocument(Row, CountedFact):
    """One version of a document's record. Never changed.

    record      the same in every version; what addresses name
    issued_on   the day it was made (成文日期)
    expires_on  last day of a stated period of validity; a reminder, no ending by itself
    ended_on    first day on which it no longer holds
    replaces    record of the text that an amended one stands for
    item        the published text of the document
    reason      why this version replaced the one before
    """

    record = models.UUIDField(default=uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=20, choices=DocumentKind)
    making = models.CharField("制定方式", max_length=10, choices=Making, default=Making.NEW)
    title = models.CharField("标题", max_length=300)
    document_number = models.CharField("文号", max_length=120)
    issued_on = models.DateField("成文日期")
    effective_on = models.DateField("施行日期")
    expires_on = models.DateField("有效期至", null=True)
    ended_on = models.DateField("失效之日", null=True)
    ending = models.CharField("失效方式", max_length=20, choices=Ending, null=True)
    ended_basis = models.CharField("失效依据", max_length=300, blank=True)
    replaces = models.UUIDField(null=True, editable=False)
    section = models.ForeignKey("agencies.Section", models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey(
        "publishing.InformationItem", models.PROTECT, null=True, related_name="documents"
    )
    reason = models.CharField("更正原因", max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(CountedFact.Meta):
        constraints = [
            *CountedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(superseded_at_position__isnull=True),
                name="publishing_normativedocument_one_version",
            ),
            models.UniqueConstraint(
                fields=["agency", "kind", "document_number"],
                condition=Q(superseded_at_position__isnull=True),
                name="publishing_normativedocument_once",
            ),
            models.CheckConstraint(
                condition=Q(effective_on__gte=F("issued_on"))
                & ~Q(document_number="")
                & (Q(expires_on__isnull=True) | Q(expires_on__gte=F("effective_on"))),
                name="publishing_normativedocument_days",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ending__isnull=True, ended_basis="")
                | (
                    Q(ended_on__gte=F("issued_on"), ending__isnull=False)
                    & (Q(ending=Ending.EXPIRED) | ~Q(ended_basis=""))
                ),
                name="publishing_normativedocument_ends_with_basis",
            ),
            models.CheckConstraint(
                condition=Q(making=Making.AMENDED, replaces__isnull=False)
                | Q(making=Making.NEW, replaces__isnull=True),
                name="publishing_normativedocument_amends_something",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "kind", "issued_on"], name="publishing_document_issued"),
            models.Index(fields=["record"], name="publishing_document_versions"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.document_number}）"
