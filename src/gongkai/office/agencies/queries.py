"""Who belongs where and may do what, on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from gongkai.office.agencies.models import (
    Agency,
    Delegation,
    Membership,
    Person,
    Role,
    Superior,
    valid_on,
)


def memberships_on(person: Person, on: date) -> list[Membership]:
    """The person's own memberships and those delegated, of agencies, in a stable order."""
    own = list(
        Membership.objects.filter(valid_on(on), person=person)
        .select_related("agency", "section")
        .order_by("id")
    )
    held = {m.agency_id for m in own}
    lent = Delegation.objects.filter(valid_on(on), receiver=person).select_related("agency")
    for delegation in lent.order_by("id"):
        if delegation.agency_id not in held and _still_held(delegation, on):
            held.add(delegation.agency_id)
            own.append(Membership(person=person, agency=delegation.agency, role=delegation.role))
    return own


def roles_of(person: Person, agency: Agency, on: date) -> set[Role]:
    """Own roles of the day and the delegated ones whose giver still holds them; none for a person
    who was switched off."""
    if not person.is_active:
        return set()
    own = {
        Role(role)
        for role in Membership.objects.filter(
            valid_on(on), person=person, agency=agency
        ).values_list("role", flat=True)
    }
    return own | {Role(d.role) for d in delegations_to(person, agency, on)}


def delegations_to(person: Person, agency: Agency, on: date) -> list[Delegation]:
    """The delegations in force that give `person` a role whose giver holds it that day."""
    found = Delegation.objects.filter(valid_on(on), receiver=person, agency=agency).select_related(
        "giver"
    )
    return [d for d in found.order_by("id") if _still_held(d, on)]


def _still_held(delegation: Delegation, on: date) -> bool:
    return Membership.objects.filter(
        valid_on(on),
        person_id=delegation.giver_id,
        agency_id=delegation.agency_id,
        role=delegation.role,
        person__is_active=True,
    ).exists()


def people_with(role: Role, agency: Agency, on: date) -> list[Person]:
    """Who holds a role themselves (no delegation), by name."""
    return list(
        Person.objects.filter(
            valid_on(on, "memberships__"),
            memberships__agency=agency,
            memberships__role=role,
            is_active=True,
        )
        .distinct()
        .order_by("display_name", "id")
    )


def superior_of(agency: Agency, on: date) -> Superior | None:
    """The supervising office and the reconsideration body of a day."""
    return (
        Superior.objects.filter(valid_on(on), agency=agency)
        .select_related("superior")
        .order_by("-valid_from", "-id")
        .first()
    )


def subordinates_of(superior: Agency, on: date) -> list[Agency]:
    """The agencies an office supervises on a day, by name."""
    return list(
        Agency.objects.filter(valid_on(on, "superiors__"), superiors__superior=superior)
        .distinct()
        .order_by("name", "id")
    )


def visible_to(person: Person, on: date) -> Q:
    """The agencies a person may see: where they belong, and those below where they supervise."""
    own = Membership.objects.filter(valid_on(on), person=person)
    supervised = Superior.objects.filter(
        valid_on(on), superior__in=own.filter(role=Role.SUPERVISOR).values("agency")
    )
    return Q(pk__in=own.values("agency")) | Q(pk__in=supervised.values("agency"))


def agencies_of(person: Person) -> list[Agency]:
    """Every agency the person ever had a role in, in the order their ledgers are locked."""
    return list(Agency.objects.filter(memberships__person=person).distinct().order_by("pk"))


def belongs_to(person: Person, agency: Agency) -> bool:
    """Whether the person ever had a role in the agency, or was added by it and has none yet."""
    return (
        Membership.objects.filter(person=person, agency=agency).exists()
        or not Membership.objects.filter(person=person).exists()
    )
