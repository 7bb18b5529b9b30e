"""Which rows of the registers a person sees at their desk: one filter a model, the only definition.

The check of a single object is its filter with its key. The register itself belongs to the whole
agency; a figure and its proof to the section that reports it and to those who answer for the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from gongkai.office.agencies.models import Role
from gongkai.office.registers.models import (
    Batch,
    DataCall,
    OpeningBalance,
    Publicity,
    PublicityPending,
    PublicityStart,
    RegisterRow,
    Return,
)

if TYPE_CHECKING:
    from gongkai.office.access import Desk

#: Who sees all of the agency's registers and figures.
WHOLE_AGENCY = frozenset({Role.CLERK, Role.LEADER, Role.SIGNER, Role.SECRECY, Role.AUDITOR})
READERS = WHOLE_AGENCY | {Role.SECTION}
#: Who enters decisions and notes where they were published.
WRITERS = frozenset({Role.CLERK, Role.SECTION})

NOTHING = Q(pk__in=[])


def _agency(actor: Desk) -> Q:
    return Q(agency=actor.agency) if actor.has(*READERS) else NOTHING


def _section(actor: Desk) -> Q:
    if actor.has(*WHOLE_AGENCY):
        return Q(agency=actor.agency)
    if actor.has(Role.SECTION):
        return Q(agency=actor.agency, section__in=[section.pk for section in actor.sections])
    return NOTHING


def rows(actor: Desk) -> Q:
    """Every row of the agency: a section sees what the others registered, or it would do so
    again."""
    return _agency(actor)


def batches(actor: Desk) -> Q:
    """The imported files of the agency."""
    return _agency(actor)


def balances(actor: Desk) -> Q:
    """The opening balances of the agency."""
    return _agency(actor)


def publicity(actor: Desk) -> Q:
    """What is on line, what is not yet, and since when it is kept here: as the rows it is about."""
    return _agency(actor)


def calls(actor: Desk) -> Q:
    """The figures asked for: a section sees those asked of it."""
    return _section(actor)


def returns(actor: Desk) -> Q:
    """The figures reported, with their proof: a section sees its own."""
    return _section(actor)


#: Model → its filter.
VISIBLE = {
    RegisterRow: rows,
    Batch: batches,
    OpeningBalance: balances,
    Publicity: publicity,
    PublicityPending: publicity,
    PublicityStart: publicity,
    DataCall: calls,
    Return: returns,
}
