"""The pages of cases."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.office import access, alarm
from gongkai.office.agencies.models import Person
from gongkai.office.challenges.models import Case, CaseEvent
from tests.office.applications.make import answered, noon, registered
from tests.office.build import Office, make_office
from tests.office.once import once_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 21)
FILED = {
    "kind": "reconsideration",
    "title": "对 2026-0001 号答复的行政复议",
    "number": "2026-0001",
    "body": "云溪县人民政府",
    "party": "钱某",
    "filed_on": "2026-10-09",
    "notice_on": "2026-10-12",
}


@pytest.fixture
def office(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(access.time, "now", lambda: noon(TODAY))
    made = make_office(now)
    answered(made, registered(made, arrived_on=date(2026, 9, 1)), date(2026, 9, 10))
    return made


def entered(client: Client, person: Person) -> Client:
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def post(client: Client, name: str, data: dict[str, Any], *args: str) -> str:
    response = client.post(reverse(f"challenges:{name}", args=args), data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_a_case_is_registered_replied_to_decided_and_taken_back(
    office: Office, client: Client
) -> None:
    entered(client, office.clerk)
    assert "已登记为案件 2026-0001" in post(client, "add", FILED)
    home = client.get("/desk/").content.decode()
    assert "提交答复书和证据" in home
    assert "剩 3 个工作日" in home
    warned = [w for w in alarm.collect(agency=office.agency, as_of=TODAY) if "案件" in w.message]
    assert [(w.rule, w.message) for w in warned] == [
        ("due-soon", "行政复议案件 2026-0001 的答复还有 3 个工作日到期（2026-10-26）。")
    ]
    text = post(client, "step", {"on": "2026-10-20"}, "2026-0001", "reply")
    assert "已经登记过" in text
    assert "提交答复书和证据" not in client.get("/desk/").content.decode()
    text = post(client, "step", {"on": "2026-10-21", "ending": ""}, "2026-0001", "decide")
    assert "没有选结果。" in text
    assert CaseEvent.objects.count() == 1
    text = post(client, "step", {"on": "2026-10-21", "ending": "revoked"}, "2026-0001", "decide")
    assert "审结：撤销" in text
    listed = client.get(reverse("challenges:list"), {"show": "decided"}).content.decode()
    assert "结果纠正" in listed
    text = post(client, "step", {"note": "另一案的决定"}, "2026-0001", "reopen")
    assert "尚未审结" in text
    assert CaseEvent.objects.count() == 3


def test_a_wrong_application_number_and_a_refusal_write_nothing(
    office: Office, client: Client
) -> None:
    entered(client, office.clerk)
    assert "没有编号为“2026-0009”的申请" in post(client, "add", {**FILED, "number": "2026-0009"})
    text = post(client, "add", {**FILED, "notice_on": "2026-10-08"})
    assert "早于受理日期 2026-10-09" in text
    assert "<title>错误：登记案件" in text
    assert Case.objects.count() == 0


def test_another_agency_gets_404_and_a_section_403(
    office: Office, client: Client, now: datetime
) -> None:
    entered(client, office.clerk)
    post(client, "add", FILED)
    url = reverse("challenges:one", args=["2026-0001"])
    other = make_office(now, prefix="二", credit="0002")
    entered(client, other.clerk)
    assert client.get(url).status_code == 404
    step = reverse("challenges:step", args=["2026-0001", "decide"])
    assert client.get(step).status_code == 404
    assert "没有尚未审结的案件" in client.get(reverse("challenges:list")).content.decode()
    entered(client, office.section_person)
    assert client.get(url).status_code == 403
    entered(client, office.leader)
    assert client.get(url).status_code == 200
    assert client.get(step).status_code == 403


def test_a_button_pressed_twice_registers_one_case(office: Office, client: Client) -> None:
    entered(client, office.clerk)
    sent = {**FILED, "once": once_of(client.get(reverse("challenges:add")).content.decode())}
    assert "已登记为案件 2026-0001" in post(client, "add", sent)
    assert "这一页的案件已经登记过，没有再登记一次" in post(client, "add", sent)
    assert Case.objects.count() == 1
