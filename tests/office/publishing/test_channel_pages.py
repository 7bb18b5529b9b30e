"""The pages of columns, words and channels."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.office.publishing.models import (
    Channel,
    ChannelFigure,
    ChannelPost,
    Column,
    WordRule,
)
from tests.office.build import make_office
from tests.office.once import once_of
from tests.office.publishing.conftest import Desk, browser


def test_columns_are_made_at_once_and_looked_through(now: datetime, db: None) -> None:
    office = make_office(now)
    clerk = browser(office.clerk)
    assert "建立法定栏目" in clerk.get("/publishing/columns/").text
    clerk.post("/publishing/columns/seed/")
    assert Column.objects.count() == 20
    assert WordRule.objects.count() == 22
    clerk.post("/publishing/columns/seed/")
    assert Column.objects.count() == 20
    page = clerk.get("/publishing/columns/").text
    assert "条例第二十条的 15 项还没有内容" in page
    added = {
        "block": "proactive",
        "name": "疫苗接种",
        "slug": "Vaccination",
        "freshness": "regular",
    }
    assert clerk.post("/publishing/columns/add/", added).status_code == 302
    assert "已经用过" in clerk.post("/publishing/columns/add/", added).text
    column = Column.objects.get(slug="vaccination")
    clerk.post(f"/publishing/columns/{column.uid}/check/")
    assert column.checks.count() == 1
    auditor = browser(office.auditor)
    assert auditor.get("/publishing/columns/").status_code == 200
    assert auditor.post(f"/publishing/columns/{column.uid}/check/").status_code == 403


def test_words_are_added_and_closed(desk: Desk, clerk: Client) -> None:
    clerk.post("/publishing/words/add/", {"wrong": "象是", "right": "像是", "but": "现象是"})
    rule = WordRule.objects.get()
    assert "象是" in clerk.get("/publishing/words/").text
    clerk.post(f"/publishing/words/{rule.uid}/close/")
    assert "词表是空的" in clerk.get("/publishing/words/").text
    # The list itself takes nothing; who may add is said where words are added.
    assert clerk.post("/publishing/words/", {"wrong": "象是", "right": "像是"}).status_code == 405
    refused = clerk.post("/publishing/words/add/", {"wrong": "象是", "right": ""})
    assert "<title>错误：" in refused.text and 'value="象是"' in refused.text
    assert WordRule.objects.count() == 1


def test_a_channels_figures_are_shown_before_they_are_written(desk: Desk, clerk: Client) -> None:
    opened = {
        "kind": "weibo",
        "name": "云溪卫健",
        "opened_on": "2026-01-01",
        "counted_from": "figures",
    }
    assert clerk.post("/publishing/channels/add/", opened).status_code == 302
    channel = Channel.objects.get()

    def upload(text: str) -> str:
        file = SimpleUploadedFile("数字.csv", text.encode("gb18030"))
        answer = clerk.post("/publishing/channels/figures/", {"file": file})
        return answer.url if answer.status_code == 302 else answer.text

    assert "没有找到“月份”这一列" in upload("渠道,发布数\n云溪卫健,3\n")
    wrong = upload("渠道,月份,发布数\n云溪卫健,2026-13,3\n别的,2026-03,4\n云溪卫健,2026-03,三\n")
    page = clerk.get(wrong).text
    for sentence in (
        "第 2 行的月份是“2026-13”，不是一个月份",
        "第 3 行的渠道“别的”没有登记",
        "第 4 行的发布数是“三”，不是整数",
    ):
        assert sentence in page
    clerk.post(wrong)
    assert ChannelFigure.objects.count() == 0
    right = upload(
        '渠道,月份,发布数,粉丝数,备注\n云溪卫健,2026年3月,"1,203",88,好\n云溪卫健,2026-04,0,,\n'
    )
    shown = clerk.get(right).text
    assert "写入 2 行" in shown
    assert "不写入的列：备注" in shown
    assert clerk.post(right).status_code == 302
    assert list(ChannelFigure.objects.order_by("month").values_list("posts", "followers")) == [
        (1203, 88),
        (0, None),
    ]
    again = clerk.get(right).text
    assert "已经有数字，写入后以新的为准" in again
    year = clerk.get("/publishing/channels/?year=2026").text
    assert "1 月、2 月、5 月" in year
    assert clerk.get(f"/publishing/channels/{channel.uid}/").status_code == 200


def test_a_post_is_logged_and_taken_back_on_its_page(
    desk: Desk, clerk: Client, now: datetime
) -> None:
    opened = {
        "kind": "wechat",
        "name": "云溪卫健",
        "opened_on": "2026-01-01",
        "counted_from": "log",
    }
    clerk.post("/publishing/channels/add/", opened)
    channel = Channel.objects.get()
    address = f"/publishing/channels/{channel.uid}/"
    draft = desk.draft(now)
    post = {"title": "接种安排", "posted_on": "2026-10-21", "index_number": draft.index_number}
    assert "现在没有公开，不能登记转发" in clerk.post(address, post).text
    live = desk.published(now)
    assert clerk.post(address, post | {"index_number": live.item.index_number}).status_code == 302
    [logged] = channel.posts.all()
    assert logged.publication == live
    clerk.post(f"/publishing/posts/{logged.uid}/take-back/")
    assert "还没有发布记录" in clerk.get(address).text


def test_a_post_is_counted_once_however_often_the_button_is_pressed(
    desk: Desk, clerk: Client
) -> None:
    opened = {"kind": "weibo", "name": "云溪卫健", "opened_on": "2026-01-01", "counted_from": "log"}
    clerk.post("/publishing/channels/add/", opened)
    url = f"/publishing/channels/{Channel.objects.get().uid}/"
    sent = {
        "title": "流感疫苗接种",
        "posted_on": "2026-03-02",
        "once": once_of(clerk.get(url).text),
    }
    assert clerk.post(url, sent).status_code == 302
    assert "这一页的发布记录已经登记过" in clerk.post(url, sent).text
    assert ChannelPost.objects.count() == 1
