"""Reading and proving the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gongkai.office.audit.chain import seal
from gongkai.office.audit.models import Event, Ledger

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


@dataclass(frozen=True)
class Problem:
    """Where the ledger does not hold: `kind` is edited, missing, swapped, head or tail."""

    kind: str
    position: int
    message: str


def head(agency: Agency) -> tuple[int, str]:
    """(position, hash) of the last event; (0, "") of an empty ledger."""
    ledger = Ledger.objects.get(agency_id=agency.pk)
    return ledger.head_position, ledger.head_hash


def events_at(agency: Agency, positions: Collection[int]) -> dict[int, Event]:
    """The events of the ledger at some positions: who wrote what, and when."""
    found = Event.objects.filter(agency=agency, position__in=positions).select_related("actor")
    return {event.position: event for event in found}


def hash_at(agency: Agency, position: int) -> str:
    """The hash the chain had at a position; "" at 0. Raises LookupError where it never stood."""
    if position == 0:
        return ""
    found = (
        Event.objects.filter(agency=agency, position=position)
        .values_list("hash", flat=True)
        .first()
    )
    if found is None:
        raise LookupError(f"{agency} 的审计链没有第 {position} 条。")
    return found


def held(agency: Agency, position: int, expected: str) -> bool:
    """Whether the chain has that hash at a position; the empty chain has the empty one."""
    try:
        return hash_at(agency, position) == expected
    except LookupError:
        return False


def opened_at(agency: Agency) -> datetime | None:
    """When the agency's first event was written; None for an empty ledger."""
    return Event.objects.filter(agency=agency, position=1).values_list("at", flat=True).first()


def events_of(agency: Agency, subject: str) -> list[Event]:
    """What happened to one subject, oldest first."""
    return list(
        Event.objects.filter(agency=agency, subject=subject)
        .select_related("actor")
        .order_by("position")
    )


def verify_audit(agency: Agency, known_heads: Iterable[tuple[int, str]] = ()) -> list[Problem]:
    """Walk the whole chain. `known_heads` are (position, hash) pairs printed or kept elsewhere (a
    frozen report, a backup): they show a chain that was cut, or rewritten from some place on."""
    problems: list[Problem] = []
    known = [(at, expected) for at, expected in known_heads if at]
    asked = {at for at, _ in known}
    seen: dict[int, str] = {}
    position, previous = 0, ""
    rows = Event.objects.filter(agency=agency).select_related("actor").order_by("position")
    for event in rows.iterator(chunk_size=2000):
        if event.position != position + 1:
            problems.append(
                Problem(
                    "missing",
                    position + 1,
                    f"第 {position + 1} 条到第 {event.position - 1} 条记录不在了。",
                )
            )
        if event.previous_hash != previous:
            problems.append(
                Problem("swapped", event.position, f"第 {event.position} 条记录与前一条接不上。")
            )
        sealed = seal(
            agency=str(agency.uid),
            position=event.position,
            at=event.at,
            actor=str(event.actor.uid) if event.actor else None,
            verb=event.verb,
            subject=event.subject,
            data=event.data,
            previous=event.previous_hash,
        )
        if sealed != event.hash:
            problems.append(
                Problem("edited", event.position, f"第 {event.position} 条记录的内容被改动过。")
            )
        position, previous = event.position, event.hash
        if position in asked:
            seen[position] = previous
    ledger = Ledger.objects.get(agency_id=agency.pk)
    if (ledger.head_position, ledger.head_hash) != (position, previous):
        problems.append(
            Problem(
                "head",
                ledger.head_position,
                f"链头记着第 {ledger.head_position} 条，实际最后一条是第 {position} 条，"
                "两者对不上。",
            )
        )
    for at, expected in known:
        if seen.get(at) != expected:
            problems.append(
                Problem("tail", at, f"与留存的第 {at} 条校验值不一致：记录被截掉或者重写过。")
            )
    return problems
