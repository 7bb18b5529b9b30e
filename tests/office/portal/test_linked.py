"""A document, its interpretation and the consultation on its draft lead to each other (三同步)."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.office import time
from gongkai.office.publishing import services
from gongkai.office.publishing.models import InformationItem, Publication
from gongkai.office.publishing.services import Content
from gongkai.office.refusal import Refusal
from tests.office.publishing.conftest import Desk

pytestmark = pytest.mark.django_db


def make(desk: Desk, title: str, **given: InformationItem) -> Publication:
    return desk.published(time.now(), content=Content(title, "<p>正文。</p>"), **given)


def test_each_page_leads_to_the_others_and_to_nothing_that_is_not_public(
    desk: Desk, client: Client
) -> None:
    asked = make(desk, "《接种办法（征求意见稿）》意见征集")
    document = make(desk, "《接种办法》", consulted=asked.item)
    reading = make(desk, "《接种办法》政策解读", interprets=document.item)
    pages = {
        name: client.get(f"/item/{one.item.index_number}/").content.decode()
        for name, one in (("asked", asked), ("document", document), ("reading", reading))
    }

    def leads(page: str, to: Publication) -> bool:
        return f'href="/item/{to.item.index_number}/"' in pages[page]

    assert leads("asked", document)
    assert "意见征集已经结束，文件已经公布" in pages["asked"]
    assert leads("document", asked)
    assert leads("document", reading)
    assert leads("reading", document)
    assert not leads("reading", asked)
    services.withdraw(
        agency=desk.agency,
        actor=desk.clerk,
        now=time.now(),
        item=asked.item.uid,
        reason="征集期间的联系人离职",
    )
    pages["document"] = client.get(f"/item/{document.item.index_number}/").content.decode()
    assert not leads("document", asked)
    assert "制定以前公开征求过意见" not in pages["document"]
    assert leads("document", reading)


def test_the_page_of_an_item_costs_the_same_however_much_is_linked(
    desk: Desk, client: Client
) -> None:
    asked = make(desk, "意见征集")
    document = make(desk, "办法", consulted=asked.item)

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"/item/{document.item.index_number}/").status_code == 200
        return len(seen)

    before = cost()
    for number in range(3):
        make(desk, f"解读 {number}", interprets=document.item)
    assert cost() == before


def test_an_item_is_not_its_own_consultation(desk: Desk, now: datetime) -> None:
    item = desk.draft(now)
    with pytest.raises(Refusal) as caught:
        services.place(
            agency=desk.agency,
            actor=desk.clerk,
            now=now,
            item=item.uid,
            column=item.column,
            consulted=item,
        )
    assert caught.value.code == "consulted-itself"
    item.refresh_from_db()
    assert item.consulted is None
