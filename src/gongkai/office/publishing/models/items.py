"""An information item: its immutable versions, which of them was handed in, and what the public sees."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongkai.office.agencies.models import Agency, Row, Section
from gongkai.office.documents.models import File
from gongkai.office.fields import EncryptedTextField
from gongkai.office.publishing.models.columns import Column
from gongkai.office.reviews.models import Version as ReviewedVersion


class InformationItem(Row):
    """A piece of information that is to be made public. What it says is in its versions.

    index_number  索引号: credit code, year and number; part of public addresses
    formed_on     the day the information was formed; the twenty working days of Art. 26 run from it
    changed_on    the day it was changed since; the twenty working days run again
    interprets    the item that this one interprets (政策解读)
    consulted     the item by which the public was asked about its draft (意见征集)
    closed_on     the day it was decided, with a reason, not to publish it
    in_work       something is still to be done: rebuildable, kept for the desk's lists
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    column = models.ForeignKey(Column, models.PROTECT, related_name="+")
    section = models.ForeignKey(Section, models.PROTECT, null=True, related_name="+")
    index_number = models.CharField("索引号", max_length=40)
    formed_on = models.DateField("生成日期")
    changed_on = models.DateField("变更日期", null=True)
    interprets = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="interpretations"
    )
    consulted = models.ForeignKey("self", models.PROTECT, null=True, related_name="led_to")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    closed_on = models.DateField("决定不公开的日期", null=True)
    closed_reason = models.CharField("不公开的理由", max_length=300, blank=True)
    in_work = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "index_number"], name="publishing_informationitem_index"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_reason="")
                | (Q(closed_on__isnull=False) & ~Q(closed_reason="")),
                name="publishing_informationitem_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(changed_on__isnull=True) | Q(changed_on__gte=F("formed_on")),
                name="publishing_informationitem_changed_later",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "-id"], name="publishing_item_newest"),
            models.Index(
                fields=["agency", "formed_on", "id"],
                name="publishing_item_in_work",
                condition=Q(in_work=True),
            ),
        ]

    def __str__(self) -> str:
        return self.index_number

    @property
    def clock_from(self) -> date:
        """The day from which the twenty working days of Art. 26 count."""
        return self.changed_on or self.formed_on


class ItemVersion(Row):
    """What an item said from one saving to the next. Never changed.

    A draft may hold what the checks or the secrecy review then keep from the public, and no version
    is ever deleted: so the text is encrypted at rest, like the copy that reviewers decide on. Title
    and summary are words for lists, and what is public stands readable in the search index alone.

    body              cleaned HTML: paragraphs, headings, lists, tables, links; safe to print as it is
    issuing_agencies  发文机关, as printed
    written_on        成文日期
    keywords          主题词, separated by spaces
    digest            SHA-256 of everything that is reviewed, the attachments' digests included
    """

    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField("标题", max_length=200)
    body = EncryptedTextField("正文", blank=True)
    summary = models.CharField("内容概述", max_length=300, blank=True)
    document_number = models.CharField("文号", max_length=120, blank=True)
    issuing_agencies = models.CharField("发文机关", max_length=200, blank=True)
    written_on = models.DateField("成文日期", null=True)
    keywords = models.CharField("主题词", max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="publishing_itemversion_number")
        ]

    def __str__(self) -> str:
        return f"《{self.title}》第 {self.number} 版"


class Attachment(Row):
    """A file that belongs to a version, at its place from 0.

    text   what could be read in it, for the checks and for search; null when nothing could
    """

    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    title = models.CharField("名称", max_length=200)
    position = models.PositiveSmallIntegerField()
    text = EncryptedTextField(null=True)

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="publishing_attachment_place"
            )
        ]


class Submission(Row):
    """A version was handed in: ties it to the very text the reviewers decide on."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    version = models.OneToOneField(ItemVersion, models.PROTECT, related_name="submission")
    review = models.OneToOneField(ReviewedVersion, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()


class PublicationEnding(models.TextChoices):
    WITHDRAWN = "withdrawn", "撤回"
    REPLACED = "replaced", "被新版本代替"


class Publication(Row):
    """A version is before the public from `published_at` until `withdrawn_at`.

    published_on       the day in China; the year in which the report counts it
    ending             why it ended: withdrawn, or replaced by the next version of the item
    position           of the ledger event; `withdrawn_position` of the one that ended it
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="publications")
    version = models.OneToOneField(ItemVersion, models.PROTECT, related_name="publication")
    published_at = models.DateTimeField()
    published_on = models.DateField("公开日期")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    position = models.BigIntegerField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_on = models.DateField("撤回日期", null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_position = models.BigIntegerField(null=True)
    ending = models.CharField(max_length=12, choices=PublicationEnding, null=True)
    withdrawal_reason = models.CharField("撤回理由", max_length=300, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(withdrawn_at__isnull=True),
                name="publishing_publication_one_live",
            ),
            models.CheckConstraint(
                condition=Q(
                    withdrawn_at__isnull=True,
                    withdrawn_on__isnull=True,
                    withdrawn_by__isnull=True,
                    withdrawn_position__isnull=True,
                    ending__isnull=True,
                    withdrawal_reason__isnull=True,
                )
                | (
                    Q(
                        withdrawn_at__gte=F("published_at"),
                        withdrawn_on__isnull=False,
                        withdrawn_by__isnull=False,
                        withdrawn_position__gt=F("position"),
                        ending__isnull=False,
                        withdrawal_reason__isnull=False,
                    )
                    & ~Q(withdrawal_reason="")
                ),
                name="publishing_publication_withdrawn_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "-published_on", "-id"],
                name="publishing_publication_live",
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.Index(fields=["agency", "published_on"], name="publishing_publication_year"),
        ]
