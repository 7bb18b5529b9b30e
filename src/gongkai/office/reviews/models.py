"""Templates, versions, rounds, decisions and signed sheets. A version and all that was said about it never change;
whether a round is over is worked out from its decisions."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from gongkai.law import review
from gongkai.office.agencies.models import Agency, Row
from gongkai.office.fields import EncryptedTextField


class Template(Row):
    """The levels an agency's texts go through. A change is a new template; the old one is closed.

    levels   [[kind, number, station], …] of `gongkai.law.review`, in the order they are decided
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=60)
    levels = models.JSONField()
    levels_count = models.PositiveSmallIntegerField()
    minimum_people = models.PositiveSmallIntegerField(default=3)
    closed_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name

    def as_law(self) -> review.Template:
        return review.Template(
            self.name,
            tuple(
                review.Level(review.LevelKind(kind), number, review.Station(station))
                for kind, number, station in self.levels
            ),
            self.minimum_people,
        )


class Version(Row):
    """One state of a text, as it was handed in. `fingerprint` is keyed, because the text may hold
    personal data; it is printed on the approval sheet and binds the sheet to the text."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    title = models.CharField("标题", max_length=200)
    body = EncryptedTextField()
    link = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "subject", "number"], name="reviews_version_number"
            )
        ]


class Round(Row):
    """The review of one version."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="round")
    template = models.ForeignKey(Template, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()


class Decision(Row):
    """What one person decided at one level; `for_person` is whose delegation was used.

    answers   the three secrecy questions, {code: "yes" | "no"}, at the secrecy station only
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="decisions")
    level = models.PositiveSmallIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    for_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved = models.BooleanField()
    opinion = EncryptedTextField()
    answers = models.JSONField(default=dict)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "level"], name="reviews_decision_once")
        ]


class SignedSheet(Row):
    """The signed 信息公开审查审批表 of one version as a scan, bound to the version by its
    fingerprint. A better scan is filed beside the earlier ones; none is changed or removed."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="signed_sheets")
    fingerprint = models.CharField(max_length=64)
    file = models.ForeignKey("documents.File", models.PROTECT, related_name="+")
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
