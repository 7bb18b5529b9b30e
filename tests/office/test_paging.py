"""Walking a list page by page, on both databases."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.http import QueryDict

from gongkai.office.paging import Order, Page, places
from gongkai.office.registers.models import RegisterRow
from tests.office.build import make_office
from tests.office.registers.conftest import add

ORDERS = [
    Order(),
    Order(oldest_first=True),
    Order("decided_on"),
    Order("decided_on", "id", oldest_first=True),
]


@pytest.fixture
def seven(db: None, now: datetime) -> list[RegisterRow]:
    """Seven rows of three days, the later rows of the earlier days."""
    office = make_office(now)
    return [
        add(office, now, number=f"{n}号", decided_on=date(2026, 3, 9) - timedelta(days=n // 3))
        for n in range(7)
    ]


def sorted_by(order: Order, rows: list[RegisterRow]) -> list[RegisterRow]:
    def place(row: RegisterRow) -> tuple[date, int]:
        return (row.decided_on if order.day else date.min, row.pk)

    return sorted(rows, key=place, reverse=not order.oldest_first)


@pytest.mark.parametrize("order", ORDERS, ids=repr)
def test_a_walk_meets_every_row_once_there_and_back(order: Order, seven: list[RegisterRow]) -> None:
    rows, wanted = RegisterRow.objects.all(), sorted_by(order, seven)
    for size in (1, 2, 3, 6, 7, 8):
        walked = [order.page(rows, size=size)]
        while walked[-1].after:
            walked.append(order.page(rows, after=walked[-1].after, size=size))
        assert [list(page.rows) for page in walked] == [
            wanted[n : n + size] for n in range(0, 7, size)
        ]
        assert walked[0].before == ""
        for earlier, later in pairwise(walked):
            assert order.page(rows, before=later.before, size=size) == earlier


@pytest.mark.parametrize("order", ORDERS, ids=repr)
def test_a_place_nobody_gave_out_is_the_first_page(order: Order, seven: list[RegisterRow]) -> None:
    rows = RegisterRow.objects.all()
    first = order.page(rows, size=2)
    for place in ("x", "²", "2026-03-09_", "_", "9" * 400, "2026-13-01_1", "-1"):
        assert order.page(rows, after=place, size=2) == first
        assert order.page(rows, before=place, size=2) == first


def test_beyond_the_last_row_a_page_is_empty(seven: list[RegisterRow]) -> None:
    rows = RegisterRow.objects.all()
    assert Order().page(rows, after="0", size=2) == Page([])
    assert Order(oldest_first=True).page(rows, before="0", size=2) == Page([])


def test_the_addresses_of_the_neighbours_keep_what_was_asked() -> None:
    query = QueryDict("q=许可&after=3&year=2026&before=9")
    assert places(query) == {"after": "3", "before": "9"}
    assert Page([], after="7").addresses(query) == {
        "after": "?q=%E8%AE%B8%E5%8F%AF&year=2026&after=7"
    }
    assert Page([], "2026-03-09_7", "2026-03-08_1").addresses(QueryDict()) == {
        "after": "?after=2026-03-09_7",
        "before": "?before=2026-03-08_1",
    }
