"""The pages of items, columns and channels, used as a browser without script uses them."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from gongkai.office.agencies.models import Person, Role
from gongkai.office.audit import queries as audit
from gongkai.office.publishing import queries, services
from gongkai.office.publishing.models import (
    Channel,
    ChannelFigure,
    Column,
    InformationItem,
    ItemVersion,
    Publication,
    WordRule,
)
from gongkai.office.publishing.queries.stages import Stage
from gongkai.office.publishing.services import Content
from gongkai.office.reviews.models import Round
from tests.office.build import make_office
from tests.office.publishing.conftest import Desk


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def clerk(desk: Desk) -> Client:
    return browser(desk.clerk)


def typed(desk: Desk, **given: object) -> dict[str, object]:
    return {
        "title": "流感疫苗接种通知",
        "column": desk.columns["livelihood"].pk,
        "formed_on": "2026-10-12",
        "body": "# 一、时间\n10月26日起，每周不少于五天。\n- 清河镇\n- 大河镇",
        **given,
    }


def test_an_item_goes_from_a_form_to_the_public_and_back(
    desk: Desk, clerk: Client, now: datetime
) -> None:
    file = SimpleUploadedFile("接种点.txt", "清河镇卫生院".encode())
    made = clerk.post("/publishing/new/", typed(desk, files=[file]))
    assert made.status_code == 302
    page = clerk.get(made.url).text
    assert "<h2>一、时间</h2>" in page
    assert "<ul><li>清河镇</li><li>大河镇</li></ul>" in page
    assert "没有要处理的，5 项通过" in page
    item = InformationItem.objects.get()
    first = desk.newest(item)
    [held] = first.attachments.all()
    saved = clerk.get(f"/publishing/attachments/{held.uid}/")
    assert saved.content == "清河镇卫生院".encode()
    assert saved["Content-Type"] == "application/octet-stream"

    form = clerk.get(f"{made.url}edit/")
    assert "# 一、时间\n\n10月26日起" in form.text
    changed = typed(
        desk, body="# 一、时间\n10月27日起。", based_on=str(first.uid), keep=[str(held.file.uid)]
    )
    assert clerk.post(f"{made.url}edit/", changed).status_code == 302
    stale = clerk.post(f"{made.url}edit/", changed | {"body": "另一个人的修改"})
    assert "已经在" in stale.text
    assert "另一个人的修改" in stale.text  # what was typed is not lost
    assert ItemVersion.objects.count() == 2
    assert desk.newest(item).attachments.count() == 1
    beside = clerk.get(f"{made.url}versions/").text
    assert "3 段不同" in beside

    second = desk.newest(item)
    early = clerk.post(f"{made.url}publish/", {"version": str(second.uid)})
    assert early.status_code == 409
    assert "还没有送审" in early.text
    handed = clerk.post(
        f"{made.url}submit/", {"version": str(second.uid), "template": str(desk.template.uid)}
    )
    assert handed.status_code == 302
    round_ = Round.objects.get()
    assert round_.version.link == made.url
    for level in range(3):
        desk.decide(round_, level, now)
    published = clerk.post(f"{made.url}publish/", {"version": str(second.uid)})
    assert published.status_code == 302
    assert queries.published_item(desk.agency, item.index_number) is not None
    assert "已公开" in clerk.get(made.url).text

    assert "请写明理由" in clerk.post(f"{made.url}withdraw/", {"reason": ""}).text
    assert queries.published(desk.agency).count() == 1
    clerk.post(f"{made.url}withdraw/", {"reason": "接种点有误"})
    assert queries.published(desk.agency).count() == 0
    assert "接种点有误" in clerk.get(made.url).text


def test_a_finding_stands_on_the_page_and_is_answered_there(desk: Desk, clerk: Client) -> None:
    made = clerk.post("/publishing/new/", typed(desk, body="身份证号 11010519491231002X"))
    page = clerk.get(made.url).text
    assert "110105********002X" in page
    assert "现在不能送审：还有 1 处检查结果没有处理" in page
    [found] = queries.check(desk.newest(InformationItem.objects.get()), desk.agency)
    blank = clerk.post(f"{made.url}answer/", {"key": found.key, "reason": ""})
    assert blank.status_code == 409
    clerk.post(f"{made.url}answer/", {"key": found.key, "reason": "标准里的示例"})
    assert "保留：标准里的示例" in clerk.get(made.url).text


def test_a_word_file_is_imported_and_its_editor_opens(desk: Desk, clerk: Client) -> None:
    document = Document()
    for line in (
        "云溪县卫生健康委员会文件",
        "云卫发〔2026〕12号",
        "关于做好流感疫苗接种工作的通知",
        "各乡镇卫生院：",
        "一、接种时间",
        "2026年10月26日起。",
        "云溪县卫生健康委员会",
        "2026年10月13日",
    ):
        document.add_paragraph(line)
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "接种点"
    table.cell(1, 0).text, table.cell(1, 1).text = "清河镇", "0990-5550166"
    held = io.BytesIO()
    document.save(held)
    given = typed(desk, file=SimpleUploadedFile("通知.docx", held.getvalue()), attach="on")
    made = clerk.post("/publishing/import/", given)
    item = InformationItem.objects.get()
    assert made.url == f"/publishing/items/{item.uid}/edit/"
    version = desk.newest(item)
    assert version.title == "关于做好流感疫苗接种工作的通知"
    assert version.document_number == "云卫发〔2026〕12号"
    assert version.issuing_agencies == "云溪县卫生健康委员会"
    assert version.written_on == date(2026, 10, 13)
    assert '<td colspan="2">接种点</td>' in version.body
    assert version.attachments.get().file.name == "通知.docx"
    bad = typed(desk, file=SimpleUploadedFile("通知.docx", b"\x00\x01"))
    answer = clerk.post("/publishing/import/", bad)
    assert answer.status_code == 200
    assert "不是 Word 文件，不能作为正文导入" in answer.text
    assert InformationItem.objects.count() == 1


def test_what_is_copied_in_word_comes_back_as_lines(desk: Desk, clerk: Client) -> None:
    html = "<p class=MsoNormal><b>甲</b><script>x</script></p><table><tr><td>1</td><td>2</td></tr></table>"
    assert clerk.post("/publishing/pasted/", {"html": html}).text == "**甲**\n\n| 1 | 2 |"
    assert clerk.get("/publishing/pasted/").status_code == 405


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.html", b"<html><script>alert(1)</script></html>"),
        ("x.svg", b"<svg onload=alert(1)>"),
        ("x.exe", b"MZ\x90\x00\x03"),
        ("x.txt", b""),
        ("x.zip", b"PK\x03\x04broken"),
    ],
)
def test_a_hostile_attachment_is_refused_and_nothing_is_written(
    desk: Desk, clerk: Client, name: str, data: bytes
) -> None:
    head = audit.head(desk.agency)
    answer = clerk.post("/publishing/new/", typed(desk, files=[SimpleUploadedFile(name, data)]))
    assert answer.status_code == 200
    assert InformationItem.objects.count() == 0
    assert audit.head(desk.agency) == head


def test_who_has_no_part_in_drafting_sees_only_what_is_public(desk: Desk, now: datetime) -> None:
    drafted, public = desk.draft(now), desk.published(now).item
    administrator = browser(desk.office.administrator)
    assert administrator.get(f"/publishing/items/{drafted.uid}/").status_code == 404
    assert administrator.get(f"/publishing/items/{public.uid}/").status_code == 200
    assert [r.item for r in administrator.get("/publishing/").context["page"].rows] == [public]
    assert administrator.get("/publishing/new/").status_code == 403
    stranger = browser(make_office_elsewhere(now))
    for item in (drafted, public):
        assert stranger.get(f"/publishing/items/{item.uid}/").status_code == 404
    auditor = browser(desk.office.auditor)
    assert auditor.get(f"/publishing/items/{drafted.uid}/").status_code == 200
    for action in ("edit", "withdraw", "close", "place", "consult", "change"):
        answer = auditor.get(f"/publishing/items/{drafted.uid}/{action}/")
        assert answer.status_code == 403


def test_who_reads_no_drafts_learns_nothing_of_the_next_version_of_what_is_public(
    desk: Desk, clerk: Client, now: datetime
) -> None:
    """Its title, number and stage, the words it is found by, and the title of the day it is due."""
    item = desk.published(now).item
    later = now + timedelta(days=3)
    services.record_change(
        agency=desk.agency, actor=desk.clerk, now=later, item=item.uid, changed_on=later.date()
    )
    desk.edit(item, later, content=Content("停止接种的内部安排", "<p>以后再说。</p>"))
    desk.submit(item, later)
    administrator = browser(desk.office.administrator)
    (row,) = administrator.get("/publishing/").context["page"].rows
    assert (row.version.title, row.version.number) == ("流感疫苗接种通知", 1)
    assert (row.stage, row.live, row.waiting) == (Stage.PUBLIC, True, None)
    assert administrator.get("/publishing/?q=内部安排").context["page"].rows == []
    assert administrator.get("/publishing/?stage=review").context["page"].rows == []
    assert [
        r.item for r in administrator.get("/publishing/?stage=public").context["page"].rows
    ] == [item]
    page = administrator.get(f"/publishing/items/{item.uid}/")
    assert page.context["sheet"].due.title == "流感疫苗接种通知"
    assert "内部安排" not in page.text and "审核中" not in page.text
    (own,) = clerk.get("/publishing/?q=内部安排").context["page"].rows
    assert (own.version.number, own.stage) == (2, Stage.REVIEW)


def make_office_elsewhere(now: datetime) -> Person:
    return make_office(now, prefix="b", credit="0002").clerk


def test_the_list_pages_by_keyset_in_a_fixed_number_of_queries(
    desk: Desk, clerk: Client, now: datetime
) -> None:
    clerk.get("/publishing/")
    items = [desk.draft(now, content=Content(f"第{n}条", "正文。")) for n in range(52)]
    with CaptureQueriesContext(connection) as asked:
        first = clerk.get("/publishing/")
    assert len(asked) == 7
    assert [r.item for r in first.context["page"].rows] == items[::-1][:50]
    older = clerk.get("/publishing/" + first.context["near"]["after"])
    assert [r.item for r in older.context["page"].rows] == items[1::-1]
    assert list(older.context["near"]) == ["before"]
    back = clerk.get("/publishing/" + older.context["near"]["before"])
    assert [r.item for r in back.context["page"].rows] == items[::-1][:50]
    with CaptureQueriesContext(connection) as asked:
        found = clerk.get("/publishing/?q=第51条&stage=draft&column=livelihood")
    assert len(asked) == 7
    assert [r.version.title for r in found.context["page"].rows] == ["第51条"]
    assert clerk.get("/publishing/?stage=public").context["page"].rows == []
    assert clerk.get("/publishing/?after=x&before=²&stage=no&column=no").status_code == 200


def test_one_item_takes_a_fixed_number_of_queries(desk: Desk, clerk: Client, now: datetime) -> None:
    live = desk.published(now)
    for _ in range(3):
        desk.edit(live.item, now, content=Content(f"第{_}稿", "改。"))
    with CaptureQueriesContext(connection) as asked:
        clerk.get(f"/publishing/items/{live.item.uid}/")
    assert len(asked) == 20


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
    clerk.post("/publishing/words/", {"wrong": "象是", "right": "像是", "but": "现象是"})
    rule = WordRule.objects.get()
    assert "象是" in clerk.get("/publishing/words/").text
    clerk.post(f"/publishing/words/{rule.uid}/close/")
    assert "词表是空的" in clerk.get("/publishing/words/").text


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


def test_another_agency_is_asked_and_answers_on_the_pages(
    desk: Desk, clerk: Client, now: datetime
) -> None:
    item = desk.draft(now)
    desk.review(item, now)
    address = f"/publishing/items/{item.uid}/"
    asked = {
        "kind": "consultation",
        "body": "云溪县教育局",
        "matter": "学校接种的时间",
        "asked_on": "2026-10-21",
    }
    assert clerk.post(f"{address}consult/", asked).status_code == 302
    assert "云溪县教育局的意见还没有登记" in clerk.get(address).text
    [one] = item.coordinations.all()
    answer = {"answered_on": "2026-10-21", "result": "objected"}
    assert clerk.post(f"/publishing/consultations/{one.uid}/", answer).status_code == 302
    assert "还没有写明怎样处理" in clerk.get(address).text
    clerk.post(f"/publishing/consultations/{one.uid}/", {"settlement": "改为周末接种"})
    clerk.post(f"{address}publish/", {"version": str(desk.newest(item).uid)})
    assert Publication.objects.count() == 1


def test_a_document_is_linked_to_its_text(desk: Desk, clerk: Client, now: datetime) -> None:
    live = desk.published(now)
    document = services.add_document(
        agency=desk.agency,
        actor=desk.clerk,
        now=now,
        document=services.DocumentData(
            "normative_documents", "办法", "1号", date(2026, 1, 2), date(2026, 1, 2)
        ),
    )
    address = f"/publishing/documents/{document.record}/"
    assert "没有这个索引号" in clerk.post(f"{address}link/", {"index_number": "x"}).text
    clerk.post(f"{address}link/", {"index_number": live.item.index_number})
    assert live.item.index_number in clerk.get(address).text
    assert "还没有政策解读" in clerk.get("/publishing/documents/").text


def test_the_desk_home_names_what_is_to_be_published(
    desk: Desk, clerk: Client, now: datetime
) -> None:
    desk.draft(now, formed_on=date(2026, 9, 1))
    page = clerk.get("/desk/").text
    assert "流感疫苗接种通知" in page
    assert "写好送审" in page


def test_every_stage_has_its_items(desk: Desk, clerk: Client, now: datetime) -> None:
    draft = desk.draft(now)
    reviewing = desk.draft(now)
    desk.submit(reviewing, now)
    returned = desk.draft(now)
    desk.decide(desk.submit(returned, now), 0, now, approved=False, opinion="改")
    ready = desk.draft(now)
    desk.review(ready, now)
    public = desk.published(now).item
    withdrawn = desk.published(now).item
    services.withdraw(
        agency=desk.agency, actor=desk.clerk, now=now, item=withdrawn.uid, reason="有误"
    )
    closed = desk.draft(now)
    services.close(
        agency=desk.agency, actor=desk.clerk, now=now, item=closed.uid, reason="第十四条"
    )
    editing = desk.published(now).item
    desk.edit(editing, now)
    expected = {
        "draft": [editing, draft],
        "review": [reviewing],
        "returned": [returned],
        "ready": [ready],
        "public": [public],
        "withdrawn": [withdrawn],
        "closed": [closed],
    }
    for stage, items in expected.items():
        rows = clerk.get(f"/publishing/?stage={stage}").context["page"].rows
        assert [r.item for r in rows] == items, stage
        assert {r.stage.value for r in rows} == {stage}
    assert [s.item for s in queries.standings(list(queries.in_work(desk.agency)))] == [
        draft,
        reviewing,
        returned,
        ready,
        editing,
    ]
    assert desk.second[Role.CLERK] is not None
