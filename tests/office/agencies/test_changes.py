"""Names by period, mergers, and who stands above: what a paper of a day prints."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from gongkai.office.agencies import changes, queries, services
from gongkai.office.agencies.models import Agency, AgencyName, Role, Succession, Superior
from gongkai.office.audit.models import Event
from gongkai.office.audit.queries import verify_audit
from gongkai.office.refusal import Refusal
from tests.office.build import SINCE, Office, make_office

pytestmark = pytest.mark.django_db
OLD, NEW = "云溪县卫生健康委员会", "云溪县卫生健康局"
DAY = date(2026, 3, 1)
BASIS = "云办发〔2026〕3号"


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(now)


def counts() -> tuple[int, ...]:
    models = (AgencyName, Succession, Superior, Event)
    return tuple(model.objects.count() for model in models)


def refused(code: str, act: Callable[[], object]) -> None:
    before = (counts(), list(Agency.objects.order_by("pk").values_list("name", "closed_on")))
    with pytest.raises(Refusal) as caught:
        act()
    assert caught.value.code == code
    after = (counts(), list(Agency.objects.order_by("pk").values_list("name", "closed_on")))
    assert after == before


def rename(office: Office, now: datetime, name: str = NEW, **given: Any) -> AgencyName:
    held: dict[str, Any] = {"actor": office.administrator, "from_day": DAY, "basis": BASIS}
    return changes.rename(agency=office.agency, now=now, name=name, **(held | given))


def test_a_paper_prints_the_name_of_its_day(office: Office, now: datetime) -> None:
    assert queries.name_on(office.agency, date(2025, 1, 1)) == OLD
    rename(office, now)
    agency = Agency.objects.get(pk=office.agency.pk)
    assert agency.name == NEW
    days = (date(1990, 1, 1), date(2026, 2, 28), DAY, date(2030, 1, 1))
    assert [queries.name_on(agency, day) for day in days] == [OLD, OLD, NEW, NEW]
    rename(office, now, "云溪县健康局", from_day=date(2026, 5, 1))
    days = (date(2026, 2, 28), date(2026, 4, 30), date(2026, 5, 1))
    assert [queries.name_on(agency, day) for day in days] == [OLD, NEW, "云溪县健康局"]
    assert verify_audit(agency) == []


def test_what_is_no_renaming(office: Office, now: datetime) -> None:
    refused("not-permitted", lambda: rename(office, now, actor=office.clerk))
    refused("same-name", lambda: rename(office, now, OLD))
    refused("name-missing", lambda: rename(office, now, " "))
    refused("basis-missing", lambda: rename(office, now, basis=""))
    refused("day-to-come", lambda: rename(office, now, from_day=date(2026, 10, 22)))
    rename(office, now)
    refused("before-last", lambda: rename(office, now, "又一个局", from_day=DAY))


def test_a_merged_agency_is_closed_and_found_under_its_name(office: Office, now: datetime) -> None:
    other = make_office(now, prefix="乙", credit="0002")
    common: dict[str, Any] = {
        "actor": office.administrator,
        "now": now,
        "agency": office.agency,
        "predecessor_name": "",
        "kind": "merged",
        "on": DAY,
        "basis": BASIS,
    }
    refused("not-permitted", lambda: changes.take_over(**common, predecessor=other.agency))
    services.give_role(
        actor=None,
        now=now,
        agency=other.agency,
        person=office.administrator,
        role=Role.ADMINISTRATOR,
        valid_from=SINCE,
    )
    refused("same-agency", lambda: changes.take_over(**common, predecessor=office.agency))
    refused("name-missing", lambda: changes.take_over(**common, predecessor=None))
    changes.take_over(**common, predecessor=other.agency)
    closed = Agency.objects.get(pk=other.agency.pk)
    assert closed.closed_on == DAY
    assert queries.superior_of(closed, date(2026, 3, 2)) is None
    assert queries.subordinates_of(other.supervising, date(2026, 3, 2)) == []
    assert queries.subordinates_of(other.supervising, DAY) == [closed]
    refused("taken-already", lambda: changes.take_over(**common, predecessor=other.agency))
    assert queries.aliases([office.agency], 2025) == {}
    assert queries.aliases([office.agency], 2026) == {f"乙{OLD}": OLD}
    rename(office, now)
    agency = Agency.objects.get(pk=office.agency.pk)
    assert queries.aliases([agency], 2026) == {f"乙{OLD}": NEW, OLD: NEW}
    assert verify_audit(closed) == []


def test_duties_taken_over_close_nobody(office: Office, now: datetime) -> None:
    changes.take_over(
        actor=office.administrator,
        now=now,
        agency=office.agency,
        predecessor=None,
        predecessor_name="云溪县民政局",
        kind="duties",
        on=DAY,
        basis=BASIS,
    )
    assert queries.aliases([office.agency], 2026) == {}


def test_who_stands_above_by_period(office: Office, now: datetime) -> None:
    def place(**given: Any) -> Superior:
        held: dict[str, Any] = {
            "superior": None,
            "superior_name": "云溪市卫生健康委员会",
            "reconsideration_body": "云溪市人民政府",
            "valid_from": DAY,
        }
        return changes.place_under(
            actor=office.administrator, now=now, agency=office.agency, **(held | given)
        )

    refused("before-last", lambda: place(valid_from=SINCE))
    refused("office-missing", lambda: place(superior_name=""))
    refused("body-missing", lambda: place(reconsideration_body=" "))
    refused("same-agency", lambda: place(superior=office.agency))
    place()
    before, after = (queries.superior_of(office.agency, day) for day in (date(2026, 2, 28), DAY))
    assert before is not None
    assert (before.office_name, before.reconsideration_body) == (
        "云溪县人民政府办公室",
        "云溪县人民政府",
    )
    assert after is not None
    assert (after.office_name, after.reconsideration_body) == (
        "云溪市卫生健康委员会",
        "云溪市人民政府",
    )


def test_the_page_shows_everybody_and_lets_the_administrator_change(
    office: Office, client: Client
) -> None:
    client.force_login(office.administrator)
    assert "云溪县人民政府" in client.get("/agency/").content.decode()
    sent = {"name": NEW, "from_day": "2026-03-01", "basis": BASIS}
    assert client.post("/agency/name/", sent)["Location"] == "/agency/"
    assert NEW in client.get("/agency/").content.decode()
    wrong = client.post("/agency/name/", sent).content.decode()
    assert "错误：" in wrong
    assert "没有改动" in wrong
    body = {
        "superior": "",
        "superior_name": "云溪市卫生健康委员会",
        "reconsideration_body": "云溪市人民政府",
        "valid_from": "2026-03-01",
    }
    assert client.post("/agency/superior/", body)["Location"] == "/agency/"
    merged = {"kind": "merged", "predecessor_name": "中医药局", "on": "2026-03-01", "basis": BASIS}
    assert client.post("/agency/succession/", merged)["Location"] == "/agency/"
    page = client.get("/agency/").content.decode()
    assert "云溪市卫生健康委员会" in page
    assert "中医药局" in page
    client.force_login(office.clerk)
    assert "登记更名" not in client.get("/agency/").content.decode()
    assert client.get("/agency/name/").status_code == 403
