"""Holiday notices: the dated documents a calendar is made of, and the check a new one must pass.

The packaged notices are `data/national.json` (国务院办公厅, 2018–2026) and `data/regional.json`
(days off that hold in one region only). A later notice is a JSON file of the same shape, read by
`load_notices`, or its own text, read by `notice_text.read_notice`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

#: The rule set that lists the statutory days; the check below applies from its first full year.
HOLIDAY_RULES = "全国年节及纪念日放假办法（2024年修订）"
FIRST_CHECKED_YEAR = 2025


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: the days it takes off and the weekend days it makes people work.

    `rest` pairs each day off with the name of its holiday. `region` is None for the whole country.
    An amendment changes single days of a year; only an annual notice fixes a year. `published_on`
    is None where the day of publication was not read. A regional notice is not `complete` when
    some of the region's own days of that year are not known.
    """

    number: str
    title: str
    year: int
    rest: tuple[tuple[date, str], ...]
    work: tuple[date, ...]
    published_on: date | None = None
    region: str | None = None
    amendment: bool = False
    complete: bool = True
    url: str | None = None

    @property
    def fixes_year(self) -> bool:
        """True when, with this notice, every day of its year (in its region) is known."""
        return self.complete and not self.amendment


@dataclass(frozen=True, slots=True)
class RegionRules:
    """A region with days off of its own, and the instrument that gives them."""

    code: str
    name: str
    instrument: str


def statutory_days(year: int) -> dict[date, str]:
    """Return the days off the law itself fixes for a year → the name of the holiday.

    From 2025 these are the thirteen days of the rules of 2024; before, one day of 劳动节 and no
    除夕. The moving days (除夕 to 初三, 清明, 端午, 中秋) are only there for the years of
    `data/statutory.json`. Source: 全国年节及纪念日放假办法 Art. 2.
    """
    days = {date(year, 1, 1): "元旦", date(year, 5, 1): "劳动节"}
    days |= {date(year, 10, day): "国庆节" for day in (1, 2, 3)}
    if year >= FIRST_CHECKED_YEAR:
        days[date(year, 5, 2)] = "劳动节"
    moving = _moving_days().get(year, {})
    for name, day in moving.items():
        if name == "除夕":
            days |= {day + timedelta(offset): "春节" for offset in range(4)}
        else:
            days[day] = name
    return days


def load_notices(path: Path | str) -> tuple[Notice, ...]:
    """Read later notices from a JSON file and check each one.

    Raises ValueError, in Chinese, when the file is not such JSON or a notice cannot be right
    (see `check_notice`); nothing of the file is used then.
    """
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ValueError(
            f"放假通知文件 {path} 不是有效的 JSON：{error}。请检查文件后重新导入。"
        ) from error
    if not isinstance(content, Mapping) or not isinstance(content.get("notices"), list):
        raise ValueError(f"放假通知文件 {path} 中没有 notices 列表。请按说明的格式填写后重新导入。")
    notices = tuple(parse_notice(row) for row in content["notices"])
    for notice in notices:
        check_notice(notice)
    return notices


def parse_notice(row: Any) -> Notice:
    """Make a notice from one object of the JSON shape of `data/national.json`.

    Raises ValueError, in Chinese, naming the field that is missing or wrong.
    """
    if not isinstance(row, Mapping):
        raise ValueError("放假通知应当是一个对象，内含 number、year、rest、work 等字段。")
    name = str(row.get("number") or row.get("title") or "（未写文号）")
    try:
        rest = tuple(
            (day, str(span["name"]))
            for span in row["rest"]
            for day in _span(span["from"], span["to"])
        )
        published_on = row.get("published_on")
        return Notice(
            number=str(row.get("number") or ""),
            title=str(row.get("title") or ""),
            year=int(row["year"]),
            rest=rest,
            work=tuple(date.fromisoformat(day) for day in row["work"]),
            published_on=date.fromisoformat(published_on) if published_on else None,
            region=row.get("region"),
            amendment=row.get("kind") == "amendment",
            complete=bool(row.get("complete", True)),
            url=row.get("url"),
        )
    except KeyError as error:
        raise ValueError(f"放假通知 {name} 缺少字段 {error.args[0]}。请补全后重新导入。") from error
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"放假通知 {name} 中有写错的日期或数字：{error}。请改正后重新导入。"
        ) from error


def notice_row(notice: Notice) -> dict[str, Any]:
    """Return the notice as an object of the JSON shape that `parse_notice` reads."""
    spans: list[dict[str, str]] = []
    for day, name in notice.rest:
        before = spans[-1] if spans else None
        follows = before and date.fromisoformat(before["to"]) + timedelta(days=1) == day
        if before and follows and before["name"] == name:
            before["to"] = day.isoformat()
        else:
            spans.append({"name": name, "from": day.isoformat(), "to": day.isoformat()})
    return {
        "number": notice.number,
        "title": notice.title,
        "url": notice.url,
        "published_on": notice.published_on.isoformat() if notice.published_on else None,
        "year": notice.year,
        "kind": "amendment" if notice.amendment else "annual",
        "region": notice.region,
        "complete": notice.complete,
        "rest": spans,
        "work": [day.isoformat() for day in notice.work],
    }


def check_notice(notice: Notice) -> None:
    """Refuse a notice that cannot be right (rule CAL-SANE). Raises ValueError, in Chinese.

    Invented calendars circulate, the commonest being last year's dates under a new year. So a
    notice must cite its number or address, make people work on weekend days only, stay in its year
    (or the December before), and, if it fixes a year of the rules of 2024, leave every statutory
    day off.
    """
    label = notice.number or notice.title or "（未写文号）"

    def refuse(what: str) -> None:
        raise ValueError(
            f"放假通知 {label}（{notice.year}年）没有导入：{what}。请对照通知原文核对。"
        )

    if not notice.number and not notice.url:
        refuse("既没有文号也没有网址，无法核对来源")
    rest = {day for day, _ in notice.rest}
    for day in sorted(rest | set(notice.work)):
        if day.year != notice.year and (day.year, day.month) != (notice.year - 1, 12):
            refuse(f"{day} 不在该年度内，也不在上一年12月")
    for day in sorted(rest & set(notice.work)):
        refuse(f"{day} 既列为放假又列为上班")
    for day in notice.work:
        if day.weekday() < 5:
            refuse(f"调休上班日 {day} 不是周末")
    if notice.region is not None or notice.amendment or notice.year < FIRST_CHECKED_YEAR:
        return
    if notice.year not in _moving_days():
        refuse("程序中没有这一年的农历节日，无法核对，需要先更新程序")
    for day, name in statutory_days(notice.year).items():
        off = day in rest or (day.weekday() >= 5 and day not in notice.work)
        if not off:
            refuse(f"法定节假日 {day}（{name}）没有列为放假（依据{HOLIDAY_RULES}第二条）")


@cache
def packaged_notices() -> tuple[Notice, ...]:
    """Return every notice of the package, national first, in the order of the data files."""
    return tuple(
        parse_notice(row)
        for file in ("national.json", "regional.json")
        for row in _data(file)["notices"]
    )


@cache
def regions() -> Mapping[str, RegionRules]:
    """Return the regions that have days off of their own, by code (see `data/regional.json`)."""
    return {
        code: RegionRules(code=code, name=row["name"], instrument=row["instrument"])
        for code, row in _data("regional.json")["regions"].items()
    }


@cache
def _moving_days() -> dict[int, dict[str, date]]:
    return {
        int(year): {name: date.fromisoformat(day) for name, day in days.items()}
        for year, days in _data("statutory.json")["years"].items()
    }


def _data(name: str) -> Any:
    path = resources.files("gongkai.law").joinpath("data", name)
    return json.loads(path.read_text(encoding="utf-8"))


def _span(first: str, last: str) -> Iterator[date]:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    if end < day:
        raise ValueError(f"{first} 晚于 {last}")
    while day <= end:
        yield day
        day += timedelta(days=1)


def in_force_order(notices: Iterable[Notice]) -> list[Notice]:
    """Sort notices so that a later one overrules: the country before provinces before prefectures,
    then by year, annual before amendment, by date of publication. A notice given again under the
    same number and region replaces the earlier one.
    """
    latest = {(notice.region, notice.number or notice.url): notice for notice in notices}
    return sorted(
        latest.values(),
        key=lambda notice: (
            len(notice.region or ""),
            notice.year,
            notice.amendment,
            notice.published_on or date.min,
        ),
    )
