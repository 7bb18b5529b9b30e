"""The lock of a register: the head row of the agency's ledger, which every write takes anyway.

Taken first, it makes what a service decides still true when it writes: two people cannot each find
no return and no row for a period, and then write one of both.
"""

from __future__ import annotations

from gongkai.office.agencies.models import Agency
from gongkai.office.audit.models import Ledger


def lock_registers(agency: Agency) -> None:
    """Hold the agency's registers until the transaction ends."""
    Ledger.objects.select_for_update().get(agency_id=agency.pk)
