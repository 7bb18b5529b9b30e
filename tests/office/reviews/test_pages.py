"""The pages of reviewing."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.law import review
from gongkai.office import time
from gongkai.office.agencies.models import Role
from gongkai.office.reviews import services
from gongkai.office.reviews.models import Decision
from tests.office.build import make_office
from tests.office.reviews.conftest import (
    Reviewed,
    decide,
    hand_in,
    login,
    pass_all,
)

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_difference_and_takes_a_decision(
    reviewed: Reviewed, now: datetime, client: Client
) -> None:
    moment = time.now()
    hand_in(reviewed, moment)
    second = hand_in(reviewed, moment, body="全县设接种点21个。\n特此通知。")
    login(reviewed, client, "shen")
    path = f"/reviews/{second.uid}/"
    page = client.get(path).content.decode()
    assert "<del>18</del><ins>21</ins>" in page
    assert "通过一审" in page
    empty = client.post(
        path, {"version": second.version.uid, "level": 0, "opinion": "", "return": "1"}
    ).content.decode()
    assert '<a href="#id_opinion">退回要写明意见' in empty
    assert "错误：" in empty
    done = client.post(
        path, {"version": second.version.uid, "level": 0, "opinion": "可以", "pass": "1"}
    )
    assert done["Location"] == path
    assert "已通过这一级" in client.get(path).content.decode()
    assert Decision.objects.get().opinion == "可以"


def test_every_open_question_is_led_to(reviewed: Reviewed, client: Client) -> None:
    round_, now = hand_in(reviewed, time.now()), time.now()
    decide(round_, reviewed.office.section_person, 0, now)
    decide(round_, reviewed.second[Role.CLERK], 1, now)
    login(reviewed, client, "bai")
    (first, _), *open_ones = review.SECRECY_QUESTIONS
    given = {"version": round_.version.uid, "level": 2, "pass": "1", first: "no"}
    page = client.post(f"/reviews/{round_.uid}/", given).content.decode()
    summary = page.split('class="error-summary"', 1)[1].split("</ul>", 1)[0]
    assert re.findall('href="#id_([a-z_]+)"', summary) == [code for code, _ in open_ones]
    assert [f'id="id_{code}" tabindex="-1"' in page for code, _ in open_ones] == [True, True]
    assert Decision.objects.count() == 2


def test_the_sheet_names_everybody(reviewed: Reviewed, now: datetime, client: Client) -> None:
    round_ = hand_in(reviewed, time.now())
    pass_all(reviewed, round_, time.now())
    login(reviewed, client, "jiang")
    page = client.get(f"/reviews/{round_.uid}/sheet/").content.decode()
    for name in ("沈望舒", "宋知微", "白如松", "陆明远", "江听雨", round_.version.fingerprint[:16]):
        assert name in page
    assert "不能作为公开的依据" not in page


def test_another_agency_and_an_outsider_see_nothing(
    reviewed: Reviewed, now: datetime, client: Client
) -> None:
    round_ = hand_in(reviewed, time.now())
    make_office(now, prefix="b-", credit="0002")
    for name, status in (("b-jiang", 404), ("guan", 403), ("he", 403)):
        login(reviewed, client, name)
        assert client.get(f"/reviews/{round_.uid}/").status_code == status


def test_the_list_costs_the_same_for_one_and_for_twenty(
    reviewed: Reviewed, now: datetime, client: Client
) -> None:
    login(reviewed, client, "shen")
    hand_in(reviewed, time.now())

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get("/reviews/").status_code == 200
        return len(seen)

    first = cost()
    for n in range(19):
        services.submit(
            actor=reviewed.office.clerk,
            now=time.now(),
            agency=reviewed.office.agency,
            template=reviewed.template,
            subject=f"publishing.informationitem:{n}",
            title=f"稿件 {n}",
            body="正文",
        )
    assert cost() == first


def test_the_page_says_who_is_waited_for_and_why_the_last_version_came_back(
    reviewed: Reviewed, now: datetime, client: Client
) -> None:
    moment = time.now()
    first = hand_in(reviewed, moment)
    decide(
        first, reviewed.office.section_person, 0, moment, approved=False, opinion="补充接种点名单"
    )
    second = hand_in(reviewed, moment, body="全县设接种点21个。")
    login(reviewed, client, "yan")
    page = client.get(f"/reviews/{second.uid}/").content.decode()
    assert "等沈望舒或者温如玉" in page
    assert "正在审" in page
    assert "意见：“补充接种点名单”" in page
    decide(second, reviewed.office.section_person, 0, moment)
    page = client.get(f"/reviews/{second.uid}/").content.decode()
    assert "等宋知微" in page  # the other clerk wrote it
    assert "正在校" in page
