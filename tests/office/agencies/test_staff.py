"""The administrator's work: people, roles, delegations, sections."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from gongkai.office.agencies import credentials, queries, services, staff
from gongkai.office.agencies.models import Delegation, Membership, Person, Role
from gongkai.office.audit.models import Event
from gongkai.office.audit.queries import verify_audit
from gongkai.office.refusal import Refusal
from tests.office.build import Office, make_office

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 21)


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(now)


def acting(office: Office, now: datetime) -> dict[str, Any]:
    return {"actor": office.administrator, "now": now, "agency": office.agency}


def membership(office: Office, role: Role) -> Membership:
    return Membership.objects.get(agency=office.agency, role=role)


def test_roles_hold_from_their_first_to_their_last_day(office: Office, now: datetime) -> None:
    staff.end_role(
        **acting(office, now),
        membership=membership(office, Role.CLERK),
        last_day=TODAY,
    )
    assert queries.roles_of(office.clerk, office.agency, TODAY) == {Role.CLERK}
    assert queries.roles_of(office.clerk, office.agency, TODAY + timedelta(days=1)) == set()
    assert queries.roles_of(office.clerk, office.agency, date(2019, 5, 15)) == {Role.CLERK}
    assert queries.roles_of(office.clerk, office.agency, date(2019, 5, 14)) == set()
    for day in (TODAY, TODAY + timedelta(days=1), date(2019, 5, 15), date(2019, 5, 14)):
        light = queries.own_roles(office.clerk, office.agency, day)
        assert light == queries.roles_of(office.clerk, office.agency, day), day


def test_who_was_switched_off_may_do_nothing(office: Office, now: datetime) -> None:
    staff.switch(**acting(office, now), person=office.clerk, active=False)
    clerk = Person.objects.get(pk=office.clerk.pk)
    assert queries.own_roles(clerk, office.agency, TODAY) == set()
    with pytest.raises(Refusal) as refused:
        services.require(clerk, office.agency, Role.CLERK, TODAY)
    assert refused.value.code == "not-permitted"


def test_a_role_is_needed_and_the_refusal_names_who_has_it(office: Office, now: datetime) -> None:
    before = (Membership.objects.count(), Event.objects.count())
    with pytest.raises(Refusal) as refused:
        services.give_role(
            actor=office.clerk,
            now=now,
            agency=office.agency,
            person=office.clerk,
            role=Role.SIGNER,
            valid_from=TODAY,
        )
    assert refused.value.code == "not-permitted"
    assert "这件事由机关管理员办理" in refused.value.message
    assert (Membership.objects.count(), Event.objects.count()) == before


def test_a_delegation_holds_between_its_days_and_while_the_giver_holds_the_role(
    office: Office, now: datetime
) -> None:
    lent = services.delegate(
        actor=office.leader,
        now=now,
        agency=office.agency,
        giver=office.leader,
        receiver=office.clerk,
        role=Role.LEADER,
        valid_from=TODAY,
        valid_to=TODAY + timedelta(days=6),
    )
    both = {Role.CLERK, Role.LEADER}
    assert queries.roles_of(office.clerk, office.agency, TODAY) == both
    assert queries.roles_of(office.clerk, office.agency, TODAY + timedelta(days=7)) == {Role.CLERK}
    staff.end_role(
        **acting(office, now),
        membership=membership(office, Role.LEADER),
        last_day=TODAY + timedelta(days=2),
    )
    assert queries.roles_of(office.clerk, office.agency, TODAY + timedelta(days=2)) == both
    assert queries.roles_of(office.clerk, office.agency, TODAY + timedelta(days=3)) == {Role.CLERK}
    staff.end_delegation(
        actor=office.leader, now=now, agency=office.agency, delegation=lent, last_day=TODAY
    )
    assert queries.roles_of(office.clerk, office.agency, TODAY + timedelta(days=1)) == {Role.CLERK}
    assert verify_audit(office.agency) == []


@pytest.mark.parametrize(
    ("role", "days", "code"),
    [(Role.SIGNER, (0, 1), "not-held"), (Role.LEADER, (1, 0), "days-reversed")],
)
def test_what_cannot_be_delegated(
    office: Office, now: datetime, role: Role, days: tuple[int, int], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        services.delegate(
            actor=office.leader,
            now=now,
            agency=office.agency,
            giver=office.leader,
            receiver=office.clerk,
            role=role,
            valid_from=TODAY + timedelta(days=days[0]),
            valid_to=TODAY + timedelta(days=days[1]),
        )
    assert refused.value.code == code
    assert Delegation.objects.count() == 0


def test_the_last_administrator_stays(office: Office, now: datetime) -> None:
    only = membership(office, Role.ADMINISTRATOR)
    with pytest.raises(Refusal) as refused:
        staff.end_role(
            **acting(office, now),
            membership=only,
            last_day=TODAY,
        )
    assert refused.value.code == "last-administrator"
    only.refresh_from_db()
    assert only.valid_to is None


def test_an_account_shared_with_another_agency_is_not_ours_alone(
    office: Office, now: datetime
) -> None:
    services.give_role(
        actor=None,
        now=now,
        agency=office.supervising,
        person=office.clerk,
        role=Role.CLERK,
        valid_from=TODAY,
    )
    password = office.clerk.password
    for act in (
        lambda: staff.switch(
            **acting(office, now),
            person=office.clerk,
            active=False,
        ),
        lambda: credentials.reset_password(
            **acting(office, now),
            person=office.clerk,
            new="云溪-2027-password",
        ),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "also-elsewhere"
    found = Person.objects.get(pk=office.clerk.pk)
    assert (found.is_active, found.password) == (True, password)


@pytest.mark.parametrize("begins", [TODAY, TODAY + timedelta(days=30)])
def test_an_account_switched_off_elsewhere_or_joining_later_is_not_ours_alone_either(
    office: Office, now: datetime, begins: date
) -> None:
    """The supervising office keeps its own former clerk out: our administrator lets nobody in there."""
    services.give_role(
        actor=None,
        now=now,
        agency=office.supervising,
        person=office.clerk,
        role=Role.CLERK,
        valid_from=begins,
    )
    Person.objects.filter(pk=office.clerk.pk).update(is_active=False)
    before = Event.objects.count()
    with pytest.raises(Refusal) as refused:
        staff.switch(
            **acting(office, now),
            person=office.clerk,
            active=True,
        )
    assert (refused.value.code, Event.objects.count()) == ("also-elsewhere", before)
    assert Person.objects.get(pk=office.clerk.pk).is_active is False


@pytest.mark.parametrize(
    ("held", "last_day", "code"),
    [
        (None, TODAY - timedelta(days=1), "in-the-past"),
        (None, date(2019, 5, 14), "days-reversed"),
        (TODAY - timedelta(days=9), TODAY, "ends-sooner"),
        (TODAY + timedelta(days=9), TODAY + timedelta(days=10), "ends-sooner"),
    ],
)
def test_what_somebody_could_do_on_a_past_day_is_not_changed(
    office: Office, now: datetime, held: date | None, last_day: date, code: str
) -> None:
    Membership.objects.filter(agency=office.agency, role=Role.LEADER).update(valid_to=held)
    before = Event.objects.count()
    with pytest.raises(Refusal) as refused:
        staff.end_role(
            **acting(office, now),
            membership=membership(office, Role.LEADER),
            last_day=last_day,
        )
    assert (refused.value.code, Event.objects.count()) == (code, before)
    assert membership(office, Role.LEADER).valid_to == held


def test_a_person_of_another_agency_cannot_be_taken_over(office: Office, now: datetime) -> None:
    with pytest.raises(Refusal) as refused:
        credentials.reset_password(
            **acting(office, now),
            person=office.supervisor,
            new="云溪-2027-password",
        )
    assert refused.value.code == "other-agency"


# -- pages
