"""The desk home's order of things: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.office.todo import Todo

#: The tabs over the list, in order: code of `Todo.group` → word.
GROUPS = {
    "applications": "申请",
    "publishing": "公开",
    "challenges": "复议诉讼",
    "registers": "台账",
    "reporting": "年度报告",
    "supervision": "年报征集",
    "agencies": "机关",
}
REVIEWS = "reviews"


@dataclass(frozen=True)
class Section:
    """Rows of one stretch of time."""

    code: str
    name: str
    items: tuple[Todo, ...]


@dataclass(frozen=True)
class Desk:
    """The home of one person on one day."""

    sections: tuple[Section, ...]
    later: tuple[Todo, ...]
    paused: tuple[Todo, ...]
    reviews: tuple[Todo, ...]
    figures: dict[str, int]
    tabs: tuple[tuple[str, str], ...]


def arrange(
    items: Sequence[Todo], *, today: date, group: str = "", mine: bool = False, later: bool = False
) -> Desk:
    """Sort things to do into overdue, today, this week (to Sunday), next week, later, those without
    a period, and paused.

    `group` and `mine` narrow the list, not the figures; `later` also lists what comes after next
    week, of which otherwise only what is to be begun `at_once` is listed. What waits for this
    person's review stands apart and is not in the list.
    """
    listed = [item for item in items if item.group != REVIEWS]
    sunday = today + timedelta(days=6 - today.weekday())

    def place(item: Todo) -> str:
        if item.due_on is None:
            return "undated" if item.undated else "paused"
        if item.due_on < today:
            return "over"
        if item.due_on == today:
            return "today"
        if item.due_on <= sunday:
            return "week"
        return "next" if item.due_on <= sunday + timedelta(days=7) else "later"

    held: dict[str, list[Todo]] = {
        code: [] for code in ("over", "today", "week", "next", "later", "undated", "paused")
    }
    shown: dict[str, list[Todo]] = {code: [] for code in held}
    for item in listed:
        code = place(item)
        held[code].append(item)
        if (not group or item.group == group) and (not mine or item.mine):
            shown[code].append(item)
    named = [("over", "已经超期"), ("today", "今天"), ("week", "本周"), ("next", "下周")]
    named.append(("later", "两周以后"))
    folded = () if later else tuple(item for item in shown["later"] if not item.at_once)
    shown["later"] = [item for item in shown["later"] if later or item.at_once]
    named += [("undated", "没有期限"), ("paused", "暂停计时")]
    return Desk(
        sections=tuple(
            Section(code, name, tuple(shown[code])) for code, name in named if shown[code]
        ),
        later=folded,
        paused=tuple(held["paused"]),
        reviews=tuple(item for item in items if item.group == REVIEWS and item.mine),
        figures={
            "over": len(held["over"]),
            "today": len(held["today"]),
            "week": len(held["week"]),
            "paused": len(held["paused"]),
            "reviews": sum(item.group == REVIEWS and item.mine for item in items),
            "mine": sum(item.mine for item in listed),
            "others": sum(not item.mine for item in listed),
        },
        tabs=tuple(
            (code, name) for code, name in GROUPS.items() if code in {i.group for i in listed}
        ),
    )


def summary(figures: dict[str, int]) -> str:
    """The sentence under the date."""
    due, over = figures["today"], figures["over"]
    if due and over:
        return f"今天有 {due} 项到期，{over} 项已经超期。"
    if due:
        return f"今天有 {due} 项到期，没有超期的。"
    if over:
        return f"今天没有到期的，{over} 项已经超期。"
    return "今天没有到期的，也没有超期的。"
