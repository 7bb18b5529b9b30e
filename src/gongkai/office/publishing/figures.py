"""A file of channel figures, line by line, before anything is written. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.office.grid import Grid, SheetError, Value
from gongkai.office.publishing.models import Channel, CountedFrom
from gongkai.office.publishing.services.channels import FigureData

#: Heading → field.
HEADINGS = {
    "渠道": "channel",
    "渠道名称": "channel",
    "账号": "channel",
    "月份": "month",
    "发布数": "posts",
    "发布条数": "posts",
    "发文数": "posts",
    "关注数": "followers",
    "粉丝数": "followers",
    "阅读数": "readings",
    "阅读量": "readings",
}
NAMES = {"posts": "发布数", "followers": "关注数", "readings": "阅读数"}
_MONTH = re.compile(r"(20\d{2})\s*[-/.年]\s*(\d{1,2})\s*月?(?:[-/.]0?1)?")
MOST = 9_999_999_999


@dataclass(frozen=True)
class FiguresPreview:
    """The lines of a file as they would be written; an error stops the whole file."""

    rows: tuple[tuple[int, FigureData], ...]
    errors: tuple[str, ...]
    replaced: tuple[str, ...]
    unused: tuple[str, ...]

    @property
    def ready(self) -> bool:
        return not self.errors and bool(self.rows)


def preview(
    grid: Grid,
    *,
    channels: Mapping[str, Channel],
    held: frozenset[tuple[int, date]],
    as_of: date,
) -> FiguresPreview:
    """Read a file. `channels` are those of the agency by name, `held` the (channel id, month) that
    have figures. Raises SheetError when a necessary column is missing."""
    heads = [str(cell).strip() for cell in grid[0]]
    fields = [HEADINGS.get(head, "") for head in heads]
    for need, name in (("channel", "渠道"), ("month", "月份")):
        if need not in fields:
            raise SheetError(f"没有找到“{name}”这一列。请在第一行写上列名。")
    if not set(NAMES) & set(fields):
        raise SheetError("没有找到“发布数”“关注数”“阅读数”中的任何一列。请在第一行写上列名。")
    rows: list[tuple[int, FigureData]] = []
    errors: list[str] = []
    seen: dict[tuple[int, date], int] = {}
    for line, cells in enumerate(grid[1:], 2):
        if not any(str(cell).strip() for cell in cells):
            continue
        given = {f: cell for f, cell in zip(fields, cells, strict=False) if f}
        row, wrong = _row(given, channels, as_of)
        errors += [f"第 {line} 行{sentence}" for sentence in wrong]
        if row is None:
            continue
        key = (row.channel.pk, row.month)
        if key in seen:
            errors.append(f"第 {line} 行与第 {seen[key]} 行是同一个渠道的同一个月，请只留一行。")
        seen[key] = line
        rows.append((line, row))
    replaced = tuple(
        f"第 {line} 行：{row.channel.name} {row.month:%Y-%m} 已经有数字，写入后以新的为准，原来的仍然留存。"
        for line, row in rows
        if (row.channel.pk, row.month) in held
    )
    unused = tuple(h for h, f in zip(heads, fields, strict=True) if h and not f)
    return FiguresPreview(tuple(rows), tuple(errors), replaced, unused)


def _row(
    given: Mapping[str, Value], channels: Mapping[str, Channel], as_of: date
) -> tuple[FigureData | None, list[str]]:
    wrong: list[str] = []
    name = str(given.get("channel", "")).strip()
    channel = channels.get(name)
    if channel is None:
        wrong.append(f"的渠道“{name}”没有登记。请改成登记的名称，或者先登记渠道。")
    month = _month(given.get("month", ""))
    if month is None:
        wrong.append(f"的月份是“{given.get('month', '')}”，不是一个月份。请写成 2026-03 的样子。")
    elif date(month.year + month.month // 12, month.month % 12 + 1, 1) > as_of:
        wrong.append(f"的月份 {month:%Y-%m} 还没有过完，请下个月再导入。")
        month = None
    numbers: dict[str, int | None] = {}
    for field, label in NAMES.items():
        cell = given.get(field, "")
        value = _whole(cell)
        if value is None and str(cell).strip():
            wrong.append(f"的{label}是“{cell}”，不是整数。请只写数字，没有的留空。")
        numbers[field] = value
    if not wrong and all(value is None for value in numbers.values()):
        wrong.append("一个数字也没有。请填写，或者删去这一行。")
    logged = channel is not None and channel.counted_from != CountedFrom.FIGURES
    if logged and numbers["posts"] is not None:
        wrong.append(f"写了发布数，但“{name}”的发布数按逐条登记统计。请把这一格留空。")
    if wrong or channel is None or month is None:
        return None, wrong
    return FigureData(channel, month, **numbers), wrong


def _month(cell: Value) -> date | None:
    if isinstance(cell, datetime | date):
        return date(cell.year, cell.month, 1)
    found = _MONTH.fullmatch(str(cell).strip())
    try:
        return date(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        return None


def _whole(cell: Value) -> int | None:
    if isinstance(cell, bool) or cell == "":
        return None
    if isinstance(cell, int | float):
        return int(cell) if cell >= 0 and cell == int(cell) and cell <= MOST else None
    text = str(cell).strip().replace(",", "").replace("，", "")
    return int(text) if text.isascii() and text.isdigit() and int(text) <= MOST else None
