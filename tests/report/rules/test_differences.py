"""The slips that explain a difference, from what real series show."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.report.cell import Number
from gongkai.report.rules.differences import cause_from, likely_cause


@pytest.mark.parametrize(
    ("expected", "actual", "cause"),
    [
        (
            Decimal("4166.214619"),
            Decimal("4166.241619"),
            "两数的数字相同、次序不同，可能抄写时颠倒",
        ),
        (Decimal("18651.064104"), Decimal("18651.06"), "两数只差尾数，可能四舍五入"),
        (Decimal("18651.064104"), Decimal("18651.07"), None),
        (Decimal("471.56"), Decimal("4715600"), "两数相差一万倍，可能把元和万元写混"),
        (13, 31, "两数的数字相同、次序不同，可能抄写时颠倒"),
        (440, 0, "可能漏填，印成了 0"),
        (440, 439, None),
        (7, 7, None),
        (Decimal("7545"), Decimal("7545.00"), None),
    ],
)
def test_likely_cause(expected: Number, actual: Number, cause: str | None) -> None:
    assert likely_cause(expected, actual) == cause


def test_the_number_stands_in_another_cell() -> None:
    assert cause_from({"甲": 3, "乙": None, "丙": 5}, 5) == "5 印在“丙”，可能填错了格"
    assert cause_from({"甲": 3}, 4) is None
    assert cause_from({"甲": 0}, 0) is None, "a zero stands everywhere"
