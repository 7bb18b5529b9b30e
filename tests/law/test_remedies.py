from __future__ import annotations

from datetime import date

import pytest

from gongkai.law import limits
from gongkai.law import remedies as r
from gongkai.law.basis import LawRefusal
from gongkai.law.calendar import load_calendar

CALENDAR = load_calendar()
SINCE, BEFORE = date(2024, 1, 1), date(2023, 12, 31)


def body(kind: r.BodyKind, government: str = "", superior: str = "") -> r.Body:
    return r.Body(kind, "某机关", government, superior)


@pytest.mark.parametrize(
    ("agency", "bodies", "article"),
    [
        # A county department, and a department of a 行署, whose 行署 has a city government's powers.
        (
            body(r.BodyKind.DEPARTMENT, "甲县人民政府", "乙市财政局"),
            ("甲县人民政府",),
            "第二十四条",
        ),
        (body(r.BodyKind.DEPARTMENT, "塔城地区行政公署"), ("塔城地区行政公署",), "第二十四条"),
        (
            body(r.BodyKind.JUSTICE_DEPARTMENT, "甲县人民政府", "乙市司法局"),
            ("甲县人民政府", "乙市司法局"),
            "第二十八条",
        ),
        # A township; a county under a 行署.
        (body(r.BodyKind.GOVERNMENT, "", "甲县人民政府"), ("甲县人民政府",), "第二十四条"),
        (body(r.BodyKind.GOVERNMENT, "", "塔城地区行政公署"), ("塔城地区行政公署",), "第二十四条"),
        (
            body(r.BodyKind.DISPATCHED_OFFICE, "丙自治区人民政府"),
            ("丙自治区人民政府",),
            "第二十四条",
        ),
        (body(r.BodyKind.PROVINCE), ("某机关",), "第二十四条"),
        (body(r.BodyKind.MINISTRY), ("某机关",), "第二十五条"),
        (body(r.BodyKind.VERTICAL, "甲县人民政府", "乙市税务局"), ("乙市税务局",), "第二十七条"),
        (body(r.BodyKind.AUTHORISED, "甲县人民政府"), ("甲县人民政府",), "第二十四条"),
    ],
)
def test_who_is_competent(agency: r.Body, bodies: tuple[str, ...], article: str) -> None:
    competence = r.reconsideration_bodies(agency, SINCE)
    assert (competence.bodies, competence.basis) == (bodies, f"《行政复议法》{article}")


def test_before_2024_a_department_had_two() -> None:
    agency = body(r.BodyKind.DEPARTMENT, "甲县人民政府", "乙市财政局")
    competence = r.reconsideration_bodies(agency, BEFORE)
    assert competence.bodies == ("甲县人民政府", "乙市财政局")
    assert competence.basis == "《行政复议法》（2017年）第十二条"


@pytest.mark.parametrize(
    "kind", [k for k in r.BodyKind if k not in (r.BodyKind.PROVINCE, r.BodyKind.MINISTRY)]
)
def test_a_missing_name_is_refused_never_guessed(kind: r.BodyKind) -> None:
    with pytest.raises(LawRefusal) as caught:
        r.reconsideration_bodies(body(kind), SINCE)
    assert caught.value.code == "remedies.body_unknown"


def test_limits_roll_to_the_next_working_day() -> None:
    # Sixty days from 2026-08-04 end on 10-03, in the National Day holiday.
    limit = limits.reconsideration_limit(date(2026, 8, 4), CALENDAR)
    assert (limit.day, limit.provisional) == (date(2026, 10, 8), False)
    assert limits.reconsideration_limit(date(2026, 9, 18), CALENDAR).day == date(2026, 11, 17)
    after = limits.litigation_limit_after_reconsideration(date(2026, 9, 18), CALENDAR)
    assert after.day == date(2026, 10, 8)
    after = limits.litigation_limit_after_reconsideration(date(2026, 11, 2), CALENDAR)
    assert after.day == date(2026, 11, 17)
    assert limits.litigation_limit(date(2026, 3, 31), CALENDAR).day == date(2026, 9, 30)
    assert limits.litigation_limit(date(2026, 8, 31), CALENDAR) == r.Limit(
        "直接起诉的期限", date(2027, 3, 1), True, "《行政诉讼法》第四十六条"
    )
    inaction = limits.litigation_limit_for_inaction(date(2026, 4, 24), CALENDAR)
    assert inaction.day == date(2026, 10, 26)


def test_limits_where_the_applicant_was_not_told() -> None:
    known = date(2025, 3, 3)
    assert limits.reconsideration_limit_untold(known, None, CALENDAR).day == date(2026, 3, 3)
    told = date(2025, 6, 2)
    assert limits.reconsideration_limit_untold(known, told, CALENDAR).day == date(2025, 8, 1)
    late = date(2026, 2, 2)
    assert limits.reconsideration_limit_untold(known, late, CALENDAR).day == date(2026, 3, 3)
    assert limits.litigation_limit_untold(known, told, CALENDAR).day == date(2025, 12, 2)
    assert limits.litigation_limit_untold(known, None, CALENDAR).day == date(2026, 3, 3)
    assert limits.reconsideration_outer_limit(date(2020, 2, 29)).day == date(2025, 2, 28)


def test_months_end_on_the_same_day_or_the_last() -> None:
    assert limits.add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert limits.add_months(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert limits.add_months(date(2026, 12, 15), 1) == date(2027, 1, 15)


@pytest.mark.parametrize(
    ("period", "simple", "day"),
    [
        ("accept", False, date(2026, 9, 24)),
        ("forward", False, date(2026, 9, 29)),
        ("forward", True, date(2026, 9, 22)),
        ("reply", False, date(2026, 10, 9)),
        ("reply", True, date(2026, 9, 24)),
        ("supplement", False, date(2026, 10, 9)),
        ("decide", False, date(2026, 11, 17)),
        ("decide", True, date(2026, 10, 19)),
        ("summary", False, date(2026, 11, 2)),
        ("first_instance", False, date(2027, 3, 18)),
        ("appeal_judgment", False, date(2026, 10, 8)),
    ],
)
def test_periods_of_a_case(period: str, simple: bool, day: date) -> None:
    assert r.case_limit(period, date(2026, 9, 18), CALENDAR, simple=simple).day == day


def test_a_period_without_simple_procedure_is_refused() -> None:
    with pytest.raises(ValueError, match="没有简易程序的期限"):
        r.case_limit("accept", SINCE, CALENDAR, simple=True)
    with pytest.raises(KeyError):
        r.case_limit("unknown", SINCE, CALENDAR)


def test_columns_of_table_four_by_default() -> None:
    columns = {ending: r.challenge_column(ending) for ending in r.Ending}
    upheld = {r.Ending.UPHELD, r.Ending.CLAIM_DISMISSED}
    other = {r.Ending.NOT_ACCEPTED, r.Ending.REJECTED, r.Ending.WITHDRAWN, r.Ending.MEDIATED}
    assert {e for e, c in columns.items() if c == "upheld"} == upheld
    assert {e for e, c in columns.items() if c == "other"} == other
    assert {e for e, c in columns.items() if c == "corrected"} == set(r.Ending) - upheld - other
    assert r.challenge_column(None) == "pending"


def test_outer_bounds_and_inaction() -> None:
    assert limits.litigation_outer_limit(date(2026, 3, 20)) == limits.Limit(
        "直接起诉的最长期限", date(2031, 3, 20), False, "《行政诉讼法》第四十六条第二款"
    )
    inaction = limits.reconsideration_limit_for_inaction(date(2026, 4, 24), CALENDAR)
    assert (inaction.day, inaction.basis) == (
        date(2026, 6, 23),
        "《行政复议法》第二十条，法释〔2025〕8号第二条",
    )


def test_a_reconsideration_decision_that_did_not_tell() -> None:
    received = date(2025, 3, 3)
    untold = limits.litigation_limit_after_reconsideration_untold
    assert untold(received, None, CALENDAR).day == date(2026, 3, 3)
    assert untold(received, date(2025, 6, 2), CALENDAR).day == date(2025, 6, 17)
    assert untold(received, date(2026, 2, 26), CALENDAR).day == date(2026, 3, 3)
