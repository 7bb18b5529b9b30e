"""The one place where an instant becomes a local date, and the one that reads the clock.

Instants are aware and in UTC; the dates of the law are days in China (Asia/Shanghai). Services and
queries get `now` or `as_of` as an argument; only views, jobs and commands call `now()`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from gongkai.office.refusal import Refusal

ZONE = ZoneInfo("Asia/Shanghai")


def local_date(instant: datetime) -> date:
    """The day in China of an aware instant; a naive one is refused."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a zone has no date")
    return instant.astimezone(ZONE).date()


def today(now: datetime) -> date:
    """The legal day of `now`."""
    return local_date(now)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """The UTC instant of a local time on `day`."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def clock() -> datetime:
    """The true instant, also in a demo: for codes that must agree with another clock."""
    return datetime.now(UTC)


def now() -> datetime:
    """The present instant. In a demo directory with GONGKAI_TODAY: the present time of that day."""
    from django.conf import settings

    present = clock()
    fixed: date | None = settings.ENVIRONMENT.today
    if fixed is None:
        return present
    local = present.astimezone(ZONE)
    return local.replace(year=fixed.year, month=fixed.month, day=fixed.day).astimezone(UTC)


def not_in_future(on: date, now: datetime) -> None:
    """What has not happened yet cannot be recorded: raises Refusal("date.future")."""
    if on > (day := today(now)):
        raise Refusal(
            "date.future", f"日期 {on} 在今天（{day}）之后，还没有发生的事不能登记。请改正日期。"
        )
