"""A template is saved only when the people of today can carry it out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from gongkai.law.review import Level, LevelKind, Station
from gongkai.office.agencies.models import Role
from gongkai.office.refusal import Refusal
from gongkai.office.reviews import services
from gongkai.office.reviews.models import Template, Version
from tests.office.build import make_office
from tests.office.reviews.conftest import (
    LEVELS,
    SUBJECT,
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


def test_a_template_is_changed_by_a_copy_of_the_same_name(
    reviewed: Reviewed, now: datetime, client: Client
) -> None:
    login(reviewed, client, "guan")
    page = client.get(f"/reviews/templates/new/?like={reviewed.template.uid}").content.decode()
    assert f'value="{reviewed.template.name}"' in page
    assert f"<h1>修改审核模板“{reviewed.template.name}”</h1>" in page
    assert page.count('<option value="secrecy" selected>') == 1
    assert page.count('<option value="section" selected>') == 1
    fields: dict[str, object] = {"name": reviewed.template.name, "minimum_people": 2}
    fields |= {"kind_1": "review", "station_1": "secrecy"}
    fields |= {"kind_2": "review", "station_2": "leader"}
    client.post(f"/reviews/templates/new/?like={reviewed.template.uid}", fields)
    reviewed.template.refresh_from_db()
    assert reviewed.template.closed_on is not None
    [changed] = Template.objects.filter(name=reviewed.template.name, closed_on=None)
    assert [level.name for level in changed.as_law().levels] == ["一审", "二审"]


def test_a_closed_template_is_offered_no_more_and_cannot_be_closed_twice(
    reviewed: Reviewed, now: datetime, client: Client
) -> None:
    login(reviewed, client, "guan")
    path = f"/reviews/templates/{reviewed.template.uid}/close/"
    assert client.post(path)["Location"] == "/reviews/templates/"
    assert Template.objects.filter(closed_on=None).count() == 0
    assert client.post(path).status_code == 404
    with pytest.raises(Refusal) as caught:
        services.close_template(
            actor=reviewed.office.administrator,
            now=now,
            agency=reviewed.office.agency,
            template=reviewed.template,
        )
    assert caught.value.code == "template-closed"


def test_nothing_is_handed_in_that_could_not_be_decided(now: datetime) -> None:
    office = make_office(now)
    template = services.usual_template(now=now, agency=office.agency)
    given = {"agency": office.agency, "template": template, "title": "甲", "body": "乙"}
    with pytest.raises(Refusal) as caught:
        services.submit(actor=office.section_person, now=now, subject="a.b:1", **given)
    assert caught.value.code == "unstaffed"
    assert "一审由科室负责人进行，这一岗位除了拟稿人没有别人。" in str(caught.value)
    assert Version.objects.count() == 0
    # The clerk's own text lacks somebody to proof-read it, and nothing else.
    with pytest.raises(Refusal, match="一校由经办进行"):
        services.submit(actor=office.clerk, now=now, subject="a.b:1", **given)
    add_second(office, now, Role.CLERK, "song", "宋知微")
    services.submit(actor=office.clerk, now=now, subject="a.b:1", **given)
    assert Version.objects.count() == 1


def test_nothing_is_handed_in_under_a_closed_template_or_anothers(
    reviewed: Reviewed, now: datetime
) -> None:
    office = reviewed.office
    other = make_office(now, prefix="东", credit="0002")
    given: dict[str, Any] = {
        "actor": office.clerk,
        "now": now,
        "subject": SUBJECT,
        "title": "通知",
        "body": "正文",
    }
    before = Version.objects.count()
    with pytest.raises(Refusal) as no:
        services.submit(**given, agency=other.agency, template=reviewed.template)
    assert no.value.code == "template-closed"
    closed = services.close_template(
        actor=office.administrator, now=now, agency=office.agency, template=reviewed.template
    )
    with pytest.raises(Refusal) as no:
        services.submit(**given, agency=office.agency, template=closed)
    assert no.value.code == "template-closed"
    assert Version.objects.count() == before
