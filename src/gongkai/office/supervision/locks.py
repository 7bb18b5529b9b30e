"""One person at a time decides about a received report."""

from __future__ import annotations

from gongkai.office.supervision.models import Received


def lock_received(received: Received) -> Received:
    """The row, locked until the transaction ends."""
    return (
        Received.objects.select_for_update(of=("self",))
        .select_related("agency", "unit")
        .get(pk=received.pk)
    )
