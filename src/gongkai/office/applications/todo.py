"""What of the applications the desk home lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from gongkai.office.agencies import queries as agencies
from gongkai.office.agencies.models import Agency, Person
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.applications import queries
from gongkai.office.applications.listed import as_todo, days_left
from gongkai.office.todo import Todo

#: The desk home is one page; the rest is in the list of applications.
MOST = 200


def todo(*, agency: Agency, person: Person, roles: Collection[str], as_of: date) -> Iterable[Todo]:
    """Open applications the person may see, soonest first, at most MOST."""
    if queries.READERS.isdisjoint(roles):
        return []
    sections = {section.pk for section in agencies.sections_of(person, agency, as_of)}
    whole = not queries.WHOLE_AGENCY.isdisjoint(roles)
    left = days_left(calendar_of(agency), as_of)
    rows = queries.soonest(agency, limit=MOST, sections=None if whole else sections)
    return [as_todo(row, as_of=as_of, left=left, roles=roles, sections=sections) for row in rows]
