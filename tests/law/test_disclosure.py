from __future__ import annotations

from datetime import date

import pytest

from gongkai.law import disclosure as d
from gongkai.law.calendar import DueDate, load_calendar

CALENDAR = load_calendar()


def test_the_fifteen_subjects_in_their_order() -> None:
    assert [s.number for s in d.COMMON_SUBJECTS] == list(range(1, 16))
    assert d.COMMON_SUBJECTS[0].basis == "《政府信息公开条例》第二十条第（一）项"
    assert d.COMMON_SUBJECTS[14].basis == "《政府信息公开条例》第二十条第（十五）项"


@pytest.mark.parametrize(
    ("level", "added"),
    [(d.Level.PROVINCE, 0), (d.Level.CITY, 7), (d.Level.COUNTY, 7), (d.Level.TOWNSHIP, 8)],
)
def test_a_level_adds_its_own_subjects(level: d.Level, added: int) -> None:
    subjects = d.subjects(level)
    assert subjects[:15] == d.COMMON_SUBJECTS
    assert len(subjects) == 15 + added
    assert {s.basis for s in subjects[15:]} <= {"《政府信息公开条例》第二十一条"}


def test_periods() -> None:
    day = date(2026, 9, 18)
    notice = ("国办发明电〔2025〕7号",)
    assert d.publication_due(day, CALENDAR) == DueDate(date(2026, 10, 22), False, notice)
    assert d.credit_publicity_due(day, CALENDAR).day == date(2026, 9, 29)
    assert d.interpretation_due(day, CALENDAR).day == date(2026, 9, 22)
    assert d.penalty_withdrawal_due(day, CALENDAR).day == date(2026, 9, 22)


def test_annual_reports_are_due_on_fixed_dates_that_do_not_roll() -> None:
    assert d.annual_report_due(2025, d.Reporter.DEPARTMENT) == date(2026, 1, 31)  # a Saturday
    assert d.annual_report_due(2025, d.Reporter.TOWNSHIP) == date(2026, 1, 31)
    assert d.annual_report_due(2025, d.Reporter.GOVERNMENT) == date(2026, 3, 31)
    assert d.annual_report_due(2018, d.Reporter.DEPARTMENT) == date(2019, 3, 31)
    assert d.annual_report_due(2019, d.Reporter.DEPARTMENT) == date(2020, 1, 31)


def test_missing_fields_are_named() -> None:
    entry = {"index_number": "1", "name": " ", "summary": None}
    assert d.missing_fields(d.CATALOGUE_FIELDS, entry) == ("名称", "内容概述", "生成日期")
    assert d.missing_fields(d.GUIDE_FIELDS, dict.fromkeys(d.GUIDE_FIELDS, "有")) == ()
    assert len(d.GUIDE_FIELDS) == 9
