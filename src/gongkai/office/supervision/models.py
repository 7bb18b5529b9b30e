"""What a supervising office got from its units, what it judged, and what it told them.

Nothing here says in what state a unit is: that is folded from these rows (`state.py`).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongkai.office.agencies.models import Agency, Row
from gongkai.office.documents.models import File


class Way(models.TextChoices):
    UPLOADED = "uploaded", "上传"
    FILED = "filed", "在线报送"


class Received(Row):
    """One report of a unit as it came in: the file, and what was read out of it. Never changed.

    agency    the supervising office
    number    the how-manieth of this unit and year, from 1
    content   the report value as JSON (`gongkai.report.model.to_json`)
    filed     the uid of the frozen report that a unit of this installation filed
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveSmallIntegerField("第几稿")
    way = models.CharField("方式", max_length=10, choices=Way)
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    filed = models.UUIDField(null=True, unique=True)
    content = models.TextField()
    received_on = models.DateField("报送日期")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "unit", "year", "number"], name="supervision_received_number"
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | Q(filed__isnull=False),
                name="supervision_received_has_a_source",
            ),
        ]
        indexes = [models.Index(fields=["agency", "year"], name="supervision_received_year")]


class Reading(models.Model):
    """What the rules find in a received report: rebuilt whenever the rules or the year before change.

    findings   [[rule id, severity, fingerprint], …]
    copied     of sections 1 and 5, from which other unit's report the text may be taken
               (`gongkai.report.likeness.Copy` as a dict, or null); null while no other unit is at hand
    """

    received = models.OneToOneField(Received, models.CASCADE, related_name="reading")
    rules_version = models.CharField(max_length=20)
    findings = models.JSONField(default=list)
    copied = models.JSONField(null=True)


class Ruling(models.TextChoices):
    """What the supervising office makes of a finding."""

    CONFIRMED = "confirmed", "是问题，要求改正"
    EXPLAINED = "explained", "单位已说明"
    DISMISSED = "dismissed", "不成立"


class Judgement(Row):
    """What was made of a finding. It holds for every report of the unit and year in which the same
    facts are found again; a later judgement of the same finding replaces it."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=16)
    ruling = models.CharField(max_length=10, choices=Ruling)
    reason = models.CharField("理由", max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ruling=Ruling.CONFIRMED) | ~Q(reason=""),
                name="supervision_judgement_has_a_reason",
            )
        ]
        indexes = [
            models.Index(fields=["agency", "year", "unit"], name="supervision_judgement_unit")
        ]


class Step(models.TextChoices):
    RETURNED = "returned", "退回"
    ACCEPTED = "accepted", "接受"
    PUBLISHED = "published", "公开"


class Decision(Row):
    """What the supervising office decided about one received report, or that it was published.

    letter, number, due_on   of a return: the letter, its number, the day to file again by
    note                     of a publication: where
    """

    received = models.ForeignKey(Received, models.PROTECT, related_name="decisions")
    step = models.CharField(max_length=10, choices=Step)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    letter = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    number = models.CharField("文号", max_length=60, blank=True)
    due_on = models.DateField("重报期限", null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["received", "step"], name="supervision_decision_once"),
            models.CheckConstraint(
                condition=~Q(step=Step.RETURNED)
                | Q(letter__isnull=False, due_on__isnull=False) & ~Q(number=""),
                name="supervision_return_has_a_letter",
            ),
        ]


#: Why a file was not taken in by itself, where a person may know better, or try once more.
PLACEABLE = frozenset(
    {"no-name", "other-unit", "not-a-report", "second", "accepted", "filed", "older"}
    | {"damaged", "failed"}
)


class Parcel(Row):
    """Files of many units that came at once, for a year. Never changed."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    received_on = models.DateField("报送日期")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["agency", "year"], name="supervision_parcel_year")]


class ParcelFile(Row):
    """One file of a parcel: taken in as a unit's report, or why not.

    name      with its folders, as it stood in a zip file
    file      null where its zip file would not give it out; then there is a problem from the start
    problem   why it was not taken in by itself; `code` is the same for programs
    read_at   when it was read; null while it waits
    """

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="files")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    received = models.OneToOneField(Received, models.PROTECT, null=True, related_name="parcel_file")
    problem = models.CharField(max_length=500, null=True)
    code = models.CharField(max_length=20, null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parcel", "number"], name="supervision_parcel_number"),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, received__isnull=True, problem__isnull=True)
                | Q(read_at__isnull=False) & (Q(received__isnull=False) | Q(problem__isnull=False)),
                name="supervision_parcel_file_settled",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | Q(received__isnull=True, problem__isnull=False),
                name="supervision_parcel_file_has_a_file",
            ),
        ]

    @property
    def is_settled(self) -> bool:
        return self.read_at is not None

    @property
    def is_placeable(self) -> bool:
        """Whether a person may still say of which unit it is."""
        return self.received_id is None and self.code in PLACEABLE


class Reminder(Row):
    """A unit was reminded to file."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "unit", "year", "on"], name="supervision_reminder_once_a_day"
            )
        ]
