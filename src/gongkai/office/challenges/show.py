"""What the page of one case shows: its days, and what happened, line by line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from gongkai.law.remedies import Ending
from gongkai.office.challenges.models import ENDING_NAMES, Case, CaseEvent, Dated
from gongkai.office.challenges.queries import Course


@dataclass(frozen=True)
class Day:
    """A day of the case as it stands; `registered` is what it was at first, where that was another."""

    dated: Dated
    on: date
    registered: date | None


def days(case: Case, course: Course) -> list[Day]:
    """The days of a case in the order of the form and of its course."""
    first = {Dated.FILED: case.filed_on, Dated.NOTICE: case.notice_on}
    if case.told_on is not None:
        first[Dated.TOLD] = case.told_on
    for event in _events(case):
        if event.kind in Dated.values:
            first[Dated(event.kind)] = event.on
    return [
        Day(dated, on, None if first[dated] == on else first[dated])
        for dated in Dated
        if (on := course.days.get(dated)) is not None
    ]


@dataclass(frozen=True)
class Line:
    """One line of the record; `put_right` says that its day was corrected since."""

    on: date
    at: datetime
    name: str
    words: str
    by: str
    put_right: bool = False


def timeline(case: Case) -> list[Line]:
    """The record of a case, newest first; what was put right stays, marked."""
    registered = Line(
        case.notice_on,
        case.registered_at,
        "收到副本",
        f"{case.filed_on} 受理",
        case.registered_by.display_name if case.registered_by else "",
    )
    lines = [registered]
    held = {Dated.FILED: (0, case.filed_on), Dated.NOTICE: (0, case.notice_on)}
    if case.told_on is not None:
        held[Dated.TOLD] = (0, case.told_on)
    for event in _events(case):
        words = event.note
        if event.kind in Dated.values:
            held[Dated(event.kind)] = (len(lines), event.on)
        elif event.kind == "corrected":
            dated = Dated(event.dated)
            place, before = held[dated]
            assert event.corrected_to is not None
            lines[place] = replace(lines[place], put_right=True)
            held[dated] = (place, event.corrected_to)
            words = f"由 {before} 改为 {event.corrected_to}　{event.note}"
        by = event.recorded_by.display_name if event.recorded_by else ""
        lines.append(Line(event.on, event.recorded_at, _name(event), words, by))
    return lines[::-1]


def _events(case: Case) -> list[CaseEvent]:
    return list(case.events.select_related("recorded_by").order_by("id"))


def _name(event: CaseEvent) -> str:
    if event.kind == "corrected":
        return f"更正：{event.get_dated_display()}"
    name = event.get_kind_display()
    return f"{name}：{ENDING_NAMES[Ending(event.ending)]}" if event.ending else name
