"""An office with enough people to review each other, and its template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest

from gongkai.law.review import Level, LevelKind, Station
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Person, Role
from gongkai.office.reviews import services
from gongkai.office.reviews.models import Template
from tests.office.build import PASSWORD, SINCE, Office, make_office

LEVELS = [
    Level(LevelKind.REVIEW, 1, Station.SECTION),
    Level(LevelKind.PROOF, 1, Station.CLERK),
    Level(LevelKind.REVIEW, 2, Station.SECRECY),
    Level(LevelKind.REVIEW, 3, Station.LEADER),
]
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
