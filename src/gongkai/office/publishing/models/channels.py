"""Where things are published besides the site: channels with their accounts, what went where, and the
figures that a platform reports."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongkai.office.agencies.models import Agency, Row, Section
from gongkai.office.audit.models import CountedFact
from gongkai.office.documents.models import File
from gongkai.office.publishing.models.items import Publication


class ChannelKind(models.TextChoices):
    """The channels of `gongkai.report.facts`, so that what is counted can be compared with what a
    text says."""

    WEBSITE = "website", "政府网站"
    WECHAT = "wechat", "微信公众号"
    WEIBO = "weibo", "微博"
    SHORT_VIDEO = "short_video", "短视频账号"
    APP = "app", "客户端"
    BULLETIN = "bulletin", "公开栏和公报"
    PLATFORM = "platform", "公开平台"


class CountedFrom(models.TextChoices):
    """A channel's posts are counted from one source, never from both."""

    LOG = "log", "逐条登记的发布记录"
    FIGURES = "figures", "平台导出的数字"


class Channel(Row):
    """A channel with its account.

    automatic   every publication on the site is also logged here
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=20, choices=ChannelKind)
    name = models.CharField("名称", max_length=80)
    account = models.CharField("账号或者地址", max_length=200, blank=True)
    section = models.ForeignKey(Section, models.PROTECT, null=True, related_name="+")
    counted_from = models.CharField("发布数按什么统计", max_length=10, choices=CountedFrom)
    automatic = models.BooleanField("公开后自动登记", default=False)
    opened_on = models.DateField("开通日期")
    closed_on = models.DateField("停用日期", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="publishing_channel_name"),
            models.CheckConstraint(
                condition=Q(automatic=False) | Q(counted_from=CountedFrom.LOG),
                name="publishing_channel_automatic_is_logged",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="publishing_channel_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ChannelPost(Row, CountedFact):
    """One thing that was put on a channel. A mistake is taken back by superseding it.

    publication   what of the site it repeats; null for a post of its own
    """

    record = models.UUIDField(default=uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="posts")
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="posts")
    title = models.CharField("标题", max_length=200)
    posted_on = models.DateField("发布日期")
    address = models.CharField("网址或者位置", max_length=500, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(CountedFact.Meta):
        constraints = [
            *CountedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["channel", "publication"],
                condition=Q(superseded_at_position__isnull=True, publication__isnull=False),
                name="publishing_channelpost_once",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "posted_on"], name="publishing_channelpost_year"),
        ]


class FigureBatch(Row):
    """An imported file of channel figures."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    rows_count = models.PositiveIntegerField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()


class ChannelFigure(Row, CountedFact):
    """What a platform says of one month: posts in it, followers at its end, readings in it. Null is
    not zero: the platform did not say.

    month   its first day
    batch   the file it came from; null when it was entered by hand
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="figures")
    month = models.DateField("月份")
    posts = models.PositiveIntegerField("发布数", null=True)
    followers = models.PositiveBigIntegerField("关注数", null=True)
    readings = models.PositiveBigIntegerField("阅读数", null=True)
    batch = models.ForeignKey(FigureBatch, models.PROTECT, null=True, related_name="figures")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(CountedFact.Meta):
        constraints = [
            *CountedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["channel", "month"],
                condition=Q(superseded_at_position__isnull=True),
                name="publishing_channelfigure_month",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="publishing_channelfigure_first_day"
            ),
            models.CheckConstraint(
                condition=Q(posts__isnull=False)
                | Q(followers__isnull=False)
                | Q(readings__isnull=False),
                name="publishing_channelfigure_says_something",
            ),
        ]
