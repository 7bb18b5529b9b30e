"""Row locks, in one place and one order: the application first, then the ledger (`audit`)."""

from __future__ import annotations

from typing import Any

from gongkai.office.applications.models import Application


def application(**key: Any) -> Application:
    """The application, locked until the transaction ends. On SQLite the transaction itself is the
    lock. Raises Application.DoesNotExist."""
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("agency", "applicant")
        .get(**key)
    )
