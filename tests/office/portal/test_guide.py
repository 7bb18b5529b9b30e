"""The guide and the catalogue, made from the columns and from what the office said of itself."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.office import time
from gongkai.office.audit.models import Event
from gongkai.office.portal.queries import coverage
from gongkai.office.publishing import queries as publishing
from gongkai.office.publishing import services
from gongkai.office.publishing.models import DisclosureOffice
from gongkai.office.publishing.services import Content
from gongkai.office.refusal import Refusal
from tests.office.portal.conftest import Desk, Publish

pytestmark = pytest.mark.django_db

SAID = {
    "name": "办公室（公开办）",
    "address": "云溪县清水路 18 号一楼",
    "hours": "工作日 9:00—13:00，15:30—19:00",
    "telephone": "0990-5550199",
}


def test_the_guide_says_what_article_12_asks(desk: Desk, now: datetime, client: Client) -> None:
    services.describe_office(
        agency=desk.agency, actor=desk.clerk, now=now, **SAID, email="gk@example.cn"
    )
    page = client.get("/guide/").content.decode()
    for words in (
        *SAID.values(),
        "gk@example.cn",
        "没有设传真",  # said, not left out
        "http://testserver/",
        "信息分类",
        "编排体系",
        "获取方式",
        '（一）<a href="/catalogue/normative-documents/">规章和规范性文件</a>',
        "统一社会信用代码（11990000MB0000001X）",
    ):
        assert words in page
    # Every page names the same telephone as the guide.
    assert "公开工作机构电话 0990-5550199" in client.get("/").content.decode()


def test_what_nobody_said_is_not_invented(desk: Desk, client: Client) -> None:
    page = client.get("/guide/").content.decode()
    assert "<dt>时间</dt><dd>没有登记</dd>" in page
    assert "<dt>传真</dt><dd>没有登记</dd>" in page
    assert "<dt>电话</dt><dd>0990-5550118</dd>" in page  # the agency's own


def test_the_published_text_stands_above_what_is_generated(
    desk: Desk, publish: Publish, client: Client
) -> None:
    made = publish(column=desk.columns["guide"], content=Content("公开指南", GUIDE))
    page = client.get("/guide/").content.decode()
    assert page.index("这是指南的正文") < page.index("编排体系</h2>")
    assert f'索引号 <a class="quiet" href="/item/{made.item.index_number}/">' in page


GUIDE = "<p>这是指南的正文：信息分类、编排体系、获取方式、工作机构、办公地址、办公时间、电话、传真、网址。</p>"


def test_the_catalogue_lists_index_number_name_summary_and_day(
    desk: Desk, publish: Publish, client: Client
) -> None:
    made = publish(content=Content("接种点名单", "<p>名单。</p>", summary="全县 21 个接种点"))
    publish(content=Content("没有概述的一条", "<p>文。</p>"))
    page = client.get("/catalogue/").content.decode()
    assert '（十一）<a href="/catalogue/livelihood/">民生政策及实施情况</a>' in page
    assert '<td class="num" data-l="条数">2</td>' in page
    page = client.get("/catalogue/livelihood/").content.decode()
    assert (
        f'<td class="index" data-l="索引号">{made.item.index_number}</td><th scope="row">'
        f'<a href="/item/{made.item.index_number}/">接种点名单</a></th>'
        '<td data-l="内容概述">全县 21 个接种点</td>'
        '<td class="nowrap" data-l="生成日期">2026-10-12</td>'
    ) in page
    assert '<td data-l="内容概述">没有填写</td>' in page
    assert "这里没有公开的信息" in client.get("/catalogue/livelihood/?year=2019").content.decode()
    assert client.get("/catalogue/none/").status_code == 404


def test_a_withdrawn_item_is_gone_from_the_catalogue(
    desk: Desk, publish: Publish, now: datetime, client: Client
) -> None:
    made = publish()
    services.withdraw(
        agency=desk.agency, actor=desk.clerk, now=now, item=made.item.uid, reason="有误"
    )
    assert made.item.index_number not in client.get("/catalogue/livelihood/").content.decode()


def test_the_catalogue_costs_the_same_for_one_and_for_many(
    desk: Desk, publish: Publish, client: Client
) -> None:
    def cost() -> tuple[int, int, int]:
        counts = []
        for path in ("/catalogue/", "/catalogue/livelihood/", "/guide/"):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(path).status_code == 200
            counts.append(len(seen))
        return counts[0], counts[1], counts[2]

    publish()
    first = cost()
    publish()
    publish()
    assert cost() == first == (6, 5, 8)


def test_an_office_says_all_that_the_law_asks_or_nothing(desk: Desk, now: datetime) -> None:
    before = Event.objects.count()
    with pytest.raises(Refusal) as caught:
        services.describe_office(
            agency=desk.agency, actor=desk.clerk, now=now, **(SAID | {"hours": " "})
        )
    assert caught.value.code == "office-incomplete"
    assert "公开指南要写明办公时间，请填写。" in str(caught.value)
    with pytest.raises(Refusal) as caught:
        services.describe_office(
            agency=desk.agency, actor=desk.office.section_person, now=now, **SAID
        )
    assert caught.value.code == "not-permitted"
    assert DisclosureOffice.objects.count() == 0
    assert Event.objects.count() == before


def test_the_desk_changes_it_on_a_page_that_knows_what_was_said(desk: Desk, client: Client) -> None:
    client.force_login(desk.clerk, "django.contrib.auth.backends.ModelBackend")
    page = client.get("/publishing/office/").content.decode()
    assert 'value="云溪县清水路 18 号"' in page  # the agency's own, to begin with
    wrong = client.post("/publishing/office/", SAID | {"postcode": "12"}).content.decode()
    assert "邮政编码是 6 位数字，请改正。" in wrong
    client.post("/publishing/office/", SAID)
    client.post("/publishing/office/", SAID | {"telephone": "0990-5550200", "fax": "0990-5550201"})
    held = DisclosureOffice.objects.get()
    assert (held.telephone, held.fax, held.changed_by) == (
        "0990-5550200",
        "0990-5550201",
        desk.clerk,
    )
    assert Event.objects.filter(verb="publishing.office_described").count() == 2
    assert 'value="0990-5550200"' in client.get("/publishing/office/").content.decode()


def test_the_public_reads_of_a_column_what_the_desk_is_told(
    desk: Desk, publish: Publish, now: datetime
) -> None:
    column = desk.columns["livelihood"]  # 经常性公开, 92 days
    publish()
    day = time.today(now)

    def told(days: int) -> tuple[str, str, bool]:
        at = day + timedelta(days)
        late = {s.column for s in publishing.stale_columns(desk.agency, at) if s.due_on}
        [one] = [one for one in coverage(desk.agency, at) if one.column == column]
        return one.mark, one.words, column in late

    assert told(92) == ("done", "正常", False)
    assert told(93) == ("warn", "3 个月没有更新", True)
    services.check_column(
        agency=desk.agency,
        actor=desk.clerk,
        now=now + timedelta(days=93),
        column=column.uid,
        note="没有变化",
    )
    assert told(94) == ("done", "正常", False)
    assert told(93 + 92) == ("done", "正常", False)
    assert told(93 + 93) == ("warn", "6 个月没有更新", True)
