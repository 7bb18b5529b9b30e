"""What the fictional office publishes, as dated plain data: items by column, and its channels' months.
Always the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.calendar import Calendar, load_calendar

from .items_words import ASK, PATTERNS, STANDING
from .planned import CLOSED_YEARS, LIVE_YEAR, SEED, TODAY, PlannedDocument, working
from .words import PLACES


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item that goes its whole way. `document` names the normative document whose text it is,
    `interprets` the one it interprets, `drafts` the one on whose draft it asks the public; all by
    document number."""

    title: str
    column: str
    formed_on: date
    published_on: date
    paragraphs: tuple[str, ...]
    document: str = ""
    interprets: str = ""
    drafts: str = ""
    on_board: bool = False


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    """What a platform reports of one month of a channel."""

    channel: str
    month: date
    posts: int
    followers: int
    readings: int


#: Kind → name, account. The site and the platform follow what is published; the board is logged by
#: hand; the two accounts are counted from the figures of their platforms.
CHANNELS = {
    "website": ("云溪县卫生健康委员会网站", "https://wjw.yunxi.example/"),
    "platform": ("云溪县政府信息公开平台", "https://gk.yunxi.example/wjw/"),
    "bulletin": ("委办公楼公开栏", "清水路 18 号一楼大厅"),
    "wechat": ("健康云溪", "yunxi-jiankang"),
    "weibo": ("云溪卫健", "@云溪卫健"),
}
AUTOMATIC = ("website", "platform")
FIGURED = ("wechat", "weibo")


def make_items(documents: tuple[PlannedDocument, ...], seed: int = SEED) -> tuple[PlannedItem, ...]:
    """Everything published from January 2024 to `TODAY`, in the order of publication."""
    chance = random.Random(seed + 1)  # noqa: S311 - invented data, nothing secret
    calendar = load_calendar()
    found = [*_standing(calendar), *_regular(chance, calendar), *_of_documents(calendar, documents)]
    return tuple(sorted(found, key=lambda item: (item.published_on, item.interprets, item.title)))


def _standing(calendar: Calendar) -> Iterator[PlannedItem]:
    began = date(CLOSED_YEARS[0], 1, 2)
    for column, title, paragraphs in STANDING:
        published = calendar.add_working_days(began, 2).day
        yield PlannedItem(title, column, began, published, paragraphs)


def _regular(chance: random.Random, calendar: Calendar) -> Iterator[PlannedItem]:
    for year in (*CLOSED_YEARS, LIVE_YEAR):
        for column, title, times, paragraphs in PATTERNS:
            for n in range(1, times + 1):
                month = 1 + (n - 1) * 12 // times
                formed = working(calendar, date(year, month, 5 + chance.randrange(12)))
                published = calendar.add_working_days(formed, 1 + chance.randrange(8)).day
                if published >= TODAY:
                    continue
                said = {
                    "year": year,
                    "month": month,
                    "n": n,
                    "place": PLACES[(n + month) % len(PLACES)],
                    "ask": ASK,
                    "a": chance.randrange(110, 990),
                    "b": chance.randrange(41, 99),
                    "c": chance.randrange(21, 89),
                    "d": chance.randrange(3, 19),
                }
                yield PlannedItem(
                    title.format(**said),
                    column,
                    formed,
                    published,
                    tuple(p.format(**said) for p in paragraphs),
                    on_board=chance.random() < 0.2,
                )


def _of_documents(
    calendar: Calendar, documents: tuple[PlannedDocument, ...]
) -> Iterator[PlannedItem]:
    """The text of every document, and with those made since the system came its interpretation."""
    began = date(CLOSED_YEARS[0], 1, 2)
    for n, one in enumerate(documents):
        older = one.issued_on < began
        formed = began if older else one.issued_on
        published = calendar.add_working_days(formed, 3 + n % 5 if older else 2).day
        name = one.title
        yield PlannedItem(
            f"关于印发《{name}》的通知",
            "normative-documents",
            formed,
            published,
            (
                "各乡镇卫生院，县直各医疗卫生单位：",
                f"《{name}》已经委务会议通过，现印发给你们，请遵照执行。",
                "第一条　为了规范相关工作，保障群众健康权益，根据有关法律、法规，结合本县实际，制定本办法。",
                "第二条　本县行政区域内的相关单位和个人适用本办法。",
                "第三条　县卫生健康委员会负责组织实施和监督管理，乡镇卫生院协助做好相关工作。",
            ),
            document=one.number,
        )
        if one.issued_on.year == LIVE_YEAR:
            asked = one.issued_on - timedelta(days=40)
            while not calendar.is_working(asked):
                asked += timedelta(days=1)
            yield PlannedItem(
                f"关于公开征求《{name}（征求意见稿）》意见的公告",
                "normative-documents",
                asked,
                asked,
                (
                    f"《{name}（征求意见稿）》现在向社会公开征求意见。",
                    "有意见和建议的，请在公告发布之日起 30 日内写信寄到清水路 18 号，或者拨打 0990-5550118。",
                    "意见采纳情况在文件公布时一并说明。",
                ),
                drafts=one.number,
            )
        if not older:
            yield PlannedItem(
                f"《{name}》政策解读",
                "normative-documents",
                formed,
                published,
                (
                    f"一、为什么制定。{name}针对基层反映集中的问题，明确各方责任。",
                    "二、主要内容。包括适用范围、职责分工、工作程序和监督措施。",
                    "三、群众怎样办理。" + ASK,
                ),
                interprets=one.number,
            )


def make_months() -> tuple[PlannedMonth, ...]:
    """Every month of the two accounts that is over on `TODAY`."""
    chance = random.Random(SEED + 2)  # noqa: S311
    found = []
    followers = {"wechat": 18_420, "weibo": 6_310}
    month = date(CLOSED_YEARS[0], 1, 1)
    while (following := (month + timedelta(days=32)).replace(day=1)) <= TODAY:
        for channel, usual in (("wechat", 24), ("weibo", 15)):
            followers[channel] += chance.randrange(20, 260)
            posts = usual + chance.randrange(-6, 9)
            readings = posts * chance.randrange(120, 480)
            found.append(PlannedMonth(channel, month, posts, followers[channel], readings))
        month = following
    return tuple(found)
