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


def year_is_over(year: int, as_of: date) -> bool:
    """Whether the report of a year may be handed in: it counts the whole year (条例第四十九条:
    上一年度)."""
    return as_of.year > year


def not_over(year: int) -> str:
    """Why it may not, and what can be done meanwhile."""
    return (
        f"{year} 年还没有结束，报告要数到 12月31日。现在可以写文字、核对，"
        f"{year + 1}年1月1日起再提交签发。"
    )
