"""One report after the other comes to an office; one person at a time decides about it; the files of
a parcel are settled in turn.

The rows before the collection: a report or a parcel is locked first, then `hold_collection`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.office.audit import services as audit
from gongkai.office.supervision.models import Parcel, Reading, Received

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


def hold_collection(agency: Agency) -> None:
    """What has come to an office stays as it is until the transaction ends: no unit files, nobody
    uploads and no parcel is settled meanwhile. Call it before asking which report is the newest."""
    audit.hold([agency])


def lock_received(received: Received) -> Received:
    """The row, locked until the transaction ends."""
    return (
        Received.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency", "unit")
        .get(pk=received.pk)
    )


def lock_parcel(parcel: Parcel) -> Parcel:
    """The row, locked until the transaction ends."""
    return Parcel.objects.select_for_update(of=("self",), no_key=True).get(pk=parcel.pk)


def lock_reading(received: Received) -> Reading:
    """What was read of a report, locked until the transaction ends; empty where there was nothing."""
    Reading.objects.get_or_create(received_id=received.pk, defaults={"rules_version": ""})
    return Reading.objects.select_for_update(of=("self",), no_key=True).get(received=received)
