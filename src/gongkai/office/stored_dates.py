"""Dates that an app stores because its lists need them, worked out anew when the working days change.

An app offers its own in `<app>/stored_dates.py`:

def renew(*, agency) -> int     writes anew what another calendar gave; returns how many rows
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.office.offers import offers

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


def renew(*, agency: Agency) -> int:
    """Have every app work out its stored dates of the agency anew; returns how many it renewed."""
    return sum(app.renew(agency=agency) for app in offers("stored_dates"))
