"""The steps of a case, and corrections."""

from datetime import date

import pytest
from docx import Document

from gongkai.law.answers import DECISIONS
from gongkai.law.events import Channel
from gongkai.law.fees import FeeMethod
from gongkai.office.applications import queries, services
from gongkai.office.applications.models import (
    Answer,
    ApplicantKind,
    ApplicationEvent,
    ApplicationFact,
    Letter,
    Service,
)
from gongkai.office.applications.services.answering import BY_STEP
from gongkai.office.audit import queries as ledger
from gongkai.office.documents import queries as documents
from gongkai.office.refusal import Refusal
from tests.office.applications.make import PAYMENT, WHOM, WHY, answered, noon, registered
from tests.office.applications.taking import do, held
from tests.office.build import Office

pytestmark = pytest.mark.django_db


def test_supplement_consultation_extension_answer_and_service(office: Office) -> None:
    made = registered(office, arrived_on=date(2026, 9, 1))
    do(
        services.request_supplement,
        office,
        made,
        date(2026, 9, 3),
        respond_by=date(2026, 9, 30),
        note="请写明年度",
    )
    assert (held(made)["state"], held(made)["due_on"]) == ("awaiting_supplement", None)
    do(services.record_supplement, office, made, date(2026, 9, 7), note="2025年度")
    assert held(made)["due_on"] == date(2026, 10, 10)
    do(
        services.consult_third_party,
        office,
        made,
        date(2026, 9, 8),
        letter="征〔2026〕1号",
        **WHOM,
    )
    assert held(made)["consulting_until"] == date(2026, 9, 29)
    services.record_delivery(
        letter=Letter.objects.get(application=made, code="D07"),
        actor=office.clerk,
        now=noon(date(2026, 9, 9)),
        on=date(2026, 9, 9),
    )
    assert held(made)["state"] == "consulting"
    assert held(made)["consulting_until"] == date(2026, 9, 30)
    do(
        services.record_third_party_reply,
        office,
        made,
        date(2026, 9, 15),
        letter="征〔2026〕1号",
        consents=False,
        note="不同意",
    )
    assert (held(made)["state"], held(made)["due_on"]) == ("running", date(2026, 10, 16))
    do(services.extend, office, made, date(2026, 10, 12), days=10, approved_by="陆明远", **WHY)
    assert held(made)["due_on"] == date(2026, 10, 30)
    answered(office, made, date(2026, 10, 20), "partly_granted")
    fact = ApplicationFact.objects.current().get(application=made)
    assert (fact.concluded_on, fact.result) == (date(2026, 10, 20), "partly_granted")
    do(services.serve, office, made, date(2026, 10, 21))
    assert Service.objects.get(application=made).served_on == date(2026, 10, 21)
    assert (held(made)["state"], held(made)["open"]) == ("served", False)
    assert ApplicationFact.objects.filter(application=made).count() == 2


def test_a_fee_is_computed_charged_paid_and_stated_in_section_six(office: Office) -> None:
    made = registered(office, arrived_on=date(2026, 9, 1))
    do(
        services.charge,
        office,
        made,
        date(2026, 9, 2),
        method=FeeMethod.BY_PAGE,
        count=250,
        **PAYMENT,
    )
    assert held(made)["state"] == "awaiting_fee"
    do(services.record_payment, office, made, date(2026, 9, 7))
    assert held(made)["due_on"] == date(2026, 10, 10)
    other = registered(office, arrived_on=date(2026, 9, 1))
    do(
        services.charge,
        office,
        other,
        date(2026, 9, 2),
        method=FeeMethod.BY_ITEM,
        count=5,
        before=28,
        **PAYMENT,
    )
    do(services.lapse_fee, office, other, date(2026, 10, 20))
    assert (held(other)["state"], held(other)["result"]) == ("lapsed", "other.fee_not_paid")
    position, _ = ledger.head(office.agency)
    assert queries.fees_of_year(office.agency, 2026, position) == queries.FeesOfYear(
        2, 4700 + 800, 4700
    )


LETTERS = [d.id for d in DECISIONS if d.id not in BY_STEP]


@pytest.mark.parametrize("decision", LETTERS)
def test_every_decision_has_its_letter(office: Office, decision: str) -> None:
    made = registered(office)
    answered(office, made, date(2026, 10, 20), decision)
    answer = Answer.objects.get(application=made)
    assert answer.document_number == "依申请公开告〔2026〕1号"
    assert answer.letter is not None
    import io

    text = "\n".join(
        p.text for p in Document(io.BytesIO(documents.content(answer.letter))).paragraphs
    )
    assert text.startswith("云溪县卫生健康委员会\n")
    for part in ("李云溪：", "2026年9月18日收到", "云溪县人民政府", "云溪县人民法院"):
        assert part in text
    first = decision.startswith("refused.") and decision != "refused.administrative_query"
    assert ("先向云溪县人民政府申请行政复议" in text) == (first or decision == "partly_granted")


def test_withdrawal_before_confirmation_still_counts_once(office: Office) -> None:
    made = registered(office, channel=Channel.ONLINE, arrived_on=date(2026, 9, 1))
    do(services.withdraw, office, made, date(2026, 9, 2))
    fact = ApplicationFact.objects.get(application=made)
    assert (fact.received_on, fact.concluded_on, fact.result) == (
        date(2026, 9, 1),
        date(2026, 9, 2),
        "other.other",
    )


def test_a_wrong_date_is_put_right_by_a_correcting_event(office: Office) -> None:
    made = registered(office)
    event = ApplicationEvent.objects.get(application=made)
    day = date(2026, 10, 20)
    shown = services.preview_correction(
        application=made, event=event, new_on=date(2026, 9, 16), now=noon(day)
    )
    assert (shown.before.due_on, shown.after.due_on) == (date(2026, 10, 22), date(2026, 10, 20))
    assert held(made)["due_on"] == date(2026, 10, 22)
    row = services.correct_event(
        application=made,
        event=event,
        new_on=date(2026, 9, 16),
        actor=office.clerk,
        now=noon(day),
        note="签收单上是 9 月 16 日",
    )
    assert held(made)["due_on"] == date(2026, 10, 20)
    facts = ApplicationFact.objects.filter(application=made).order_by("id")
    assert [(f.received_on, f.superseded_at_position) for f in facts] == [
        (date(2026, 9, 18), row.position),
        (date(2026, 9, 16), None),
    ]
    services.correct_event(
        application=made,
        event=row,
        new_on=date(2026, 9, 17),
        actor=office.clerk,
        now=noon(day),
        note="又核对了一次",
    )
    assert held(made)["receipt_date"] == date(2026, 9, 17)
    with pytest.raises(Refusal) as caught:
        services.correct_event(
            application=made,
            event=event,
            new_on=date(2026, 9, 15),
            actor=office.clerk,
            now=noon(day),
            note="再改旧的一条",
        )
    assert caught.value.code == "correction.unknown"


def test_an_answer_struck_out_reopens_the_case_and_it_is_answered_again(office: Office) -> None:
    made = registered(office)
    answered(office, made, date(2026, 10, 19), "granted.provided")
    first = Answer.objects.get(application=made)
    services.correct_event(
        application=made,
        event=first.event,
        new_on=None,
        actor=office.clerk,
        now=noon(date(2026, 10, 20)),
        note="选错了结果",
    )
    assert (held(made)["state"], held(made)["result"]) == ("running", "")
    answered(office, made, date(2026, 10, 20), "partly_granted")
    facts = ApplicationFact.objects.filter(application=made).order_by("id")
    assert [f.result for f in facts] == [None, "granted", None, "partly_granted"]
    file = queries.case_file(made, date(2026, 10, 20))
    assert file.answer is not None
    assert file.answer.decision == "partly_granted"


def test_the_kind_of_applicant_is_corrected_with_a_new_version(office: Office) -> None:
    made = registered(office)
    services.correct_applicant_kind(
        application=made,
        kind=ApplicantKind.ENTERPRISE,
        actor=office.clerk,
        now=noon(date(2026, 10, 20)),
        note="营业执照",
    )
    facts = ApplicationFact.objects.filter(application=made).order_by("id")
    assert [f.applicant_kind for f in facts] == ["natural_person", "enterprise"]
