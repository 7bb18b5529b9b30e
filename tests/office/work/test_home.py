"""The desk home and who gets in."""

from datetime import datetime

import pytest
from django.test import Client

from gongkai.office import guards, nav
from tests.office.build import PASSWORD, make_office

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_the_login_page(client: Client) -> None:
    response = client.get("/desk/")
    assert response.status_code == 302
    assert response["Location"] == "/login/?next=/desk/"


def test_the_clerk_logs_in_and_sees_an_empty_desk(client: Client, now: datetime) -> None:
    make_office(now)
    response = client.post("/login/", {"login_name": "jiang", "password": PASSWORD}, follow=True)
    assert response.status_code == 200
    page = response.content.decode()
    assert "云溪县卫生健康委员会" in page
    assert "没有要办的事项" in page
    assert 'class="figures"' not in page  # nothing is never written as 0


def test_a_wrong_password_says_so_and_lets_nobody_in(client: Client, now: datetime) -> None:
    make_office(now)
    response = client.post("/login/", {"login_name": "jiang", "password": "wrong"})
    assert "登录名或者密码不对" in response.content.decode()
    assert client.get("/desk/").status_code == 302


def test_all_guards_stand_after_migration() -> None:
    assert guards.check() == []


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/desk/", ["工作台"]),
        ("/supervision/2024/", ["年报征集"]),
        ("/supervision/units/enter/", ["单位名录"]),
        ("/account/", []),
    ],
)
def test_a_page_belongs_to_one_entry_of_the_bar(path: str, here: list[str]) -> None:
    assert [link.label for link in nav.bar({"supervisor"}, path) if link.here] == here
