"""The pages: what they show, what they refuse, how many queries a list takes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.office.agencies.models import Person
from gongkai.office.audit import queries as ledger
from gongkai.office.registers import services
from gongkai.office.registers.models import Batch, DataCall, RegisterRow, Return
from tests.office.build import Office
from tests.office.once import once_of
from tests.office.registers.conftest import add

CSV = (
    "行政相对人名称,决定文书号,许可内容,许可类别,许可决定日期\n"
    "张某,云卫许〔2026〕7号,医疗机构执业登记,普通,2026-03-02\n"
    "李某,云卫许〔2026〕8号,医疗机构校验,普通,2026/3/3\n"
)


def client(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.fixture
def clerk(office: Office) -> Client:
    return client(office.clerk)


def upload(browser: Client, text: str, kind: str = "licences"):  # type: ignore[no-untyped-def]
    file = SimpleUploadedFile("许可.csv", text.encode(), "text/csv")
    return browser.post(f"/registers/{kind}/import/", {"file": file})


def test_every_page_opens(clerk: Client, office: Office, now: datetime) -> None:
    row = add(office, now, kind="fees", amount="12.50")
    for path in (
        "",
        "licences/",
        "fees/?year=2026&q=1",
        "penalties/add/",
        "fees/add/",
        f"row/{row.record}/",
        f"row/{row.record}/correct/",
        f"row/{row.record}/remove/",
        "licences/import/",
        "batches/",
        "returns/",
        "returns/call/",
        "balances/",
        "balances/enter/",
    ):
        assert clerk.get(f"/registers/{path}").status_code == 200, path
    assert clerk.get("/registers/nothing/").status_code == 404


def test_a_row_is_added_by_the_form_and_a_refusal_keeps_what_was_typed(
    clerk: Client, office: Office
) -> None:
    typed = {
        "number": "1号",
        "subject": "登记",
        "category": "",
        "decided_on": "2026-03-02",
        "section": "",
        "sub_kind": "new",
    }
    assert clerk.post("/registers/licences/add/", typed).status_code == 302
    row = RegisterRow.objects.get()
    assert (row.number, row.sub_kind, row.decided_on) == ("1号", "new", date(2026, 3, 2))
    again = clerk.post("/registers/licences/add/", typed)
    assert "已经登记过" in again.text
    assert "错误：" in again.text
    assert 'value="1号"' in again.text
    assert RegisterRow.objects.count() == 1


def test_a_file_is_looked_at_before_it_is_written(clerk: Client, office: Office) -> None:
    answer = upload(clerk, CSV)
    assert answer.status_code == 302
    page = clerk.get(answer.url)
    assert "可以写入 2 行" in page.text
    assert "不写入的列：行政相对人名称" in page.text
    assert "张某" not in page.text
    assert RegisterRow.objects.count() == 0
    written = clerk.post(answer.url)
    batch = Batch.objects.get()
    assert written.url == f"/registers/batches/{batch.uid}/"
    assert [r.number for r in RegisterRow.objects.order_by("line")] == [
        "云卫许〔2026〕7号",
        "云卫许〔2026〕8号",
    ]
    row = RegisterRow.objects.order_by("line")[0]
    origin = f'<a href="{written.url}">{batch.file.name}</a>，第 {row.line} 行'
    assert origin in clerk.get(f"/registers/row/{row.record}/").text
    assert clerk.post(answer.url)["Location"] == written.url
    again = clerk.get(upload(clerk, CSV).url)
    assert "没有要写入的" in again.text
    assert RegisterRow.objects.count() == 2
    clerk.post(f"/registers/batches/{batch.uid}/undo/")
    assert RegisterRow.objects.current().count() == 0


def test_a_wrong_line_stops_the_file(clerk: Client, office: Office) -> None:
    before = ledger.head(office.agency)
    answer = upload(clerk, CSV.replace("2026/3/3", "2026-13-02"))
    page = clerk.post(answer.url)
    assert "第 3 行“决定日期”是 2026-13-02，没有这一天。" in page.text
    assert "现在一行也没有写入" in page.text and "没有问题的 1 行" in page.text
    assert (RegisterRow.objects.count(), ledger.head(office.agency)) == (0, before)


def test_a_file_of_another_person_is_not_found(office: Office) -> None:
    answer = upload(client(office.clerk), CSV)
    assert client(office.section_person).get(answer.url).status_code == 404
    assert client(office.auditor).get("/registers/licences/import/").status_code == 403


def test_pages_turn_by_key_and_take_few_queries(
    clerk: Client, office: Office, now: datetime
) -> None:
    for n in range(120):
        add(
            office,
            now,
            number=f"{n:03}号",
            decided_on=date(2026, 1, 1) + timedelta(days=n // 7),
            section=office.sections["审批科"],
        )
    seen: list[str] = []
    address = "/registers/licences/"
    with CaptureQueriesContext(connection) as asked:
        page = clerk.get(address)
    pinned = len(asked)
    assert pinned <= 9
    assert "<p>共 120 条</p>" in page.content.decode()
    for _ in range(3):
        seen += [row.number for row in page.context["page"].rows]
        older = page.context["near"].get("after")
        if older:
            with CaptureQueriesContext(connection) as asked:
                page = clerk.get(address + older)
            assert len(asked) == pinned
    assert seen == [f"{n:03}号" for n in sorted(range(120), key=lambda n: (n // 7, n))][::-1]
    back = clerk.get(address + page.context["near"]["before"]).context["page"]
    assert [row.number for row in back.rows] == seen[50:100]
    for search, found in (("007号", ["007号"]), ("11", [f"{n}号" for n in range(119, 109, -1)])):
        rows = clerk.get(f"{address}?q={search}").context["page"].rows
        assert [r.number for r in rows] == [*found, *(["011号"] if search == "11" else [])]
    assert clerk.get(f"{address}?after=nonsense").context["page"].rows[0].number == seen[0]


def test_a_figure_goes_from_call_to_confirmation(office: Office, now: datetime) -> None:
    clerk, section = client(office.clerk), client(office.section_person)
    asked = {
        "section": office.sections["审批科"].pk,
        "kind": "licences",
        "period_from": "2026-01-01",
        "period_to": "2026-06-30",
    }
    assert (
        clerk.post("/registers/returns/call/", asked | {"due_on": "2026-07-10"}).status_code == 302
    )
    listed = section.get("/registers/returns/").text
    assert "超期未报" in listed
    assert "报这个数" in listed
    call = DataCall.objects.get()
    form = section.get(f"/registers/returns/submit/?call={call.uid}").text
    assert "公开办要审批科报2026年1月1日至2026年6月30日的行政许可，2026年7月10日前报送。" in form
    proof = SimpleUploadedFile("导出.pdf", b"%PDF", "application/pdf")
    given = asked | {"value": "120", "source_system": "省平台", "proof": proof}
    assert section.post("/registers/returns/submit/", given).status_code == 302
    figure = Return.objects.get()
    page = section.get(f"/registers/returns/{figure.record}/").text
    assert "确认这个数" not in page
    answer = section.get(f"/registers/returns/{figure.record}/proof/{figure.pk}/")
    assert answer.content == b"%PDF"
    assert answer["Content-Disposition"].startswith("attachment")
    assert section.post(f"/registers/returns/{figure.record}/confirm/").status_code == 403
    seen = {"seen": figure.pk}
    assert (
        f'name="seen" value="{figure.pk}"' in clerk.get(f"/registers/returns/{figure.record}/").text
    )
    better = {"value": "121", "source_system": "省平台", "note": "", **seen}
    assert section.post(f"/registers/returns/{figure.record}/correct/", better).status_code == 302
    for old in (seen, {}):
        stale = clerk.post(f"/registers/returns/{figure.record}/confirm/", old, follow=True)
        assert "有人改过" in stale.text
        assert "确认这个数" in stale.text
    back = clerk.post(
        f"/registers/returns/{figure.record}/send-back/", {"note": "不对", **seen}
    ).text
    assert "数由“120 件”改为“121 件”" in back
    assert "行政许可，2026-01-01 至 2026-06-30，121 件。" in back
    newest = Return.objects.current().get()
    assert (newest.state, newest.quantity) == ("submitted", 121)
    confirmed = clerk.post(
        f"/registers/returns/{figure.record}/confirm/", {"seen": newest.pk}, follow=True
    )
    assert "已确认，从现在起计入年报。" in confirmed.text
    assert "已确认" in clerk.get("/registers/returns/").text
    empty = clerk.get("/registers/licences/?year=2026&section=&q=").text
    assert "2026年没有逐条登记的行政许可" in empty
    assert "这一年的数来自科室报数 1 份。" in empty
    assert "没有逐条登记" not in clerk.get("/registers/licences/?year=2025").text
    standing = {"seen": Return.objects.current().get().pk}
    refused = clerk.post(f"/registers/returns/{figure.record}/confirm/", standing)
    assert refused.status_code == 409


def test_a_figure_of_last_year_leads_back_to_last_years_page(office: Office, now: datetime) -> None:
    clerk, section = client(office.clerk), client(office.section_person)
    asked = {
        "section": office.sections["审批科"].pk,
        "kind": "licences",
        "period_from": "2025-07-01",
        "period_to": "2025-12-31",
    }
    page = "/registers/returns/?year=2025"
    called = clerk.post("/registers/returns/call/", asked | {"due_on": "2026-01-10"}, follow=True)
    assert called.request["PATH_INFO"] + "?" + called.request["QUERY_STRING"] == page
    assert "已要求审批科报2025年7月1日至2025年12月31日的行政许可" in called.text
    withdrawn = clerk.post(
        f"/registers/returns/call/{DataCall.objects.get().uid}/withdraw/", follow=True
    )
    assert withdrawn.redirect_chain == [(page, 302)]
    assert "已撤回要求：审批科报2025年7月1日至2025年12月31日的行政许可。" in withdrawn.text
    # Only the person's own sections can be chosen.
    form = section.get("/registers/returns/submit/").text
    assert ">审批科</option>" in form and ">办公室</option>" not in form
    given = asked | {"value": "3", "source_system": "省平台"}
    assert section.post("/registers/returns/submit/", given).url == page


def test_two_corrections_of_one_row_do_not_undo_each_other(
    clerk: Client, office: Office, now: datetime
) -> None:
    row = add(office, now)
    page = f"/registers/row/{row.record}/correct/"
    form = clerk.get(page).context["form"]
    typed = {
        name: value.isoformat() if isinstance(value, date) else value or ""
        for name, value in form.initial.items()
    } | {"reason": "更正"}
    assert typed["seen"] == row.pk
    first = client(office.section_person)
    assert first.post(page, typed | {"decided_on": "2025-12-31"}).status_code == 302
    stale = clerk.post(page, typed | {"subject": "医疗机构校验"})
    assert (
        "打开这一页以后，有人改过：决定日期由“2026-03-02”改为“2025-12-31”。"
        "没有写入，请按现在的内容核对后再办。"
    ) in stale.text
    assert RegisterRow.objects.count() == 2
    # What the other changed is taken over, what this one typed stays.
    shown = stale.context["form"]
    again = {field.name: field.value() or "" for field in shown}
    assert (again["decided_on"], again["subject"]) == ("2025-12-31", "医疗机构校验")
    assert clerk.post(page, again).status_code == 302
    now_held = RegisterRow.objects.current().get()
    assert (now_held.decided_on, now_held.subject) == (date(2025, 12, 31), "医疗机构校验")


def test_a_file_is_written_once_however_often_its_button_is_pressed(
    clerk: Client, office: Office
) -> None:
    fees = "收费项目,收费日期,金额\n检测费,2026-05-05,100.00\n检测费,2026-05-06,200.00\n"
    look = upload(clerk, fees, "fees")["Location"]
    batch = clerk.post(look)["Location"]
    again = clerk.post(look, follow=True)
    assert again.redirect_chain == [(batch, 302)]
    assert "这个文件已经写入台账，没有再写一次。" in again.text
    assert clerk.get(look)["Location"] == batch
    twin = upload(clerk, fees, "fees")["Location"]
    shown = clerk.get(twin).text
    assert "第 2 行没有编号，日期、类别、金额和事项都与台账里的一条相同" in shown
    assert "是同样的 2 行，没有再写一次。" in clerk.post(twin).text
    assert (RegisterRow.objects.count(), Batch.objects.count()) == (2, 1)


def test_another_agency_sees_nothing(office: Office, now: datetime) -> None:
    from tests.office.build import make_office

    row = add(office, now)
    figure = services.enter_balance(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        year=2026,
        cell_id="disclosure.licences.decisions",
        value=1,
        reason="原台账",
    )
    other = client(make_office(now, prefix="b", credit="0002").clerk)
    assert other.get(f"/registers/row/{row.record}/").status_code == 404
    assert other.post(f"/registers/row/{row.record}/remove/", {"reason": "x"}).status_code == 404
    assert other.post(f"/registers/balances/{figure.record}/remove/").status_code == 404
    assert "云卫许" not in other.get("/registers/licences/").text


def test_a_fee_without_a_number_is_counted_once_however_often_the_button_is_pressed(
    clerk: Client,
) -> None:
    typed = {"subject": "预防接种", "decided_on": "2026-03-02", "amount": "12.50"}
    sent = {**typed, "once": once_of(clerk.get("/registers/fees/add/").text)}
    assert clerk.post("/registers/fees/add/", sent).status_code == 302
    assert "这一页的行政事业性收费已经登记过" in clerk.post("/registers/fees/add/", sent).text
    assert RegisterRow.objects.count() == 1
    # The same fee a second time is another one where somebody opened the page for it.
    another = {**typed, "once": once_of(clerk.get("/registers/fees/add/").text)}
    assert clerk.post("/registers/fees/add/", another).status_code == 302
    assert RegisterRow.objects.count() == 2
