"""What has to happen after a write, and what somebody has to be told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from gongkai.office.fields import EncryptedTextField


class Outbox(models.Model):
    """A side effect, written in the transaction that causes it. The payload holds ids only.

    not_before   while a worker holds the row, the end of its lease; after a failure, the next try
    last_error   the kind of the last failure, never its text: that could hold personal data
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="work_outbox_open", condition=Q(done_at__isnull=True))
        ]


class Alarm(models.Model):
    """Somebody was warned: once for a case, a rule and a day, however often the scan runs."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120)
    rule = models.CharField(max_length=60)
    day = models.DateField()
    message = models.CharField(max_length=300)
    url = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "subject", "rule", "day"], name="work_alarm_once"
            )
        ]


class MailAddress(models.Model):
    """Where a person wants the day's reminders; no row: nowhere."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    address = EncryptedTextField()


class MailSent(models.Model):
    """How far a person was told of an agency's alarms of a day, so that none is told twice."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    last_alarm = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "person", "day"], name="work_mailsent_once")
        ]
