"""Applying online and following: nothing lost, nothing leaked, nothing guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from gongkai.law import clock as law
from gongkai.law import events as ev
from gongkai.law.calendar import load_calendar
from gongkai.law.events import Channel
from gongkai.law.state import State
from gongkai.office import crypto, time
from gongkai.office.applications import services as applications
from gongkai.office.applications.models import Application, ClockProjection, MaterialKind
from gongkai.office.applications.services import Paper
from gongkai.office.audit.models import Event
from gongkai.office.portal import drafts, limits
from gongkai.office.portal.models import ApplicationDraft, Attempts
from gongkai.office.portal.views import track
from gongkai.office.refusal import Refusal
from tests.office.applications.make import WHOM, noon, registered
from tests.office.build import Office, make_office

pytestmark = pytest.mark.django_db

ANSWERS = {
    "applicant": {
        "kind": "natural_person",
        "name": "李清照",
        "identity_number": "11010519491231002X",
    },
    "contact": {"telephone": "13900001234", "email": "li@example.cn", "address": ""},
    "information": {
        "subject": "2025年乡镇卫生院补助资金分配表",
        "details": "全县各乡镇卫生院，按月。",
        "document_number": "",
        "years": "2025",
    },
    "provision": {"form_wanted": "electronic", "other": ""},
    "papers": {},
}


@pytest.fixture
def office(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(time, "clock", lambda: now)
    return make_office(now)


def fill_in(client: Client, *names: str) -> None:
    for name in names or ANSWERS:
        answer = client.post(f"/apply/{name}/", ANSWERS[name])
        assert answer.status_code == 302, answer.content.decode()


def apply(client: Client) -> tuple[str, str]:
    """Number and code of an application that went all the way."""
    fill_in(client)
    assert client.post("/apply/check/")["Location"] == "/apply/receipt/"
    text = client.get("/apply/receipt/").content.decode()
    number = re.search(r'<p class="date">(\d{4}-\d{4})</p>', text)
    code = re.search(r'<p class="date code">([0-9A-Z ]+)</p>', text)
    assert number and code
    return number[1], code[1]


def test_a_form_without_its_cookie_stays_in_the_public_site(office: Office) -> None:
    answer = Client(enforce_csrf_checks=True).post("/apply/applicant/", ANSWERS["applicant"])
    page = answer.content.decode()
    assert answer.status_code == 403 and '<header class="site">' in page
    assert "把填写的内容抄下来" in page and "公开工作台" not in page
    desk = Client(enforce_csrf_checks=True).post("/publishing/new/", {}).content.decode()
    assert "公开工作台" in desk
    assert ApplicationDraft.objects.count() == 0


def test_a_citizen_applies_and_follows_the_application(client: Client, office: Office) -> None:
    number, code = apply(client)
    made = Application.objects.get(agency=office.agency, number=number)
    assert made.channel == Channel.ONLINE and made.registered_by is None
    assert made.applicant.name == "李清照"
    assert made.request_text == "全县各乡镇卫生院，按月。\n形成年份：2025"
    clock = ClockProjection.objects.get(application=made)
    # Received on 21 October, 20 working days: 18 November 2026.
    assert (clock.receipt_date, clock.due_on) == (date(2026, 10, 21), date(2026, 11, 18))
    stranger = Client()
    text = stranger.post("/track/", {"number": number, "code": code.lower()}).content.decode()
    assert f"申请 {number}：办理中" in text
    assert "2026年11月18日" in text and "还有 <b>20 个工作日</b>" in text
    assert "李**" in text
    for secret in ("李清照", "11010519491231002X", "13900001234", "li@example.cn"):
        assert secret not in text


def test_the_draft_is_encrypted_and_going_back_shows_what_was_typed(
    client: Client, office: Office
) -> None:
    fill_in(client, "applicant", "contact")
    row = ApplicationDraft.objects.get()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM portal_applicationdraft")
        raw = bytes(cursor.fetchone()[0])
    assert "李清照".encode() not in raw and b"1390000" not in raw
    assert client.cookies["application"].value not in row.token
    assert 'value="李清照"' in client.get("/apply/applicant/").content.decode()
    assert "李清照" not in Client().get("/apply/applicant/").content.decode()
    # A question that is not yet due leads to the first open one.
    assert client.get("/apply/check/")["Location"] == "/apply/information/"


def test_an_error_loses_nothing_and_says_what_to_do(client: Client, office: Office) -> None:
    fill_in(client, "applicant", "contact")
    given = ANSWERS["information"] | {"subject": "补助资金", "years": "2024—2023"}
    text = client.post("/apply/information/", given).content.decode()
    assert "有 2 处需要改正" in text and "错误：您需要的政府信息是什么" in text
    assert "结束年份 2023 年早于起始年份 2024 年。请改正其中一个。" in text
    assert "全县各乡镇卫生院，按月。" in text and 'value="补助资金"' in text
    assert 'aria-invalid="true"' in text


@pytest.mark.parametrize(
    ("question", "field", "value", "words"),
    [
        ("applicant", "kind", "king", "请在列出的类型里选一项"),
        ("applicant", "identity_number", "110105194912310021", "最后一位与前面对不上"),
        ("applicant", "website", "http://spam.example", "识别自动程序"),
        ("contact", "telephone", "<script>", "不像一个电话号码"),
        ("contact", "email", "a@b@c", "不像一个邮箱地址"),
        ("information", "subject", "张三13900001234的处罚决定", "有电话或者身份证号"),
        ("information", "details", "长" * 2001, "最多 2000 个字"),
        ("provision", "form_wanted", "paper_post", "邮寄要有通信地址"),
    ],
)
def test_a_wrong_answer_is_told_at_its_field(
    client: Client, office: Office, question: str, field: str, value: str, words: str
) -> None:
    names = list(ANSWERS)
    for name in names[: names.index(question)]:
        fill_in(client, name)
    text = client.post(f"/apply/{question}/", ANSWERS[question] | {field: value}).content.decode()
    assert text.count(words) == 2 if field != "website" else words in text
    assert Application.objects.count() == 0


def test_a_second_click_registers_nothing_twice(client: Client, office: Office) -> None:
    number, _ = apply(client)
    assert client.post("/apply/check/")["Location"] == "/apply/receipt/"
    assert list(Application.objects.values_list("number", flat=True)) == [number]


def test_nothing_personal_reaches_the_ledger(client: Client, office: Office) -> None:
    apply(client)
    written = str(list(Event.objects.values_list("subject", "data")))
    for secret in ("李清照", "11010519491231002X", "13900001234", "li@example.cn", "补助"):
        assert secret not in written


def test_discarding_forgets_the_draft(client: Client, office: Office) -> None:
    fill_in(client, "applicant")
    client.post("/apply/discard/")
    assert ApplicationDraft.objects.count() == 0
    assert "李清照" not in client.get("/apply/applicant/").content.decode()


def test_a_draft_ends_thirty_days_after_its_last_saving(office: Office, now: datetime) -> None:
    drafts.save(office.agency, "key", "applicant", {"name": "李"}, now)
    assert drafts.read(office.agency, "key", now + timedelta(days=30)).answers
    assert not drafts.read(office.agency, "key", now + timedelta(days=30, seconds=1)).answers
    assert not drafts.read(office.supervising, "key", now).answers
    assert drafts.end(now + timedelta(days=30)) == 0
    assert drafts.end(now + timedelta(days=30, seconds=1)) == 1
    assert ApplicationDraft.objects.count() == 0


def test_a_draft_whose_time_is_over_gives_nothing_to_the_next(
    office: Office, now: datetime
) -> None:
    """Also where the worker has not removed it yet: somebody else may sit there now."""
    drafts.save(office.agency, "key", "applicant", {"name": "李"}, now)
    paper = Paper("a.jpg", b"\xff\xd8\xff", MaterialKind.IDENTITY)
    drafts.add_papers(office.agency, "key", [paper], now, "")
    later = now + timedelta(days=30, seconds=1)
    drafts.save(office.agency, "key", "contact", {"telephone": "1"}, later)
    held = drafts.read(office.agency, "key", later)
    assert (held.answers, held.papers) == ({"contact": {"telephone": "1"}}, ())


@pytest.mark.parametrize("confirms", [True, False])
def test_the_receipt_confirms_where_the_setting_says_so(
    client: Client, office: Office, monkeypatch: pytest.MonkeyPatch, confirms: bool
) -> None:
    monkeypatch.setattr(settings, "PORTAL_CONFIRMS_RECEIPT", confirms)
    number, code = apply(client)
    clock = ClockProjection.objects.get(application__number=number)
    assert (clock.receipt_date is not None) is confirms
    text = client.post("/track/", {"number": number, "code": code}).content.decode()
    assert ("等待确认收到" in text) is not confirms


@pytest.mark.parametrize(
    ("hour", "day", "expected"),
    [
        (9, date(2026, 10, 21), False),
        (17, date(2026, 10, 21), False),
        (18, date(2026, 10, 21), True),
        (8, date(2026, 10, 21), True),
        (10, date(2026, 10, 25), True),  # Sunday
        (10, date(2026, 10, 10), False),  # a Saturday made up
    ],
)
def test_after_hours(office: Office, hour: int, day: date, expected: bool) -> None:
    assert drafts.after_hours(office.agency, time.at(day, hour)) is expected


def test_without_a_person_only_todays_online_application_is_registered(
    office: Office, now: datetime
) -> None:
    fields = {
        "kind": "enterprise",
        "name": "某公司",
        "subject_line": "某表",
        "request_text": "某表",
    }
    for channel, day in (
        (Channel.IN_PERSON, date(2026, 10, 21)),
        (Channel.ONLINE, date(2026, 10, 20)),
    ):
        with pytest.raises(Refusal) as refused:
            applications.register(
                agency=office.agency,
                actor=None,
                now=now,
                submission=applications.Submission(channel=channel, arrived_on=day, **fields),  # type: ignore[arg-type]
            )
        assert refused.value.code == "not-permitted"
    assert Application.objects.count() == 0


def test_one_browser_applies_to_two_offices_and_each_keeps_its_own_draft(
    client: Client, office: Office
) -> None:
    other = f"/o/{office.supervising.credit_code}/apply/"
    fill_in(client, "applicant")
    given = ANSWERS["applicant"] | {"name": "杜甫"}
    assert client.post(f"{other}applicant/", given).status_code == 302
    assert client.post(f"{other}contact/", ANSWERS["contact"]).status_code == 302
    assert ApplicationDraft.objects.count() == 2
    assert 'value="李清照"' in client.get("/apply/applicant/").content.decode()
    assert 'value="杜甫"' in client.get(f"{other}applicant/").content.decode()
    client.post(f"{other}discard/")
    assert ApplicationDraft.objects.get().agency == office.agency


# -- following


def test_a_wrong_code_a_wrong_number_and_another_offices_code_say_the_same(
    client: Client, office: Office
) -> None:
    number, code = apply(client)
    other = f"/o/{office.supervising.credit_code}/track/"
    answers = [
        client.post("/track/", {"number": number, "code": "2345 6789 ABCD"}),
        client.post("/track/", {"number": "2026-9999", "code": code}),
        client.post(other, {"number": number, "code": code}),
    ]
    for answer in answers:
        text = answer.content.decode()
        assert "编号和查询码对不上" in text and "办理中" not in text
        assert answer["Cache-Control"].startswith("max-age=0")


def test_guessing_stops_after_ten_wrong_codes_of_one_address(
    client: Client, office: Office
) -> None:
    number, code = apply(client)
    for _ in range(limits.WRONG_CODES):
        assert client.post("/track/", {"number": number, "code": "WRONG"}).status_code == 200
    stopped = client.post("/track/", {"number": number, "code": code})
    assert stopped.status_code == 429 and "暂时不能查询" in stopped.content.decode()
    elsewhere = client.post("/track/", {"number": number, "code": code}, REMOTE_ADDR="192.0.2.7")
    assert "办理中" in elsewhere.content.decode()
    assert "127.0.0.1" not in str(list(Attempts.objects.values()))


def test_the_limit_ends_with_its_window_and_old_counts_are_forgotten(now: datetime) -> None:
    source = crypto.keys().fingerprint("x", "test")
    for _ in range(3):
        limits.count(source, now)
    assert limits.spent(source, 3, now) and not limits.spent(source, 4, now)
    assert not limits.spent(source, 1, now + limits.WINDOW)
    limits.count(source, now + timedelta(days=2))
    assert Attempts.objects.count() == 1


def test_a_supplement_asked_for_tells_what_to_do_and_until_when(
    client: Client, office: Office, now: datetime
) -> None:
    number, code = apply(client)
    applications.request_supplement(
        application=Application.objects.get(number=number),
        actor=office.clerk,
        now=now + timedelta(hours=1),
        on=date(2026, 10, 21),
        respond_by=date(2026, 11, 4),
        note="请写明是哪几个乡镇。",
    )
    text = client.post("/track/", {"number": number, "code": code}).content.decode()
    assert "等待您补正" in text and "请在 2026年11月4日以前补正" in text
    assert "请写明是哪几个乡镇。" in text and "期限现在不走" in text


def test_every_event_of_the_law_is_named_or_hidden_on_purpose() -> None:
    declared = {one for one in vars(ev).values() if isinstance(one, type)}
    events = {one for one in declared if issubclass(one, ev.Event)} - {ev.Event}
    assert set(track.EVENTS) | track.HIDDEN == events
    assert not set(track.EVENTS) & track.HIDDEN


def test_reasons_and_deferral_are_followed_and_a_third_partys_letter_is_not(
    client: Client, office: Office
) -> None:
    made = registered(office, arrived_on=date(2026, 10, 9))
    given = {"application": made, "actor": office.clerk}

    def on(day: int) -> dict[str, Any]:
        return {**given, "now": noon(date(2026, 10, day)), "on": date(2026, 10, day)}

    applications.request_reasons(
        **on(12), respond_by=date(2026, 10, 19), note="9月以来申请 63 件。"
    )
    applications.record_reasons(**on(13), reasonable=True)
    applications.consult_third_party(**on(13), **WHOM)
    letter = made.letters.get(code="D07").document_number
    applications.record_third_party_reply(**on(14), letter=letter, consents=False)
    applications.tell_third_party(
        **on(15), letter=letter, concerning="价格条款", note="涉及医保资金的使用。"
    )
    applications.defer(**on(16), until=date(2026, 12, 31), note="要到档案馆检索。")
    answer = client.post("/track/", {"number": made.number, "code": made.query_code})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "9月以来申请 63 件。　最晚 10月19日说明。" in text
    assert "收到您说明的理由" in text
    assert "告知您延迟答复" in text and "最晚 2026年12月31日答复。" in text
    assert "告知第三方" not in text and "云溪康源医药有限公司" not in text
    assert "价格条款" not in text and "医保资金" not in text


@pytest.mark.parametrize("state", [State.AWAITING_SUPPLEMENT, State.AWAITING_FEE])
def test_what_the_applicant_must_do_has_no_hole_where_no_day_is_known(state: State) -> None:
    known = [ev.Received(id="1", on=date(2026, 10, 19), channel=Channel.IN_PERSON)]
    running = law.fold(known, as_of=date(2026, 10, 21), calendar=load_calendar(None))
    words = track._must(replace(running, state=state, waiting_until=None))
    assert words.startswith("请尽快") and "请在" not in words


# -- the calculator


def test_the_calculator_explains_and_its_address_keeps_the_dates(
    client: Client, office: Office
) -> None:
    text = client.get("/clock/?received=2026-09-18&extended=2026-10-22&days=20").content.decode()
    assert "2026年11月19日" in text
    assert 'value="2026-09-18"' in text
    assert "2026年9月" in text and "第20日" in text


def test_the_calculator_says_what_does_not_fit(client: Client, office: Office) -> None:
    text = client.get("/clock/?received=2026-09-18&days=20").content.decode()
    assert "填了延长的天数，还要填通知延期的日期。" in text
    refused = client.get("/clock/?received=2026-09-18&asked=2026-09-01").content.decode()
    assert "error-summary" in refused
