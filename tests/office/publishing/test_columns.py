"""Columns are changed, closed and used again; their addresses stay."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client
from lxml import html

from gongkai.office import time
from gongkai.office.audit.models import Event
from gongkai.office.portal.search import index
from gongkai.office.publishing import services
from gongkai.office.publishing.models import Column
from gongkai.office.refusal import Refusal
from tests.office.publishing.conftest import Desk

pytestmark = pytest.mark.django_db


def order(desk: Desk) -> list[str]:
    """The first matters of Art. 20 as the site lists them."""
    found = Column.objects.filter(agency=desk.agency, block="proactive")
    return list(found.order_by("position", "id").values_list("slug", flat=True))


def test_a_column_gets_another_name_keeper_freshness_and_place(
    desk: Desk, client: Client, now: datetime
) -> None:
    client.force_login(desk.office.administrator, "django.contrib.auth.backends.ModelBackend")
    held = desk.columns["plans"]
    assert order(desk).index("plans") == 2
    path = f"/publishing/columns/{held.uid}/"
    assert 'value="3"' in client.get(path).content.decode()
    section = desk.office.sections["办公室"]
    done = client.post(
        path,
        {"name": "规划", "section": section.pk, "freshness": "long_term", "position": 1},
    )
    assert done["Location"] == "/publishing/columns/"
    held.refresh_from_db()
    assert (held.name, held.section, held.freshness, held.slug) == (
        "规划",
        section,
        "long_term",
        "plans",
    )
    assert order(desk)[:3] == ["plans", "normative-documents", "functions"]
    assert Event.objects.latest("position").verb == "publishing.column_changed"
    # The fifteen matters keep their numbers of the law whatever their order.
    assert held.article_20_item == 3
    assert "条例第二十条第（三）项" in client.get(path).content.decode()


def test_an_empty_name_and_a_place_before_the_first_change_nothing(
    desk: Desk, client: Client
) -> None:
    client.force_login(desk.office.administrator, "django.contrib.auth.backends.ModelBackend")
    held = desk.columns["plans"]
    page = client.post(
        f"/publishing/columns/{held.uid}/",
        {"name": " ", "freshness": "long_term", "position": 0},
    ).content.decode()
    assert "请填写栏目名称。" in page
    assert "位置从 1 数起，请改正。" in page
    held.refresh_from_db()
    assert held.freshness == "staged"
    assert order(desk).index("plans") == 2


def test_a_closed_column_takes_nothing_new_and_keeps_what_it_has(
    desk: Desk, client: Client
) -> None:
    moment = time.now()
    public = desk.published(moment)
    held = desk.columns["livelihood"]
    client.force_login(desk.clerk, "django.contrib.auth.backends.ModelBackend")
    client.post(f"/publishing/columns/{held.uid}/close/")
    held.refresh_from_db()
    assert held.closed_on == time.today(time.now())
    with pytest.raises(Refusal) as caught:
        desk.draft(moment, column=held)
    assert caught.value.code == "column-closed"
    page = client.get("/publishing/columns/").content.decode()
    assert "已经停用" in page
    number = public.item.index_number
    assert client.get(f"/item/{number}/").status_code == 200
    assert "起停止更新" in client.get("/column/livelihood/").content.decode()
    # The catalogue still lists what is in it (条例第十二条).
    index.rebuild()
    for address in ("/catalogue/", "/guide/"):
        row = html.fromstring(client.get(address).text).xpath(
            "//tr[th/a[@href='/catalogue/livelihood/']]/td/text()"
        )
        assert row[:2] == ["已停用", "1"]
    assert number in client.get("/catalogue/livelihood/").text
    with pytest.raises(Refusal) as caught:
        services.close_column(agency=desk.agency, actor=desk.clerk, now=moment, column=held.uid)
    assert caught.value.code == "column-closed"

    client.post(f"/publishing/columns/{held.uid}/reopen/")
    held.refresh_from_db()
    assert held.closed_on is None
    with pytest.raises(Refusal) as caught:
        services.reopen_column(agency=desk.agency, actor=desk.clerk, now=moment, column=held.uid)
    assert caught.value.code == "column-open"
    desk.draft(moment, column=held)


def test_a_section_changes_no_column(desk: Desk, now: datetime) -> None:
    held = desk.columns["plans"]
    events = Event.objects.count()
    given = {"agency": desk.agency, "actor": desk.office.section_person, "now": now}
    for act in (
        lambda: services.close_column(column=held.uid, **given),
        lambda: services.change_column(column=held.uid, name="规划", freshness="staged", **given),
    ):
        with pytest.raises(Refusal) as caught:
            act()
        assert caught.value.code == "not-permitted"
    held.refresh_from_db()
    assert (held.name, held.closed_on) == ("规划和计划", None)
    assert Event.objects.count() == events


def test_columns_are_offered_in_the_order_of_the_site(desk: Desk, client: Client) -> None:
    client.force_login(desk.clerk, "django.contrib.auth.backends.ModelBackend")
    page = client.get("/publishing/new/").content.decode()
    offered = re.findall(r"<option value=\"\d+\">(政府信息公开\w+|法定主动公开内容)", page)
    assert list(dict.fromkeys(offered)) == [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
    ]
