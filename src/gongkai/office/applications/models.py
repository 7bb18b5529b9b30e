"""Applications for disclosure: who asked, what happened, what a report counts, what lists show."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongkai.law.events import CHANNEL_NAMES, Channel
from gongkai.law.results import RESULT_ROWS
from gongkai.law.state import CONCLUDED, STATE_NAMES, State
from gongkai.office.agencies.models import Row
from gongkai.office.audit.models import CountedFact
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

    `identity` is a keyed fingerprint: equal for the same person or organisation at one agency's
    installation, and of no use without the key.
    """

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    kind = models.CharField("申请人类型", max_length=40, choices=ApplicantKind)
    name = EncryptedTextField("姓名或者名称")
    identity_number = EncryptedTextField("证件号码")
    telephone = EncryptedTextField("联系电话")
    address = EncryptedTextField("通信地址")
    email = EncryptedTextField("电子邮箱")
    identity = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["agency", "identity"], name="applications_same_applicant")]


class Application(Row):
    """One application. Its dates are events, its state is folded from them (`clock.py`).

    subject_line   what it is about, in words that name nobody; lists and searches use it
    query_code     what the applicant follows it with; looked up by its fingerprint
    """

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
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
    query_fingerprint = models.CharField(max_length=64, unique=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="applications_number")
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

    application = models.ForeignKey(Application, models.PROTECT, related_name="events")
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
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
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


class ApplicationFact(Row, CountedFact):
    """What table three counts of one application: a version for each change of one of its fields."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="facts")
    applicant_kind = models.CharField(max_length=40, choices=ApplicantKind)
    received_on = models.DateField()
    concluded_on = models.DateField(null=True)
    result = models.CharField(max_length=60, null=True, choices=list(RESULT_ROWS.items()))

    class Meta(CountedFact.Meta):
        constraints = [
            *CountedFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True, result__isnull=True)
                | Q(concluded_on__gte=F("received_on"), result__in=list(RESULT_ROWS)),
                name="applications_fact_concluded_with_result",
            ),
            models.CheckConstraint(
                condition=Q(applicant_kind__in=ApplicantKind.values),
                name="applications_fact_kind",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(superseded_at_position__isnull=True),
                name="applications_fact_one_stands",
            ),
        ]
        indexes = [
            # Everything a count needs, so that a year is read from the index alone.
            models.Index(
                fields=[
                    "agency",
                    "received_on",
                    "concluded_on",
                    "applicant_kind",
                    "recorded_at_position",
                    "superseded_at_position",
                ],
                name="applications_fact_received",
            ),
            models.Index(
                fields=[
                    "agency",
                    "concluded_on",
                    "result",
                    "applicant_kind",
                    "recorded_at_position",
                    "superseded_at_position",
                ],
                name="applications_fact_concluded",
            ),
        ]


class Answer(Row):
    """The answer as it was signed: decision, number, words and letter. A wrong one is put right by
    correcting its event and answering again."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="answers")
    event = models.OneToOneField(ApplicationEvent, models.PROTECT, related_name="answer")
    decision = models.CharField(max_length=60)
    result = models.CharField(max_length=60, choices=list(RESULT_ROWS.items()))
    answered_on = models.DateField()
    document_number = models.CharField("文号", max_length=60, blank=True)
    reasons = EncryptedTextField("办理意见和理由")
    letter = models.ForeignKey("documents.File", models.PROTECT, null=True, related_name="+")


class Service(Row):
    """A document was served: which event says so, how, and the proof."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="services")
    event = models.OneToOneField(ApplicationEvent, models.PROTECT, related_name="service")
    method = models.CharField("送达方式", max_length=20)
    served_on = models.DateField()
    proof = models.ForeignKey("documents.File", models.PROTECT, null=True, related_name="+")


class ClockProjection(models.Model):
    """What lists need of the clock; rebuilt from the events at any time.

    due_on            last day to answer; null while paused or closed
    waiting_until     the applicant's last day to supplement or pay
    consulting_until  the last day of the open consultations
    """

    id = models.BigAutoField(primary_key=True)
    application = models.OneToOneField(Application, models.PROTECT, related_name="clock")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    state = models.CharField(max_length=24, choices=[(s.value, STATE_NAMES[s]) for s in State])
    open = models.BooleanField()
    receipt_date = models.DateField(null=True)
    due_on = models.DateField(null=True)
    waiting_until = models.DateField(null=True)
    consulting_until = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    result = models.CharField(max_length=60, blank=True)
    concluded_on = models.DateField(null=True)
    served_on = models.DateField(null=True)
    calendar_version = models.CharField(max_length=24)

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "due_on", "application"],
                name="applications_clock_open",
                condition=Q(open=True),
            ),
            models.Index(
                fields=["agency", "open", "application"], name="applications_clock_newest"
            ),
            models.Index(fields=["agency", "application"], name="applications_clock_all"),
        ]

    def state_on(self, as_of: date) -> State:
        """The state shown on a day: a consultation is over when its time is."""
        state = State(self.state)
        over = self.consulting_until is not None and self.consulting_until < as_of
        return State.RUNNING if state is State.CONSULTING and over else state


#: States in which somebody still has to do something: not concluded, or answered but not served.
OPEN_STATES = frozenset(s for s in State if s not in CONCLUDED) | {State.ANSWERED}
