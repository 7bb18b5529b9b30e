"""Who asked for what, and the dated events of each application.

Every index is written at every registration: a key that another index begins with, or that nobody
asks by, has none of its own (`db_index=False`).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongkai.law.events import CHANNEL_NAMES, Channel
from gongkai.office.agencies.models import Row
from gongkai.office.fields import EncryptedTextField


class ApplicantKind(models.TextChoices):
    """The columns of table three."""

    NATURAL_PERSON = "natural_person", "自然人"
    ENTERPRISE = "enterprise", "商业企业"
    RESEARCH_INSTITUTION = "research_institution", "科研机构"
    PUBLIC_WELFARE_ORGANISATION = "public_welfare_organisation", "社会公益组织"
    LEGAL_SERVICES_ORGANISATION = "legal_services_organisation", "法律服务机构"
    OTHER_ORGANISATION = "other_organisation", "其他法人或者组织"


class FormWanted(models.TextChoices):
    """The form and way the applicant asks for (条例第二十九条第三项)."""

    ELECTRONIC = "electronic", "电子邮件"
    PAPER_POST = "paper_post", "纸质，邮寄"
    PAPER_COLLECT = "paper_collect", "纸质，当面领取"
    ONLINE = "online", "网上查看"
    READING = "reading", "查阅、抄录"
    OTHER = "other", "其他"


class Applicant(Row):
    """Who applies, as given in one application. Everything that names them is encrypted.

    Two keyed fingerprints, of no use without the key: `identity` is equal for the same person or
    organisation at one agency's installation, `name_print` for the same name, by which somebody on
    the telephone is found.
    """

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField("申请人类型", max_length=40, choices=ApplicantKind)
    name = EncryptedTextField("姓名或者名称")
    identity_number = EncryptedTextField("证件号码")
    telephone = EncryptedTextField("联系电话")
    address = EncryptedTextField("通信地址")
    email = EncryptedTextField("电子邮箱")
    identity = models.CharField(max_length=64)
    name_print = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "identity"], name="applications_same_applicant"),
            models.Index(fields=["agency", "name_print"], name="applications_applicant_name"),
        ]


class Application(Row):
    """One application. Its dates are events, its state is folded from them (`clock.py`).

    subject_line   what it is about, in words that name nobody; lists and searches use it
    query_code     what the applicant follows it with; looked up by its fingerprint
    """

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", db_index=False)
    number = models.CharField("编号", max_length=20)
    applicant = models.OneToOneField(Applicant, models.PROTECT, related_name="application")
    channel = models.CharField(
        "渠道", max_length=20, choices=[(c.value, CHANNEL_NAMES[c]) for c in Channel]
    )
    subject_line = models.CharField("申请事项", max_length=200)
    request_text = EncryptedTextField("申请内容")
    form_wanted = models.CharField("获取方式", max_length=20, choices=FormWanted)
    section = models.ForeignKey(
        "agencies.Section", models.PROTECT, null=True, blank=True, related_name="+"
    )
    query_code = EncryptedTextField()
    query_fingerprint = models.CharField(max_length=64)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="applications_number"),
            models.UniqueConstraint(fields=["query_fingerprint"], name="applications_query_code"),
        ]

    def __str__(self) -> str:
        return self.number


class ApplicationEvent(Row):
    """One dated event as `gongkai.law.events` knows it; never changed.

    kind        a key of `events.KINDS`; "corrected" puts `supersedes` right
    on          the legal date (Asia/Shanghai)
    data        the other fields of the event; of a correction: {"replacement": {…} or null}
    note        words about it, which may name people: encrypted
    ordinal     1, 2, 3 … within the application
    """

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="events", db_index=False
    )
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    on = models.DateField()
    data = models.JSONField(default=dict)
    note = EncryptedTextField()
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    position = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "ordinal"], name="applications_event_order"
            ),
            models.CheckConstraint(
                condition=Q(kind="corrected", supersedes__isnull=False)
                | (~Q(kind="corrected") & Q(supersedes__isnull=True)),
                name="applications_correction_names_its_event",
            ),
        ]
