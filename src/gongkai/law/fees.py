"""The information-processing fee, exact to the yuan (国办函〔2020〕109号, in force 2021-01-01).

Two methods, both progressive; for one application an agency picks one, never both. Money is a whole
number of yuan.

>>> by_item(30).total, by_item(40).total, by_item(50).total
(2000, 4000, 7000)
>>> by_page(100).total, by_page(200).total, by_page(250).total
(700, 2700, 4700)
>>> [(line.first, line.last, line.rate, line.amount) for line in by_item(5, before=28).lines]
[(29, 30, 100, 200), (31, 33, 200, 600)]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.basis import FEE_MEASURES


class FeeMethod(StrEnum):
    BY_ITEM = "by_item"  # 按件计收
    BY_PAGE = "by_page"  # 按量计收


@dataclass(frozen=True, slots=True)
class FeeLine:
    """The items or pages `first` to `last` (from 1, both included) at one rate, in yuan."""

    first: int
    last: int
    rate: int
    amount: int


@dataclass(frozen=True, slots=True)
class Fee:
    """A total in yuan with the lines it is made of; lines free of charge are there too."""

    method: FeeMethod
    total: int
    lines: tuple[FeeLine, ...]
    basis: str


def item_rate(number: int) -> int:
    """Return the yuan for the n-th application of the same applicant in one natural month (Art. 4).

    Ten are free; to the thirtieth 100 each; from the thirty-first 200, and 100 more every ten.
    """
    if number < 1:
        raise ValueError(f"件数应当从1开始：{number}。")
    if number <= 10:
        return 0
    return 100 if number <= 30 else 100 * (2 + (number - 31) // 10)


def page_rate(number: int) -> int:
    """Return the yuan for the n-th page of one application (Art. 5). A page is one side, A4 or less."""
    if number < 1:
        raise ValueError(f"页数应当从1开始：{number}。")
    if number <= 30:
        return 0
    if number <= 100:
        return 10
    return 20 if number <= 200 else 40


def by_item(count: int, *, before: int = 0) -> Fee:
    """Charge `count` applications after `before` earlier ones of the same applicant and month."""
    return _charge(FeeMethod.BY_ITEM, before, count, item_rate, f"{FEE_MEASURES}第四条")


def by_page(pages: int) -> Fee:
    """Charge the pages of one application; the pages of several are never added together."""
    return _charge(FeeMethod.BY_PAGE, 0, pages, page_rate, f"{FEE_MEASURES}第五条")


def number_in_month(received_on: date, earlier: Iterable[date]) -> int:
    """Return which application of its month this is, for one applicant at one agency.

    `earlier` are the receipt dates of their other applications registered before it; those of other
    natural months do not count. That only this agency's count is not said in the text read.
    """
    month = (received_on.year, received_on.month)
    return 1 + sum(1 for day in earlier if (day.year, day.month) == month)


def _charge(
    method: FeeMethod, before: int, count: int, rate: Callable[[int], int], basis: str
) -> Fee:
    if before < 0 or count < 0:
        raise ValueError("件数和页数不能为负数，请核对后重新计算。")
    lines: list[FeeLine] = []
    for number in range(before + 1, before + count + 1):
        price = rate(number)
        if lines and lines[-1].rate == price:
            last = lines[-1]
            lines[-1] = FeeLine(last.first, number, price, last.amount + price)
        else:
            lines.append(FeeLine(number, number, price, price))
    return Fee(method, sum(line.amount for line in lines), tuple(lines), basis)
