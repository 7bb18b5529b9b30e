"""The office that tests start from: the one the demo founds, through the same services."""

from __future__ import annotations

from datetime import datetime

from gongkai.office import time
from gongkai.office.access import Desk
from gongkai.office.agencies.models import Person
from gongkai.office.agencies.queries import places_on
from gongkai.office.demo.founding import SINCE, Office, make_office
from gongkai.office.demo.words import PASSWORD

__all__ = ["PASSWORD", "SINCE", "Office", "desk_of", "make_office"]


def desk_of(person: Person, now: datetime) -> Desk:
    """Where the person works: the desk a request of theirs would have."""
    today = time.today(now)
    place = places_on(person, today)[0]
    return Desk(person, place.agency, place.roles, place.sections, now, today)
