"""Working days, and the notice each one comes from.

A day is working, rest, or unknown: for a year whose notice is not there only the statutory days are
certain, every other day is computed (Monday to Friday work) and any date counted over it is
*provisional*. A region with days off of its own needs its own notice for the year as well.

Basis: 国务院关于职工工作时间的规定 Art. 7 (Saturday and Sunday rest), 全国年节及纪念日放假办法 Arts.
2 and 4, and the yearly notices. Half-day and group holidays (妇女节, 青年节 …) remove no working day.

>>> from datetime import date
>>> calendar = load_calendar()
>>> calendar.add_working_days(date(2026, 9, 18), 20).day
datetime.date(2026, 10, 22)
>>> calendar.explain(date(2026, 10, 10)).reason
'调休上班'
>>> calendar.add_working_days(date(2026, 11, 20), 40)  # over the new year, no 2027 notice yet
DueDate(day=datetime.date(2027, 1, 18), provisional=True, notices=())
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property

from gongkai.law.notices import (
    HOLIDAY_RULES,
    Notice,
    in_force_order,
    packaged_notices,
    regions,
    statutory_days,
)

_ONE_DAY = timedelta(days=1)
_REGION = re.compile(r"CN-[A-Z]{2}(-\d{4})?\Z")


class DayKind(StrEnum):
    """What is known of a day."""

    WORKING = "working"
    REST = "rest"
    UNKNOWN = "unknown"  # no notice tells; is_working() gives the working assumption


@dataclass(frozen=True, slots=True)
class DayFact:
    """One day: what is known of it, whether it counts as working, why, and by which document."""

    day: date
    kind: DayKind
    working: bool
    reason: str
    source: str

    @property
    def provisional(self) -> bool:
        return self.kind is DayKind.UNKNOWN


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day of a period, whether a missing notice may still move it, and the numbers of the
    notices that shaped it (in the order of their days)."""

    day: date
    provisional: bool
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    working: bool
    reason: str
    source: str
    by_law: bool = False


@dataclass(frozen=True)
class Calendar:
    """The working days of the country (`region` None) or of one region, from dated notices.

    Build it with `load_calendar`. Equal notices make equal calendars.
    """

    region: str | None
    notices: tuple[Notice, ...]
    _named: Mapping[date, _Named] = field(init=False, repr=False, compare=False)
    _national_years: frozenset[int] = field(init=False, repr=False, compare=False)
    _regional_years: Mapping[str, frozenset[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        chain = _chain(self.region)
        mine = tuple(n for n in in_force_order(self.notices) if n.region in (None, *chain))
        named: dict[date, _Named] = {}
        for notice in mine:
            source = notice.number or notice.url or notice.title
            for day, holiday in notice.rest:
                named[day] = _Named(False, f"{holiday}放假", source)
            for day in notice.work:
                named[day] = _Named(True, "调休上班", source)
        years = frozenset(n.year for n in mine if n.region is None and n.fixes_year)
        with_own_days = [code for code in chain if code in regions()]
        object.__setattr__(self, "notices", mine)
        object.__setattr__(self, "_named", named)
        object.__setattr__(self, "_national_years", years)
        object.__setattr__(
            self,
            "_regional_years",
            {
                code: frozenset(n.year for n in mine if n.region == code and n.fixes_year)
                for code in with_own_days
            },
        )

    @cached_property
    def version(self) -> str:
        """A short text that changes whenever any notice, and so any date, may have changed."""
        content = "\n".join([self.region or "CN", *map(repr, self.notices)])
        digest = hashlib.sha256(content.encode()).hexdigest()[:12]
        return f"{max(self._national_years, default=0)}-{digest}"

    @cached_property
    def fixed_years(self) -> frozenset[int]:
        """The years whose every day is known here, by the national and the regional notices."""
        return frozenset(year for year in self._national_years if not self._missing(year))

    def known_on(self, day: date) -> Calendar:
        """Return the calendar as it could be known on a day: without notices published later.

        A notice whose day of publication was not read is kept.
        """
        kept = (n for n in self.notices if n.published_on is None or n.published_on <= day)
        return Calendar(self.region, tuple(kept))

    def with_notices(self, extra: Iterable[Notice]) -> Calendar:
        """Return a calendar with more notices; one with the same number replaces the old."""
        return Calendar(self.region, (*self.notices, *extra))

    def kind(self, day: date) -> DayKind:
        """Say whether the day is working, rest, or not settled by any notice."""
        return self.explain(day).kind

    def is_working(self, day: date) -> bool:
        """Say whether the day counts as working; where no notice tells, by law and weekday alone."""
        named = self._lookup(day)
        return named.working if named else day.weekday() < 5

    def explain(self, day: date) -> DayFact:
        """Return the day with its reason and source, in Chinese."""
        named = self._lookup(day)
        if named and not named.working:
            return DayFact(day, DayKind.REST, False, named.reason, named.source)
        working = named.working if named else day.weekday() < 5
        missing = self._missing(day.year)
        if missing and (working or day.year not in self._national_years):
            reason = f"{missing}，暂按{'工作日' if working else '周末'}推算"
            return DayFact(day, DayKind.UNKNOWN, working, reason, HOLIDAY_RULES)
        if named:
            return DayFact(day, DayKind.WORKING, True, named.reason, named.source)
        if working:
            return DayFact(day, DayKind.WORKING, True, "工作日", _WEEK_RULE)
        return DayFact(day, DayKind.REST, False, "周末", _WEEK_RULE)

    def add_working_days(
        self,
        start: date,
        count: int,
        *,
        skip: Collection[date] = (),
        count_start: bool = False,
    ) -> DueDate:
        """Return the day on which `count` working days after `start` are complete.

        The day `start` is not counted unless `count_start` is given (民法典第二百零一条). Days in
        `skip` (a suspension) are not counted. Raises ValueError when `count` is negative.
        """
        if count < 0:
            raise ValueError(f"工作日天数不能为负数：{count}。")
        day = start - _ONE_DAY if count_start and count else start
        provisional = False
        notices: dict[str, None] = {}
        while count:
            day += _ONE_DAY
            named = self._lookup(day)
            working = named.working if named else day.weekday() < 5
            if named and not named.by_law and working != (day.weekday() < 5):
                notices[named.source] = None
            provisional = provisional or self._unsettled(day, named)
            if working and day not in skip:
                count -= 1
        return DueDate(day, provisional, tuple(notices))

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days in (start, end]; negative, over (end, start], when end is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + timedelta(offset) for offset in range(1, (end - start).days + 1))
        return sum(1 for day in days if self.is_working(day))

    def next_working_day(self, day: date) -> date:
        """Return the first working day after `day`."""
        return self.add_working_days(day, 1).day

    def roll(self, day: date) -> DueDate:
        """Return the day itself if it is working, else the first working day after it.

        For limits in calendar days, months and years (民法典第二百零三条).
        """
        return self.add_working_days(day, 1, count_start=True)

    def _lookup(self, day: date) -> _Named | None:
        named = self._named.get(day)
        if named is None and day.year not in self._national_years:
            return _by_law(day.year).get(day)
        return named

    def _unsettled(self, day: date, named: _Named | None) -> bool:
        if day.year in self.fixed_years:
            return False  # the common case, without building an explanation
        return not (named and not named.working) and self.kind(day) is DayKind.UNKNOWN

    def _missing(self, year: int) -> str:
        """Say which notice of the year is not there; empty when all are."""
        if year not in self._national_years:
            return f"{year}年放假通知尚未载入"
        for code, years in self._regional_years.items():
            if year not in years:
                return f"{regions()[code].name}{year}年放假安排尚未载入"
        return ""


_WEEK_RULE = "国务院关于职工工作时间的规定第七条"


def load_calendar(region: str | None = None, extra: Iterable[Notice] = ()) -> Calendar:
    """Return the calendar of a region from the packaged notices and `extra` ones.

    `region` is None for the national calendar, `CN-XJ` (ISO 3166-2) for a province, `CN-YN-5325`
    (and the first four digits of GB/T 2260) for a prefecture, which inherits its province's days.
    A region without days off of its own has the national ones. Raises ValueError for another code.
    """
    return _packaged(region).with_notices(extra) if (extra := tuple(extra)) else _packaged(region)


@cache
def _packaged(region: str | None) -> Calendar:
    return Calendar(region, packaged_notices())


def _chain(region: str | None) -> tuple[str, ...]:
    """Split a prefecture's code into province and prefecture."""
    if region is None:
        return ()
    if not _REGION.match(region):
        raise ValueError(f"地区代码 {region!r} 不对：应形如 CN-XJ，或加市州代码，如 CN-YN-5325。")
    return (region,) if len(region) == 5 else (region[:5], region)


@cache
def _by_law(year: int) -> Mapping[date, _Named]:
    return {
        day: _Named(False, f"{name}（法定节假日）", HOLIDAY_RULES, by_law=True)
        for day, name in statutory_days(year).items()
    }
