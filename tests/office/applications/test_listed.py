"""What a list counts for each of its rows."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.calendar import load_calendar
from gongkai.office.applications.listed import days_left

CALENDAR = load_calendar()
AS_OF = date(2026, 10, 1)  # a holiday, between made-up days


@given(st.lists(st.integers(-90, 90), max_size=12))
def test_the_days_left_are_those_of_the_calendar(offsets: list[int]) -> None:
    left = days_left(CALENDAR, AS_OF)
    for due_on in (AS_OF + timedelta(offset) for offset in offsets):
        assert left(due_on) == CALENDAR.working_days_between(AS_OF, due_on)
