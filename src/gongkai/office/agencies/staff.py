"""Services of the administrator: taking people on, ending roles, switching accounts off."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies import queries, services
from gongkai.office.agencies.models import (
    Agency,
    Delegation,
    Membership,
    Person,
    Role,
    Section,
    valid_on,
)
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal

# No letters or digits that look alike on paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class TakenOn:
    """A new person and the password to hand over; it is kept nowhere."""

    person: Person
    password: str


def fresh_password() -> str:
    """Four groups of four, to be changed at the first login: about 79 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


@transaction.atomic
def take_on(
    *,
    actor: Person,
    now: datetime,
    agency: Agency,
    login_name: str,
    display_name: str,
    role: Role,
    section: Section | None,
    valid_from: date,
    valid_to: date | None = None,
) -> TakenOn:
    """A person with their first role. Raises Refusal: not permitted, login taken, wrong section."""
    password = fresh_password()
    person = services.add_person(
        actor=actor,
        now=now,
        agency=agency,
        login_name=login_name,
        display_name=display_name,
        password=password,
        must_change_password=True,
    )
    services.give_role(
        actor=actor,
        now=now,
        agency=agency,
        person=person,
        role=role,
        section=section,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return TakenOn(person, password)


@transaction.atomic
def end_role(
    *, actor: Person, now: datetime, agency: Agency, membership: Membership, last_day: date
) -> None:
    """The role ends with `last_day`, sooner than before. Raises Refusal: not permitted, before its
    first day, in the past (what was done in the role stays done), later than it ends already, or no
    administrator would be left tomorrow."""
    audit.hold([agency])  # who else ends the role of another administrator now waits
    services.require(actor, agency, Role.ADMINISTRATOR, time.today(now))
    held = Membership.objects.select_for_update(no_key=True).get(pk=membership.pk, agency=agency)
    _sooner(held, last_day, time.today(now))
    held.valid_to = last_day
    held.save(update_fields=["valid_to"])
    if held.role == Role.ADMINISTRATOR:
        _administrator_left(agency, now)
    _tell(agency, actor, now, "role.ended", f"agencies.membership:{held.uid}", to=last_day)


@transaction.atomic
def end_delegation(
    *, actor: Person, now: datetime, agency: Agency, delegation: Delegation, last_day: date
) -> None:
    """The giver or the administrator takes a delegation back. Raises Refusal as `end_role`."""
    if actor.pk != delegation.giver_id:
        services.require(actor, agency, Role.ADMINISTRATOR, time.today(now))
    held = Delegation.objects.select_for_update(no_key=True).get(pk=delegation.pk, agency=agency)
    _sooner(held, last_day, time.today(now))
    held.valid_to = last_day
    held.save(update_fields=["valid_to"])
    _tell(agency, actor, now, "delegation.ended", f"agencies.delegation:{held.uid}", to=last_day)


def _sooner(held: Membership | Delegation, last_day: date, today: date) -> None:
    """What somebody could do on a past day is not changed afterwards."""
    if last_day < held.valid_from:
        raise Refusal(
            "days-reversed", f"截止日 {last_day} 早于起始日 {held.valid_from}，请改正截止日。"
        )
    if held.valid_to is not None and held.valid_to < last_day:
        raise Refusal(
            "ends-sooner",
            f"原来到 {held.valid_to} 为止，不能延长。需要继续的，请从新的一天起再给一次。",
        )
    if last_day < today and held.valid_from <= today:
        raise Refusal(
            "in-the-past",
            f"截止日 {last_day} 已经过去。那以后用这个角色办过的事照样有效，最早到今天为止。",
        )


@transaction.atomic
def switch(*, actor: Person, now: datetime, agency: Agency, person: Person, active: bool) -> None:
    """Let a person in or keep them out, at once and everywhere. Raises Refusal: not permitted, not
    of this agency alone, the own account, the last administrator."""
    audit.hold([agency])
    services.require(actor, agency, Role.ADMINISTRATOR, time.today(now))
    only_here(person, agency, time.today(now))
    if person.pk == actor.pk:
        raise Refusal("own-account", "不能停用自己的账号，请由另一位机关管理员办理。")
    Person.objects.filter(pk=person.pk).update(is_active=active)
    if not active:
        _administrator_left(agency, now)
    verb = "person.switched_on" if active else "person.switched_off"
    _tell(agency, actor, now, verb, f"agencies.person:{person.uid}")


@transaction.atomic
def close_section(*, actor: Person, now: datetime, agency: Agency, section: Section) -> None:
    """A 科室 is dissolved: it can no longer be chosen. Raises Refusal while people hold roles in it."""
    today = time.today(now)
    audit.hold([agency])  # nobody is put into the section meanwhile
    services.require(actor, agency, Role.ADMINISTRATOR, today)
    people = Membership.objects.filter(valid_on(today), section=section, agency=agency).count()
    if people:
        raise Refusal(
            "section-in-use",
            f"“{section.name}”还有 {people} 人任职，请先为他们写上截止日或者换科室。",
        )
    Section.objects.filter(pk=section.pk, agency=agency).update(closed_on=today)
    _tell(agency, actor, now, "section.closed", f"agencies.section:{section.uid}")


def only_here(person: Person, agency: Agency, on: date) -> None:
    """Raises Refusal unless the agency may decide about the account: the person belongs to it, and
    from today on to no other. An account is one for all agencies, and one agency may not open
    another's."""
    elsewhere = queries.bound_elsewhere(person, agency, on)
    if not queries.belongs_to(person, agency):
        raise Refusal("other-agency", f"{person.display_name}不是{agency.name}的人员。")
    if elsewhere is not None:
        raise Refusal(
            "also-elsewhere",
            f"{person.display_name}同时在{elsewhere.name}任职，账号由两个机关共用。"
            "请先由对方结束任职，或者只结束在本机关的角色。",
        )


def _administrator_left(agency: Agency, now: datetime) -> None:
    tomorrow = date.fromordinal(time.today(now).toordinal() + 1)
    if not queries.people_with(Role.ADMINISTRATOR, agency, tomorrow):
        raise Refusal(
            "last-administrator",
            "这样以后本机关就没有机关管理员了，没有办理。请先让另一个人担任机关管理员。",
        )


def _tell(
    agency: Agency, actor: Person, now: datetime, verb: str, subject: str, **days: date
) -> None:
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb=verb,
        subject=subject,
        data={name: day.isoformat() for name, day in days.items()},
    )
