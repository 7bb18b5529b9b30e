"""A new agency reviews by 三审三校 until it says otherwise."""

from __future__ import annotations

from datetime import datetime

from gongkai.office.agencies.models import Agency
from gongkai.office.reviews import services


def found(*, agency: Agency, now: datetime) -> None:
    """The usual template."""
    services.usual_template(now=now, agency=agency)
