"""Coming in: password, lock-out, second factor, sessions."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django_otp.oath import TOTP

from gongkai.office import time
from gongkai.office.agencies import credentials
from gongkai.office.agencies.models import Person, SecondFactor
from gongkai.office.audit.models import Event
from gongkai.office.refusal import Refusal
from tests.office.build import PASSWORD, Office, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(now)


def post(
    client: Client, name: str = "jiang", password: str = PASSWORD, target: str = ""
) -> HttpResponse:
    return client.post("/login/", {"login_name": name, "password": password, "next": target})


def code_at(secret: str, clock: datetime) -> str:
    made = TOTP(base64.b32decode(secret))
    made.time = clock.timestamp()
    return f"{made.token():06d}"


def enrol(person: Person, now: datetime, clock: datetime) -> str:
    factor = credentials.begin_enrolment(actor=person)
    credentials.confirm_enrolment(
        actor=person, now=now, clock=clock, code=code_at(factor.secret, clock)
    )
    return factor.secret


def test_login_goes_where_it_was_asked_and_nowhere_else(client: Client, office: Office) -> None:
    assert post(client, target="/account/")["Location"] == "/account/"
    assert post(Client(), target="https://example.org/")["Location"] == "/desk/"


def test_five_wrong_passwords_close_the_door_to_that_name_only(
    client: Client, office: Office
) -> None:
    for _ in range(4):
        assert "登录名或者密码不对" in post(client, password="x").content.decode()
    locked = post(client, password="x")
    assert locked.status_code == 429
    assert "15 分钟以后才能再试" in locked.content.decode()
    assert post(client).status_code == 429
    assert post(client, name="shen").status_code == 302


def test_a_right_password_clears_the_count(client: Client, office: Office) -> None:
    for _ in range(4):
        post(client, password="x")
    assert post(client).status_code == 302
    for _ in range(4):
        assert post(Client(), password="x").status_code == 200
    assert post(Client()).status_code == 302


def test_a_person_switched_off_cannot_come_in_nor_stay(client: Client, office: Office) -> None:
    assert post(client).status_code == 302
    Person.objects.filter(pk=office.clerk.pk).update(is_active=False)
    assert client.get("/desk/")["Location"] == "/login/?next=/desk/"
    assert "登录名或者密码不对" in post(client).content.decode()


def test_logging_in_changes_the_session_and_logging_out_ends_it(
    client: Client, office: Office
) -> None:
    client.get("/login/")
    post(client)
    first = client.session.session_key
    assert client.get("/desk/").status_code == 200
    assert client.get("/logout/").status_code == 405
    client.post("/logout/")
    assert client.get("/desk/").status_code == 302
    post(client)
    assert client.session.session_key != first


def test_with_a_second_factor_the_password_alone_opens_nothing(
    client: Client, office: Office, now: datetime
) -> None:
    clock = time.clock()
    secret = enrol(office.clerk, now, clock - timedelta(minutes=5))
    assert post(client, target="/account/")["Location"] == "/login/code/"
    assert client.get("/desk/")["Location"] == "/login/?next=/desk/"
    wrong = client.post("/login/code/", {"code": "12345"})
    assert "验证码不对" in wrong.content.decode()
    assert client.post("/login/code/", {"code": code_at(secret, clock)})["Location"] == "/account/"
    assert client.get("/desk/").status_code == 200


def test_looking_at_the_page_of_the_second_factor_writes_nothing(
    client: Client, office: Office, now: datetime
) -> None:
    client.force_login(office.clerk)
    offered = credentials.begin_enrolment(actor=office.clerk).secret
    for _ in range(2):
        assert offered in client.get("/account/second-factor/").content.decode()
    with pytest.raises(Refusal, match="验证码不对"):
        credentials.confirm_enrolment(actor=office.clerk, now=now, clock=now, code="000000x")
    assert SecondFactor.objects.count() == 0
    assert credentials.begin_enrolment(actor=office.leader).secret != offered
    assert enrol(office.clerk, now, now) == offered
    # What a lost telephone knew never fits again.
    credentials.drop_second_factor(
        actor=office.administrator, now=now, agency=office.agency, person=office.clerk
    )
    assert not credentials.has_second_factor(office.clerk)
    assert enrol(office.clerk, now, now) != offered


def test_the_code_page_without_a_password_leads_back(client: Client, office: Office) -> None:
    assert client.get("/login/code/")["Location"] == "/login/"


def test_a_code_works_once_and_one_step_early_or_late(office: Office, now: datetime) -> None:
    person = office.clerk
    secret = enrol(person, now, now)
    with pytest.raises(Refusal, match="已经用过"):
        credentials.check_code(person=person, clock=now, code=code_at(secret, now))
    later = now + timedelta(minutes=10)
    early = code_at(secret, later - timedelta(seconds=30))
    too_early = code_at(secret, later - timedelta(seconds=60))
    with pytest.raises(Refusal):
        credentials.check_code(person=person, clock=later, code=too_early)
    credentials.check_code(person=person, clock=later, code=early)
    credentials.check_code(
        person=person, clock=later, code=code_at(secret, later + timedelta(seconds=30))
    )


def test_five_wrong_codes_lock_for_a_quarter_of_an_hour(office: Office, now: datetime) -> None:
    person = office.clerk
    secret = enrol(person, now, now)
    clock = now + timedelta(minutes=10)
    codes = []
    for _ in range(5):
        with pytest.raises(Refusal) as refused:
            credentials.check_code(person=person, clock=clock, code="abcdef")
        codes.append(refused.value.code)
    assert codes == ["wrong-code"] * 4 + ["locked"]
    with pytest.raises(Refusal, match="15 分钟"):
        credentials.check_code(person=person, clock=clock, code=code_at(secret, clock))
    clock += timedelta(minutes=15)
    credentials.check_code(person=person, clock=clock, code=code_at(secret, clock))


def test_the_secret_lies_encrypted(office: Office, now: datetime) -> None:
    from django.db import connection

    secret = enrol(office.clerk, now, now)
    assert SecondFactor.objects.get().secret == secret
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM agencies_secondfactor")
        assert secret.encode() not in bytes(cursor.fetchone()[0])


def test_the_administrator_takes_a_lost_telephone_out_of_use(office: Office, now: datetime) -> None:
    enrol(office.clerk, now, now)
    with pytest.raises(Refusal):
        credentials.drop_second_factor(
            actor=office.leader, now=now, agency=office.agency, person=office.clerk
        )
    assert credentials.has_second_factor(office.clerk)
    credentials.drop_second_factor(
        actor=office.administrator, now=now, agency=office.agency, person=office.clerk
    )
    assert not credentials.has_second_factor(office.clerk)
    assert list(
        Event.objects.filter(subject=f"agencies.person:{office.clerk.uid}")
        .order_by("position")
        .values_list("verb", "actor__login_name")
    ) == [
        ("person.added", None),
        ("person.second_factor_set", "jiang"),
        ("person.second_factor_dropped", "guan"),
    ]


def test_changing_the_password_ends_the_other_sessions(client: Client, office: Office) -> None:
    other = Client()
    post(client)
    post(other)
    weak = client.post(
        "/account/password/", {"old": PASSWORD, "new": "1234567890", "again": "1234567890"}
    )
    assert '<a href="#id_new">' in weak.content.decode()
    fresh = "清水河-2027-secret"
    done = client.post("/account/password/", {"old": PASSWORD, "new": fresh, "again": fresh})
    assert done["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    assert other.get("/desk/").status_code == 302
    assert post(Client(), password=fresh)["Location"] == "/desk/"


def test_a_password_from_the_administrator_must_be_changed_first(
    client: Client, office: Office, now: datetime
) -> None:
    given = "临时-2026-password"
    credentials.reset_password(
        actor=office.administrator, now=now, agency=office.agency, person=office.clerk, new=given
    )
    post(client, password=given)
    assert client.get("/desk/")["Location"] == "/account/password/"
    fresh = "清水河-2027-secret"
    client.post("/account/password/", {"old": given, "new": fresh, "again": fresh})
    assert client.get("/desk/").status_code == 200


def test_every_page_forbids_inline_script_and_foreign_hosts(client: Client, office: Office) -> None:
    post(client)
    for path in ("/desk/", "/account/", "/account/second-factor/", "/nowhere/"):
        response = client.get(path)
        policy = dict(
            part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == "'self'"
        assert policy["frame-ancestors"] == "'none'"
        page = response.content.decode()
        assert " style=" not in page
        assert "<script>" not in page


def test_large_type_is_a_link_that_comes_back(client: Client) -> None:
    assert client.get("/display/large/?next=/login/")["Location"] == "/login/"
    assert '<html lang="zh-CN" class="large">' in client.get("/login/").content.decode()
    assert client.get("/display/large/?next=//evil.example/")["Location"] == "/"
    assert '<html lang="zh-CN">' in client.get("/login/").content.decode()
