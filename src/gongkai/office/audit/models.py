"""The ledger of an agency: what happened, in order, each event sealed into the next."""

from __future__ import annotations

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Ledger(models.Model):
    """The head of an agency's chain. Its row lock orders all writes of the agency."""

    id = models.BigAutoField(primary_key=True)
    agency = models.OneToOneField("agencies.Agency", models.PROTECT, related_name="ledger")
    head_position = models.BigIntegerField(default=0)
    head_hash = models.CharField(max_length=64, blank=True)


class Event(models.Model):
    """One event. `subject` is "<app>.<model>:<uid>"; no personal data, and no hash of any."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", db_index=False)
    position = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "position"], name="audit_event_position"),
            models.CheckConstraint(condition=Q(position__gte=1), name="audit_event_from_one"),
        ]
        indexes = [models.Index(fields=["agency", "subject"], name="audit_event_subject")]


Fact = TypeVar("Fact", bound="CountedFact")


class CountedQuerySet(models.QuerySet[Fact]):
    """Queries over versions of counted facts."""

    def at_position(self, position: int) -> Self:
        """The versions that stood when the agency's ledger was at `position`."""
        return self.filter(recorded_at_position__lte=position).filter(
            Q(superseded_at_position__isnull=True) | Q(superseded_at_position__gt=position)
        )

    def current(self) -> Self:
        """The versions that stand now."""
        return self.filter(superseded_at_position__isnull=True)


class CountedFact(models.Model):
    """A row that a report counts: an immutable version.

    A correction writes a new version and sets `superseded_at_position` of the old one, both with
    the position of one ledger event. `guards.counted_fact(Model)` makes the database keep to it.
    """

    recorded_at_position = models.BigIntegerField(editable=False)
    superseded_at_position = models.BigIntegerField(null=True, editable=False)

    objects = CountedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(superseded_at_position__isnull=True)
                | Q(superseded_at_position__gt=F("recorded_at_position")),
                name="%(app_label)s_%(class)s_superseded_later",
            )
        ]
