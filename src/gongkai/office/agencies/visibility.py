"""Which rows of this app a person sees at their desk: one filter a model, the only definition.

The check of a single object is its filter with its key. An agency itself is no secret: a page shows
the desk's own, those it supervises (`queries.subordinates_of`), and by name those it may choose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from gongkai.office.agencies.models import (
    AgencyName,
    Delegation,
    HolidayNotice,
    LawChoice,
    Membership,
    Person,
    Role,
    Section,
    Succession,
    Superior,
)

if TYPE_CHECKING:
    from gongkai.office.access import Desk

#: Who sees everybody of the agency: the one who appoints them, and the one who checks.
OVERSEERS = (Role.ADMINISTRATOR, Role.AUDITOR)


def people(actor: Desk) -> Q:
    """Everybody who ever had a role in the agency; for others than its overseers only themselves."""
    if actor.has(*OVERSEERS):
        return Q(pk__in=Membership.objects.filter(agency=actor.agency).values("person"))
    return Q(pk=actor.person.pk)


def memberships(actor: Desk) -> Q:
    """Roles in the agency; for others than its overseers only their own."""
    own = Q(agency=actor.agency)
    return own if actor.has(*OVERSEERS) else own & Q(person=actor.person)


def delegations(actor: Desk) -> Q:
    """Delegations in the agency; for others than its overseers those they gave or received."""
    own = Q(agency=actor.agency)
    if actor.has(*OVERSEERS):
        return own
    return own & (Q(giver=actor.person) | Q(receiver=actor.person))


def sections(actor: Desk) -> Q:
    """The sections of the agency, to everybody who works there."""
    return Q(agency=actor.agency)


def superiors(actor: Desk) -> Q:
    """Above whom the agency stands, by period, to everybody who works there."""
    return Q(agency=actor.agency)


def names(actor: Desk) -> Q:
    """What the agency was called, and whom it took over, to everybody who works there."""
    return Q(agency=actor.agency)


def notices(actor: Desk) -> Q:
    """The holiday notices loaded for the agency, to everybody who works there."""
    return Q(agency=actor.agency)


def choices(actor: Desk) -> Q:
    """How the agency reads the open points of the law, to everybody who works there."""
    return Q(agency=actor.agency)


#: Model → its filter.
VISIBLE = {
    Person: people,
    Membership: memberships,
    Delegation: delegations,
    Section: sections,
    Superior: superiors,
    AgencyName: names,
    Succession: names,
    HolidayNotice: notices,
    LawChoice: choices,
}
