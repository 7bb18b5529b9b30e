"""The annual report of a year: what the office keeps, what was written, what was decided, what froze.

Cells are not stored here. They are counted from records at a position of the ledger; only a frozen
report keeps its figures, beside the position that proves them.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongkai.office.agencies.models import Row
from gongkai.office.audit.models import CountedFact


class Keeping(Row, CountedFact):
    """Which kinds of records the agency keeps in this system, from a report year on.

    A kind that is kept and has no row counts 0. A kind that is not kept and has no row, return or
    opening balance stays blank: nobody knows its number. `kinds` are codes of `kinds.KINDS`.
    """

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    from_year = models.PositiveSmallIntegerField("自报告年度")
    kinds = models.JSONField("在本系统登记的事项", default=list)

    class Meta(CountedFact.Meta):
        constraints = [
            *CountedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency", "from_year"],
                condition=Q(superseded_at_position__isnull=True),
                name="reporting_keeping_one_a_year",
            ),
        ]


class AnnualReport(Row):
    """The folder of one year: its texts, its steps, its frozen versions."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("报告年度")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year"], name="reporting_annualreport_once"),
            models.CheckConstraint(
                condition=Q(year__gte=2021), name="reporting_annualreport_form_of_2021"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年政府信息公开工作年度报告"


class Step(models.TextChoices):
    """A dated step of a report. The state of a report is a fold over its steps (`stages.py`)."""

    COMPILED = "compiled", "编制"
    CHECKED = "checked", "核对"
    SENT_BACK = "sent_back", "退回"
    SIGNED = "signed", "签发"
    FILED = "filed", "报送"
    PUBLISHED = "published", "公开"
    REOPENED = "reopened", "重新编制"


class ReportEvent(Row):
    """One step taken.

    `position` is where the ledger stood after this event; `counted_position` the position whose
    figures the step is about (null for filing and publishing); `on` the day it counts for;
    `drafts` the uids of the text versions and published explanations it is about; `note` why, or where it was
    published.
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="events")
    step = models.CharField("步骤", max_length=12, choices=Step)
    position = models.BigIntegerField()
    counted_position = models.BigIntegerField(null=True)
    on = models.DateField("日期")
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafts = models.JSONField(default=list)
    note = models.CharField("说明", max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"], name="reporting_reportevent_position"
            )
        ]


class Draft(Row):
    """One version of a section's text, never changed.

    `parts` is a list of {"key", "text", "bindings"}; a binding {"metric", "ordinal", "value"} ties
    the ordinal-th number of the text (from 0) to a metric and keeps what was counted then.
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="drafts")
    section = models.PositiveSmallIntegerField("部分")
    version = models.PositiveIntegerField("版本")
    parts = models.JSONField(default=list)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    drafted = models.BooleanField("由台账起草", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "section", "version"], name="reporting_draft_version"
            ),
            models.CheckConstraint(
                condition=Q(section__gte=1, section__lte=6), name="reporting_draft_of_six"
            ),
        ]


class Judged(models.TextChoices):
    """What a person says of a finding; the codes are those of `gongkai.report.verdicts.Decision`."""

    CONFIRMED = "confirmed", "属实，待改正"
    EXPLAINED = "explained", "属实，有原因"
    DISMISSED = "dismissed", "不属实"


class FindingVerdict(Row):
    """What somebody decided about a finding of a year's report, never changed: the newest holds.

    It belongs to the facts it names by `fingerprint`, so compiling again keeps it as long as they are
    the same. `publish` is the explanation printed with the report, empty when none is.
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="verdicts")
    rule = models.CharField("规则", max_length=20)
    fingerprint = models.CharField("事实的编号", max_length=16)
    decision = models.CharField("结论", max_length=10, choices=Judged)
    reason = models.CharField("原因", max_length=500)
    publish = models.CharField("随报告公开的说明", max_length=1000, blank=True)
    position = models.BigIntegerField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"], name="reporting_findingverdict_position"
            )
        ]


class FrozenReport(Row):
    """A report as it was signed: its figures and texts, and the proof.

    `content` is the report's JSON, byte for byte what `digest` (SHA-256) is taken of. `position` is
    the position its cells were counted at, `head_hash` the ledger's hash there: counting the same
    year at the same position gives the same cells for ever.
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="frozen")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField("第几次冻结")
    position = models.BigIntegerField()
    head_hash = models.CharField(max_length=64)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    compiled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_on = models.DateField("签发日期")
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "version"], name="reporting_frozenreport_version"
            ),
            models.CheckConstraint(
                condition=~Q(compiled_by=F("signed_by")),
                name="reporting_frozenreport_two_people",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "year", "version"], name="reporting_frozen_by_year")
        ]
