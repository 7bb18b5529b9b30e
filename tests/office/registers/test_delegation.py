"""Who reports for a section: its people, and those it lent its role to, for the days lent."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from gongkai.office import time
from gongkai.office.agencies import queries as people
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Person, Role
from gongkai.office.audit.models import Event
from gongkai.office.refusal import Refusal
from gongkai.office.registers import services
from gongkai.office.registers.models import Return
from gongkai.office.registers.todo import todo
from tests.office.build import SINCE, Office, desk_of

PERIOD = {"period_from": date(2026, 7, 1), "period_to": date(2026, 9, 30)}


def lend(office: Office, now: datetime, receiver: Person) -> None:
    """The section's person lends the role for today."""
    today = time.today(now)
    agencies.delegate(
        actor=office.section_person,
        now=now,
        agency=office.agency,
        giver=office.section_person,
        receiver=receiver,
        role=Role.SECTION,
        valid_from=today,
        valid_to=today,
    )


def report(office: Office, now: datetime, actor: Person, section: str = "审批科") -> Return:
    return services.submit_return(
        agency=office.agency,
        actor=actor,
        now=now,
        section=office.sections[section],
        kind="licences",
        value=5,
        source_system="省平台",
        **PERIOD,
    )


def refused(office: Office, now: datetime, actor: Person, section: str = "审批科") -> str:
    before = (Return.objects.count(), Event.objects.count())
    with pytest.raises(Refusal) as caught:
        report(office, now, actor, section)
    assert (Return.objects.count(), Event.objects.count()) == before
    return caught.value.code


def test_a_delegate_reports_for_the_section_and_the_ledger_names_both(
    office: Office, now: datetime
) -> None:
    assert refused(office, now, office.auditor) == "not-permitted"
    lend(office, now, office.auditor)
    assert refused(office, now, office.auditor, "药政科") == "not-permitted"
    assert refused(office, now + timedelta(days=1), office.auditor) == "not-permitted"
    made = report(office, now, office.auditor)
    event = Event.objects.get(agency=office.agency, position=made.recorded_at_position)
    assert event.actor == office.auditor
    assert event.data == {"for": str(office.section_person.uid)}
    browser = Client()
    browser.force_login(office.clerk)
    assert "严守一（代沈望舒）" in browser.get(f"/registers/returns/{made.record}/").text
    fresh = services.correct_return(
        agency=office.agency,
        actor=office.section_person,
        now=now,
        record=made.record,
        value=Decimal(6),
        source_system="省平台",
    )
    event = Event.objects.get(agency=office.agency, position=fresh.recorded_at_position)
    assert event.data == {}


def test_the_desk_of_a_delegate_is_that_of_the_section(office: Office, now: datetime) -> None:
    lend(office, now, office.auditor)
    services.call_for(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        section=office.sections["审批科"],
        kind="licences",
        due_on=date(2026, 10, 30),
        **PERIOD,
    )
    desk = desk_of(office.auditor, now)
    assert desk.roles == {Role.AUDITOR, Role.SECTION}
    assert desk.sections == (office.sections["审批科"],)
    (owed,) = todo(agency=office.agency, person=office.auditor, roles=desk.roles, as_of=desk.today)
    assert (owed.next_step, owed.mine) == ("报数", True)


def test_a_section_role_without_a_section_stands_for_all(office: Office, now: datetime) -> None:
    agencies.give_role(
        actor=None,
        now=now,
        agency=office.agency,
        person=office.auditor,
        role=Role.SECTION,
        valid_from=SINCE,
    )
    today = time.today(now)
    stood_for = people.sections_of(office.auditor, office.agency, today)
    assert set(stood_for) == set(office.sections.values())
    assert people.giver_for(office.auditor, office.agency, Role.SECTION, today) is None
    assert report(office, now, office.auditor, "药政科").section == office.sections["药政科"]
