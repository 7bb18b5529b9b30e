"""Writing the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from gongkai.office import statements
from gongkai.office.audit.chain import seal
from gongkai.office.audit.models import Event, Ledger
from gongkai.office.statements import Statement

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person

# Every write of the office comes through here, so the head is read and moved without the ORM.
HEAD = "SELECT head_position, head_hash FROM audit_ledger WHERE agency_id = %s"
FORWARD = "UPDATE audit_ledger SET head_position = %s, head_hash = %s WHERE agency_id = %s"


def open_ledger(*, agency: Agency) -> None:
    """The empty ledger of a new agency."""
    Ledger.objects.create(agency=agency)


def hold(agencies: Iterable[Agency]) -> None:
    """Lock the heads of several agencies until the transaction ends, in the order of their keys: who
    writes in several ledgers never waits for somebody who waits for them. Call it before deciding
    what must still be true when it is written."""
    assert connection.in_atomic_block, "a lock belongs to its transaction"
    keys = sorted({agency.pk for agency in agencies})
    list(
        Ledger.objects.select_for_update()
        .filter(agency__in=keys)
        .order_by("agency_id")
        .values_list("pk", flat=True)
    )


def append(
    *,
    agency: Agency,
    actor: Person | None,
    now: datetime,
    verb: str,
    subject: str,
    data: dict[str, Any],
) -> int:
    """Write one event inside the caller's transaction and return its position.

    Locks the agency's head row until the transaction ends, so positions follow the order of
    commits: call it after all decisions and before the counted rows, which carry the position.
    `data` is plain JSON (no float: a figure that is sealed must read back the same).
    """
    (head,) = statements.send([lock_head(agency)])
    position, writes = next_event(
        head, agency=agency, actor=actor, now=now, verb=verb, subject=subject, data=data
    )
    statements.send(writes)
    return position


def lock_head(agency: Agency) -> Statement:
    """What `append` does in two steps, for a service that sends its own statements along. The first:
    lock the head row and read it; on SQLite the transaction itself is the lock."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    return Statement(HEAD + lock, (agency.pk,))


def next_event(
    head: Sequence[tuple[Any, ...]],
    *,
    agency: Agency,
    actor: Person | None,
    now: datetime,
    verb: str,
    subject: str,
    data: dict[str, Any],
) -> tuple[int, list[Statement]]:
    """The second step: from what `lock_head` gave back, the position of the event and the statements
    that write it. They come before the counted rows, in the transaction that holds the lock."""
    if not head:
        raise Ledger.DoesNotExist(f"agency {agency.pk} has no ledger")
    ((head_position, head_hash),) = head
    position = head_position + 1
    plain = json.loads(json.dumps(data, ensure_ascii=False, allow_nan=False))
    sealed = seal(
        agency=str(agency.uid),
        position=position,
        at=now,
        actor=str(actor.uid) if actor else None,
        verb=verb,
        subject=subject,
        data=plain,
        previous=head_hash,
    )
    event = Event(
        agency_id=agency.pk,
        position=position,
        at=now,
        actor=actor,
        verb=verb,
        subject=subject,
        data=plain,
        previous_hash=head_hash,
        hash=sealed,
    )
    forward = Statement(FORWARD, (position, sealed, agency.pk))
    return position, [statements.insertion(event), forward]
