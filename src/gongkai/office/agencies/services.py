"""Founding an agency and its people. The first person of an installation has no actor before
them: `actor=None` is the installation itself (commands and the demo), never a view."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies import queries
from gongkai.office.agencies.models import (
    Agency,
    Delegation,
    Membership,
    Person,
    Region,
    Role,
    Section,
)
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal


def require(
    person: Person,
    agency: Agency,
    roles: Role | Iterable[Role],
    on: date,
    *,
    own: set[Role] | None = None,
) -> set[Role]:
    """Those of `roles` the person holds in the agency on that day, delegated ones only where they
    hold none themselves; raises Refusal("not-permitted") when there is none. `own` is what
    `queries.own_roles` says, where the caller has asked already."""
    wanted = {roles} if isinstance(roles, Role) else set(roles)
    held = queries.own_roles(person, agency, on) if own is None else own
    if held.isdisjoint(wanted):
        held = queries.roles_of(person, agency, on)
    if held.isdisjoint(wanted):
        names = "、".join(role.label for role in Role if role in wanted)
        raise Refusal(
            "not-permitted",
            f"{person.display_name}在{agency.name}没有办这件事的角色，这件事由{names}办理。"
            "需要时请机关管理员给相应的角色。",
        )
    return held & wanted


def administrator(actor: Person | None, agency: Agency, now: datetime) -> None:
    """Refuse whoever may not administer the agency today; `None` is the installation itself."""
    if actor is not None:
        require(actor, agency, Role.ADMINISTRATOR, time.today(now))


@transaction.atomic
def add_region(*, code: str, name: str, parent: Region | None = None, calendar: str = "") -> Region:
    """A division; one that is already there is returned as it is."""
    region, _ = Region.objects.get_or_create(
        code=code, defaults={"name": name, "parent": parent, "calendar": calendar}
    )
    return region


@transaction.atomic
def found_agency(
    *,
    actor: Person | None,
    now: datetime,
    name: str,
    credit_code: str,
    kind: str,
    level: str,
    region: Region,
    calendar_region: str = "",
    **contact: str,
) -> Agency:
    """A new agency with its empty ledger. `contact`: address, telephone, postcode, email."""
    agency = Agency.objects.create(
        name=name,
        credit_code=credit_code,
        kind=kind,
        level=level,
        region=region,
        calendar_region=calendar_region or region.calendar,
        **contact,
    )
    audit.open_ledger(agency=agency)
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="agency.founded",
        subject=f"agencies.agency:{agency.uid}",
        data={"name": name, "credit_code": credit_code, "kind": kind, "level": level},
    )
    return agency


@transaction.atomic
def add_section(*, actor: Person | None, now: datetime, agency: Agency, name: str) -> Section:
    """A 科室. Raises Refusal("section-exists")."""
    audit.hold([agency])
    administrator(actor, agency, now)
    if Section.objects.filter(agency=agency, name=name).exists():
        raise Refusal("section-exists", f"{agency.name}已经有科室“{name}”，请换一个名称。")
    section = Section.objects.create(agency=agency, name=name)
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="section.added",
        subject=f"agencies.section:{section.uid}",
        data={"name": name},
    )
    return section


@transaction.atomic
def add_person(
    *,
    actor: Person | None,
    now: datetime,
    agency: Agency,
    login_name: str,
    display_name: str,
    password: str,
    must_change_password: bool = False,
) -> Person:
    """A person without a role yet. Raises Refusal("login-taken")."""
    administrator(actor, agency, now)
    if Person.objects.filter(login_name=login_name).exists():
        raise Refusal("login-taken", f"登录名“{login_name}”已经有人使用，请换一个。")
    person = Person(
        login_name=login_name,
        display_name=display_name,
        must_change_password=must_change_password,
    )
    person.set_password(password)
    person.save()
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="person.added",
        subject=f"agencies.person:{person.uid}",
        data={},
    )
    return person


@transaction.atomic
def give_role(
    *,
    actor: Person | None,
    now: datetime,
    agency: Agency,
    person: Person,
    role: Role,
    valid_from: date,
    valid_to: date | None = None,
    section: Section | None = None,
) -> Membership:
    """The person holds the role between two days. Raises Refusal for a section of another agency or a
    closed one, and for days in the wrong order."""
    audit.hold([agency])
    administrator(actor, agency, now)
    check_days(valid_from, valid_to)
    if section is not None:
        section = Section.objects.get(pk=section.pk)
        _check_section(agency, section)
    membership = Membership.objects.create(
        agency=agency,
        person=person,
        role=role,
        section=section,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="role.given",
        subject=f"agencies.membership:{membership.uid}",
        data={
            "person": str(person.uid),
            "role": str(role),
            "section": str(section.uid) if section else None,
            "from": valid_from.isoformat(),
            "to": valid_to.isoformat() if valid_to else None,
        },
    )
    return membership


@transaction.atomic
def delegate(
    *,
    actor: Person,
    now: datetime,
    agency: Agency,
    giver: Person,
    receiver: Person,
    role: Role,
    valid_from: date,
    valid_to: date,
) -> Delegation:
    """The giver (or the administrator) lends a role the giver holds, for a stated time. Raises
    Refusal: not permitted, the giver lacks the role, one person, days in the wrong order."""
    if actor.pk != giver.pk:
        administrator(actor, agency, now)
    check_days(valid_from, valid_to)
    if giver.pk == receiver.pk:
        raise Refusal("one-person", "授权人和代行人不能是同一个人。")
    own = Membership.objects.filter(person=giver, agency=agency, role=role)
    if not any(
        m.valid_from <= valid_from and (m.valid_to is None or m.valid_to >= valid_to) for m in own
    ):
        raise Refusal(
            "not-held",
            f"{giver.display_name}在这段时间里没有“{role.label}”角色，不能授权别人代行。",
        )
    row = Delegation.objects.create(
        giver=giver,
        receiver=receiver,
        agency=agency,
        role=role,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="role.delegated",
        subject=f"agencies.delegation:{row.uid}",
        data={
            "giver": str(giver.uid),
            "receiver": str(receiver.uid),
            "role": str(role),
            "from": valid_from.isoformat(),
            "to": valid_to.isoformat(),
        },
    )
    return row


def _check_section(agency: Agency, section: Section) -> None:
    if section.agency_id != agency.pk:
        raise Refusal(
            "other-agency", f"科室“{section.name}”不属于{agency.name}，请选本机关的科室。"
        )
    if section.closed_on is not None:
        raise Refusal(
            "section-closed", f"科室“{section.name}”已于 {section.closed_on} 撤销，请选别的科室。"
        )


def check_days(valid_from: date, valid_to: date | None) -> None:
    """Raise Refusal("days-reversed")."""
    if valid_to is not None and valid_to < valid_from:
        raise Refusal(
            "days-reversed",
            f"截止日 {valid_to} 早于起始日 {valid_from}，请改正其中一个。",
        )
