"""A new agency has the statutory columns and the common word list; it can change both."""

from __future__ import annotations

from datetime import datetime

from gongkai.office.agencies.models import Agency
from gongkai.office.publishing import services


def found(*, agency: Agency, now: datetime) -> None:
    """The columns of the four blocks and of the fifteen matters of Art. 20, and the words."""
    services.seed_columns(agency=agency, actor=None, now=now)
    services.seed_words(agency=agency, actor=None, now=now)
