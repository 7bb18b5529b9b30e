"""How long an answer can be challenged: reconsideration and suit, told and untold, with outer bounds.

Periods of days, months and years do not count the first day and roll from a day off to the next
working day (民诉法第八十五条, 法释〔2018〕1号第四十八条).
"""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.basis import (
    DISCLOSURE_CASES,
    LITIGATION_LAW,
    LITIGATION_RULES,
    RECONSIDERATION_LAW,
)
from gongkai.law.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Limit:
    """A period that ends on `day` (after rolling; `provisional` where a notice is missing)."""

    name: str
    day: date
    provisional: bool
    basis: str


def add_months(start: date, count: int) -> date:
    """Return the corresponding day `count` months on, or the last day of that month (民法典 202)."""
    index = start.year * 12 + start.month - 1 + count
    year, month = divmod(index, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def rolled(name: str, day: date, calendar: Calendar, basis: str) -> Limit:
    """A limit that ends on `day`, or on the first working day after it."""
    due = calendar.roll(day)
    return Limit(name, due.day, due.provisional, basis)


def reconsideration_limit(known_on: date, calendar: Calendar) -> Limit:
    """Sixty days from the day the applicant knew of the act."""
    day = known_on + timedelta(days=60)
    return rolled("申请行政复议的期限", day, calendar, f"{RECONSIDERATION_LAW}第二十条")


def reconsideration_limit_untold(known_on: date, told_on: date | None, calendar: Calendar) -> Limit:
    """Where right, body or period were not told: sixty days from being told, but at most a year
    from knowing the content of the act."""
    outer = add_months(known_on, 12)
    day = outer if told_on is None else min(told_on + timedelta(days=60), outer)
    return rolled("申请行政复议的期限（未告知）", day, calendar, f"{RECONSIDERATION_LAW}第二十条")


def reconsideration_outer_limit(act_on: date) -> Limit:
    """Five years from the act, whatever the applicant knew. An outer bound does not roll."""
    day = add_months(act_on, 60)
    return Limit("申请行政复议的最长期限", day, False, f"{RECONSIDERATION_LAW}第二十一条")


def litigation_limit_after_reconsideration(received_on: date, calendar: Calendar) -> Limit:
    """Fifteen days from receiving the reconsideration decision, or from the end of its period."""
    day = received_on + timedelta(days=15)
    basis = f"{LITIGATION_LAW}第四十五条、{RECONSIDERATION_LAW}第三十四条"
    return rolled("复议后起诉的期限", day, calendar, basis)


def litigation_limit(known_on: date, calendar: Calendar) -> Limit:
    """Six months from knowing of the act, where no reconsideration has to come first."""
    return rolled(
        "直接起诉的期限", add_months(known_on, 6), calendar, f"{LITIGATION_LAW}第四十六条"
    )


def litigation_limit_untold(known_on: date, told_on: date | None, calendar: Calendar) -> Limit:
    """Where the period was not told: six months from being told, at most a year from knowing."""
    outer = add_months(known_on, 12)
    day = outer if told_on is None else min(add_months(told_on, 6), outer)
    return rolled("直接起诉的期限（未告知）", day, calendar, f"{LITIGATION_RULES}第六十四条")


def litigation_outer_limit(act_on: date) -> Limit:
    """Five years from the act, whatever the applicant knew; the twenty years of suits over real
    estate are not for answers on disclosure. An outer bound does not roll."""
    day = add_months(act_on, 60)
    return Limit("直接起诉的最长期限", day, False, f"{LITIGATION_LAW}第四十六条第二款")


def reconsideration_limit_for_inaction(answer_due_on: date, calendar: Calendar) -> Limit:
    """Sixty days from the end of the answer period, when no answer came."""
    day = answer_due_on + timedelta(days=60)
    basis = f"{RECONSIDERATION_LAW}第二十条，{DISCLOSURE_CASES}第二条"
    return rolled("逾期不答复申请行政复议的期限", day, calendar, basis)


def litigation_limit_after_reconsideration_untold(
    received_on: date, told_on: date | None, calendar: Calendar
) -> Limit:
    """Where the reconsideration decision did not tell the period to sue: fifteen days from being
    told, at most a year from receiving it."""
    outer = add_months(received_on, 12)
    day = outer if told_on is None else min(told_on + timedelta(days=15), outer)
    return rolled(
        "复议后起诉的期限（未告知）", day, calendar, f"{LITIGATION_RULES}第六十四条第二款"
    )


def litigation_limit_for_inaction(answer_due_on: date, calendar: Calendar) -> Limit:
    """Six months from the end of the answer period, when no answer came."""
    basis = f"{LITIGATION_LAW}第四十七条、{LITIGATION_RULES}第六十六条"
    return rolled("不作为起诉的期限", add_months(answer_due_on, 6), calendar, basis)
