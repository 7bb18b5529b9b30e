"""What follows from events of other apps, done by the worker."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.office.agencies.models import Agency
from gongkai.office.reporting.models import FrozenReport
from gongkai.office.supervision import services


def take_filed(*, now: datetime, frozen: str, on: str) -> None:
    """A unit of this installation filed its report: it comes to its supervising office."""
    row = FrozenReport.objects.select_related("agency__region").get(uid=frozen)
    services.take_filed(frozen=row, on=date.fromisoformat(on), now=now)


def compare_units(*, now: datetime, agency: str, year: int) -> None:
    """A report came in: its text may stand in another unit's, or the other way round."""
    services.compare_units(Agency.objects.get(uid=agency), year)


JOBS = {"reporting.filed": take_filed, "supervision.received": compare_units}
#: What the administrator's page calls them.
NAMES = {
    "reporting.filed": "向主管部门报送年报",
    "supervision.received": "比对各单位年报的文字",
}
