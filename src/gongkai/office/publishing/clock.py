"""The twenty working days from the day an item is formed or changed (条例 Art. 26)."""

from __future__ import annotations

from datetime import date

from gongkai.law.calendar import Calendar, DueDate
from gongkai.law.disclosure import publication_due
from gongkai.office.publishing.models import InformationItem


def due(
    item: InformationItem, last_published_on: date | None, calendar: Calendar
) -> DueDate | None:
    """By when the item must be public; None when no period runs: it was closed, or published since
    it was formed or last changed. Taking it back for a better text starts no new period."""
    if item.closed_on is not None:
        return None
    if last_published_on is not None and last_published_on >= item.clock_from:
        return None
    return publication_due(item.clock_from, calendar)
