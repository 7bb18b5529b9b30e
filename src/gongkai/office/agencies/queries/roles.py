"""Who may do what on a day: own roles, delegated ones, and in whose name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from gongkai.office.agencies.models import (
    Agency,
    Delegation,
    Membership,
    Person,
    Role,
    Section,
    still,
    valid_on,
)
from gongkai.office.statements import Statement

OWN_ROLES = (  # the rows of `valid_on`
    "SELECT held.role FROM agencies_membership held "
    "JOIN agencies_person person ON person.id = held.person_id AND person.is_active "
    "WHERE held.person_id = %s AND held.agency_id = %s "
    "AND held.valid_from <= %s AND (held.valid_to IS NULL OR held.valid_to >= %s)"
)


@dataclass(frozen=True)
class Held:
    """One role a person exercises on a day: the single source of every right.

    section   None: in the whole agency
    giver     whose delegation is used; None: the person's own
    """

    agency: Agency
    role: Role
    section: Section | None
    giver: Person | None

    @property
    def whole_section_role(self) -> bool:
        """A section's role without a section: it stands for every one."""
        return self.role is Role.SECTION and self.section is None


def held_by(person: Person, on: date) -> list[Held]:
    """What the person may exercise on a day, own roles first: memberships, and delegations whose
    giver still holds the role, in the giver's section. Nothing for a person who was switched off.
    Two queries, three with a delegation."""
    if not person.is_active:
        return []
    own = Membership.objects.filter(valid_on(on), person=person)
    found = [
        Held(row.agency, Role(row.role), row.section, None)
        for row in own.select_related("agency", "section").order_by("id")
    ]
    lent = list(
        Delegation.objects.filter(valid_on(on), receiver=person)
        .select_related("agency", "giver")
        .order_by("id")
    )
    if not lent:
        return found
    givers: dict[tuple[int, int, str], list[Membership]] = {}
    theirs = Membership.objects.filter(
        valid_on(on), person__in=[d.giver_id for d in lent], person__is_active=True
    )
    for row in theirs.select_related("section").order_by("id"):
        givers.setdefault((row.person_id, row.agency_id, row.role), []).append(row)
    return found + [
        Held(d.agency, Role(d.role), row.section, d.giver)
        for d in lent
        for row in givers.get((d.giver_id, d.agency_id, d.role), [])
    ]


@dataclass(frozen=True)
class Place:
    """What a person is in one agency on a day, own or delegated. `sections` are those they stand
    for in the section's role: all of the agency where the role names none."""

    agency: Agency
    roles: frozenset[Role]
    sections: tuple[Section, ...]


def places_on(person: Person, on: date) -> list[Place]:
    """Where the person works that day, first joined first; nowhere when switched off."""
    held: dict[int, list[Held]] = {}
    for one in held_by(person, on):
        held.setdefault(one.agency.pk, []).append(one)
    return [
        Place(ones[0].agency, frozenset(one.role for one in ones), _sections(ones))
        for ones in held.values()
    ]


def bound_elsewhere(person: Person, agency: Agency, on: date) -> Agency | None:
    """Another agency in which the person has a role that day or will have one, whether or not the
    account is switched on."""
    held = Membership.objects.filter(still(on), person=person).exclude(agency=agency)
    lent = Delegation.objects.filter(still(on), receiver=person).exclude(agency=agency)
    for rows in (held, lent):
        row = rows.select_related("agency").order_by("id").first()
        if row is not None:
            return row.agency
    return None


def _sections(held: Iterable[Held]) -> tuple[Section, ...]:
    stood = [one for one in held if one.role is Role.SECTION]
    whole = next((one.agency for one in stood if one.whole_section_role), None)
    if whole is not None:
        return tuple(Section.objects.filter(agency=whole).order_by("name", "id"))
    return tuple({one.section.pk: one.section for one in stood if one.section}.values())


def roles_of(person: Person, agency: Agency, on: date) -> set[Role]:
    """Own roles of the day and the delegated ones whose giver still holds them; none for a person
    who was switched off."""
    return {one.role for one in held_by(person, on) if one.agency == agency}


def own_roles(person: Person, agency: Agency, on: date) -> set[Role]:
    """What `held_by` says of the person's own roles, in one light query: most writes need no more, and
    every write begins with it."""
    asked = asking_own_roles(person, agency, on)
    with connection.cursor() as cursor:
        cursor.execute(asked.sql, asked.parameters)
        return roles_given(cursor.fetchall())


def asking_own_roles(person: Person, agency: Agency, on: date) -> Statement:
    """`own_roles` for a service that sends it along with statements of its own."""
    return Statement(OWN_ROLES, (person.pk, agency.pk, str(on), str(on)))


def roles_given(rows: Iterable[tuple[str]]) -> set[Role]:
    """The roles that `asking_own_roles` gave back."""
    return {Role(role) for (role,) in rows}


def sections_of(person: Person, agency: Agency, on: date) -> tuple[Section, ...]:
    """The sections the person stands for on a day in the section's role, own or delegated."""
    return _sections(one for one in held_by(person, on) if one.agency == agency)


def giver_for(
    person: Person, agency: Agency, role: Role, on: date, section: Section | None = None
) -> Person | None:
    """In whose name the person exercises a role that is not their own; None: their own. `section`
    narrows to one of the section's role. Raises LookupError when they do not hold it."""
    fitting = [
        one
        for one in held_by(person, on)
        if one.agency == agency
        and one.role is role
        and (section is None or one.section is None or one.section == section)
    ]
    if not fitting:
        raise LookupError(f"{person} does not hold {role} in {agency}")
    return fitting[0].giver  # own roles come first


def in_name_of(person: Person, agency: Agency, roles: Iterable[Role], on: date) -> Person | None:
    """In whose name the person does what any of `roles` may do: None in their own, else the giver of
    the delegation used. One light query where it is their own."""
    wanted = set(roles)
    if not own_roles(person, agency, on).isdisjoint(wanted):
        return None
    lent = (one for one in held_by(person, on) if one.agency == agency and one.role in wanted)
    return next((one.giver for one in lent), None)


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
