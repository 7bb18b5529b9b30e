"""Every public page: who sees it, what is on it, and that nothing else is."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from gongkai.office.portal.search import index
from gongkai.office.publishing import services
from gongkai.office.publishing.services import Content, DocumentData

from .conftest import Desk, Publish

pytestmark = pytest.mark.django_db

VACCINE = Content(
    "流感疫苗接种通知",
    "<h2>一、时间</h2><p>十一月。</p><h2>二、地点</h2><p>全县设接种点 21 个。</p>",
    summary="接种点和时间",
    document_number="云卫疾控〔2026〕18号",
)


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_home_page_shows_what_is_new_and_how_article_20_is_covered(
    client: Client, publish: Publish
) -> None:
    publish(content=VACCINE)
    text = page(client, "/")
    assert "可查 1 条，最近更新于 2026年10月21日" in text
    assert "流感疫苗接种通知" in text
    assert "民生政策及实施情况" in text
    assert text.count("没有公开过") == 15  # fourteen matters, and the rules of the office


def test_an_item_shows_its_header_text_and_contents(client: Client, publish: Publish) -> None:
    made = publish(content=VACCINE)
    text = page(client, f"/item/{made.item.index_number}/")
    assert made.item.index_number in text
    assert "云卫疾控〔2026〕18号" in text
    assert '<h2 id="h2">二、地点</h2>' in text
    assert '<a href="#h2">二、地点</a>' in text
    word = client.get(f"/item/{made.item.index_number}/text.docx")
    assert word.content[:2] == b"PK"


def test_an_interpretation_and_its_document_lead_to_each_other(
    client: Client, desk: Desk, publish: Publish
) -> None:
    document = publish(content=VACCINE)
    reading = publish(
        content=Content("流感疫苗接种通知解读", "<p>为什么接种。</p>"), interprets=document.item
    )
    assert "流感疫苗接种通知解读" in page(client, f"/item/{document.item.index_number}/")
    assert document.item.index_number in page(client, f"/item/{reading.item.index_number}/")


EXITS = (
    "/",
    "/items/",
    "/column/livelihood/",
    "/search/?q=疫苗",
    "/feed.atom",
    "/sitemap-2026-10.xml",
    "/data/items.json",
    "/data/items.csv?year=2026",
)


def test_a_withdrawn_item_is_gone_from_every_exit_before_the_worker_knows(
    client: Client, desk: Desk, publish: Publish, now: datetime
) -> None:
    made = publish(content=VACCINE)
    number = made.item.index_number
    other = publish(content=Content("另一条信息", "<p>留下来的。</p>"))
    assert "疫苗" in page(client, f"/item/{number}/")
    for path in EXITS:
        body = client.get(path).getvalue().decode()
        assert number in body, path
    services.withdraw(
        agency=desk.agency, actor=desk.clerk, now=now, item=made.item.uid, reason="内容有误"
    )
    for path in EXITS:
        body = client.get(path).getvalue().decode()
        assert number not in body and "流感疫苗接种通知" not in body, path
        if "search" not in path:
            assert other.item.index_number in body, path
    for path in ("", "text.docx", "files/0/"):
        assert client.get(f"/item/{number}/{path}").status_code == 404
    index.refresh(made.item_id)
    assert "没有含有“疫苗”的公开信息" in page(client, "/search/?q=疫苗")


def test_a_draft_and_another_agencys_item_are_on_no_page(
    client: Client, desk: Desk, publish: Publish, now: datetime
) -> None:
    draft = desk.draft(now, content=Content("不公开的草稿", "<p>秘密。</p>"))
    made = publish(content=VACCINE)
    assert client.get(f"/item/{draft.index_number}/").status_code == 404
    supervising = desk.office.supervising.credit_code
    assert client.get(f"/o/{supervising}/").status_code == 200
    assert client.get(f"/o/{supervising}/item/{made.item.index_number}/").status_code == 404
    assert "流感疫苗" not in page(client, f"/o/{supervising}/items/")
    assert "没有含有“疫苗”的公开信息" in page(client, f"/o/{supervising}/search/?q=疫苗")


def test_links_of_another_agencys_portal_stay_in_it(client: Client, desk: Desk) -> None:
    code = desk.office.supervising.credit_code
    text = page(client, f"/o/{code}/")
    paths = set(re.findall(r'href="(/[^"]*)"', text))
    outside = {p for p in paths if not p.startswith((f"/o/{code}/", "/static/", "/display/"))}
    assert outside == {"/desk/"}


def test_pages_have_no_script_and_ask_nothing_of_another_host(
    client: Client, publish: Publish
) -> None:
    made = publish(content=VACCINE)
    for path in ("/", "/items/", f"/item/{made.item.index_number}/", "/search/?q=疫苗", "/apply/"):
        response = client.get(path)
        text = response.content.decode()
        assert "<script" not in text
        assert not re.search(r'(?:src|href)="(?:https?:)?//', text)
        assert "style=" not in text
        assert "default-src 'self'" in response["Content-Security-Policy"]


def test_an_item_tells_the_validity_of_the_document_whose_text_it_is(
    client: Client, desk: Desk, publish: Publish, now: datetime
) -> None:
    """By what is recorded, whatever number the text itself prints; a document whose text is another
    item is not this one's."""
    text = publish(content=Content("管理办法", "<p>正文。</p>"))
    copy = publish(
        content=Content("转发管理办法", "<p>正文。</p>", document_number="云卫规〔2026〕3号")
    )
    acting: dict[str, Any] = {"agency": desk.agency, "actor": desk.clerk, "now": now}
    day = date(2026, 3, 1)
    data = DocumentData("normative_documents", "管理办法", "云卫规〔2026〕3号", day, day)
    record = services.add_document(**acting, document=data).record
    address = "/item/{}/".format
    assert "现行有效" in page(client, address(copy.item.index_number))  # the number is all there is
    services.link_document(**acting, record=record, item=text.item.uid)
    assert "现行有效" in page(client, address(text.item.index_number))
    assert "现行有效" not in page(client, address(copy.item.index_number))
    services.end_document(
        **acting,
        record=record,
        ended_on=date(2026, 9, 1),
        ending="repealed",
        basis="云卫规〔2026〕9号",
    )
    assert "废止（2026-09-01）" in page(client, address(text.item.index_number))


def test_list_pages_cost_the_same_few_queries(
    client: Client, desk: Desk, publish: Publish, django_assert_num_queries
) -> None:
    for number in range(3):
        publish(content=Content(f"第 {number} 条", "<p>正文。</p>"))
    with django_assert_num_queries(2):  # agency, page
        page(client, "/institutions/")
    with django_assert_num_queries(5):  # agency, column, entries, page, first year
        page(client, "/column/livelihood/")
    with django_assert_num_queries(7):
        page(client, "/search/?q=正文")


def test_a_list_is_walked_forwards_and_backwards(
    client: Client, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongkai.office.portal import queries

    monkeypatch.setitem(queries.page.__kwdefaults__, "size", 2)
    for number in range(5):
        publish(content=Content(f"第 {number} 条", "<p>正文。</p>"))

    def titles(text: str) -> list[str]:
        return re.findall(r">(第 \d 条)</a>", text)

    first = page(client, "/items/")
    assert titles(first) == ["第 4 条", "第 3 条"]
    following = re.findall(r'href="(\?after=[^"]*)"', first)[0]
    second = page(client, "/items/" + following)
    assert titles(second) == ["第 2 条", "第 1 条"]
    back = re.findall(r'href="(\?before=[^"]*)"', second)[0]
    assert titles(page(client, "/items/" + back)) == ["第 4 条", "第 3 条"]
    column = page(client, "/column/livelihood/" + following)
    assert titles(column) == ["第 2 条", "第 1 条"]
    assert titles(page(client, "/items/?kind=document")) == []
    assert titles(page(client, "/items/?kind=other&year=2026")) == ["第 4 条", "第 3 条"]


@pytest.mark.parametrize(
    "path",
    [
        "/items/?after=x_y",
        "/items/?after=2026-99-99_1",
        "/items/?after=2026-10-21_" + "9" * 400,
        "/items/?year=abcd&kind=%00",
        "/items/?year=0000",
        "/items/?column=%27;--",
        "/search/?q=%00%27%22%5c:*()",
        "/search/?q=" + "a" * 3000,
        "/search/?q=疫苗&page=99999999999",
        "/search/?q=NEAR(a b)&column=x",
        "/search/?q=%EE%80%80%EE%80%81a1",
        "/clock/?received=2026-02-30",
        "/clock/?received=9999-12-31",
        "/clock/?received=2026-01-05&days=99999999999999999999",
        "/data/items.json?after=_&year=9999",
        "/data/items.csv?year=9999",
    ],
)
def test_hostile_addresses_are_answered_in_peace(client: Client, desk: Desk, path: str) -> None:
    assert client.get(path).status_code == 200


def test_the_csv_holds_no_formula_and_all_fields(client: Client, publish: Publish) -> None:
    made = publish(content=Content("=cmd|' /C calc'!A0", "<p>正文。</p>", summary="+1"))
    text = client.get("/data/items.csv").getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["索引号"] == made.item.index_number
    assert rows[0]["名称"] == "'=cmd|' /C calc'!A0"
    assert rows[0]["内容概述"] == "'+1"
    assert rows[0]["公开日期"] == date(2026, 10, 21).isoformat()


def test_a_character_that_nobody_sees_keeps_no_reader_from_the_feed(
    client: Client, publish: Publish
) -> None:
    publish(content=Content("流感\x08疫苗\x1b接种", "<p>全县设接种点。</p>", summary="接种\x01点"))
    feed = client.get("/feed.atom")
    assert feed.status_code == 200
    assert "<title>流感疫苗接种</title>" in feed.content.decode()
    assert "接种点" in feed.content.decode()


def test_the_feed_the_map_and_robots(client: Client, publish: Publish) -> None:
    made = publish(content=VACCINE)
    feed = client.get("/feed.atom").content.decode()
    assert f"urn:uuid:{made.uid}" in feed
    assert "<loc>http://testserver/sitemap-2026-10.xml</loc>" in page(client, "/sitemap.xml")
    assert client.get("/sitemap-2026-09.xml").status_code == 404
    assert "Disallow: /desk/" in page(client, "/robots.txt")


def test_the_calculator_says_what_is_missing_when_nothing_was_filled_in(
    client: Client, desk: Desk
) -> None:
    sent = page(client, "/clock/?received=&asked=&supplemented=&extended=&days=")
    assert "<title>错误：" in sent and "没有填收到申请的日期" in sent
    assert "error-summary" not in page(client, "/clock/")


def test_only_a_document_is_printed_as_one(client: Client, publish: Publish) -> None:
    made = publish(content=VACCINE)
    assert '<body class="official">' in page(client, f"/item/{made.item.index_number}/")
    for path in ("/", "/guide/", "/items/", "/search/?q=疫苗", "/apply/applicant/", "/clock/"):
        assert '<body class="listing">' in page(client, path)


def test_a_printed_search_says_what_was_looked_for(client: Client, publish: Publish) -> None:
    publish(content=VACCINE)
    assert "“疫苗”找到 1 条" in page(client, "/search/?q=疫苗")


def test_a_missing_page_stays_in_the_portal(client: Client, desk: Desk) -> None:
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert "这条信息已经撤下" in response.content.decode()
