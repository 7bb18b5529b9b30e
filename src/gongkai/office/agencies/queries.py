"""Who belongs where and may do what, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from gongkai.office.agencies.models import (
    Agency,
    Delegation,
    Membership,
    Person,
    Role,
    SecondFactor,
    Section,
    Superior,
    valid_on,
)


def memberships_on(person: Person, on: date) -> list[Membership]:
    """The person's own memberships of a day, with agency and section; no delegated role."""
    return list(
        Membership.objects.filter(valid_on(on), person=person)
        .select_related("agency", "section")
        .order_by("id")
    )


@dataclass(frozen=True)
class Place:
    """What a person is in one agency on a day: own and delegated roles, own sections."""

    agency: Agency
    roles: frozenset[Role]
    sections: tuple[Section, ...]


def places_on(person: Person, on: date) -> list[Place]:
    """Where the person works that day, first joined first; nowhere when switched off. Two queries,
    and one more for each delegation received."""
    if not person.is_active:
        return []
    agencies: dict[int, Agency] = {}
    roles: dict[int, set[Role]] = {}
    sections: dict[int, dict[int, Section]] = {}
    for row in memberships_on(person, on):
        agencies[row.agency_id] = row.agency
        roles.setdefault(row.agency_id, set()).add(Role(row.role))
        if row.section is not None:
            sections.setdefault(row.agency_id, {})[row.section.pk] = row.section
    lent = Delegation.objects.filter(valid_on(on), receiver=person).select_related("agency")
    for delegation in lent.order_by("id"):
        if _still_held(delegation, on):
            agencies.setdefault(delegation.agency_id, delegation.agency)
            roles.setdefault(delegation.agency_id, set()).add(Role(delegation.role))
    return [
        Place(agency, frozenset(roles[pk]), tuple(sections.get(pk, {}).values()))
        for pk, agency in agencies.items()
    ]


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
    """Whether the person ever had a role in the agency."""
    return Membership.objects.filter(person=person, agency=agency).exists()


@dataclass(frozen=True)
class Staff:
    """A person of an agency with what they hold on a day, in words."""

    person: Person
    roles: tuple[str, ...]
    has_factor: bool


def staff_of(agency: Agency, on: date) -> list[Staff]:
    """Everybody who ever had a role in the agency, with today's roles; those with roles first. Two
    queries, however many there are."""
    people = list(
        Person.objects.filter(memberships__agency=agency)
        .distinct()
        .annotate(
            has_factor=Exists(
                SecondFactor.objects.filter(person=OuterRef("pk"), confirmed_at__isnull=False)
            )
        )
        .order_by("display_name", "id")
    )
    held: dict[int, list[str]] = {}
    rows = Membership.objects.filter(valid_on(on), agency=agency).select_related("section")
    for row in rows.order_by("id"):
        name = Role(row.role).label
        held.setdefault(row.person_id, []).append(
            f"{name}（{row.section}）" if row.section else name
        )
    found = [Staff(p, tuple(held.get(p.pk, ())), p.has_factor) for p in people]
    return sorted(found, key=lambda s: not s.roles)
