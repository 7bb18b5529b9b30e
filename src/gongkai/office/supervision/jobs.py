"""What follows from events of other apps, done by the worker."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.office.reporting.models import FrozenReport
from gongkai.office.supervision import services


def take_filed(*, now: datetime, frozen: str, on: str) -> None:
    """A unit of this installation filed its report: it comes to its supervising office."""
    row = FrozenReport.objects.select_related("agency__region").get(uid=frozen)
    services.take_filed(frozen=row, on=date.fromisoformat(on), now=now)


JOBS = {"reporting.filed": take_filed}
#: What the administrator's page calls them.
NAMES = {"reporting.filed": "向主管部门报送年报"}
