"""An answer period as months of days, for the page that explains a due date. Pure."""

from __future__ import annotations

import calendar as months
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.calendar import Calendar
from gongkai.office.applications.track import Track, TrackDay

MOST_MONTHS = 8


@dataclass(frozen=True)
class Square:
    """A day of a month: its number, its class in the style sheet, the small words under it. A
    square outside the month has no day."""

    day: int | None
    css: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Month:
    """2026年9月 in weeks of seven squares."""

    title: str
    weeks: tuple[tuple[Square, ...], ...]


def months_of(track: Track, start: date, as_of: date, calendar: Calendar) -> list[Month]:
    """The months from the day a period starts to its end, at most MOST_MONTHS. `start` is the day of
    receipt, which is not counted."""
    days = {d.day: d for d in track.days}
    end = track.days[-1].day
    found: list[Month] = []
    first = start.replace(day=1)
    while first <= end and len(found) < MOST_MONTHS:
        weeks = []
        for week in months.Calendar().monthdatescalendar(first.year, first.month):
            weeks.append(
                tuple(
                    _square(day, days, start, end, as_of, calendar)
                    if day.month == first.month
                    else Square(None, "out", ())
                    for day in week
                )
            )
        found.append(Month(f"{first.year}年{first.month}月", tuple(weeks)))
        first = (first + timedelta(days=32)).replace(day=1)
    return found


def _square(
    day: date,
    days: Mapping[date, TrackDay],
    start: date,
    end: date,
    as_of: date,
    calendar: Calendar,
) -> Square:
    words: list[str] = []
    working = calendar.is_working(day)
    counted = days.get(day)
    if day == start:
        words.append("收到")
    elif counted is not None:
        number = counted.number
        words.append(f"第{number}日" if number else "不计")
    elif not working:
        words.append("休")
    if working and day.weekday() >= 5:
        words.append("上班")
    if day == end:
        words.append("到期")
    if day == as_of:
        words.append("今天")
    if day == end:
        css = "end"
    elif day == as_of:
        css = "now"
    elif day == start:
        css = "start"
    elif not working:
        css = "off"
    elif day.weekday() >= 5:
        css = "make"
    else:
        css = ""
    return Square(day.day, css, tuple(words))
