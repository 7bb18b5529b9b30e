"""Putting work into the outbox."""

from __future__ import annotations

from django.db import connection

from gongkai.office.work.models import Outbox


def enqueue(kind: str, **ids: int | str) -> None:
    """One side effect, done after the transaction commits and again after a crash until it
    succeeds. `kind` names a handler in some app's `jobs.py`; never pass personal data."""
    assert connection.in_atomic_block, "an outbox row belongs to its transaction"
    Outbox.objects.create(kind=kind, payload=ids)
