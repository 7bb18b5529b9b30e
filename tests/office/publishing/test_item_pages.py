"""The pages of items, used as a browser without script uses them."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from docx import Document
from lxml import html

from gongkai.office import guards
from gongkai.office.audit import queries as audit
from gongkai.office.publishing import queries, services
from gongkai.office.publishing.models import (
    Channel,
    InformationItem,
    ItemVersion,
    Publication,
)
from gongkai.office.publishing.services import Content
from gongkai.office.reviews.models import Round
from tests.office.publishing.conftest import Desk


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
    asked_for = clerk.get(f"/publishing/consultations/{one.uid}/").text
    assert '<option value="" selected>请选择</option>' in asked_for
    answer = {"answered_on": "2026-10-21"}  # what the other agency thinks is never assumed
    refused = clerk.post(f"/publishing/consultations/{one.uid}/", answer)
    assert "没有选对方的意见" in refused.text
    one.refresh_from_db()
    assert one.result is None
    answer["result"] = "objected"
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


def test_two_attachments_of_one_title_are_checked_apart(
    desk: Desk, clerk: Client, now: datetime
) -> None:
    kept = [
        services.attach(
            agency=desk.agency, actor=desk.clerk, now=now, name="名单.txt", data=text.encode()
        )
        for text in ("王某，电话 13800138000", "李某")
    ]
    item = desk.draft(now, attachments=kept)
    page = clerk.get(f"/publishing/items/{item.uid}/")
    assert page.status_code == 200
    assert "附件《名单》第 1 行有一个手机号" in page.text


def test_lists_decipher_no_text_they_do_not_show(desk: Desk, clerk: Client, now: datetime) -> None:
    """An earlier version and what could be read in files stay closed: here nobody could open them."""
    kept = services.attach(
        agency=desk.agency, actor=desk.clerk, now=now, name="名单.txt", data="李某".encode()
    )
    live = desk.published(now, attachments=[kept])
    desk.published(now, interprets=live.item)
    torn = b"\x01\x02k1torn"
    guards.remove(g for g in guards.registry() if g.table.startswith("publishing_"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE publishing_attachment SET text = %s", [torn])
    # The page and the file before the public.
    visitor = Client()
    page = visitor.get(f"/item/{live.item.index_number}/")
    assert "名单" in page.text
    assert visitor.get(f"/item/{live.item.index_number}/files/0/").status_code == 200
    assert queries.verify_publications(desk.agency) == []
    # The desk, once the next version has no file.
    desk.edit(live.item, now)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE publishing_itemversion SET body = %s WHERE id = %s", [torn, live.version_id]
        )
    page = clerk.get(f"/publishing/items/{live.item.uid}/")
    assert "公开第 1 版" in page.text
    assert clerk.get(f"/publishing/items/{live.item.uid}/edit/").status_code == 200


def test_no_two_things_on_the_page_have_one_name(desk: Desk, clerk: Client, now: datetime) -> None:
    item = desk.draft(now, content=Content("通知", "<p>截止目前电话 13800138000。</p>"))
    page = html.fromstring(clerk.get(f"/publishing/items/{item.uid}/").text)
    names = page.xpath("//@id")
    assert "r1" in names
    assert "reason1" in names
    assert len(names) == len(set(names))


def test_the_page_leads_to_the_public_one_and_names_where_else_it_stands(
    desk: Desk, clerk: Client, now: datetime
) -> None:
    live = desk.published(now)
    page = f"/publishing/items/{live.item.uid}/"
    public = f"/o/{desk.agency.credit_code}/item/{live.item.index_number}/"
    assert f'href="{public}"' in clerk.get(page).text
    assert clerk.get(public).status_code == 200
    for kind, automatic in (("website", True), ("wechat", False)):
        services.open_channel(
            agency=desk.agency,
            actor=desk.clerk,
            now=now,
            kind=kind,
            name=f"云溪{kind}",
            opened_on=date(2026, 1, 1),
            counted_from="log",
            automatic=automatic,
        )
    posted = {"title": "接种安排", "posted_on": date(2026, 10, 21), "publication": live}
    for channel in Channel.objects.all():
        if not channel.posts.exists():
            services.log_post(
                agency=desk.agency, actor=desk.clerk, now=now, channel=channel, **posted
            )
    asked = clerk.get(f"{page}withdraw/").text
    assert "还发在云溪wechat（2026年10月21日发布），那里要另行删除。" in asked
    assert "云溪website" not in asked
    after = clerk.post(f"{page}withdraw/", {"reason": "有手机号"}, follow=True).text
    assert "网站已经撤回，那里要另行删除。" in after and public not in after
    assert clerk.get(public).status_code == 404
