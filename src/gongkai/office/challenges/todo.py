"""What of the cases the desk home lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from gongkai.office.agencies.models import Agency, Person
from gongkai.office.challenges import queries
from gongkai.office.challenges.listed import as_todo
from gongkai.office.todo import Todo

MOST = 100


def todo(*, agency: Agency, person: Person, roles: Collection[str], as_of: date) -> Iterable[Todo]:
    """Cases in which this agency has to reply, at most MOST; a case that only waits for its
    decision is in the list of cases."""
    if queries.READERS.isdisjoint(roles):
        return []
    return [as_todo(case, as_of=as_of, roles=roles) for case in queries.unanswered(agency, MOST)]
