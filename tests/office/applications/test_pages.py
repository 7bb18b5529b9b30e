"""The pages: what the clerk sees and posts, how many queries a list takes."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.law.events import Channel
from gongkai.office.agencies.models import Person
from gongkai.office.applications import queries, services
from gongkai.office.applications.models import (
    Answer,
    Application,
    ApplicationEvent,
    ClockProjection,
    Letter,
)
from gongkai.office.applications.pages import STEP_PAGES
from gongkai.office.applications.show import Sheet
from gongkai.office.audit import queries as ledger
from tests.office.applications.make import PAYMENT, WHOM, WHY, answered, noon, registered
from tests.office.applications.test_registering import PASTED
from tests.office.build import Office
from tests.office.once import once_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 21)


def entered(client: Client, person: Person) -> Client:
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"applications:{name}", args=args), query)
    assert response.status_code == 200, response
    return response.content.decode()


REGISTRATION = {
    "channel": "in_person",
    "arrived_on": "2026-10-20",
    "kind": "enterprise",
    "name": "云溪药业",
    "subject_line": "药品采购目录",
    "request_text": "2026年药品采购目录",
    "form_wanted": "electronic",
}


def test_the_clerk_registers_and_sees_the_clock(office: Office, desk: Client) -> None:
    response = desk.post(reverse("applications:register"), REGISTRATION, follow=True)
    text = response.content.decode()
    assert "已登记为申请 2026-0001" in text
    assert "剩 19 个工作日" in text
    assert "11月17日 周二" in text
    assert '<li class="now" aria-current="date">1<small>10/21</small></li>' in text
    assert "条例》第三十一条第一项" in text
    assert "现在不能做的" in text
    answer = reverse("applications:answer", args=["2026-0001"])
    assert f'<a class="btn primary" href="{answer}">作出答复</a>' in text  # the step it waits for


def test_a_button_pressed_twice_registers_one_application(office: Office, desk: Client) -> None:
    url = reverse("applications:register")
    page = desk.get(url).content.decode()
    assert once_of(page) != once_of(desk.get(url).content.decode())
    sent = {**REGISTRATION, "once": once_of(page)}
    assert desk.post(url, sent).status_code == 302
    again = desk.post(url, sent).content.decode()
    assert "这一页的申请已经登记过，没有再登记一次" in again
    assert Application.objects.count() == 1
    assert desk.post(url, {**REGISTRATION, "once": "x"}).status_code == 200
    assert Application.objects.count() == 1


def test_a_batch_confirmed_twice_is_registered_once(office: Office, desk: Client) -> None:
    url = reverse("applications:batch")
    looked = desk.post(url, {"pasted": PASTED, "once": once_of(desk.get(url).content.decode())})
    sent = {"pasted": PASTED, "confirm": "1", "once": once_of(looked.content.decode())}
    assert desk.post(url, sent).status_code == 302
    assert "第 1 件没有登记" in desk.post(url, sent).content.decode()
    assert Application.objects.count() == 2


def test_a_wrong_form_keeps_what_was_typed_and_writes_nothing(office: Office, desk: Client) -> None:
    response = desk.post(
        reverse("applications:register"), {**REGISTRATION, "arrived_on": "2026-10-22"}
    )
    text = response.content.decode()
    assert "<title>错误：登记申请" in text
    assert "日期 2026-10-22 在今天（2026-10-21）之后" in text
    assert 'value="云溪药业"' in text
    assert Application.objects.count() == 0


def test_the_batch_is_shown_first_and_then_registered(office: Office, desk: Client) -> None:
    url = reverse("applications:batch")
    first = desk.post(url, {"pasted": PASTED}).content.decode()
    assert "读出 2 件，还没有登记" in first
    assert Application.objects.count() == 0
    second = desk.post(url, {"pasted": PASTED, "confirm": "1"}, follow=True).content.decode()
    assert "已登记 2 件：2026-0001 至 2026-0002" in second


STEPS = [
    ("request_supplement", {"respond_by": "2026-11-09", "note": "请写明年度"}, "待申请人补正"),
    ("consult_third_party", WHOM, "征求意见中"),
    ("consult_co_maker", {"letter": "征1", "delivered": "2026-10-21", **WHOM}, "征求意见中"),
    ("request_reasons", {"respond_by": "2026-11-09", **WHY}, "说明理由的期限 2026-11-09"),
    ("extend", {"days": "20", "approved_by": "陆明远", **WHY}, "20 个工作日，陆明远批准"),
    ("charge", {"method": "by_page", "count": "100", "before": "0", **PAYMENT}, "700 元"),
    ("withdraw", {}, "申请人已撤回"),
]


@pytest.mark.parametrize(("kind", "more", "shown"), STEPS)
def test_each_step_is_a_page(
    office: Office, desk: Client, kind: str, more: dict[str, str], shown: str
) -> None:
    made = registered(office, arrived_on=date(2026, 10, 19))
    url = reverse("applications:step", args=[made.number, kind])
    assert desk.get(url).status_code == 200
    response = desk.post(url, {"on": "2026-10-21", "seen": "1", **more}, follow=True)
    assert shown in response.content.decode()
    assert ApplicationEvent.objects.filter(application=made).count() == 2


def test_what_stands_on_the_paper_is_not_answered_for_the_clerk(desk: Client) -> None:
    page = desk.post(reverse("applications:register"), {"name": ""}).content.decode()
    for said in ("没有选渠道。请选择。", "没有选申请人类型。请选择。", "没有选获取方式。请选择。"):
        assert page.count(said) == 2  # above, and at the field


def test_a_step_is_called_the_same_where_one_finds_it_and_where_one_takes_it(
    office: Office,
) -> None:
    steps = queries.case_file(registered(office), date(2026, 10, 21)).steps
    names = {step.kind: step.name for step in steps}
    assert {kind: page.title for kind, page in STEP_PAGES.items()} == {
        kind: names[kind] for kind in STEP_PAGES
    }


def test_a_day_left_out_is_called_by_its_own_name(office: Office, desk: Client) -> None:
    made = registered(office, arrived_on=date(2026, 10, 19))
    url = reverse("applications:step", args=[made.number, "extend"])
    page = desk.post(url, {"on": "", "seen": "1"}).content.decode()
    assert '<a href="#id_on">没有填告知申请人日期。请选择日期。</a>' in page


def test_a_step_on_an_old_page_is_told_and_not_written(office: Office, desk: Client) -> None:
    made = registered(office)
    url = reverse("applications:step", args=[made.number, "withdraw"])
    text = desk.post(url, {"on": "2026-10-21", "seen": "0"}).content.decode()
    assert "在这一页打开以后由江听雨登记了新的事项" in text
    assert ApplicationEvent.objects.filter(application=made).count() == 1


def test_the_wizard_leads_to_a_letter_that_is_downloaded_and_served(
    office: Office, desk: Client
) -> None:
    made = registered(office)
    url = reverse("applications:answer", args=[made.number])
    assert "第 1 问，共 7 问" in desk.get(url).content.decode()
    assert "第 5 问，共 7 问" in desk.get(url, {"path": "0.0.0.0"}).content.decode()
    step = desk.get(url, {"path": "0.0.0.0", "choice": "1"}).content.decode()
    assert reverse("applications:step", args=[made.number, "consult_third_party"]) in step
    assert "不用回答，前面的回答已经定了。" not in step
    last = desk.get(url, {"path": "0.0.0.0", "choice": "3"}).content.decode()
    assert last.count("不用回答，前面的回答已经定了。") == 1  # how it is given: the answer holds it
    assert "计入表三“部分公开”" in last
    assert "要写明：公开的部分和提供方式、不予公开的部分和理由" in last
    assert "要素应当齐全：标题、文号、" in last
    assert "、行政机关名称、印章和日期、公开的部分和提供方式、不予公开的部分和理由。" in last
    given = {
        "on": "2026-10-21",
        "seen": "1",
        "reasons": "身份证号一列不予公开，其余提供。",
        "document_word": "云卫公复",
        "court": "云溪县人民法院",
    }
    response = desk.post(f"{url}?path=0.0.0.0.3", given, follow=True)
    assert "已作出答复，云卫公复〔2026〕1号" in response.content.decode()
    assert Answer.objects.get(application=made).decision == "partly_granted"
    letter = Letter.objects.get(application=made)
    got = desk.get(reverse("applications:paper", args=[made.number, letter.file.uid]))
    assert got.content[:2] == b"PK"
    assert got["Content-Disposition"].startswith("attachment;")
    events = ledger.events_of(office.agency, f"applications.application:{made.uid}")
    assert [e.verb for e in events][-1] == "application.paper_opened"
    serve = reverse("applications:step", args=[made.number, "serve"])
    text = desk.post(
        serve, {"on": "2026-10-21", "seen": "2", "method": "post"}, follow=True
    ).content.decode()
    assert "已送达" in text


def test_the_page_says_what_made_the_due_date(office: Office) -> None:
    made = registered(office, arrived_on=date(2026, 9, 16))
    common = {"application": made, "actor": office.clerk, "now": noon(date(2026, 10, 14))}
    sheet = Sheet(queries.case_file(made, TODAY))
    assert sheet.deciding == sheet.state.steps[0]
    services.extend(**common, on=date(2026, 10, 14), days=5, approved_by="陆明远", note="汇总")
    sheet = Sheet(queries.case_file(made, TODAY))
    assert sheet.deciding is not None and sheet.deciding.name == "延长答复期限"
    assert sheet.deciding.due_on == sheet.state.due_on


def test_both_clocks_are_shown_before_a_correction(office: Office, desk: Client) -> None:
    made = registered(office)
    event = ApplicationEvent.objects.get(application=made)
    url = reverse("applications:correct", args=[made.number, event.uid])
    given = {"new_on": "2026-09-17", "note": "签收单上是 17 日", "seen": "1"}
    text = desk.post(url, given).content.decode()
    assert "10月22日" in text
    assert "10月21日" in text
    assert ApplicationEvent.objects.count() == 1
    text = desk.post(url, {**given, "confirm": "1"}, follow=True).content.decode()
    assert "已更正申请 2026-0001 的一条记录" in text
    assert "今天到期" in text
    assert ClockProjection.objects.get(application=made).due_on == TODAY


def test_the_day_both_sides_confirmed_is_put_right_by_itself(office: Office, desk: Client) -> None:
    """An ordinary letter counts from the confirmation: its day typed wrongly moves the clock."""
    made = registered(
        office,
        channel=Channel.ORDINARY_POST,
        arrived_on=date(2026, 9, 14),
        confirmed_on=date(2026, 9, 18),
    )
    assert ClockProjection.objects.get(application=made).due_on == date(2026, 10, 22)
    event = ApplicationEvent.objects.get(application=made)
    url = reverse("applications:correct", args=[made.number, event.uid])
    assert "现在是 2026-09-18，不改的空着。" in desk.get(url).content.decode()
    given = {"confirmed_on": "2026-09-17", "note": "通话记录是 17 日", "seen": "1"}
    for wrong, words in (
        ({"confirmed_on": "2026-09-13"}, "早于到达日期 2026-09-14"),
        ({"confirmed_on": "2026-10-22"}, "在今天（2026-10-21）之后"),
        ({"new_on": "2026-09-19", "confirmed_on": ""}, "早于到达日期 2026-09-19"),
        ({"confirmed_on": ""}, "请填正确的日期。"),
        ({"confirmed_on": "", "strike": "on"}, "请填正确的日期。"),
    ):
        assert words in desk.post(url, {**given, **wrong, "confirm": "1"}).content.decode()
    text = desk.post(url, given).content.decode()
    assert "10月22日" in text and "10月21日" in text and 'name="strike"' not in text
    assert ApplicationEvent.objects.count() == 1
    text = desk.post(url, {**given, "confirm": "1"}, follow=True).content.decode()
    assert "双方确认 2026-09-17" in text
    assert ClockProjection.objects.get(application=made).due_on == TODAY
    corrected = ApplicationEvent.objects.get(kind="corrected")
    assert corrected.data["replacement"]["on"] == "2026-09-14"


def test_the_desk_home_lists_what_is_due(office: Office, desk: Client) -> None:
    due = registered(office, arrived_on=date(2026, 9, 17))
    waiting = registered(office, channel=Channel.ONLINE, arrived_on=date(2026, 10, 20))
    done = registered(office)
    answered(office, done, date(2026, 10, 20))
    services.serve(application=done, actor=office.clerk, now=noon(TODAY), on=TODAY)
    home = desk.get("/desk/").content.decode()
    assert f'<a href="/applications/{due.number}/">' in home
    assert "今天到期" in home
    assert "尚未确认收到" in home
    assert waiting.number in home
    assert done.number not in home


@pytest.mark.parametrize("show", ["open", "waiting", "closed", "all"])
def test_a_list_takes_the_same_queries_however_long(
    office: Office, desk: Client, django_assert_num_queries: Any, show: str
) -> None:
    def fill(count: int) -> None:
        for _ in range(count):
            registered(office)
            registered(office, channel=Channel.ONLINE)
            done = registered(office)
            services.withdraw(application=done, actor=office.clerk, now=noon(TODAY), on=TODAY)

    fill(1)
    page(desk, "list", show=show)
    with django_assert_num_queries(5):
        page(desk, "list", show=show)
    fill(5)
    with django_assert_num_queries(5):
        page(desk, "list", show=show)


def test_pages_follow_each_other_without_gap_or_double(office: Office) -> None:
    from gongkai.office.access import Desk
    from gongkai.office.agencies.models import Role

    for number in range(7):
        registered(office, arrived_on=date(2026, 9, 18 + number // 3))
    desk = Desk(
        person=office.clerk,
        agency=office.agency,
        roles=frozenset({Role.CLERK}),
        sections=(),
        now=noon(TODAY),
        today=TODAY,
    )
    for show, order in (("open", "2026-0001"), ("all", "2026-0007")):
        seen: list[str] = []
        after = ""
        for _ in range(3):
            held = queries.listed(desk, show=show, after=after, size=3)
            seen += [row.application.number for row in held.rows]
            after = held.after
        assert after == ""
        assert seen[0] == order
        assert sorted(seen) == [f"2026-000{n}" for n in range(1, 8)]
