"""Files by digest, and number series."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from gongkai.office.agencies.models import Row


class File(Row):
    """A stored file. `digest` is SHA-256 of the content; of a personal file it is a keyed
    fingerprint, because a hash of personal data can be guessed from. Never changed."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=120)
    name = models.CharField(max_length=255)
    personal = models.BooleanField(default=False)
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["digest"], name="documents_file_digest")]


class NumberSeries(models.Model):
    """The last number given in a series of a year."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "series", "year"], name="documents_numberseries_once"
            )
        ]
