from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.fees import FeeLine, by_item, by_page, item_rate, number_in_month, page_rate


@pytest.mark.parametrize(
    ("count", "total"),
    [(0, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (50, 7000), (60, 11000)],
)
def test_totals_by_item(count: int, total: int) -> None:
    assert by_item(count).total == total


@pytest.mark.parametrize(
    ("pages", "total"),
    [(0, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (250, 4700)],
)
def test_totals_by_page(pages: int, total: int) -> None:
    assert by_page(pages).total == total


def test_lines_show_each_rate() -> None:
    assert by_page(201).lines == (
        FeeLine(1, 30, 0, 0),
        FeeLine(31, 100, 10, 700),
        FeeLine(101, 200, 20, 2000),
        FeeLine(201, 201, 40, 40),
    )
    assert by_item(1).basis == "国办函〔2020〕109号第四条"
    assert by_page(1).basis == "国办函〔2020〕109号第五条"


@given(st.integers(0, 200), st.integers(0, 200))
def test_charging_in_two_parts_is_charging_at_once(first: int, second: int) -> None:
    parts = by_item(first).total + by_item(second, before=first).total
    assert parts == by_item(first + second).total


@given(st.integers(1, 500))
def test_rates_never_fall(number: int) -> None:
    assert item_rate(number) <= item_rate(number + 1)
    assert page_rate(number) <= page_rate(number + 1)


def test_the_month_is_the_natural_month() -> None:
    earlier = [date(2026, 10, 31), date(2026, 11, 1), date(2025, 11, 3), date(2026, 11, 20)]
    assert number_in_month(date(2026, 11, 20), earlier) == 3


def test_negative_counts_are_refused() -> None:
    for wrong in (lambda: by_item(-1), lambda: by_item(1, before=-1), lambda: by_page(-1)):
        with pytest.raises(ValueError, match="不能为负数"):
            wrong()
    for rate in (item_rate, page_rate):
        with pytest.raises(ValueError, match="从1开始"):
            rate(0)
