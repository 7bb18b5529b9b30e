"""A template is saved only when the people of today can carry it out."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from gongkai.law.review import Level, LevelKind, Station
from gongkai.office.agencies.models import Role
from gongkai.office.refusal import Refusal
from gongkai.office.reviews import services
from gongkai.office.reviews.models import Template
from tests.office.build import make_office
from tests.office.reviews.conftest import (
    LEVELS,
    Reviewed,
    add_second,
    login,
)

pytestmark = pytest.mark.django_db


def test_a_template_that_cannot_be_staffed_is_not_saved(now: datetime) -> None:
    office = make_office(now)
    with pytest.raises(Refusal) as caught:
        services.add_template(
            actor=office.administrator, now=now, agency=office.agency, name="三审", levels=LEVELS
        )
    assert caught.value.code == "review.author_alone"
    assert "沈望舒" in str(caught.value) or "江听雨" in str(caught.value)
    assert Template.objects.count() == 0


def test_people_with_one_name_are_told_apart(now: datetime) -> None:
    office = make_office(now)
    add_second(office, now, Role.SECTION, "shen2", "沈望舒")
    only = [Level(LevelKind.REVIEW, 1, Station.SECTION), Level(LevelKind.REVIEW, 2, Station.HEAD)]
    with pytest.raises(Refusal) as caught:
        services.add_template(
            actor=None, now=now, agency=office.agency, name="两审", levels=only, minimum_people=2
        )
    assert "周景和" in str(caught.value)


def test_an_administrator_makes_a_template(
    reviewed: Reviewed, now: datetime, client: Client
) -> None:
    login(reviewed, client, "guan")
    fields = {
        "name": "两审",
        "minimum_people": 2,
        "station_1": "section",
        "kind_1": "review",
        "station_2": "leader",
        "kind_2": "review",
    }
    assert client.post("/reviews/templates/new/", fields)["Location"] == "/reviews/templates/"
    made = Template.objects.get(name="两审")
    assert made.levels == [["review", 1, "section"], ["review", 2, "leader"]]
    alone = client.post("/reviews/templates/new/", fields | {"station_2": "head"}).content.decode()
    assert "模板没有保存" in alone
    assert Template.objects.filter(name="两审").count() == 1
