"""What is asked of other agencies before publication (条例 Art. 11), and that a column was looked
through."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongkai.office.agencies.models import Row
from gongkai.office.publishing.models.columns import Column
from gongkai.office.publishing.models.items import InformationItem


class CoordinationKind(models.TextChoices):
    CONSULTATION = "consultation", "与其他机关协商、确认"
    APPROVAL = "approval", "依法报请批准"


class CoordinationResult(models.TextChoices):
    CONFIRMED = "confirmed", "确认一致、同意公开"
    OBJECTED = "objected", "有不同意见"
    REFUSED = "refused", "不批准公开"


class Coordination(Row):
    """One question to another agency. While it is open, or when it was not agreed to and nothing was
    settled, the item is not published.

    reference    the letter's or the approval's number
    settlement   how a different view was settled; empty while it is not
    """

    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="coordinations")
    kind = models.CharField("方式", max_length=20, choices=CoordinationKind)
    body = models.CharField("对方机关", max_length=120)
    matter = models.CharField("涉及的内容", max_length=300)
    asked_on = models.DateField("发出日期")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_on = models.DateField("答复日期", null=True)
    result = models.CharField("结果", max_length=12, choices=CoordinationResult, null=True)
    reference = models.CharField("函号或者批准文号", max_length=120, null=True)
    settlement = models.CharField("处理情况", max_length=300, null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    answered_on__isnull=True,
                    result__isnull=True,
                    answered_by__isnull=True,
                    settlement__isnull=True,
                )
                | Q(
                    answered_on__gte=F("asked_on"),
                    result__isnull=False,
                    answered_by__isnull=False,
                ),
                name="publishing_coordination_answered_whole",
            ),
            models.CheckConstraint(
                condition=~Q(body="") & ~Q(matter=""),
                name="publishing_coordination_says_who_and_what",
            ),
        ]


class ColumnCheck(Row):
    """Somebody looked a column through and found it still right."""

    column = models.ForeignKey(Column, models.PROTECT, related_name="checks")
    checked_on = models.DateField("核对日期")
    note = models.CharField("说明", max_length=300, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
