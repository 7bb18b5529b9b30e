"""Reconsideration and litigation over disclosure: one row a case, versions of what is counted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongkai.law.remedies import Ending
from gongkai.office.agencies.models import Row
from gongkai.office.audit.models import CountedFact
from gongkai.office.fields import EncryptedTextField


class CaseKind(models.TextChoices):
    """The rows of table four."""

    RECONSIDERATION = "reconsideration", "行政复议"
    LITIGATION_DIRECT = "litigation_direct", "未经复议直接起诉"
    LITIGATION_AFTER_RECONSIDERATION = "litigation_after_reconsideration", "复议后起诉"


class Result(models.TextChoices):
    """The columns of table four a decided case falls into."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"


ENDING_NAMES = {
    Ending.UPHELD: "维持",
    Ending.CLAIM_DISMISSED: "驳回复议请求或者诉讼请求",
    Ending.CHANGED: "变更",
    Ending.REVOKED: "撤销",
    Ending.UNLAWFUL: "确认违法",
    Ending.VOID: "确认无效",
    Ending.ORDERED: "责令履行或者重新答复",
    Ending.NOT_ACCEPTED: "不予受理",
    Ending.REJECTED: "驳回申请或者裁定驳回起诉",
    Ending.WITHDRAWN: "撤回、准许撤诉、终止",
    Ending.MEDIATED: "调解、和解",
}


class Dated(models.TextChoices):
    """The days of a case: three of its registration, and those of what happened in it."""

    FILED = "filed_on", "受理日期"
    NOTICE = "notice_on", "收到副本日期"
    TOLD = "told_on", "后来告知的日期"
    REPLIED = "replied", "提交答复日期"
    EXTENDED = "extended", "告知延长日期"
    DECIDED = "decided", "审结日期"


class Case(Row):
    """A case against an act of disclosure, as it was registered. What its days are today, after
    corrections, says `queries.course_of`.

    notice_on  the day this agency received the copy of the application or claim: its time to
               reply runs from here
    simple     the simple procedure of reconsideration or litigation, with its shorter periods
    untold     the answer, or the reconsideration decision sued against, did not tell the remedy and
               its period; `told_on` is the day they were told later
    title      what it is about in words that name nobody; `party` names the other side
    """

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    number = models.CharField("编号", max_length=20)
    application = models.ForeignKey(
        "applications.Application", models.PROTECT, null=True, related_name="challenges"
    )
    kind = models.CharField("类别", max_length=40, choices=CaseKind)
    title = models.CharField("事项", max_length=200)
    body = models.CharField("复议机关或者法院", max_length=120)
    body_number = models.CharField("对方案号", max_length=80, blank=True)
    party = EncryptedTextField("申请人或者原告")
    filed_on = models.DateField("受理日期")
    notice_on = models.DateField("收到副本日期")
    simple = models.BooleanField("简易程序", default=False)
    untold = models.BooleanField("没有告知救济途径和期限", default=False)
    told_on = models.DateField("后来告知的日期", null=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(untold=True) | Q(told_on__isnull=True), name="challenges_told_later"
            ),
            models.UniqueConstraint(fields=["agency", "number"], name="challenges_number"),
            models.CheckConstraint(
                condition=Q(kind__in=CaseKind.values), name="challenges_case_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CaseEvent(Row):
    """What happened in a case: replied, extended, decided, a correction of the decision or of a day, or
    that the case was registered wrongly and counts nowhere. Never changed.

    ordered_on    the day a decision that orders another answer reached the agency; its clock is the
                  application's
    dated         of a correction: which day was wrong; `corrected_to` is the right one
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    kind = models.CharField(
        max_length=20,
        choices=[
            ("replied", "提交答复"),
            ("extended", "复议机关延长期限"),
            ("decided", "审结"),
            ("reopened", "撤销审结登记"),
            ("struck", "撤销案件登记"),
            ("corrected", "更正日期"),
        ],
    )
    on = models.DateField()
    ending = models.CharField(max_length=30, blank=True)
    ordered_on = models.DateField(null=True)
    dated = models.CharField(max_length=20, blank=True, choices=Dated)
    corrected_to = models.DateField(null=True)
    note = EncryptedTextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    position = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="corrected", dated__in=Dated.values, corrected_to__isnull=False)
                | (~Q(kind="corrected") & Q(dated="", corrected_to__isnull=True)),
                name="challenges_correction_names_its_day",
            )
        ]


class CaseFact(Row, CountedFact):
    """What table four counts of one case."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=40, choices=CaseKind)
    filed_on = models.DateField()
    decided_on = models.DateField(null=True)
    result = models.CharField(max_length=20, null=True, choices=Result)

    class Meta(CountedFact.Meta):
        constraints = [
            *CountedFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, result__isnull=True)
                | Q(decided_on__gte=F("filed_on"), result__in=Result.values),
                name="challenges_fact_decided_with_result",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(superseded_at_position__isnull=True),
                name="challenges_fact_one_stands",
            ),
        ]
        indexes = [models.Index(fields=["agency", "filed_on"], name="challenges_fact_filed")]
