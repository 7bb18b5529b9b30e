"""Row locks, in one place and one order: the case or the application, then the ledger (`audit`)."""

from __future__ import annotations

from gongkai.office.applications.models import Application
from gongkai.office.challenges.models import Case


def case(pk: int) -> Case:
    """The case, locked until the transaction ends."""
    return (
        Case.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency")
        .get(pk=pk)
    )


def application(pk: int) -> Application:
    """The application a case is about, locked as its own steps lock it: its registration is not taken
    back meanwhile."""
    return Application.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
