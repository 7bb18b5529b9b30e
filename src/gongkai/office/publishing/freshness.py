"""How long a column may stand without an update. Pure.

No national text gives days for 长期、阶段性、经常性、随时公开; an installation names its own:
`environment.Conventions`, where the usual ones stand too. None: nothing is due by time alone, each
piece of information has its own twenty working days.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta


def due_on(freshness: str, last: date | None, days: Mapping[str, int | None]) -> date | None:
    """The last day by which a column is to be updated or looked through; None when none is set or
    nothing was ever in it."""
    allowed = days[freshness]
    return None if allowed is None or last is None else last + timedelta(days=allowed)
