"""The calendar: every day of 2018–2026 against an independent table, the vectors, the notices."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from gongkai.law.calendar import DayKind, DueDate, load_calendar
from gongkai.law.notices import (
    Notice,
    check_notice,
    load_notices,
    packaged_notices,
    statutory_days,
)

NATIONAL = load_calendar()


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def test_every_day_of_2018_to_2026_agrees_with_an_independent_calendar() -> None:
    # With both amendments known (May Day 2019, Spring Festival 2020) the two agree on every day.
    every = days(date(2018, 1, 1), date(2026, 12, 31))
    differing = [d for d in every if NATIONAL.is_working(d) != chinese_calendar.is_workday(d)]
    assert differing == []
    assert {NATIONAL.kind(d) for d in every} == {DayKind.WORKING, DayKind.REST}


@pytest.mark.parametrize(
    ("known_on", "year", "differing"),
    [
        # The oracle knows the amended years only. Before the amendments were published these days
        # counted otherwise, and a due date told then was right.
        (
            date(2019, 3, 21),
            2019,
            [date(2019, 4, 28), date(2019, 5, 2), date(2019, 5, 3), date(2019, 5, 5)],
        ),
        (date(2020, 1, 26), 2020, [date(2020, 1, 31), date(2020, 2, 1)]),
    ],
)
def test_before_an_amendment_was_published_its_days_counted_otherwise(
    known_on: date, year: int, differing: list[date]
) -> None:
    then = NATIONAL.known_on(known_on)
    every = days(date(year, 1, 1), date(year, 12, 31))
    assert [d for d in every if then.is_working(d) != chinese_calendar.is_workday(d)] == differing


@pytest.mark.parametrize(
    ("region", "counts"),
    [
        (
            None,
            {
                2018: 250,
                2019: 250,
                2020: 249,
                2021: 250,
                2022: 249,
                2023: 249,
                2024: 251,
                2025: 248,
                2026: 248,
            },
        ),
        ("CN-XJ", {2024: 247, 2025: 244, 2026: 244}),
        ("CN-NX", {2024: 247, 2025: 245, 2026: 246}),
        ("CN-GX", {2024: 249, 2025: 246, 2026: 246}),
    ],
)
def test_working_days_of_a_year(region: str | None, counts: dict[int, int]) -> None:
    calendar = load_calendar(region)
    assert {
        year: calendar.working_days_between(date(year - 1, 12, 31), date(year, 12, 31))
        for year in counts
    } == counts


NATIONAL_VECTORS = [
    ("2024-01-30", "2024-02-07", "2024-02-23", "2024-03-01", "2024-03-29"),
    ("2024-09-10", "2024-09-20", "2024-10-08", "2024-10-14", "2024-11-11"),
    ("2025-01-20", "2025-02-05", "2025-02-14", "2025-02-21", "2025-03-21"),
    ("2025-04-24", "2025-05-07", "2025-05-19", "2025-05-26", "2025-06-24"),
    ("2025-09-25", "2025-10-11", "2025-10-22", "2025-10-29", "2025-11-26"),
    ("2026-02-06", "2026-02-24", "2026-03-05", "2026-03-12", "2026-04-10"),
    ("2026-04-28", "2026-05-11", "2026-05-21", "2026-05-28", "2026-06-26"),
    ("2026-09-18", "2026-09-29", "2026-10-15", "2026-10-22", "2026-11-19"),
    ("2026-11-20", "2026-12-01", "2026-12-11", "2026-12-18", "2027-01-18"),
]


@pytest.mark.parametrize("vector", NATIONAL_VECTORS)
def test_national_vectors(vector: tuple[str, ...]) -> None:
    receipt, *due = map(date.fromisoformat, vector)
    counted = [NATIONAL.add_working_days(receipt, n) for n in (7, 15, 20, 40)]
    assert [d.day for d in counted] == due
    assert [d.provisional for d in counted] == [d.year == 2027 for d in due]


REGIONS = [None, "CN-XJ", "CN-NX", "CN-GX"]
REGIONAL_VECTORS = [
    ("2024-06-03", "06-13 07-02", "06-13 07-05", "06-13 07-04", "06-13 07-02"),
    ("2025-03-20", "03-31 04-18", "04-01 04-21", "04-02 04-22", "04-02 04-22"),
    ("2025-05-29", "06-10 06-27", "06-13 07-02", "06-11 06-30", "06-10 06-27"),
    ("2026-04-10", "04-21 05-12", "04-21 05-12", "04-21 05-12", "04-23 05-14"),
    ("2026-05-20", "05-29 06-17", "06-03 06-23", "06-02 06-22", "05-29 06-17"),
]


@pytest.mark.parametrize("vector", REGIONAL_VECTORS)
def test_regional_vectors(vector: tuple[str, ...]) -> None:
    receipt = date.fromisoformat(vector[0])
    for region, expected in zip(REGIONS, vector[1:], strict=True):
        calendar = load_calendar(region)
        due = [calendar.add_working_days(receipt, n) for n in (7, 20)]
        assert " ".join(f"{d.day:%m-%d}" for d in due) == expected, region
        assert not any(d.provisional for d in due), region


def test_a_date_names_the_notices_that_shaped_it() -> None:
    assert NATIONAL.add_working_days(date(2026, 9, 18), 20) == DueDate(
        date(2026, 10, 22), False, ("国办发明电〔2025〕7号",)
    )
    assert NATIONAL.add_working_days(date(2026, 11, 20), 20) == DueDate(date(2026, 12, 18), False)
    december = NATIONAL.add_working_days(date(2018, 12, 28), 1)
    assert december == DueDate(date(2018, 12, 29), False, ("国办发明电〔2018〕15号",))


def test_a_day_is_explained() -> None:
    def told(day: date, region: str | None = None) -> tuple[str, bool, str, str]:
        fact = load_calendar(region).explain(day)
        return fact.kind.value, fact.working, fact.reason, fact.source

    week = "国务院关于职工工作时间的规定第七条"
    law = "全国年节及纪念日放假办法（2024年修订）"
    notice = "国办发明电〔2025〕7号"
    assert told(date(2026, 10, 10)) == ("working", True, "调休上班", notice)
    assert told(date(2026, 10, 1)) == ("rest", False, "国庆节放假", notice)
    assert told(date(2026, 11, 20)) == ("working", True, "工作日", week)
    assert told(date(2026, 11, 21)) == ("rest", False, "周末", week)
    assert told(date(2027, 2, 5)) == ("rest", False, "春节（法定节假日）", law)
    assert told(date(2027, 3, 1)) == (
        "unknown",
        True,
        "2027年放假通知尚未载入，暂按工作日推算",
        law,
    )
    assert told(date(2027, 3, 6)) == (
        "unknown",
        False,
        "2027年放假通知尚未载入，暂按周末推算",
        law,
    )
    assert told(date(2026, 5, 27), "CN-XJ")[:3] == ("rest", False, "古尔邦节放假")
    assert told(date(2022, 3, 1), "CN-NX") == (
        "unknown",
        True,
        "宁夏回族自治区2022年放假安排尚未载入，暂按工作日推算",
        law,
    )


def test_the_statutory_days_of_2027_by_the_law_alone() -> None:
    weekdays = [d for d in sorted(statutory_days(2027)) if d.weekday() < 5]
    assert [f"{d:%m-%d}" for d in weekdays] == [
        "01-01",
        "02-05",
        "02-08",
        "04-05",
        "06-09",
        "09-15",
        "10-01",
    ]
    assert len(statutory_days(2027)) == 13


def test_the_rules_of_2024_hold_from_2025() -> None:
    second = date(2025, 5, 2)
    assert second in statutory_days(2025) and second.replace(year=2024) not in statutory_days(2024)


def test_a_notice_of_2025_is_the_first_that_must_leave_every_statutory_day_off() -> None:
    (held,) = [n for n in packaged_notices() if n.year == 2025 and n.region is None]
    eve = date(2025, 1, 28)
    with pytest.raises(ValueError, match="2025-01-28（春节）没有列为放假"):
        check_notice(replace(held, rest=tuple(r for r in held.rest if r[0] != eve)))


def test_a_statutory_day_on_a_weekend_needs_no_mention() -> None:
    saturday = date(2026, 10, 3)
    assert saturday in statutory_days(2026) and saturday.weekday() == 5
    (later,) = [n for n in packaged_notices() if n.year == 2026 and n.region is None]
    check_notice(replace(later, rest=tuple(r for r in later.rest if r[0] != saturday)))


def test_a_regional_day_off_beats_national_make_up_work_and_regional_work_beats_the_weekend() -> (
    None
):
    assert NATIONAL.is_working(date(2023, 4, 23))
    assert not load_calendar("CN-GX").is_working(date(2023, 4, 23))
    assert not NATIONAL.is_working(date(2023, 2, 18))
    assert load_calendar("CN-XZ-5401").is_working(date(2023, 2, 18))


def test_a_prefecture_inherits_its_province_and_a_region_without_own_days_is_national() -> None:
    assert not load_calendar("CN-XJ-6542").is_working(date(2026, 5, 27))
    assert load_calendar("CN-GD").add_working_days(date(2026, 5, 20), 20) == DueDate(
        date(2026, 6, 17), False
    )
    assert load_calendar("CN-XZ").add_working_days(date(2026, 6, 24), 1).provisional
    with pytest.raises(ValueError, match="地区代码 'Xinjiang' 不对"):
        load_calendar("Xinjiang")


def test_counting_back_and_rolling() -> None:
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    assert NATIONAL.working_days_between(friday, monday) == 1
    assert NATIONAL.working_days_between(monday, friday) == -1
    assert NATIONAL.working_days_between(friday, friday) == 0
    assert NATIONAL.next_working_day(friday) == monday
    assert NATIONAL.roll(friday).day == friday
    assert NATIONAL.roll(date(2026, 11, 21)).day == monday
    assert NATIONAL.add_working_days(friday, 0).day == friday
    with pytest.raises(ValueError, match="不能为负数"):
        NATIONAL.add_working_days(friday, -1)


# A calendar for 2027 such as a notice may give; the days swapped are invented for the test.
REST_2027 = [
    ("元旦", "2027-01-01", "2027-01-03"),
    ("春节", "2027-02-05", "2027-02-11"),
    ("清明节", "2027-04-03", "2027-04-05"),
    ("劳动节", "2027-05-01", "2027-05-05"),
    ("端午节", "2027-06-09", "2027-06-09"),
    ("中秋节", "2027-09-15", "2027-09-15"),
    ("国庆节", "2027-10-01", "2027-10-07"),
]
WORK_2027 = ["2027-01-30", "2027-04-25", "2027-05-08", "2027-09-26", "2027-10-09"]


def write(path: Path, **changes: object) -> Path:
    row: dict[str, object] = {
        "number": "试验〔2026〕1号",
        "title": "关于2027年部分节假日安排的通知",
        "published_on": "2026-11-25",
        "year": 2027,
        "rest": [{"name": n, "from": a, "to": b} for n, a, b in REST_2027],
        "work": WORK_2027,
    }
    row |= changes
    path.write_text(json.dumps({"notices": [row]}, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_later_notice_settles_its_year_and_changes_the_version(tmp_path: Path) -> None:
    calendar = load_calendar(extra=load_notices(write(tmp_path / "2027.json")))
    assert calendar.kind(date(2027, 3, 1)) is DayKind.WORKING
    assert calendar.add_working_days(date(2026, 11, 20), 40) == DueDate(
        date(2027, 1, 18), False, ("试验〔2026〕1号",)
    )
    assert calendar.version != NATIONAL.version
    assert calendar.version.startswith("2027-")
    assert 2027 in calendar.fixed_years
    assert calendar.known_on(date(2026, 11, 24)).version == NATIONAL.version


def spans(*changed: tuple[str, str, str]) -> list[dict[str, str]]:
    return [{"name": n, "from": a, "to": b} for n, a, b in changed]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        # Last year's dates under the new year: the invented table that circulates.
        (
            {
                "rest": spans(
                    *(r for r in REST_2027 if r[0] != "春节"), ("春节", "2027-02-15", "2027-02-23")
                )
            },
            "法定节假日 2027-02-05（春节）没有列为放假",
        ),
        ({"work": [*WORK_2027, "2027-05-02"]}, "2027-05-02 既列为放假又列为上班"),
        ({"rest": spans(*REST_2027[1:])}, "法定节假日 2027-01-01（元旦）没有列为放假"),
        ({"number": ""}, "既没有文号也没有网址"),
        ({"work": ["2027-03-01"]}, "调休上班日 2027-03-01 不是周末"),
        ({"work": ["2028-03-04"]}, "2028-03-04 不在该年度内"),
        ({"work": ["2026-11-28"]}, "2026-11-28 不在该年度内"),
        ({"work": ["2027-13-01"]}, "写错的日期或数字"),
        ({"rest": spans(("元旦", "2027-01-03", "2027-01-01"))}, "2027-01-03 晚于 2027-01-01"),
        ({"year": 2050, "rest": [], "work": []}, "没有这一年的农历节日"),
        ({"rest": [{"name": "元旦"}]}, "缺少字段 from"),
    ],
)
def test_a_notice_that_cannot_be_right_is_refused(
    tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        load_notices(write(tmp_path / "wrong.json", **changes))


def test_a_file_that_is_no_list_of_notices_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.json"
    for content, message in [
        ("{", "不是有效的 JSON"),
        ("[]", "没有 notices 列表"),
        ('{"notices": [1]}', "应当是一个对象"),
    ]:
        path.write_text(content, encoding="utf-8")
        with pytest.raises(ValueError, match=message):
            load_notices(path)


def test_packaged_notices_of_2025_on_pass_the_check_they_impose() -> None:
    for notice in packaged_notices():
        if notice.region is None:
            check_notice(notice)


def test_the_same_number_replaces_a_notice() -> None:
    (old,) = [n for n in packaged_notices() if n.year == 2026 and n.region is None]
    shorter = Notice(
        number=old.number,
        title=old.title,
        year=2026,
        rest=tuple(r for r in old.rest if r[0] != date(2026, 2, 23)),
        work=old.work,
        published_on=old.published_on,
    )
    assert load_calendar(extra=[shorter]).is_working(date(2026, 2, 23))
