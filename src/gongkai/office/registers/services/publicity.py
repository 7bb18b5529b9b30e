"""Noting that decisions went on line (双公示), and the projection of those that did not yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from gongkai.law.disclosure import CREDIT_CHANNELS, CREDIT_PUBLICITY_BASIS, needs_credit_publicity
from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, Person, Role
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal
from gongkai.office.registers import locks
from gongkai.office.registers.models import (
    Kind,
    Publicity,
    PublicityPending,
    PublicityStart,
    RegisterRow,
)
from gongkai.office.registers.visibility import WRITERS

#: The registers whose decisions go on line.
KINDS = tuple(kind for kind in Kind if needs_credit_publicity(kind.value))
#: Records looked up by one statement.
ASKED = 500


@transaction.atomic
def start_publicity(
    *, agency: Agency, actor: Person, now: datetime, from_day: date
) -> PublicityStart:
    """Keep the agency's 双公示 here, beginning with the decisions of a day. Raises Refusal:
    not-permitted, day-to-come."""
    locks.lock_registers(agency)
    today = time.today(now)
    agencies.require(actor, agency, Role.CLERK, today)
    if from_day > today:
        raise Refusal("day-to-come", f"{from_day} 还没有到，请填今天或者以前的一天。")
    made = PublicityStart(agency=agency, from_day=from_day, set_by=actor, set_at=now)
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="registers.publicity_started",
        subject=f"registers.publicitystart:{made.uid}",
        data={"from": from_day.isoformat()},
    )
    made.save(force_insert=True)
    rebuild(agency)
    return made


@transaction.atomic
def note_publicity(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    records: Collection[UUID],
    published_on: date,
    channels: Collection[str],
) -> int:
    """Note that some decisions went on line on a day, in one channel or both; what was noted for a
    channel before stays. Returns how many notes were written.

    Raises Refusal: not-permitted, nothing-chosen, day-to-come, before-decision, gone (a row is no
    longer in the register, or its register has no 双公示).
    """
    locks.lock_registers(agency)
    today = time.today(now)
    agencies.require(actor, agency, WRITERS, today)
    wanted = sorted(set(records), key=str)
    if not wanted or not channels or not set(channels) <= CREDIT_CHANNELS.keys():
        raise Refusal("nothing-chosen", "请选择已经公示的决定和公示的渠道。")
    if published_on > today:
        raise Refusal("day-to-come", f"公示日期 {published_on} 还没有到，请填实际公示的那一天。")
    held = _standing(agency, wanted)
    if len(held) < len(wanted):
        raise Refusal("gone", "选中的决定里有的已经不在台账里。请刷新页面，重新选择。")
    late = max(held.values(), key=lambda row: row.decided_on)
    if published_on < late.decided_on:
        raise Refusal(
            "before-decision",
            f"“{late}”{late.decided_on} 才作出决定，公示日期 {published_on} 早于它。"
            "请改正日期，或者分几次记。",
        )
    known = _noted(agency, wanted)
    rows = [
        Publicity(
            agency=agency,
            record=record,
            channel=channel,
            published_on=published_on,
            noted_by=actor,
            noted_at=now,
        )
        for record in wanted
        for channel in CREDIT_CHANNELS
        if channel in channels and channel not in known.get(record, set())
    ]
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="registers.publicity_noted",
        subject=f"registers.publicity:{uuid4()}",
        data={
            "notes": len(rows),
            "channels": sorted(channels),
            "on": published_on.isoformat(),
        },
    )
    Publicity.objects.bulk_create(rows, batch_size=ASKED)
    refresh(agency, wanted)
    return len(rows)


@transaction.atomic
def withdraw_publicity(
    *, agency: Agency, actor: Person, now: datetime, publicity: Publicity
) -> None:
    """Take a mistaken note back; the decision is due again. Raises Refusal: not-permitted,
    withdrawn-already."""
    locks.lock_registers(agency)
    agencies.require(actor, agency, WRITERS, time.today(now))
    standing = Publicity.objects.filter(agency=agency, pk=publicity.pk, withdrawn_at__isnull=True)
    if not standing.exists():
        raise Refusal("withdrawn-already", "这一条公示记录已经撤回。")
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="registers.publicity_withdrawn",
        subject=f"registers.publicity:{publicity.uid}",
        data={},
    )
    standing.update(withdrawn_at=now)
    refresh(agency, [publicity.record])


def started_on(agency: Agency) -> date | None:
    """From which day's decisions on 双公示 is kept here; None: not kept here."""
    newest = PublicityStart.objects.filter(agency=agency).order_by("-id").first()
    return newest.from_day if newest else None


def refresh(agency: Agency, records: Iterable[UUID]) -> None:
    """Bring the projection up to date for some records, inside the caller's transaction."""
    since = started_on(agency)
    if since is None:
        return
    wanted = list(records)
    for start in range(0, len(wanted), ASKED):
        some = wanted[start : start + ASKED]
        PublicityPending.objects.filter(agency=agency, record__in=some).delete()
        noted = _noted(agency, some)
        _put(agency, _standing(agency, some).values(), noted, since)


def expect(agency: Agency, rows: Sequence[RegisterRow]) -> None:
    """Put rows that were just made into the projection: of a new row nothing can be noted yet."""
    since = started_on(agency)
    if since is not None:
        _put(agency, [row for row in rows if row.kind in KINDS], {}, since)


def forget(agency: Agency, records: Sequence[UUID]) -> None:
    """Take records that left their register out of the projection."""
    for start in range(0, len(records), ASKED):
        some = records[start : start + ASKED]
        PublicityPending.objects.filter(agency=agency, record__in=some).delete()


def rebuild(agency: Agency) -> None:
    """Make the whole projection of an agency again."""
    since = started_on(agency)
    PublicityPending.objects.filter(agency=agency).delete()
    if since is None:
        return
    rows = RegisterRow.objects.current().filter(
        agency=agency, kind__in=KINDS, decided_on__gte=since
    )
    some: list[RegisterRow] = []
    for row in rows.order_by("id").iterator(chunk_size=ASKED):
        some.append(row)
        if len(some) == ASKED:
            _put(agency, some, _noted(agency, [r.record for r in some]), since)
            some = []
    _put(agency, some, _noted(agency, [r.record for r in some]), since)


def _put(
    agency: Agency, rows: Iterable[RegisterRow], noted: dict[UUID, set[str]], since: date
) -> None:
    PublicityPending.objects.bulk_create(
        [
            PublicityPending(
                agency=agency, record=row.record, kind=row.kind, decided_on=row.decided_on
            )
            for row in rows
            if row.decided_on >= since and noted.get(row.record, set()) != CREDIT_CHANNELS.keys()
        ],
        batch_size=ASKED,
    )


def _standing(agency: Agency, records: Sequence[UUID]) -> dict[UUID, RegisterRow]:
    found: dict[UUID, RegisterRow] = {}
    for start in range(0, len(records), ASKED):
        rows = RegisterRow.objects.current().filter(
            agency=agency, kind__in=KINDS, record__in=records[start : start + ASKED]
        )
        found |= {row.record: row for row in rows}
    return found


def _noted(agency: Agency, records: Sequence[UUID]) -> dict[UUID, set[str]]:
    """In which channels each record is on line."""
    found: dict[UUID, set[str]] = {}
    for start in range(0, len(records), ASKED):
        rows = Publicity.objects.filter(
            agency=agency,
            withdrawn_at__isnull=True,
            record__in=records[start : start + ASKED],
        )
        for record, channel in rows.values_list("record", "channel"):
            found.setdefault(record, set()).add(channel)
    return found


__all__ = [
    "CREDIT_PUBLICITY_BASIS",
    "KINDS",
    "note_publicity",
    "rebuild",
    "refresh",
    "start_publicity",
    "started_on",
    "withdraw_publicity",
]
