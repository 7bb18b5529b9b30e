"""An office with its columns, a template of three reviews, and people who can go through them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from gongkai.law.review import Level, LevelKind, Station
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, Person, Role
from gongkai.office.publishing import services
from gongkai.office.publishing.models import Column, InformationItem, ItemVersion, Publication
from gongkai.office.publishing.services import Content
from gongkai.office.reviews import services as reviewing
from gongkai.office.reviews.models import Round, Template
from tests.office.build import PASSWORD, SINCE, Office, make_office

LEVELS = (
    Level(LevelKind.REVIEW, 1, Station.SECTION),
    Level(LevelKind.REVIEW, 2, Station.SECRECY),
    Level(LevelKind.REVIEW, 3, Station.LEADER),
)
CLEAN = {"state_secret": "no", "third_party": "no", "other_exemption": "no"}
FORMED = date(2026, 10, 12)


@dataclass(frozen=True)
class Desk:
    """An office that publishes. `writer` drafts; the section's person, secrecy and leader review."""

    office: Office
    template: Template
    second: dict[Role, Person]
    columns: dict[str, Column]

    @property
    def agency(self) -> Agency:
        return self.office.agency

    @property
    def clerk(self) -> Person:
        return self.office.clerk

    def draft(self, now: datetime, **given: Any) -> InformationItem:
        wanted: dict[str, Any] = {
            "actor": self.clerk,
            "column": self.columns["livelihood"],
            "formed_on": FORMED,
            "content": Content("流感疫苗接种通知", "<p>全县设接种点 21 个。</p>"),
        }
        return services.draft(agency=self.agency, now=now, **(wanted | given))

    def newest(self, item: InformationItem) -> ItemVersion:
        return item.versions.latest("number")

    def edit(self, item: InformationItem, now: datetime, **given: Any) -> ItemVersion:
        newest = self.newest(item)
        wanted: dict[str, Any] = {
            "actor": self.clerk,
            "based_on": newest.uid,
            "content": Content(newest.title, "<p>全县设接种点 22 个。</p>"),
        }
        return services.edit(agency=self.agency, now=now, item=item.uid, **(wanted | given))

    def submit(self, item: InformationItem, now: datetime, **given: Any) -> Round:
        wanted: dict[str, Any] = {
            "actor": self.clerk,
            "version": self.newest(item).uid,
            "template": self.template,
        }
        made = services.submit(agency=self.agency, now=now, item=item.uid, **(wanted | given))
        return Round.objects.get(version=made.review)

    def decide(self, round_: Round, level: int, now: datetime, **given: Any) -> None:
        people = [self.office.section_person, self.office.secrecy, self.office.leader]
        wanted: dict[str, Any] = {
            "actor": people[min(level, 2)],
            "version": round_.version,
            "approved": True,
            "answers": CLEAN if level == 1 else None,
        }
        reviewing.decide(now=now, round=round_, level=level, **(wanted | given))

    def review(self, item: InformationItem, now: datetime) -> Round:
        """Hand in and pass every level."""
        round_ = self.submit(item, now)
        for level in range(len(LEVELS)):
            self.decide(round_, level, now)
        return round_

    def publish(self, item: InformationItem, now: datetime, **given: Any) -> Publication:
        wanted: dict[str, Any] = {"actor": self.clerk, "version": self.newest(item).uid}
        return services.publish(agency=self.agency, now=now, item=item.uid, **(wanted | given))

    def published(self, now: datetime, **given: Any) -> Publication:
        """A new item that went all the way."""
        item = self.draft(now, **given)
        self.review(item, now)
        return self.publish(item, now)


SECOND = {
    Role.SECTION: ("wen", "温如玉"),
    Role.SECRECY: ("gu", "顾长宁"),
    Role.LEADER: ("qi", "齐明月"),
    Role.CLERK: ("song", "宋知微"),
}


@pytest.fixture
def desk(db: None, now: datetime) -> Desk:
    office = make_office(now)
    second = {}
    for role, (login, name) in SECOND.items():
        second[role] = agencies.add_person(
            actor=None,
            now=now,
            agency=office.agency,
            login_name=login,
            display_name=name,
            password=PASSWORD,
        )
        agencies.give_role(
            actor=None,
            now=now,
            agency=office.agency,
            person=second[role],
            role=role,
            valid_from=SINCE,
        )
    template = reviewing.add_template(
        actor=office.administrator,
        now=now,
        agency=office.agency,
        name="三审",
        levels=LEVELS,
    )
    made = services.seed_columns(agency=office.agency, actor=office.clerk, now=now)
    return Desk(office, template, second, {c.slug: c for c in made})


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def clerk(desk: Desk) -> Client:
    return browser(desk.clerk)
