"""Side effects of a change, written in its own transaction and done by the worker afterwards.

Every app may put work here; the rows and the runner are in `work`, which stands above all of them.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection


def enqueue(kind: str, **ids: int | str) -> None:
    """One side effect, done after the transaction commits and again after a crash until it
    succeeds. `kind` names a handler in some app's `jobs.py`; never pass personal data."""
    assert connection.in_atomic_block, "an outbox row belongs to its transaction"
    apps.get_model("work", "Outbox").objects.create(kind=kind, payload=ids)
