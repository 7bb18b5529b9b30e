"""Carried in is last year's carried out."""

from __future__ import annotations

from gongkai.office.reporting.carry import check_carry
from gongkai.report import cell as cells
from gongkai.report.model import Report


def report(year: int, **numbers: int) -> Report:
    return Report(
        form="2021",
        year=year,
        cells={
            f"requests.{name.replace('__', '.')}": cells.counted(value)
            for name, value in numbers.items()
        },
    )


def test_a_difference_is_an_error_that_names_both_numbers() -> None:
    before = report(2024, carried_out__natural_person=3, carried_out__enterprise=1)
    now = report(2025, carried_in__natural_person=2, carried_in__enterprise=1)
    (found,) = check_carry(now, before)
    assert (found.rule, found.cells) == ("YY-CARRY", ("requests.carried_in.natural_person",))
    assert (found.expected, found.actual) == ("3", "2")
    assert found.message == (
        "“自然人”一列：台账里上年结转是 2 件，2024年冻结的报告结转下年度是 3 件，两个数应当相同。"
    )


def test_equal_numbers_and_unknown_ones_are_no_finding() -> None:
    now = report(2025, carried_in__natural_person=2, carried_in__enterprise=4)
    assert list(check_carry(now, report(2024, carried_out__natural_person=2))) == []
    assert list(check_carry(now, None)) == []
