"""双公示 in the demo: kept since September, most decisions on line in time, the last ones waiting."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from .founding import Office
from .planned import LIVE_YEAR, TODAY

if TYPE_CHECKING:
    from .fill import Diary

SINCE = date(LIVE_YEAR, 9, 1)
#: Decisions of the days since then wait on TODAY: one overdue, one due today, others to come.
WAITING_SINCE = TODAY - timedelta(days=12)
#: Days from a decision to its publicity.
TAKES = timedelta(days=4)


def plan_publicity(diary: Diary, office: Office) -> None:
    diary.put(SINCE, 8, partial(_start, office))
    friday = SINCE + timedelta(days=(4 - SINCE.weekday()) % 7)
    while friday < TODAY:
        diary.put(friday, 17, partial(_note, office))
        friday += timedelta(weeks=1)
    diary.put(TODAY, 9, partial(_note, office))  # the file of the month came at eight


def _start(office: Office, now: datetime) -> None:
    from gongkai.office.registers import services

    services.start_publicity(agency=office.agency, actor=office.clerk, now=now, from_day=SINCE)


def _note(office: Office, now: datetime) -> None:
    from gongkai.law.disclosure import CREDIT_CHANNELS
    from gongkai.office import time
    from gongkai.office.registers import services
    from gongkai.office.registers.models import PublicityPending

    last = min(time.today(now) - TAKES, WAITING_SINCE - timedelta(days=1))
    by_day: dict[date, list[UUID]] = defaultdict(list)
    waiting = PublicityPending.objects.filter(agency=office.agency, decided_on__lte=last)
    for day, record in waiting.order_by("decided_on", "id").values_list("decided_on", "record"):
        by_day[day].append(record)
    for day, records in by_day.items():
        services.note_publicity(
            agency=office.agency,
            actor=office.section_person,
            now=now,
            records=records,
            published_on=day + TAKES,
            channels=list(CREDIT_CHANNELS),
        )
