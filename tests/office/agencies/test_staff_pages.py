"""The pages of people, sections and delegations, and who opens them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.office import time
from gongkai.office.agencies import services, staff
from gongkai.office.agencies.models import Delegation, Membership, Person, Role, Section
from tests.office.build import Office, make_office

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 21)


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(now)


@pytest.fixture
def administrator(office: Office, client: Client) -> Client:
    client.force_login(office.administrator)
    return client


def test_a_new_person_gets_a_password_that_opens_the_door_once(
    office: Office, administrator: Client
) -> None:
    page = administrator.post(
        "/people/new/",
        {
            "display_name": "温如玉",
            "login_name": "wen",
            "role": "section",
            "section": str(office.sections["药政科"].uid),
            "valid_from": "2020-01-01",
        },
    ).content.decode()
    found = re.search(r'class="secret">([a-z0-9-]{19})<', page)
    assert found is not None
    person = Person.objects.get(login_name="wen")
    assert person.must_change_password
    visitor = Client()
    login = visitor.post("/login/", {"login_name": "wen", "password": found[1]})
    assert login.status_code == 302
    assert visitor.get("/desk/")["Location"] == "/account/password/"
    assert membership_of(person) == [("section", "药政科")]


def membership_of(person: Person) -> list[tuple[str, str | None]]:
    return list(Membership.objects.filter(person=person).values_list("role", "section__name"))


def test_a_taken_login_name_is_said_in_the_form(administrator: Client) -> None:
    page = administrator.post(
        "/people/new/",
        {
            "display_name": "某人",
            "login_name": "jiang",
            "role": "clerk",
            "valid_from": "2020-01-01",
        },
    ).content.decode()
    assert "登录名“jiang”已经有人使用" in page
    assert "<title>错误：登记人员" in page


def test_each_act_about_a_person_has_its_page(office: Office, administrator: Client) -> None:
    path = f"/people/{office.clerk.uid}/"
    give = {"role": "secrecy", "valid_from": "2026-01-01"}
    assert administrator.post(f"{path}role/", give)["Location"] == path
    row = Membership.objects.get(person=office.clerk, role="secrecy")
    end = f"{path}role/{row.uid}/end/"
    assert end in administrator.get(path).content.decode()
    assert administrator.post(end, {"last_day": "2027-06-30"})["Location"] == path
    row.refresh_from_db()
    assert row.valid_to == date(2027, 6, 30)
    lend = {
        "role": "clerk",
        "receiver": str(office.auditor.uid),
        "valid_from": "2026-11-01",
        "valid_to": "2026-11-30",
    }
    assert administrator.post(f"{path}delegation/", lend)["Location"] == path
    assert Delegation.objects.get().receiver == office.auditor
    assert administrator.post(f"{path}account/off/")["Location"] == path
    assert not Person.objects.get(pk=office.clerk.pk).is_active
    assert administrator.post(f"{path}account/on/")["Location"] == path
    assert "初始密码" in administrator.post(f"{path}account/reset/").content.decode()
    assert Person.objects.get(pk=office.clerk.pk).must_change_password
    wrong = administrator.post(end, {"last_day": "2025-01-01"}).content.decode()
    assert "早于起始日" in wrong and 'value="2025-01-01"' in wrong


def test_sections_are_added_and_dissolved_when_empty(office: Office, administrator: Client) -> None:
    administrator.post("/people/sections/new/", {"name": "疾控科"})
    made = Section.objects.get(name="疾控科")
    again = administrator.post("/people/sections/new/", {"name": "疾控科"}).content.decode()
    assert "已经有科室“疾控科”" in again
    administrator.post(f"/people/sections/{made.uid}/close/")
    made.refresh_from_db()
    assert made.closed_on is not None
    used = office.sections["审批科"]
    page = administrator.post(f"/people/sections/{used.uid}/close/").content.decode()
    assert "还有 1 人任职" in page
    used.refresh_from_db()
    assert used.closed_on is None


def test_what_is_refused_leads_back_to_where_one_was(office: Office, administrator: Client) -> None:
    used = f"/people/sections/{office.sections['审批科'].uid}/close/"
    here = "http://testserver/people/sections/"
    page = administrator.post(used, headers={"referer": here}).content.decode()
    assert f'<a href="{here}">返回刚才的页面</a>' in page and "autofocus" in page
    page = administrator.post(used, headers={"referer": "http://elsewhere.cn/"}).content.decode()
    assert "返回刚才的页面" not in page


def test_nobody_else_gets_in_and_no_agency_sees_another(
    office: Office, client: Client, now: datetime
) -> None:
    other = make_office(now, prefix="b-", credit="0002")
    paths = ["/people/", "/people/new/", "/people/sections/", f"/people/{office.clerk.uid}/"]
    client.force_login(office.clerk)
    assert [client.get(p).status_code for p in paths] == [403, 403, 403, 403]
    client.force_login(other.administrator)
    assert [client.get(p).status_code for p in paths] == [200, 200, 200, 404]
    assert "沈望舒" in client.get("/people/").content.decode()
    assert f"/people/{office.clerk.uid}/" not in client.get("/people/").content.decode()


def test_the_list_costs_the_same_for_eight_and_for_thirty(
    office: Office, administrator: Client, now: datetime
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert administrator.get("/people/").status_code == 200
        return len(seen)

    first = cost()
    for n in range(22):
        staff.take_on(
            actor=office.administrator,
            now=now,
            agency=office.agency,
            login_name=f"p{n}",
            display_name=f"人员{n}",
            role=Role.SECTION,
            section=office.sections["药政科"],
            valid_from=date(2020, 1, 1),
        )
    assert cost() == first == 7


def test_a_person_lends_and_takes_back_their_own_role(office: Office, client: Client) -> None:
    client.force_login(office.leader)
    today = time.today(time.now())
    path = "/account/delegation/"
    lend = {
        "role": "leader",
        "receiver": str(office.clerk.uid),
        "valid_from": today.isoformat(),
        "valid_to": (today + timedelta(days=5)).isoformat(),
    }
    assert client.post(f"{path}new/", lend)["Location"] == path
    row = Delegation.objects.get()
    client.force_login(office.clerk)
    assert client.post(f"{path}{row.uid}/end/").status_code == 404  # not theirs to take back
    client.force_login(office.leader)
    assert client.post(f"{path}{row.uid}/end/")["Location"] == path
    row.refresh_from_db()
    assert row.valid_to == today


def test_what_has_not_begun_ends_with_its_first_day(office: Office, client: Client) -> None:
    client.force_login(office.leader)
    first = time.today(time.now()) + timedelta(days=3)
    path = "/account/delegation/"
    lend = {
        "role": "leader",
        "receiver": str(office.clerk.uid),
        "valid_from": first.isoformat(),
        "valid_to": (first + timedelta(days=5)).isoformat(),
    }
    client.post(f"{path}new/", lend)
    row = Delegation.objects.get()
    assert "只代行第一天" in client.get(path).content.decode()
    client.post(f"{path}{row.uid}/end/")
    row.refresh_from_db()
    assert row.valid_to == first


def test_nobody_lends_a_role_they_only_borrowed(office: Office, client: Client) -> None:
    stranger = office.auditor
    Membership.objects.filter(person=stranger).update(valid_to=date(2020, 12, 31))
    client.force_login(office.administrator)
    page = client.get(f"/people/{stranger.uid}/delegation/")
    assert page.status_code == 409
    assert "代行来的角色不能再授权别人" in page.content.decode()


def test_the_delegation_page_and_the_list_of_people_name_both(
    office: Office, now: datetime, client: Client
) -> None:
    today = time.today(time.now())
    services.delegate(
        actor=office.leader,
        now=now,
        agency=office.agency,
        giver=office.leader,
        receiver=office.clerk,
        role=Role.LEADER,
        valid_from=today,
        valid_to=today,
    )
    for person in (office.leader, office.clerk):
        client.force_login(person)
        page = client.get("/account/delegation/").content.decode()
        assert "陆明远" in page
        assert "江听雨" in page
        assert ("今天结束代行" in page) == (person == office.leader)
    client.force_login(office.secrecy)
    assert "没有授权别人代行" in client.get("/account/delegation/").content.decode()
    client.force_login(office.administrator)
    assert "公开办经办、分管领导（代陆明远）" in client.get("/people/").content.decode()
