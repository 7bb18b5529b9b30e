"""An office with enough people to review each other, its template, and the way through a round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from django.test import Client

from gongkai.law.review import Level, LevelKind, Station
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Person, Role
from gongkai.office.audit.models import Event
from gongkai.office.refusal import Refusal
from gongkai.office.reviews import services
from gongkai.office.reviews.models import Decision, Round, Template
from tests.office.build import PASSWORD, SINCE, Office, make_office

LEVELS = [
    Level(LevelKind.REVIEW, 1, Station.SECTION),
    Level(LevelKind.PROOF, 1, Station.CLERK),
    Level(LevelKind.REVIEW, 2, Station.SECRECY),
    Level(LevelKind.REVIEW, 3, Station.LEADER),
]
SUBJECT = "publishing.informationitem:0b1f"
CLEAN = {"state_secret": "no", "third_party": "no", "other_exemption": "no"}


@dataclass(frozen=True)
class Reviewed:
    """`second` holds one more person for each station of the template."""

    office: Office
    second: dict[Role, Person]
    template: Template


def add_second(office: Office, now: datetime, role: Role, login: str, name: str) -> Person:
    person = agencies.add_person(
        actor=None,
        now=now,
        agency=office.agency,
        login_name=login,
        display_name=name,
        password=PASSWORD,
    )
    agencies.give_role(
        actor=None, now=now, agency=office.agency, person=person, role=role, valid_from=SINCE
    )
    return person


SECOND = {
    Role.SECTION: ("wen", "温如玉"),
    Role.CLERK: ("song", "宋知微"),
    Role.SECRECY: ("gu", "顾长宁"),
    Role.LEADER: ("qi", "齐明月"),
}


@pytest.fixture
def reviewed(db: None, now: datetime) -> Reviewed:
    office = make_office(now)
    second = {
        role: add_second(office, now, role, login, name) for role, (login, name) in SECOND.items()
    }
    template = services.add_template(
        actor=office.administrator,
        now=now,
        agency=office.agency,
        name="三审一校",
        levels=LEVELS,
    )
    return Reviewed(office, second, template)


def hand_in(
    reviewed: Reviewed,
    now: datetime,
    body: str = "全县设接种点18个。\n特此通知。",
    subject: str = SUBJECT,
) -> Round:
    version = services.submit(
        actor=reviewed.office.clerk,
        now=now,
        agency=reviewed.office.agency,
        template=reviewed.template,
        subject=subject,
        title="接种工作通知",
        body=body,
    )
    return Round.objects.get(version=version)


def decide(
    round_: Round, person: Person, level: int, now: datetime, approved: bool = True, **more: object
) -> Decision:
    return services.decide(
        actor=person,
        now=now,
        round=round_,
        version=round_.version,
        level=level,
        approved=approved,
        **more,  # type: ignore[arg-type]
    )


def pass_all(reviewed: Reviewed, round_: Round, now: datetime) -> None:
    decide(round_, reviewed.office.section_person, 0, now)
    decide(round_, reviewed.second[Role.CLERK], 1, now)
    decide(round_, reviewed.office.secrecy, 2, now, answers=CLEAN)
    decide(round_, reviewed.office.leader, 3, now)


def refused(code: str, round_: Round, *args: object, **kwargs: object) -> str:
    before = (Decision.objects.count(), Event.objects.count())
    with pytest.raises(Refusal) as caught:
        decide(round_, *args, **kwargs)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert (Decision.objects.count(), Event.objects.count()) == before
    return str(caught.value)


def login(reviewed: Reviewed, client: Client, name: str) -> None:
    client.force_login(Person.objects.get(login_name=name))
