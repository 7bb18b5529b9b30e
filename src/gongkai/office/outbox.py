"""Side effects of a change, written in its own transaction and done by the worker afterwards.

Every app may put work here; the rows and the runner are in `work`, which stands above all of them.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection


def enqueue(kind: str, **ids: int | str) -> None:
    """One side effect, done after the transaction commits and again after a crash until it
    succeeds. `kind` names a handler in some app's `jobs.py`; never pass personal data."""
    assert connection.in_atomic_block, "an outbox row belongs to its transaction"
    _rows().create(kind=kind, payload=ids)


def is_open(kind: str, **ids: int | str) -> bool:
    """Whether this very work is still to be done, or being done."""
    return bool(_rows().filter(kind=kind, payload=ids, done_at__isnull=True).exists())


def is_untaken(kind: str, **ids: int | str) -> bool:
    """Whether this very work waits and no worker took it yet: asked by the job itself, whether the
    same will be done again later, for what came meanwhile."""
    return bool(_rows().filter(kind=kind, payload=ids, done_at__isnull=True, attempts=0).exists())


def _rows() -> Any:
    return apps.get_model("work", "Outbox").objects
