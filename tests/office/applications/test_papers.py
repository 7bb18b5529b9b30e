"""Letters, deliveries and materials: what they say, who opens them, what they move."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from docx import Document

from gongkai.law.events import Channel, ServiceMethod
from gongkai.law.fees import FeeMethod
from gongkai.office import access
from gongkai.office.applications import clock, papers, services
from gongkai.office.applications.models import (
    ApplicantKind,
    Application,
    ApplicationEvent,
    ClockProjection,
    Delivery,
    KindCorrection,
    Letter,
    Material,
    MaterialKind,
    Service,
)
from gongkai.office.applications.services import Paper
from gongkai.office.applications.services.steps import STEPS
from gongkai.office.audit import queries as ledger
from gongkai.office.documents import queries as documents
from gongkai.office.documents import storage
from gongkai.office.documents.models import File
from gongkai.office.refusal import Refusal
from tests.office.applications.make import PAYMENT, WHOM, WHY, answered, noon, registered
from tests.office.build import Office, make_office

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 21)
REMEDY = (
    "如对本答复不服，可以自收到本答复之日起60日内，向云溪县人民政府申请行政复议，"
    "或者自收到本答复之日起6个月内，向云溪县人民法院提起行政诉讼。"
)


@pytest.fixture
def office(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(access.time, "now", lambda: noon(TODAY))
    return make_office(now)


@pytest.fixture
def desk(office: Office, client: Client) -> Client:
    client.force_login(office.clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


def do(step: Callable[..., Any], office: Office, made: Application, on: date, **more: Any) -> Any:
    return step(application=made, actor=office.clerk, now=noon(on), on=on, **more)


def said(letter: Letter) -> list[str]:
    """The paragraphs of the Word file, without the empty ones."""
    document = Document(io.BytesIO(documents.content(letter.file)))
    return [p.text for p in document.paragraphs if p.text.strip()]


def only(made: Application, code: str) -> Letter:
    return Letter.objects.get(application=made, code=code)


def test_the_supplement_notice(office: Office) -> None:
    made = registered(office, arrived_on=date(2026, 10, 19))
    do(
        services.request_supplement,
        office,
        made,
        TODAY,
        respond_by=date(2026, 11, 9),
        note="请写明年度\n请提供身份证明",
    )
    letter = only(made, "D04")
    text = said(letter)
    assert text[:4] == [
        "云溪县卫生健康委员会",
        "政府信息公开申请补正告知书",
        "依申请公开补〔2026〕1号",
        "李云溪：",
    ]
    assert text[4].startswith(
        "本机关于2026年10月19日收到您（单位）提交的政府信息公开申请（编号2026-"
    )
    assert text[5].endswith("根据《政府信息公开条例》第三十条的规定，请补正以下事项：")
    assert text[6:8] == ["请写明年度", "请提供身份证明"]
    assert text[8].startswith("请于2026年11月9日前将补正材料送达本机关。")
    assert "视为放弃申请，本机关不再处理" in text[8]
    assert text[-2:] == ["云溪县卫生健康委员会", "2026年10月21日"]
    assert not any("行政复议" in line for line in text)  # cannot be challenged by itself
    event = ApplicationEvent.objects.get(application=made, kind="supplement_requested")
    assert (letter.event, event.data["letters"]) == (event, ["依申请公开补〔2026〕1号"])


def test_the_end_of_a_case_that_was_not_supplemented_carries_the_remedy(office: Office) -> None:
    made = registered(office, arrived_on=date(2026, 9, 1))
    respond_by = date(2026, 9, 15)
    do(services.request_supplement, office, made, date(2026, 9, 3), respond_by=respond_by, **WHY)
    do(services.lapse_supplement, office, made, date(2026, 9, 16))
    letter = only(made, "D27")
    text = said(letter)
    assert letter.document_number == "依申请公开告〔2026〕1号"
    assert "本机关于2026年9月3日告知您（单位）补正，补正期限为2026年9月15日。" in text[5]
    assert text[-3] == REMEDY


def test_the_extension_notice(office: Office) -> None:
    made = registered(office)
    do(services.extend, office, made, TODAY, days=20, approved_by="陆明远", **WHY)
    text = said(only(made, "D06"))
    assert WHY["note"] in text
    assert text[7].endswith("负责人陆明远同意，答复期限延长20个工作日，延长至2026年11月19日。")
    assert not any("行政复议" in line for line in text)


def test_a_third_party_gets_letter_and_form_and_is_not_told_who_asked(office: Office) -> None:
    made = registered(office)
    do(services.consult_third_party, office, made, date(2026, 10, 9), **WHOM)
    letter = only(made, "D07")
    text = said(letter)
    assert (letter.document_number, letter.addressee) == (
        "依申请公开征〔2026〕1号",
        "云溪康源医药有限公司",
    )
    assert "2025年药品采购合同。" in text
    assert any("自收到本函之日起15个工作日内" in line for line in text)
    assert any("逾期未提出意见的，由本机关依照条例的规定决定是否公开" in line for line in text)
    assert "第三方意见回复函" in text
    assert not any("李云溪" in line for line in text)
    told = said(only(made, "D09"))
    assert told[3] == "李云溪："
    assert any("征求意见所需时间不计算在答复期限内" in line for line in told)
    assert not any("康源" in line for line in told)
    # The number of the letter is what the clock knows it by.
    event = ApplicationEvent.objects.get(application=made, kind="third_party_consulted")
    assert event.data["letter"] == letter.document_number


def test_disclosing_against_an_objection_is_told_with_reasons_and_remedy(office: Office) -> None:
    made = registered(office)
    do(services.consult_third_party, office, made, date(2026, 10, 9), **WHOM)
    number = only(made, "D07").document_number
    do(
        services.record_third_party_reply,
        office,
        made,
        date(2026, 10, 12),
        letter=number,
        consents=False,
        papers=[Paper("回函.pdf", b"%PDF", MaterialKind.OPINION)],
    )
    do(
        services.tell_third_party,
        office,
        made,
        date(2026, 10, 14),
        letter=number,
        concerning="2025年药品采购合同的价格条款",
        note="涉及医保资金的使用，关系公共利益。",
    )
    text = said(only(made, "D10"))
    assert text[3] == "云溪康源医药有限公司："
    assert text[4].endswith("你方于2026年10月12日提出不同意公开的意见。")
    assert text[6:9] == [
        "2025年药品采购合同的价格条款。",
        "理由如下：",
        "涉及医保资金的使用，关系公共利益。",
    ]
    assert text[9] == REMEDY.replace("本答复", "本决定")
    material = Material.objects.get(application=made)
    assert (material.kind, material.file.personal) == ("opinion", True)
    assert documents.content(material.file) == b"%PDF"


def test_co_maker_reasons_and_deferral(office: Office) -> None:
    made = registered(office)
    whom = {"addressee": "云溪县财政局", "concerning": "联合下发的补助分配方案"}
    do(services.consult_co_maker, office, made, date(2026, 10, 9), **whom)
    text = said(only(made, "D11"))
    assert text[3] == "云溪县财政局："
    assert any("第三十四条" in line and "视为同意公开" in line for line in text)
    asked = registered(office)
    respond_by = date(2026, 10, 19)
    do(
        services.request_reasons,
        office,
        asked,
        date(2026, 10, 9),
        respond_by=respond_by,
        note="9月以来申请 63 件。",
    )
    do(services.record_reasons, office, asked, date(2026, 10, 14), reasonable=True)
    do(services.defer, office, asked, date(2026, 10, 16), until=date(2026, 12, 31), **WHY)
    assert "9月以来申请 63 件。" in said(only(asked, "D05"))
    assert said(only(asked, "D34"))[-4].startswith("根据《政府信息公开条例》第三十五条的规定，")
    assert "延迟至2026年12月31日前答复" in "".join(said(only(asked, "D34")))
    assert ClockProjection.objects.get(application=asked).due_on == date(2026, 12, 31)


def test_the_fee_notice_and_the_end_without_payment(office: Office) -> None:
    made = registered(office, arrived_on=date(2026, 9, 1))
    charged = {"method": FeeMethod.BY_ITEM, "count": 5, "before": 28}
    do(services.charge, office, made, date(2026, 9, 2), **charged, **PAYMENT)
    text = said(only(made, "D13"))
    assert any(line.endswith("收取信息处理费800元。") for line in text)
    assert (
        "计收标准：按件计收，第29至第30件每件100元，计200元；第31至第33件每件200元，计600元。"
        in text
    )
    assert "缴纳方式：到县政务服务中心非税窗口缴纳。" in text
    assert any("20个工作日内（2026年9月30日前）缴纳" in line for line in text)
    assert not any("行政复议" in line for line in text)
    do(services.lapse_fee, office, made, date(2026, 10, 20))
    ended = said(only(made, "D28"))
    assert "应当缴纳信息处理费800元，缴费期限为2026年9月30日" in ended[5]
    assert ended[-3] == REMEDY


def test_the_receipt_is_written_once_for_each_day_of_receipt(office: Office) -> None:
    made = registered(office, channel=Channel.EMAIL, arrived_on=date(2026, 10, 19))
    first = do(services.issue_receipt, office, made, date(2026, 10, 19))
    again = do(services.issue_receipt, office, made, date(2026, 10, 20))
    assert first == again
    assert any("现尚待与您（单位）确认" in line for line in said(first))
    do(services.confirm_receipt, office, made, date(2026, 10, 20))
    confirmed = do(services.issue_receipt, office, made, TODAY)
    text = said(confirmed)
    assert confirmed.document_number == "依申请公开收〔2026〕2号"
    assert any("收到申请之日为2026年10月20日" in line for line in text)
    assert any("将在2026年11月17日前答复" in line for line in text)
    assert any(made.query_code in line for line in text)


def test_a_section_gets_a_letter_without_the_applicant(office: Office) -> None:
    made = registered(office)
    given = {"application": made, "actor": office.clerk, "now": noon(TODAY)}
    section = office.sections["药政科"]
    with pytest.raises(Refusal) as no:
        services.hand_to_section(**given, section=section, until=date(2026, 10, 20))
    assert no.value.code == "handing.past"
    assert services.hand_to_section(**given, section=section) is None
    letter = services.hand_to_section(
        **given, section=section, until=date(2026, 10, 23), words="请查 2025 年的台账。"
    )
    assert letter is not None
    text = said(letter)
    assert (text[1], text[3]) == ("协办函", "药政科：")
    assert "请查 2025 年的台账。" in text
    assert not any("李云溪" in line for line in text)
    assert Application.objects.get().section == section


def test_a_correction_can_be_told(office: Office) -> None:
    made = registered(office)
    event = ApplicationEvent.objects.get(application=made)
    services.correct_event(
        application=made,
        event=event,
        new_on=date(2026, 9, 17),
        actor=office.clerk,
        now=noon(TODAY),
        note="签收单上是 17 日",
        tell="回执写收到之日为9月18日，应为9月17日。",
    )
    text = said(only(made, "D33"))
    assert "回执写收到之日为9月18日，应为9月17日。" in text
    assert "更正后，答复期限为2026年10月21日。" in text


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("request_supplement", {"respond_by": date(2026, 11, 9)}),
        ("extend", {"days": 5, "approved_by": "陆明远"}),
        ("consult_third_party", {"addressee": "甲", "concerning": " "}),
        ("consult_co_maker", {"concerning": "甲"}),
        ("charge", {"method": FeeMethod.BY_PAGE, "count": 50}),
        ("request_reasons", {"respond_by": date(2026, 11, 9)}),
    ],
)
def test_a_letter_without_its_words_is_not_sent(
    office: Office, kind: str, given: dict[str, Any]
) -> None:
    made = registered(office, arrived_on=date(2026, 10, 19))
    before = ledger.head(office.agency)
    with pytest.raises(Refusal) as no:
        services.take_step(
            kind, application=made, actor=office.clerk, now=noon(TODAY), on=TODAY, **given
        )
    assert no.value.code == "letter.missing"
    assert Letter.objects.count() == 0
    assert ApplicationEvent.objects.count() == 1
    assert ledger.head(office.agency) == before


def test_what_a_step_does_not_take_is_a_mistake(office: Office) -> None:
    made = registered(office)
    with pytest.raises(TypeError):
        do(services.withdraw, office, made, TODAY, letter="征1")


def test_every_letter_of_the_table_has_its_number_series(office: Office) -> None:
    from gongkai.office.applications.letters.draft import title_of
    from gongkai.office.applications.services.letters import NUMBER_WORDS

    codes = {code for step in STEPS.values() for code, _ in step.letters}
    assert codes - set(NUMBER_WORDS) == {"D27", "D28"}  # numbered with the answers
    for code in codes | set(NUMBER_WORDS):
        assert title_of(code)


def test_letters_are_stored_encrypted(office: Office) -> None:
    made = registered(office)
    do(services.consult_third_party, office, made, date(2026, 10, 9), **WHOM)
    with connection.cursor() as cursor:
        cursor.execute("SELECT addressee FROM applications_letter")
        held = [bytes(value) for (value,) in cursor.fetchall()]
    assert len(held) == 2
    assert not any("康源".encode() in value or "李".encode() in value for value in held)
    assert all(letter.file.personal for letter in Letter.objects.all())


# Deliveries


def test_the_delivery_of_a_consultation_letter_moves_the_clock(office: Office) -> None:
    made = registered(office)
    do(services.consult_third_party, office, made, date(2026, 10, 9), **WHOM)
    letter = only(made, "D07")
    assert ClockProjection.objects.get(application=made).consulting_until == date(2026, 10, 29)
    preview = services.preview_delivery(letter=letter, on=date(2026, 10, 13), now=noon(TODAY))
    assert preview is not None
    assert (preview.before.due_on, preview.after.due_on) == (date(2026, 11, 12), date(2026, 11, 17))
    services.record_delivery(
        letter=letter,
        actor=office.clerk,
        now=noon(TODAY),
        on=date(2026, 10, 13),
        method=ServiceMethod.POST,
        proof=Paper("回执.jpg", b"\xff\xd8", MaterialKind.DELIVERY),
    )
    held = ClockProjection.objects.get(application=made)
    assert (held.consulting_until, held.due_on) == (date(2026, 11, 3), date(2026, 11, 17))
    delivery = Delivery.objects.get(letter=letter)
    assert delivery.proof is not None
    assert (delivery.method, documents.content(delivery.proof)) == ("post", b"\xff\xd8")
    # Put right by recording it again; the earlier record stays.
    services.record_delivery(
        letter=letter, actor=office.clerk, now=noon(TODAY), on=date(2026, 10, 12)
    )
    assert ClockProjection.objects.get(application=made).due_on == date(2026, 11, 16)
    assert Delivery.objects.count() == 2
    assert clock.rebuilt(made)["consulting_until"] == date(2026, 11, 2)


def test_the_time_to_pay_runs_from_the_delivery_of_the_notice(office: Office) -> None:
    made = registered(office, arrived_on=date(2026, 10, 8))
    day = date(2026, 10, 9)
    do(services.charge, office, made, day, method=FeeMethod.BY_PAGE, count=100, **PAYMENT)
    waiting = lambda: ClockProjection.objects.get(application=made).waiting_until  # noqa: E731
    assert waiting() == date(2026, 11, 5)
    services.record_delivery(
        letter=only(made, "D13"), actor=office.clerk, now=noon(TODAY), on=date(2026, 10, 13)
    )
    assert waiting() == date(2026, 11, 10)
    # What was charged is still known when it is paid.
    do(services.record_payment, office, made, date(2026, 10, 20))
    paid = ApplicationEvent.objects.get(application=made, kind="fee_paid")
    assert paid.data["yuan"] == 700


def test_other_letters_move_nothing_and_wrong_days_are_refused(office: Office) -> None:
    made = registered(office)
    do(services.extend, office, made, date(2026, 10, 19), days=5, approved_by="陆明远", **WHY)
    letter = only(made, "D06")
    given = {"letter": letter, "actor": office.clerk, "now": noon(TODAY)}
    assert services.preview_delivery(letter=letter, on=TODAY, now=noon(TODAY)) is None
    for day, code in (
        (date(2026, 10, 16), "delivery.before_letter"),
        (date(2026, 10, 22), "date.future"),
    ):
        with pytest.raises(Refusal) as no:
            services.record_delivery(**given, on=day)
        assert no.value.code == code
    assert Delivery.objects.count() == 0
    services.record_delivery(**given, on=TODAY)
    assert ApplicationEvent.objects.filter(application=made).count() == 2
    other = registered(office)
    answered(office, other, TODAY)
    with pytest.raises(Refusal) as no:
        services.record_delivery(
            **{**given, "letter": Letter.objects.get(application=other)}, on=TODAY
        )
    assert no.value.code == "delivery.is_service"


# Materials


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.pdf", b"", "paper.empty"),
        ("大.pdf", b"x" * (20 * 1024 * 1024 + 1), "paper.size"),
        ("页.html", b"<script>", "paper.kind"),
        ("程序.exe", b"MZ", "paper.kind"),
        ("无后缀", b"x", "paper.kind"),
    ],
)
def test_what_is_not_kept(office: Office, name: str, data: bytes, code: str) -> None:
    made = registered(office)
    with pytest.raises(Refusal) as no:
        services.attach(
            application=made, actor=office.clerk, now=noon(TODAY), paper=Paper(name, data)
        )
    assert no.value.code == code
    assert Material.objects.count() == 0


def test_a_material_is_added_listed_and_opened_with_a_trace(office: Office, desk: Client) -> None:
    made = registered(office)
    url = reverse("applications:material", args=[made.number])
    assert desk.get(url).status_code == 200
    sent = SimpleUploadedFile("身份证.jpg", b"\xff\xd8\xff", content_type="text/html")
    text = desk.post(url, {"kind": "identity", "file": sent}, follow=True).content.decode()
    assert "身份证明　身份证.jpg" in text
    material = Material.objects.get(application=made)
    link = reverse("applications:paper", args=[made.number, material.file.uid])
    assert link in text
    got = desk.get(link)
    assert (got.content, got["Content-Type"]) == (b"\xff\xd8\xff", "application/octet-stream")
    assert got["X-Content-Type-Options"] == "nosniff"
    last = ledger.events_of(office.agency, f"applications.application:{made.uid}")[-1]
    assert (last.verb, last.actor, last.data) == (
        "application.paper_opened",
        office.clerk,
        {"file": str(material.file.uid)},
    )


def test_what_a_sender_calls_a_file_stands_nowhere_in_clear(
    office: Office, desk: Client, client: Client
) -> None:
    made = registered(office)
    services.hand_to_section(
        application=made, actor=office.clerk, now=noon(TODAY), section=office.sections["审批科"]
    )
    for _ in range(2):
        services.attach(
            application=made,
            actor=office.clerk,
            now=noon(TODAY),
            paper=Paper("张三_身份证.png", b"\xff\xd8\xff", MaterialKind.IDENTITY),
        )
    letter = do(services.issue_receipt, office, made, TODAY)
    proof = Paper("张三_回证.pdf", b"%PDF", MaterialKind.DELIVERY)
    services.record_delivery(
        letter=letter, actor=office.clerk, now=noon(TODAY), on=TODAY, proof=proof
    )
    names = list(File.objects.filter(agency=office.agency).values_list("name", flat=True))
    assert [name for name in names if name != letter.file.name] == [
        "2026-0001-1 身份证明.jpg",  # the ending is its content's
        "2026-0001-2 身份证明.jpg",
        "2026-0001-3 送达凭证.pdf",
    ]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            held = [bytes(v) if isinstance(v, memoryview) else v for r in cursor for v in r]
            assert not any("张三" in str(value) for value in held), table
            assert not any("张三".encode() in v for v in held if isinstance(v, bytes)), table
    url = reverse("applications:one", args=[made.number])
    assert "身份证明　张三_身份证.png</a>" in desk.get(url).content.decode()
    backend = "django.contrib.auth.backends.ModelBackend"
    for person in (office.section_person, office.secrecy):
        client.force_login(person, backend=backend)
        text = client.get(url).content.decode()
        assert "身份证明" in text and "张三" not in text


def test_a_damaged_paper_is_told_of_and_was_not_opened(office: Office, desk: Client) -> None:
    made = registered(office)
    letter = do(services.issue_receipt, office, made, TODAY)
    storage.path_of(letter.file.digest).write_bytes(b"broken")
    before = len(ledger.events_of(office.agency, f"applications.application:{made.uid}"))
    got = desk.get(reverse("applications:paper", args=[made.number, letter.file.uid]))
    assert got.status_code == 409
    assert f"文件“{letter.file.name}”无法解读" in got.content.decode()
    after = ledger.events_of(office.agency, f"applications.application:{made.uid}")
    assert len(after) == before


def test_a_section_does_not_open_papers(office: Office, client: Client) -> None:
    made = registered(office)
    letter = do(services.issue_receipt, office, made, TODAY)
    services.hand_to_section(
        application=made, actor=office.clerk, now=noon(TODAY), section=office.sections["审批科"]
    )
    client.force_login(office.section_person, backend="django.contrib.auth.backends.ModelBackend")
    link = reverse("applications:paper", args=[made.number, letter.file.uid])
    text = client.get(reverse("applications:one", args=[made.number])).content.decode()
    assert letter.document_number in text
    assert link not in text
    assert "显示完整信息" not in text
    assert client.get(link).status_code == 403
    with pytest.raises(Refusal):
        services.open_file(
            application=made, actor=office.section_person, now=noon(TODAY), file=letter.file
        )


def test_a_paper_of_another_application_is_not_found_here(office: Office, desk: Client) -> None:
    made, other = registered(office), registered(office)
    letter = do(services.issue_receipt, office, other, TODAY)
    link = reverse("applications:paper", args=[made.number, letter.file.uid])
    assert desk.get(link).status_code == 404
    with pytest.raises(Refusal) as no:
        services.open_file(application=made, actor=office.clerk, now=noon(TODAY), file=letter.file)
    assert no.value.code == "paper.unknown"


# Pages


def test_the_delivery_page_shows_both_clocks_then_writes(office: Office, desk: Client) -> None:
    made = registered(office)
    do(services.consult_third_party, office, made, date(2026, 10, 9), **WHOM)
    letter = only(made, "D07")
    one = reverse("applications:one", args=[made.number])
    url = reverse("applications:delivery", args=[made.number, letter.uid])
    assert url in desk.get(one).content.decode()
    assert desk.get(url).status_code == 200
    given = {"on": "2026-10-13", "method": "post", "seen": "2"}
    looked = desk.post(url, given).content.decode()
    assert "现在：2026年11月12日到期" in looked
    assert "登记以后：2026年11月17日到期" in looked
    assert 'type="file"' in looked
    assert Delivery.objects.count() == 0
    proof = SimpleUploadedFile("回执.jpg", b"\xff\xd8")
    done = desk.post(url, {**given, "proof": proof, "confirm": "1"}, follow=True).content.decode()
    assert "已登记 依申请公开征〔2026〕1号 的送达。" in done
    assert "2026-10-13 通过邮政企业邮寄" in done
    assert "答复期限由 2026-11-12 改为 2026-11-17" in done
    assert "送达凭证" in done
    stale = desk.post(url, {**given, "confirm": "1"}).content.decode()
    assert "登记了新的事项" in stale
    assert Delivery.objects.count() == 1


def test_the_kind_page_corrects_and_the_timeline_says_so(office: Office, desk: Client) -> None:
    made = registered(office)
    url = reverse("applications:kind", args=[made.number])
    assert "现在登记为<b>自然人</b>" in desk.get(url).content.decode()
    same = desk.post(url, {"kind": "natural_person", "note": "x", "seen": "1"}).content.decode()
    assert "申请人类型已经是自然人，没有要更正的。" in same
    assert KindCorrection.objects.count() == 0
    done = desk.post(
        url, {"kind": "enterprise", "note": "营业执照", "seen": "1"}, follow=True
    ).content.decode()
    assert "已由自然人更正为商业企业" in done
    assert "更正：申请人类型" in done
    assert "由自然人改为商业企业，答复期限不变" in done
    held = KindCorrection.objects.get(application=made)
    assert (held.before, held.after, held.note) == ("natural_person", "enterprise", "营业执照")
    assert Application.objects.get().applicant.kind == ApplicantKind.ENTERPRISE


def test_the_service_keeps_its_proof(office: Office, desk: Client) -> None:
    made = registered(office)
    answered(office, made, TODAY)
    url = reverse("applications:step", args=[made.number, "serve"])
    paper = SimpleUploadedFile("签收单.pdf", b"%PDF")
    given = {"on": "2026-10-21", "seen": "2", "method": "direct", "paper": paper}
    text = desk.post(url, given, follow=True).content.decode()
    served = Service.objects.get(application=made)
    assert served.proof is not None
    assert documents.content(served.proof) == b"%PDF"
    assert reverse("applications:paper", args=[made.number, served.proof.uid]) in text


def test_the_page_reads_the_papers_in_the_same_queries_however_many(
    office: Office, desk: Client, django_assert_num_queries: Any
) -> None:
    made = registered(office)
    one = reverse("applications:one", args=[made.number])
    do(services.extend, office, made, TODAY, days=5, approved_by="陆明远", **WHY)
    desk.get(one)
    with django_assert_num_queries(12):
        desk.get(one)
    for number in range(5):
        services.attach(
            application=made,
            actor=office.clerk,
            now=noon(TODAY),
            paper=Paper(f"{number}.pdf", b"x"),
        )
        services.record_delivery(
            letter=only(made, "D06"), actor=office.clerk, now=noon(TODAY), on=TODAY
        )
    with django_assert_num_queries(12):
        desk.get(one)
    assert len(papers.of(made).materials) == 5
