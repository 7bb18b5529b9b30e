"""The people of an agency as its pages list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.office.agencies import visibility
from gongkai.office.agencies.models import (
    Agency,
    Delegation,
    Membership,
    Person,
    Role,
    SecondFactor,
    valid_on,
)

if TYPE_CHECKING:
    from gongkai.office.access import Desk


def lendable(actor: Desk, person: Person) -> list[Role]:
    """The roles the person holds here today themselves, which alone they may lend."""
    rows = Membership.objects.filter(
        valid_on(actor.today), visibility.memberships(actor), person=person
    )
    return [Role(row.role) for row in rows]


def delegations_of(actor: Desk, person: Person) -> QuerySet[Delegation]:
    """What the person lent to others and what others lent to them, as far as the actor may see it,
    the newest first."""
    return (
        Delegation.objects.filter(visibility.delegations(actor))
        .filter(Q(giver=person) | Q(receiver=person))
        .select_related("giver", "receiver")
        .order_by("-valid_from", "-id")
    )


def agencies_of(person: Person) -> list[Agency]:
    """Every agency the person ever had a role in, in the order their ledgers are locked."""
    return list(Agency.objects.filter(memberships__person=person).distinct().order_by("pk"))


def belongs_to(person: Person, agency: Agency) -> bool:
    """Whether the person ever had a role in the agency."""
    return Membership.objects.filter(person=person, agency=agency).exists()


@dataclass(frozen=True)
class Staff:
    """A person of an agency with what they hold on a day, in words."""

    person: Person
    roles: tuple[str, ...]
    has_factor: bool


def staff_of(actor: Desk) -> list[Staff]:
    """Everybody of the agency the actor may see, with today's roles, own and lent; those with
    roles first. Three queries, however many there are."""
    agency, on = actor.agency, actor.today
    people = list(
        Person.objects.filter(visibility.people(actor))
        .annotate(
            has_factor=Exists(
                SecondFactor.objects.filter(person=OuterRef("pk"), confirmed_at__isnull=False)
            )
        )
        .order_by("display_name", "id")
    )
    held: dict[int, list[str]] = {}
    own = Membership.objects.filter(valid_on(on), agency=agency).select_related("section")
    rows = list(own.order_by("id"))
    for row in rows:
        name = Role(row.role).label
        held.setdefault(row.person_id, []).append(
            f"{name}（{row.section}）" if row.section else name
        )
    holders = {(row.person_id, row.role) for row in rows}
    lent = Delegation.objects.filter(valid_on(on), agency=agency, giver__is_active=True)
    for loan in lent.select_related("giver").order_by("id"):
        if (loan.giver_id, loan.role) in holders:
            name = f"{Role(loan.role).label}（代{loan.giver}）"
            held.setdefault(loan.receiver_id, []).append(name)
    found = [Staff(p, tuple(held.get(p.pk, ())), p.has_factor) for p in people]
    return sorted(found, key=lambda s: not s.roles)
