"""What people who are not logged in can make the desk do."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client

from gongkai.office import strangers, time
from tests.office.build import PASSWORD, Office, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(time, "clock", lambda: now)
    return make_office(now)


def knock(client: Client, name: str, password: str = "x", **given: str) -> int:
    return client.post("/login/", {"login_name": name, "password": password}, **given).status_code


def test_an_address_that_tries_many_names_waits(
    office: Office, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers, "WRONG_PASSWORDS", 3)
    client = Client()
    assert knock(client, "jiang", PASSWORD) == 302  # not a wrong one
    assert [knock(client, name) for name in ("a", "b", "c")] == [200] * 3
    closed = client.post("/login/", {"login_name": "jiang", "password": PASSWORD})
    assert closed.status_code == 429
    assert "这个网络地址在一刻钟内输错了很多次密码" in closed.text
    assert knock(client, "jiang", PASSWORD, REMOTE_ADDR="10.1.1.1") == 302
    monkeypatch.setattr(time, "clock", lambda: now + timedelta(minutes=15))
    assert knock(client, "jiang", PASSWORD) == 302


def test_what_another_site_forges_closes_no_door(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strangers, "WRONG_PASSWORDS", 1)
    forged = Client(enforce_csrf_checks=True)
    assert [knock(forged, "jiang") for _ in range(3)] == [403] * 3
    assert knock(Client(), "jiang", PASSWORD) == 302


def test_behind_the_proxy_a_stranger_locks_nobody_else_out(
    office: Office, settings: LazySettings
) -> None:
    from dataclasses import replace

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, https=True)
    client = Client()
    stranger = {"HTTP_X_FORWARDED_FOR": "1.1.1.1, 203.0.113.9"}
    assert [knock(client, "jiang", **stranger) for _ in range(5)] == [200] * 4 + [429]
    assert knock(client, "jiang", PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.7") == 302


def test_nothing_large_is_read_before_somebody_logged_in(
    office: Office, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    class Watched(TemporaryUploadedFile):
        def __init__(self, name: str, *rest: object) -> None:
            made.append(name)
            super().__init__(name, *rest)

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", Watched)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 200

    def upload(client: Client) -> str:
        file = SimpleUploadedFile("大.txt", b"x" * 300)
        return client.post("/publishing/import/", {"file": file}).headers.get("Location", "")

    assert upload(Client(enforce_csrf_checks=True)) == "/login/?next=/publishing/import/"
    assert made == []
    inside = Client()
    inside.force_login(office.clerk, "django.contrib.auth.backends.ModelBackend")
    upload(inside)
    assert made == ["大.txt"]


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/registers/licences/?q=%00", None),
        ("/desk/find/?q=a%00b", None),
        ("/desk/find/", {"q": "a\0b"}),
        ("/login/", {"login_name": "a\0b"}),
    ],
)
def test_a_text_with_nul_is_no_text(
    office: Office, address: str, form: dict[str, str] | None
) -> None:
    client = Client()
    client.force_login(office.clerk)
    response = client.get(address) if form is None else client.post(address, form)
    assert response.status_code == 400
