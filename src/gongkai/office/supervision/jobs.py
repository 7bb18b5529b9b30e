"""What follows from events of other apps, done by the worker."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

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


def refresh_stale(*, now: datetime, agency: str, year: int) -> None:
    """The program was renewed and its rules with it."""
    services.refresh_stale(Agency.objects.get(uid=agency), year)


def read_parcel_file(*, now: datetime, file: str) -> None:
    """One file of many that came at once."""
    services.read_file(file=UUID(file), now=now)


def give_up_parcel_file(*, now: datetime, file: str) -> None:
    """Reading it failed again and again: whoever sent it is told, and the next has its turn."""
    services.give_up(file=UUID(file), now=now)


JOBS = {
    "reporting.filed": take_filed,
    "supervision.parcel_file": read_parcel_file,
    services.COMPARED: compare_units,
    services.STALE: refresh_stale,
}
LAST = {"supervision.parcel_file": give_up_parcel_file}
#: What the administrator's page calls them.
NAMES = {
    "reporting.filed": "向主管部门报送年报",
    "supervision.parcel_file": "读一批年报中的一份",
    services.COMPARED: "比对各单位年报的文字",
    services.STALE: "按新的规则重新核对各单位年报",
}
