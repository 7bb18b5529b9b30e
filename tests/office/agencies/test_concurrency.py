"""Two administrators at once, on real connections of either database."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from gongkai.office import time
from gongkai.office.agencies import open_points, queries, services, staff
from gongkai.office.agencies.models import Membership, Person, Role, Section
from gongkai.office.audit.queries import verify_audit
from gongkai.office.refusal import Refusal
from tests.office.applications.make import registered
from tests.office.at_once import between, meanwhile, together
from tests.office.build import PASSWORD, Office, make_office

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def office(committed: None, now: datetime) -> Office:
    return make_office(now)


def second_administrator(office: Office, now: datetime) -> Person:
    acting: dict[str, Any] = {"actor": office.administrator, "now": now, "agency": office.agency}
    person = services.add_person(
        **acting, login_name="er", display_name="second", password=PASSWORD
    )
    services.give_role(**acting, person=person, role=Role.ADMINISTRATOR, valid_from=time.today(now))
    return person


def test_two_administrators_who_end_each_others_role_leave_one(
    office: Office, now: datetime
) -> None:
    both = (office.administrator, second_administrator(office, now))

    def end(actor: Person, other: Person) -> Any:
        staff.end_role(
            actor=actor,
            now=now,
            agency=office.agency,
            membership=Membership.objects.get(person=other, role=Role.ADMINISTRATOR),
            last_day=time.today(now),
        )

    told = meanwhile(lambda: end(*both), lambda: end(*reversed(both)))
    assert isinstance(told, Refusal) and told.code == "last-administrator"
    tomorrow = date.fromordinal(time.today(now).toordinal() + 1)
    assert len(queries.people_with(Role.ADMINISTRATOR, office.agency, tomorrow)) == 1


def test_two_administrators_who_switch_each_other_off_leave_one(
    office: Office, now: datetime
) -> None:
    both = (office.administrator, second_administrator(office, now))

    def off(actor: Person, other: Person) -> None:
        staff.switch(actor=actor, now=now, agency=office.agency, person=other, active=False)

    told = meanwhile(lambda: off(*both), lambda: off(*reversed(both)))
    assert isinstance(told, Refusal)
    assert Person.objects.filter(pk__in=[p.pk for p in both], is_active=True).count() == 1


def test_nobody_gets_a_role_in_a_section_that_is_being_closed(
    office: Office, now: datetime
) -> None:
    acting: dict[str, Any] = {"actor": office.administrator, "now": now, "agency": office.agency}
    section = services.add_section(**acting, name="应急办")
    told = meanwhile(
        lambda: staff.close_section(**acting, section=section),
        lambda: services.give_role(
            **acting,
            person=office.clerk,
            role=Role.SECTION,
            section=section,
            valid_from=time.today(now),
        ),
    )
    assert isinstance(told, Refusal) and told.code == "section-closed"
    assert not Membership.objects.filter(section=section).exists()


def test_a_section_of_one_name_is_made_once(office: Office, now: datetime) -> None:
    add = lambda: services.add_section(  # noqa: E731
        actor=office.administrator, now=now, agency=office.agency, name="应急办"
    )
    results = together(add, add)
    assert sorted(type(r).__name__ for r in results) == ["Refusal", "Section"]
    assert Section.objects.filter(agency=office.agency, name="应急办").count() == 1


def test_the_agency_is_held_and_rows_that_name_it_are_written(
    office: Office, now: datetime
) -> None:
    """Whoever reads a law anew holds the agency and wants its ledger; whoever registers holds the ledger
    and writes rows of the agency. Neither waits for the other for ever."""

    def choose() -> object:
        return open_points.choose(
            agency=office.agency,
            actor=office.administrator,
            now=now,
            name="mediation_column",
            value="corrected",
            valid_from=date.fromordinal(time.today(now).toordinal() + 1),
            reason="县政府办公室的统一口径",
        )

    held = 'FROM "agencies_agency" WHERE "agencies_agency"."id"'
    results = between(choose, held, lambda: registered(office, arrived_on=time.today(now)))
    assert not [one for one in results if isinstance(one, Exception)], results
    assert verify_audit(office.agency) == []
