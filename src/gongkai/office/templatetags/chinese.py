"""How dates and numbers are written on pages (see the interface rules)."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template

from gongkai.office import time, todo
from gongkai.report.write.document import print_date

register = template.Library()

WEEKDAYS = "一二三四五六日"
#: A due date as many working days away at most (half a year) is told by its month and day alone.
_MONTHS_ALONE = 125
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-]) ?")


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return time.local_date(value)
    return value if isinstance(value, date) else None


@register.filter
def long_date(value: Any) -> str:
    """2026年10月27日, for prose."""
    return print_date(_day(value))


@register.filter
def chip_date(value: Any) -> str:
    """10月27日 周二, for due chips."""
    day = _day(value)
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}" if day else ""


def _due_date(item: Any) -> str:
    """The day of a due chip, with its year where the months alone leave it open."""
    year = f"{item.due_on.year}年" if abs(item.days_left or 0) > _MONTHS_ALONE else ""
    return year + chip_date(item.due_on)


@register.filter
def iso_date(value: Any) -> str:
    """2026-10-27, for tables."""
    day = _day(value)
    return day.isoformat() if day else ""


@register.filter
def dates_in_words(value: Any) -> str:
    """“已超过期限 2026年10月26日。” of a sentence of the law that gives the day as 2026-10-26: in
    prose a date is written out, and it does not break at a hyphen."""
    return _ISO.sub(
        lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日", str(value or "")
    )


@register.filter
def instant(value: Any) -> str:
    """2026-10-27 09:05 of an instant, in Chinese time."""
    if not isinstance(value, datetime):
        return ""
    return value.astimezone(time.ZONE).strftime("%Y-%m-%d %H:%M")


@register.filter
def weekday(value: Any) -> str:
    """星期二"""
    day = _day(value)
    return f"星期{WEEKDAYS[day.weekday()]}" if day else ""


@register.filter
def thousands(value: Any) -> str:
    """1 026 with a narrow space; statutory tables print bare integers and do not use this."""
    if isinstance(value, int | Decimal):
        return f"{value:,}".replace(",", "\u202f")
    return "" if value is None else str(value)


@register.filter
def magnitude(value: Any) -> Any:
    """2 for -2: “超期 2 个工作日”."""
    return abs(value) if isinstance(value, int) else value


@register.inclusion_tag("due.html")
def due_chip(item: Any) -> dict[str, str]:
    """The due chip of a Todo: its class, its words, and the date or the reason of the pause."""
    note = item.due_note or (_due_date(item) if item.due_on else "")
    return {
        "class": todo.due_class(item),
        "words": todo.due_words(item) + ("（暂定）" if item.provisional and item.due_on else ""),
        "note": note,
    }


@register.filter
def plain_number(value: Any) -> str:
    """12.5 of Decimal("12.500000"): exact, without needless zeros; tables of the report print so."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "" if value is None else str(value)
