"""How an event is sealed: pure."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any


def seal(
    *,
    agency: str,
    position: int,
    at: datetime,
    actor: str | None,
    verb: str,
    subject: str,
    data: dict[str, Any],
    previous: str,
) -> str:
    """SHA-256, 64 hex digits, over the event and the hash before it. `agency` and `actor` are
    uids; `data` must be what JSON gives back."""
    body = {
        "actor": actor,
        "agency": agency,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "data": data,
        "position": position,
        "previous": previous,
        "subject": subject,
        "verb": verb,
    }
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
