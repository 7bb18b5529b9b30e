"""When a report is due by law. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.calendar import Calendar
from gongkai.law.disclosure import Reporter, annual_report_due


@dataclass(frozen=True)
class Deadline:
    """The statutory day, the last working day up to it, and the working days left on a day.

    `days_left` counts to `work_by` and is negative when that day has passed.
    """

    legal: date
    work_by: date
    days_left: int
    provisional: bool

    @property
    def moved(self) -> bool:
        """The statutory day is no working day; the limit is not put off (it has no rule for that)."""
        return self.legal != self.work_by


#: Departments and governments report in January, or by March, on the year before.
BASIS = "条例第四十九条、第五十条"


def year_runs(year: int, closed_on: date | None, today: date) -> str:
    """Why a report of a year cannot be handed on yet; empty where it can: once the year is over, or
    the agency was closed in it."""
    if year < today.year or (closed_on is not None and closed_on.year == year):
        return ""
    return f"{year} 年还没有过完，报告要到 {year + 1} 年 1 月 1 日以后才能提交签发。现在可以编制出来看。"


def deadline(year: int, government: bool, as_of: date, calendar: Calendar) -> Deadline:
    """条例 Art. 49: departments file and publish by 31 January, governments publish by 31 March."""
    reporter = Reporter.GOVERNMENT if government else Reporter.DEPARTMENT
    legal = annual_report_due(year, reporter)
    work_by = legal
    while not calendar.is_working(work_by):
        work_by -= timedelta(days=1)
    return Deadline(
        legal=legal,
        work_by=work_by,
        days_left=calendar.working_days_between(as_of, work_by),
        provisional=calendar.explain(work_by).provisional,
    )
