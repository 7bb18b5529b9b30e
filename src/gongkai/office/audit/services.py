"""Writing the ledger."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from gongkai.office.audit.chain import seal
from gongkai.office.audit.models import Event, Ledger

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person


def open_ledger(*, agency: Agency) -> None:
    """The empty ledger of a new agency."""
    Ledger.objects.create(agency=agency)


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
    assert connection.in_atomic_block, "a ledger event belongs to its transaction"
    plain = json.loads(json.dumps(data, ensure_ascii=False, allow_nan=False))
    ledger = Ledger.objects.select_for_update().get(agency_id=agency.pk)
    position = ledger.head_position + 1
    sealed = seal(
        agency=str(agency.uid),
        position=position,
        at=now,
        actor=str(actor.uid) if actor else None,
        verb=verb,
        subject=subject,
        data=plain,
        previous=ledger.head_hash,
    )
    Event.objects.create(
        agency_id=agency.pk,
        position=position,
        at=now,
        actor=actor,
        verb=verb,
        subject=subject,
        data=plain,
        previous_hash=ledger.head_hash,
        hash=sealed,
    )
    Ledger.objects.filter(pk=ledger.pk).update(head_position=position, head_hash=sealed)
    return position
