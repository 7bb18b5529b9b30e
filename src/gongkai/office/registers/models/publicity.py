"""双公示: licences and penalties on line within seven working days of the decision."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongkai.law.disclosure import CREDIT_CHANNELS
from gongkai.office.agencies.models import Row
from gongkai.office.registers.models.kinds import Kind

CHANNELS = list(CREDIT_CHANNELS.items())


class PublicityStart(Row):
    """From which day's decisions on the agency keeps its 双公示 here; the newest row counts. Before
    it nothing is due here: it was published from another system."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    from_day = models.DateField("从哪一天的决定开始")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()


class Publicity(Row):
    """A decision went on line in one channel. One noted by mistake is withdrawn, not changed.

    record   of the register row, whatever its version
    """

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    record = models.UUIDField()
    channel = models.CharField("渠道", max_length=20, choices=CHANNELS)
    published_on = models.DateField("公示日期")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "record", "channel"],
                condition=Q(withdrawn_at__isnull=True),
                name="registers_publicity_once",
            )
        ]


class PublicityPending(models.Model):
    """A projection of what is not yet on line in every channel, so that the desk never searches
    the whole register; `services.publicity.rebuild` makes it again from rows and publicity."""

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    record = models.UUIDField()
    kind = models.CharField(max_length=20, choices=Kind)
    decided_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "record"], name="registers_publicitypending_once"
            )
        ]
        indexes = [
            models.Index(fields=["agency", "decided_on", "id"], name="registers_pending_oldest")
        ]
