"""Reading 双公示: what is due when, and how a year stood. The law's clock runs on each read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Subquery

from gongkai.law.disclosure import CREDIT_CHANNELS, credit_publicity_due
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.registers import visibility
from gongkai.office.registers.models import Kind, Publicity, PublicityPending, RegisterRow
from gongkai.office.registers.services.publicity import KINDS, started_on

if TYPE_CHECKING:
    from gongkai.office.access import Desk
    from gongkai.office.agencies.models import Agency

__all__ = ["KINDS", "started_on"]


@dataclass(frozen=True)
class DueGroup:
    """The decisions of one register and day that are not on line yet, and by when they must be.

    days_left   working days left, negative when overdue
    """

    kind: Kind
    decided_on: date
    count: int
    due_on: date
    provisional: bool
    days_left: int


@dataclass(frozen=True)
class PendingRow:
    """One decision not on line in every channel; `lacking` names the channels."""

    row: RegisterRow
    due_on: date
    days_left: int
    lacking: tuple[str, ...]


@dataclass(frozen=True)
class YearOfPublicity:
    """How the decisions of a year stand: in time in both channels, late, and not yet on line."""

    kind: Kind
    decided: int
    in_time: int
    late: int
    waiting: int


def due_groups(agency: Agency, as_of: date, limit: int = 100) -> list[DueGroup]:
    """What is not on line yet, one a register and day of decision, the oldest first."""
    groups = (
        PublicityPending.objects.filter(agency=agency)
        .order_by("decided_on", "kind")
        .values("decided_on", "kind")
        .annotate(count=Count("pk"))
    )
    calendar = calendar_of(agency)
    found = []
    for group in groups[:limit]:
        due = credit_publicity_due(group["decided_on"], calendar)
        found.append(
            DueGroup(
                kind=Kind(group["kind"]),
                decided_on=group["decided_on"],
                count=group["count"],
                due_on=due.day,
                provisional=due.provisional,
                days_left=calendar.working_days_between(as_of, due.day),
            )
        )
    return found


def pending(
    actor: Desk, *, kind: str = "", decided_on: date | None = None, limit: int
) -> list[PendingRow]:
    """The decisions not on line yet, the most urgent first; narrowed to a register and a day."""
    waiting = PublicityPending.objects.filter(visibility.publicity(actor))
    if kind:
        waiting = waiting.filter(kind=kind)
    if decided_on is not None:
        waiting = waiting.filter(decided_on=decided_on)
    records = list(waiting.order_by("decided_on", "id").values_list("record", flat=True)[:limit])
    rows = {
        row.record: row
        for row in RegisterRow.objects.current()
        .filter(visibility.rows(actor), record__in=records)
        .select_related("section")
    }
    noted = _channels(actor.agency, records)
    calendar = calendar_of(actor.agency)
    found = []
    for row in (rows[record] for record in records if record in rows):
        due = credit_publicity_due(row.decided_on, calendar).day
        found.append(
            PendingRow(
                row,
                due,
                calendar.working_days_between(actor.today, due),
                tuple(
                    name
                    for channel, name in CREDIT_CHANNELS.items()
                    if channel not in noted.get(row.record, {})
                ),
            )
        )
    return found


def waiting_count(actor: Desk) -> int:
    """How many decisions are not on line yet."""
    return PublicityPending.objects.filter(visibility.publicity(actor)).count()


def of_record(actor: Desk, record: UUID) -> list[Publicity]:
    """What was noted of one decision, newest first, withdrawn notes included."""
    return list(
        Publicity.objects.filter(visibility.publicity(actor), record=record)
        .select_related("noted_by")
        .order_by("-id")
    )


def due_of(row: RegisterRow) -> date | None:
    """By when a decision has to be on line; None where 双公示 is not kept here for it."""
    since = started_on(row.agency)
    if row.kind not in KINDS or since is None or row.decided_on < since:
        return None
    return credit_publicity_due(row.decided_on, calendar_of(row.agency)).day


def year_of(agency: Agency, year: int) -> list[YearOfPublicity]:
    """How the decisions of a year stand, one entry a register. Not what table two counts: decisions
    from before 双公示 was kept here are left out."""
    since = started_on(agency)
    if since is None:
        return []
    first, last = max(since, date(year, 1, 1)), date(year, 12, 31)
    calendar = calendar_of(agency)
    found = []
    complete = (
        Publicity.objects.filter(
            agency=agency, withdrawn_at__isnull=True, record=OuterRef("record")
        )
        .order_by()
        .values("record")
        .annotate(channels=Count("pk"), last=Max("published_on"))
        .filter(channels=len(CREDIT_CHANNELS))
        .values("last")
    )
    for kind in KINDS:
        days = (
            RegisterRow.objects.current()
            .filter(agency=agency, kind=kind, decided_on__range=(first, last))
            .annotate(on_line=Subquery(complete))
            .order_by()
            .values_list("decided_on", "on_line")
            .annotate(Count("pk"))
        )
        in_time = late = waiting = 0
        for day, on_line, count in days:
            if on_line is None:
                waiting += count
            elif on_line <= credit_publicity_due(day, calendar).day:
                in_time += count
            else:
                late += count
        found.append(YearOfPublicity(kind, in_time + late + waiting, in_time, late, waiting))
    return found


def _channels(agency: Agency, records: Iterable[UUID]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    rows = Publicity.objects.filter(
        agency=agency, withdrawn_at__isnull=True, record__in=list(records)
    )
    for record, channel in rows.values_list("record", "channel"):
        found.setdefault(record, set()).add(channel)
    return found
