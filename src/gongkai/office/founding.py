"""What a new agency begins with. An app that has something offers `<app>/founding.py`:

def found(*, agency: Agency, now: datetime) -> None

It is called once, in the transaction that founds the agency.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from gongkai.office.offers import offers

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


@transaction.atomic
def furnish(*, agency: Agency, now: datetime) -> None:
    """Give a new agency all that every agency begins with: each app its own."""
    for app in offers("founding"):
        app.found(agency=agency, now=now)
