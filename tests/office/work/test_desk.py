"""The order of the desk home."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.office import todo
from gongkai.office.templatetags import chinese
from gongkai.office.todo import Todo
from gongkai.office.work import desk

TODAY = date(2026, 10, 21)  # a Wednesday
ITEM = Todo(
    number="2026-0037",
    title="收费标准",
    url="/",
    what="",
    next_step="答复",
    holder="江听雨",
    due_on=TODAY,
    days_left=0,
    group="applications",
    mine=True,
)


def due(day: date | None, left: int | None = None, **more: object) -> Todo:
    return replace(ITEM, due_on=day, days_left=left, **more)  # type: ignore[arg-type]


OVER = due(date(2026, 10, 19), -2)
WEEK = due(date(2026, 10, 25), 2)
NEXT = due(date(2026, 10, 26), 3, mine=False)
LAST_OF_NEXT = due(date(2026, 11, 1), 7, group="challenges")
LATER = due(date(2026, 11, 2), 8)
PAUSED = due(None, due_note="第三方最晚 10月30日 答复")
UNDATED = due(None, undated=True)
REVIEW = due(None, group="reviews")
ALL = [OVER, ITEM, WEEK, NEXT, LAST_OF_NEXT, LATER, PAUSED, UNDATED, REVIEW]


def test_the_sections_end_on_sundays() -> None:
    arranged = desk.arrange(ALL, today=TODAY)
    assert [(s.code, s.items) for s in arranged.sections] == [
        ("over", (OVER,)),
        ("today", (ITEM,)),
        ("week", (WEEK,)),
        ("next", (NEXT, LAST_OF_NEXT)),
        ("undated", (UNDATED,)),
        ("paused", (PAUSED,)),
    ]
    assert arranged.later == (LATER,)
    assert arranged.reviews == (REVIEW,)
    assert arranged.figures == {
        "over": 1,
        "today": 1,
        "week": 1,
        "paused": 1,
        "reviews": 1,
        "mine": 7,
        "others": 1,
    }
    assert arranged.tabs == (("applications", "申请"), ("challenges", "复议诉讼"))


def test_what_came_back_is_listed_however_far_its_day() -> None:
    back = replace(LATER, title="退回", at_once=True)
    arranged = desk.arrange([*ALL, back], today=TODAY)
    assert [s.items for s in arranged.sections if s.code == "later"] == [(back,)]
    assert arranged.later == (LATER,)
    everything = desk.arrange([*ALL, back], today=TODAY, later=True)
    assert [s.items for s in everything.sections if s.code == "later"] == [(LATER, back)]
    assert everything.later == ()


def test_a_filter_narrows_the_list_and_not_the_figures() -> None:
    whole = desk.arrange(ALL, today=TODAY)
    narrow = desk.arrange(ALL, today=TODAY, group="challenges", later=True)
    assert [s.items for s in narrow.sections] == [(LAST_OF_NEXT,)]
    assert narrow.figures == whole.figures
    mine = desk.arrange(ALL, today=TODAY, mine=True, later=True)
    assert NEXT not in [i for s in mine.sections for i in s.items]
    assert LATER in [i for s in mine.sections for i in s.items]


@pytest.mark.parametrize(
    ("item", "css", "words"),
    [
        (OVER, "over", "超期 2 个工作日"),
        (ITEM, "today", "今天到期"),
        (due(WEEK.due_on, 5), "soon", "剩 5 个工作日"),
        (due(WEEK.due_on, 6), "", "剩 6 个工作日"),
        (PAUSED, "paused", "暂停计时"),
        (UNDATED, "", "没有期限"),
        (due(date(2027, 2, 1), 70, provisional=True), "paused", "剩 70 个工作日"),
    ],
)
def test_the_chip_says_it_in_words(item: Todo, css: str, words: str) -> None:
    assert (todo.due_class(item), todo.due_words(item)) == (css, words)


@pytest.mark.parametrize(
    ("item", "note"),
    [
        (due(date(2026, 10, 29), 2), "10月29日 周四"),
        (due(date(2027, 1, 29), 67, provisional=True), "1月29日 周五"),
        (due(date(2026, 4, 24), -125), "4月24日 周五"),
        (due(date(2022, 1, 30), -1177), "2022年1月30日 周日"),
    ],
)
def test_the_chip_names_the_year_where_the_month_leaves_it_open(item: Todo, note: str) -> None:
    assert chinese.due_chip(item)["note"] == note


@pytest.mark.parametrize(
    ("today", "over", "said"),
    [
        (2, 1, "今天有 2 项到期，1 项已经超期。"),
        (2, 0, "今天有 2 项到期，没有超期的。"),
        (0, 1, "今天没有到期的，1 项已经超期。"),
        (0, 0, "今天没有到期的，也没有超期的。"),
    ],
)
def test_the_sentence_under_the_date(today: int, over: int, said: str) -> None:
    assert desk.summary({"today": today, "over": over}) == said
