"""Row locks, in one place and one order: the case first, then the ledger (`audit`)."""

from __future__ import annotations

from gongkai.office.challenges.models import Case


def case(pk: int) -> Case:
    """The case, locked until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).select_related("agency").get(pk=pk)
