"""Row locks, in one place and one order: the application first, then the ledger (`audit`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gongkai.office.applications.models import Application


def application(**key: Any) -> Application:
    """The application, locked until the transaction ends. On SQLite the transaction itself is the
    lock. Raises Application.DoesNotExist."""
    return (
        Application.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency", "applicant")
        .get(**key)
    )


def several(keys: Iterable[int]) -> None:
    """Lock applications in primary-key order, where one write decides about more than one."""
    rows = Application.objects.select_for_update(of=("self",), no_key=True).filter(
        pk__in=list(keys)
    )
    list(rows.order_by("pk").values_list("pk"))
