"""What each letter of an application says, and to whom."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from gongkai.law.events import Channel
from gongkai.law.fees import FeeMethod
from gongkai.office.applications import services
from gongkai.office.applications.letters.draft import About
from gongkai.office.applications.models import (
    Application,
    ApplicationEvent,
    ClockProjection,
    Letter,
    Material,
    MaterialKind,
)
from gongkai.office.applications.services import Paper
from gongkai.office.applications.services.steps import STEPS
from gongkai.office.audit import queries as ledger
from gongkai.office.documents import queries as documents
from gongkai.office.refusal import Refusal
from tests.office.applications.lettering import TODAY, do, only, said
from tests.office.applications.make import PAYMENT, WHOM, WHY, noon, registered
from tests.office.build import Office

pytestmark = pytest.mark.django_db


REMEDY = (
    "如对本答复不服，可以自收到本答复之日起60日内，向云溪县人民政府申请行政复议，"
    "或者自收到本答复之日起6个月内，向云溪县人民法院提起行政诉讼。"
)


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


def test_a_receipt_is_written_again_after_its_day_was_put_right(office: Office) -> None:
    made = registered(office)
    first = do(services.issue_receipt, office, made, TODAY)
    services.correct_event(
        application=made,
        event=ApplicationEvent.objects.get(application=made),
        new_on=date(2026, 9, 17),
        actor=office.clerk,
        now=noon(TODAY),
        note="签收单上是 17 日",
    )
    again = do(services.issue_receipt, office, made, TODAY)
    assert again != first
    assert any("收到申请之日为2026年9月17日" in line for line in said(again))
    assert do(services.issue_receipt, office, made, TODAY) == again


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


def test_a_number_that_is_typed_is_no_other_letters(office: Office) -> None:
    first, second = registered(office), registered(office)
    do(services.consult_third_party, office, first, TODAY, letter="云卫征〔2026〕1号", **WHOM)
    before = ledger.head(office.agency)
    for typed in (
        "云卫征〔2026〕1号",  # of another application
        "依申请公开征〔2026〕1号",  # the series itself would give it
        "依申请公开告〔2026〕9号",
    ):
        with pytest.raises(Refusal) as no:
            do(services.consult_third_party, office, second, TODAY, letter=typed, **WHOM)
        assert no.value.code == "letter.number", typed
    assert ledger.head(office.agency) == before
    do(services.consult_third_party, office, second, TODAY, letter=" 云卫征〔2026〕2号", **WHOM)
    assert only(second, "D07").document_number == "云卫征〔2026〕2号"


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


@pytest.mark.parametrize(
    "typed", ["2025年采购合同。", "申请公开：2025年采购合同。", " 申请公开 : 2025年采购合同"]
)
def test_a_letter_says_once_that_disclosure_is_asked_for(typed: str) -> None:
    about = About(
        agency="云溪县卫生健康委员会",
        contact="",
        applicant="李若水",
        number="2026-0001",
        channel="互联网平台",
        received_on=date(2026, 10, 27),
        request_text=typed,
        query_code="",
    )
    assert about.opening == (
        "本机关于2026年10月27日收到您（单位）提交的政府信息公开申请（编号2026-0001），"
        "申请公开：2025年采购合同。"
    )
