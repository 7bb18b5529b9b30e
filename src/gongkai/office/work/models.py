"""What has to happen after a write."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Outbox(models.Model):
    """A side effect, written in the transaction that causes it. The payload holds ids only."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="work_outbox_open", condition=Q(done_at__isnull=True))
        ]
