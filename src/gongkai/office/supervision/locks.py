"""One person at a time decides about a received report; the files of a parcel are settled in turn."""

from __future__ import annotations

from gongkai.office.supervision.models import Parcel, Reading, Received


def lock_received(received: Received) -> Received:
    """The row, locked until the transaction ends."""
    return (
        Received.objects.select_for_update(of=("self",))
        .select_related("agency", "unit")
        .get(pk=received.pk)
    )


def lock_parcel(parcel: Parcel) -> Parcel:
    """The row, locked until the transaction ends."""
    return Parcel.objects.select_for_update(of=("self",)).get(pk=parcel.pk)


def lock_reading(received: Received) -> Reading:
    """What was read of a report, locked until the transaction ends; empty where there was nothing."""
    Reading.objects.get_or_create(received_id=received.pk, defaults={"rules_version": ""})
    return Reading.objects.select_for_update(of=("self",)).get(received=received)
