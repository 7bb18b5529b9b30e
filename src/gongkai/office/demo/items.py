"""Publishing in the demo: every item is drafted by a section, goes through its reviews and is put on
line by the disclosure office, by the same services a click would call."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from .desk_today import DeskOfToday
from .founding import Office
from .items_plan import (
    AUTOMATIC,
    CHANNELS,
    FIGURED,
    PlannedMonth,
    make_items,
    make_months,
)
from .newsroom import Newsroom
from .planned import BEGAN, TODAY, Plan

if TYPE_CHECKING:
    from .fill import Diary

#: Columns whose pages stay as they are for years, and the days on which somebody looks them through.
SELDOM_CHANGED = ("guide", "regulation", "working-rules", "functions", "fees")
LOOKED_THROUGH = (date(2025, 1, 3), date(2026, 1, 5))

#: Column → the section that keeps it; the others belong to the office.
KEEPERS = {
    "licences": "审批科",
    "penalties": "审批科",
    "inspections": "药政科",
    "procurement": "药政科",
    "livelihood": "人口家庭科",
    "statistics": "人口家庭科",
    "normative-documents": "政策法规科",
}


def plan_items(diary: Diary, office: Office, plan: Plan) -> None:
    """Write columns, channels and every publication into the diary."""
    diary.put(BEGAN, 10, partial(_begin, office))
    room = Newsroom(office)
    desk = DeskOfToday(room)
    for item in make_items(plan.documents):
        diary.put(item.published_on, 14, partial(room.publish, item))
    for month in make_months():
        following = (month.month + timedelta(days=32)).replace(day=3)
        if month.channel == FIGURED[-1]:
            pair = [m for m in make_months() if m.month == month.month]
            diary.put(min(following, TODAY), 9, partial(_figures, office, pair))
    for day in LOOKED_THROUGH:
        diary.put(day, 10, partial(_look_through, office))
    diary.put(TODAY - timedelta(days=6), 9, desk.draft_flu_notice)
    diary.put(TODAY - timedelta(days=5), 15, desk.return_flu_notice)
    diary.put(TODAY - timedelta(days=1), 16, desk.edit_flu_notice)
    diary.put(TODAY, 8, desk.leave_work)


def _look_through(office: Office, now: datetime) -> None:
    """The pages that seldom change are looked through in the first week of a year; the plans are not,
    so that the desk has a column to complain of."""
    from gongkai.office.publishing import services
    from gongkai.office.publishing.queries import columns

    for column in columns(office.agency).filter(slug__in=SELDOM_CHANGED):
        services.check_column(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            column=column.uid,
            note="内容没有变化",
        )


def _begin(office: Office, now: datetime) -> None:
    from gongkai.office.publishing import services
    from gongkai.office.publishing.models import CountedFrom

    common: dict[str, Any] = {"agency": office.agency, "actor": office.clerk, "now": now}
    for column in services.seed_columns(**common, section=office.sections["办公室"]):
        if column.slug in KEEPERS:
            column.section = office.sections[KEEPERS[column.slug]]
            column.save(update_fields=["section"])
    services.seed_words(**common)
    services.describe_office(
        **common,
        name="办公室（公开办）",
        address="云溪县清水路 18 号一楼",
        hours="工作日 9:00—13:00，15:30—19:00",
        telephone="0990-5550118",
        fax="0990-5550119",
        postcode="990000",
        email="gk@wjw.yunxi.example",
    )
    for kind, (name, account) in CHANNELS.items():
        services.open_channel(
            **common,
            kind=kind,
            name=name,
            account=account,
            opened_on=BEGAN.replace(day=1),
            counted_from=CountedFrom.FIGURES if kind in FIGURED else CountedFrom.LOG,
            automatic=kind in AUTOMATIC,
        )


def _figures(office: Office, months: list[PlannedMonth], now: datetime) -> None:
    from gongkai.office.publishing import services
    from gongkai.office.publishing.models import Channel

    channels = {c.kind: c for c in Channel.objects.filter(agency=office.agency)}
    services.import_figures(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        rows=[
            services.FigureData(channels[m.channel], m.month, m.posts, m.followers, m.readings)
            for m in months
        ],
    )
