"""The governed word list, and what a person answered to a finding."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongkai.office.agencies.models import Agency, Row
from gongkai.office.publishing.models.items import InformationItem


class WordRule(Row):
    """A word that is often written wrongly. Closed, never changed or deleted: what a text was checked
    against stays known.

    but       words inside which it is right, separated by spaces
    added_by  null for the words that a new agency begins with
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    wrong = models.CharField("易错写法", max_length=40)
    right = models.CharField("正确写法", max_length=40)
    but = models.CharField("例外", max_length=200, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    added_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "wrong"],
                condition=Q(closed_on__isnull=True),
                name="publishing_wordrule_once",
            ),
            models.CheckConstraint(condition=~Q(wrong=""), name="publishing_wordrule_not_empty"),
        ]


class FindingAnswer(Row):
    """Why a finding stays in the text. `fingerprint` is keyed, because what was found may be a
    person's number; it holds for the item in this and later versions."""

    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="answers")
    code = models.CharField(max_length=30)
    fingerprint = models.CharField(max_length=64)
    shown = models.CharField(max_length=120)
    reason = models.CharField("理由", max_length=300)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "code", "fingerprint"], name="publishing_findinganswer_once"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="publishing_findinganswer_has_reason"
            ),
        ]
