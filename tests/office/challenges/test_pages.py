"""The pages of cases."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.office import access, alarm
from gongkai.office.agencies.models import Person
from gongkai.office.applications import services as applications
from gongkai.office.audit import queries as audit
from gongkai.office.challenges import queries
from gongkai.office.challenges.models import Case, CaseEvent, CaseFact
from gongkai.office.refusal import Refusal
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


def test_a_case_registered_wrongly_is_struck_out_and_registered_again(
    office: Office, client: Client, now: datetime
) -> None:
    entered(client, office.clerk)
    post(client, "add", FILED)
    post(client, "step", {"on": "2026-10-21", "ending": "upheld"}, "2026-0001", "decide")
    frozen_at = audit.head(office.agency)[0]
    text = post(client, "step", {"note": "年份抄错"}, "2026-0001", "strike")
    assert "请先撤销审结登记" in text
    post(client, "step", {"note": "年份抄错"}, "2026-0001", "reopen")
    assert "没有填撤销的原因" in post(client, "step", {"note": ""}, "2026-0001", "strike")
    assert CaseFact.objects.current().count() == 1
    text = post(client, "step", {"note": "年份抄错"}, "2026-0001", "strike")
    assert "登记已撤销" in text and "年份抄错" in text and "现在可以做的" not in text

    # Counted nowhere, on nobody's desk; what was counted at a position stays.
    assert CaseFact.objects.current().count() == 0
    head = audit.head(office.agency)[0]
    assert set(queries.counts(office.agency, 2026, head).values()) == {0}
    kept = queries.counts(office.agency, 2026, frozen_at)
    assert kept["challenges.reconsideration.upheld"] == 1
    assert "提交答复书和证据" not in client.get("/desk/").content.decode()
    warned = alarm.collect(agency=office.agency, as_of=TODAY)
    assert [w for w in warned if "案件" in w.message] == []
    # Found all the same: in the list of all, on the application, by its number.
    everything = client.get(reverse("challenges:list"), {"show": "all"}).content.decode()
    assert "撤销登记、不计入表四的" in everything
    applied = client.get(reverse("applications:one", args=["2026-0001"])).content.decode()
    assert "登记已撤销" in applied
    assert "登记已撤销" in client.get("/desk/find/", {"q": "0001"}).content.decode()
    # Nothing more is done in it.
    before = CaseEvent.objects.count()
    for kind, given in (
        ("reply", {"on": "2026-10-20"}),
        ("decide", {"on": "2026-10-21", "ending": "upheld"}),
        ("strike", {"note": "又一次"}),
    ):
        assert "登记已经撤销，不能再办理" in post(client, "step", given, "2026-0001", kind)
    assert CaseEvent.objects.count() == before

    again = client.get(reverse("challenges:add"), {"like": "2026-0001"}).content.decode()
    assert (
        'value="2026-10-09"' in again and 'value="云溪县人民政府"' in again and "钱某" not in again
    )
    assert "已登记为案件 2026-0002" in post(client, "add", FILED | {"filed_on": "2026-10-10"})


@pytest.mark.parametrize(("show", "queries"), [("pending", 6), ("decided", 6), ("all", 7)])
def test_a_list_takes_the_same_queries_however_long(
    office: Office, client: Client, django_assert_num_queries: Any, show: str, queries: int
) -> None:
    entered(client, office.clerk)
    for number in range(1, 7):
        post(client, "add", FILED)
        if number % 2:
            post(
                client,
                "step",
                {"on": "2026-10-20", "ending": "upheld"},
                f"2026-{number:04d}",
                "decide",
            )
    for _ in range(2):
        with django_assert_num_queries(queries):
            assert client.get(reverse("challenges:list"), {"show": show}).status_code == 200
        post(client, "add", FILED)


def test_a_case_about_a_registration_taken_back_and_the_way_out(
    office: Office, client: Client
) -> None:
    """The case leads to the registration that stands; a case struck out is in nobody's way."""
    entered(client, office.clerk)
    twice = registered(office, arrived_on=date(2026, 9, 1))
    kept = registered(office, arrived_on=date(2026, 9, 1))
    given = {"application": twice, "actor": office.clerk, "now": noon(TODAY), "note": "重复登记"}
    post(client, "add", FILED | {"number": twice.number})
    with pytest.raises(Refusal) as no:
        applications.strike(**given, instead=kept)
    assert no.value.code == "strike.challenged"
    post(client, "step", {"note": "申请编号写错"}, "2026-0001", "strike")
    applications.strike(**given, instead=kept)
    told = post(client, "add", FILED | {"number": twice.number})
    assert f"保留的是申请 {kept.number}，请填它的编号" in told
    assert 'href="#id_number"' in told
    assert Case.objects.count() == 1
    assert "已登记为案件 2026-0002" in post(client, "add", FILED | {"number": kept.number})
