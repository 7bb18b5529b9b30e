"""The columns of the site: where the public looks, who keeps it, and how fresh it must be."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.disclosure import COMMON_SUBJECTS
from gongkai.office.agencies.models import Agency, Row, Section


class Block(models.TextChoices):
    """The four blocks every disclosure site has (国办公开办函〔2019〕61号), in their order."""

    GUIDE = "guide", "政府信息公开指南"
    INSTITUTIONS = "institutions", "政府信息公开制度"
    PROACTIVE = "proactive", "法定主动公开内容"
    ANNUAL_REPORTS = "annual_reports", "政府信息公开年报"


class Freshness(models.TextChoices):
    """How long the content of a column may stand without an update."""

    LONG_TERM = "long_term", "长期公开"
    STAGED = "staged", "阶段性公开"
    REGULAR = "regular", "经常性公开"
    IMMEDIATE = "immediate", "随时公开"


class Column(Row):
    """A column of the site.

    slug             its name in addresses: lower case letters, digits, hyphens
    article_20_item  which of the fifteen matters of Art. 20 it holds, 1–15
    section          who keeps it up to date
    position         its place among those of the same block and parent
    closed_on        from this day on nothing new is put in; what is there stays readable
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    block = models.CharField("板块", max_length=20, choices=Block)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    name = models.CharField("名称", max_length=120)
    slug = models.SlugField("地址名", max_length=60)
    article_20_item = models.PositiveSmallIntegerField("条例第二十条事项", null=True)
    section = models.ForeignKey(Section, models.PROTECT, null=True, related_name="+")
    freshness = models.CharField(
        "更新要求", max_length=12, choices=Freshness, default=Freshness.REGULAR
    )
    position = models.PositiveSmallIntegerField(default=0)
    closed_on = models.DateField("停用日期", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "slug"], name="publishing_column_slug"),
            models.CheckConstraint(
                condition=Q(article_20_item__isnull=True)
                | Q(article_20_item__gte=1, article_20_item__lte=15, block=Block.PROACTIVE),
                name="publishing_column_article_20",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "block", "position"], name="publishing_column_order")
        ]

    @property
    def ordinal(self) -> str:
        """（十一） of an item of Art. 20, as the Regulation numbers them; empty for a column outside it."""
        if self.article_20_item is None:
            return ""
        basis = COMMON_SUBJECTS[self.article_20_item - 1].basis
        return basis.rpartition("第")[2].removesuffix("项")

    def __str__(self) -> str:
        return self.name
