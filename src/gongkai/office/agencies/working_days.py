"""The working days of an agency: the packaged notices and those its administrator loaded since.

Every clock of the office asks `calendar_of`, so that a notice moves all of them at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.law.calendar import Calendar, load_calendar
from gongkai.law.notices import Notice, check_notice, notice_row, parse_notice
from gongkai.office import stored_dates, time
from gongkai.office.agencies import services
from gongkai.office.agencies.models import Agency, HolidayNotice, Person, Role
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal

BASIS = "全国年节及纪念日放假办法第七条"

#: (region, digest of the loaded notices) → their calendar. The digest names the content, and an
#: entry is kept under the digest of the rows it was made from: it can be missing, never stale.
_calendars: dict[tuple[str, str], Calendar] = {}


def calendar_of(agency: Agency) -> Calendar:
    """The working days of the agency's region by every notice known to it. No query unless a notice
    was loaded that this process has not seen yet."""
    region, digest = agency.calendar_region, agency.calendar_digest
    if not digest:
        return load_calendar(region or None)
    held = _calendars.get((region, digest))
    if held is None:
        rows = _contents(agency)
        held = load_calendar(region or None, [parse_notice(row) for row in rows])
        _calendars[region, _digest(rows)] = held
    return held


def load_notice(*, agency: Agency, actor: Person | None, now: datetime, notice: Notice) -> int:
    """Load a later holiday notice: from now on every clock of the agency counts by it, and what lists
    store of due dates is worked out anew, application by application. Returns how many were; should
    it end halfway, the worker's next round goes on. A notice given again under its number replaces the
    earlier one; `actor` None is the installation's keeper. One that does not say when it was published
    is taken to be known from today.

    Raises Refusal: not-permitted, notice-wrong (see `law.notices.check_notice`), other-region,
    known-already.
    """
    if actor is not None:
        services.require(actor, agency, Role.ADMINISTRATOR, time.today(now))
    if notice.region is not None and not agency.calendar_region.startswith(notice.region):
        raise Refusal(
            "other-region", f"这份通知只在 {notice.region} 适用，不是本机关适用的放假安排。"
        )
    try:
        check_notice(notice)
    except ValueError as wrong:
        raise Refusal("notice-wrong", str(wrong), BASIS) from wrong
    _keep(agency, actor, now, replace(notice, published_on=notice.published_on or time.today(now)))
    return stored_dates.renew(agency=agency)


@transaction.atomic
def _keep(agency: Agency, actor: Person | None, now: datetime, notice: Notice) -> None:
    # The agency before its ledger, as everywhere: what another has just loaded is known here.
    held = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    position = audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="holidays.loaded",
        subject=f"agencies.agency:{agency.uid}",
        data=notice_row(notice),
    )
    if calendar_of(held).with_notices([notice]).version == calendar_of(held).version:
        raise Refusal("known-already", "这份通知已经在用，日期都一样，没有再载入。")
    HolidayNotice.objects.create(
        agency=held,
        number=notice.number,
        title=notice.title,
        year=notice.year,
        region=notice.region or "",
        content=notice_row(notice),
        loaded_at=now,
        loaded_by=actor,
        position=position,
    )
    agency.calendar_digest = _digest(_contents(held))
    Agency.objects.filter(pk=held.pk).update(calendar_digest=agency.calendar_digest)


def _contents(agency: Agency) -> list[Any]:
    rows = HolidayNotice.objects.filter(agency=agency).order_by("id")
    return list(rows.values_list("content", flat=True))


def _digest(rows: Iterable[Any]) -> str:
    content = json.dumps(list(rows), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]
