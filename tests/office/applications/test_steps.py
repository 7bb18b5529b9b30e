"""The steps of a case, what the law refuses, and corrections."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from docx import Document

from gongkai.law.answers import DECISIONS
from gongkai.law.events import Channel
from gongkai.law.fees import FeeMethod
from gongkai.office.applications import clock, queries, services
from gongkai.office.applications.models import (
    Answer,
    Applicant,
    ApplicantKind,
    Application,
    ApplicationEvent,
    ApplicationFact,
    ClockProjection,
    Letter,
    Service,
)
from gongkai.office.applications.services import Paper
from gongkai.office.applications.services.answering import BY_STEP, Wording
from gongkai.office.audit import queries as ledger
from gongkai.office.documents import queries as documents
from gongkai.office.refusal import Refusal
from tests.office.applications.make import (
    PAYMENT,
    WHOM,
    WHY,
    answered,
    noon,
    registered,
    submission,
)
from tests.office.build import Office, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(now)


def held(application: Application) -> dict[str, Any]:
    """The projection, compared with what the events alone say."""
    columns = clock.rebuilt(application)
    row = ClockProjection.objects.get(application=application)
    assert {name: getattr(row, name) for name in columns} == columns
    return columns


def do(
    step: Callable[..., Any], office: Office, application: Application, on: date, **more: Any
) -> Any:
    return step(application=application, actor=office.clerk, now=noon(on), on=on, **more)


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


def everything() -> tuple[int, ...]:
    models = (Application, Applicant, ApplicationEvent, ApplicationFact, Answer, Service)
    return tuple(model.objects.count() for model in models)


REFUSED: list[tuple[str, Callable[..., Any], dict[str, Any]]] = [
    ("supplement.not_requested", services.record_supplement, {}),
    ("supplement.not_requested", services.lapse_supplement, {}),
    ("supplement.no_period", services.request_supplement, {"respond_by": date(2026, 10, 20)}),
    ("consultation.unknown", services.record_third_party_reply, {"letter": "1", "consents": True}),
    ("extension.too_long", services.extend, {"days": 21, "approved_by": "陆明远"}),
    ("extension.not_approved", services.extend, {"days": 20, "approved_by": " "}),
    ("fee.nothing", services.charge, {"method": FeeMethod.BY_PAGE, "count": 30}),
    ("fee.count", services.charge, {"method": FeeMethod.BY_PAGE, "count": 0}),
    ("fee.not_charged", services.record_payment, {}),
    ("fee.not_charged", services.lapse_fee, {}),
    ("service.no_answer", services.serve, {}),
    ("receipt.known", services.confirm_receipt, {}),
    (
        "answer.decision",
        services.answer,
        {"decision": "maybe", "wording": Wording(reasons="无")},
    ),
    (
        "answer.by_step",
        services.answer,
        {"decision": "other.withdrawn", "wording": Wording(reasons="无")},
    ),
    (
        "answer.reasons",
        services.answer,
        {"decision": "refused.state_secret", "wording": Wording(reasons="")},
    ),
]


@pytest.mark.parametrize(("code", "step", "more"), REFUSED)
def test_what_the_law_refuses_writes_nothing(
    office: Office, code: str, step: Callable[..., Any], more: dict[str, Any]
) -> None:
    made = registered(office)
    before = (ledger.head(office.agency), everything(), held(made))
    with pytest.raises(Refusal) as caught:
        do(step, office, made, date(2026, 10, 20), **more)
    assert caught.value.code == code
    assert (ledger.head(office.agency), everything(), held(made)) == before


def test_what_is_no_event_of_the_law_is_refused_as_well(office: Office, now: datetime) -> None:
    mailed = registered(office, channel=Channel.ONLINE, arrived_on=date(2026, 9, 1))
    made = registered(office)
    other = make_office(now, prefix="东", credit="0002")
    day = noon(date(2026, 10, 20))
    by: dict[str, Any] = {"actor": office.clerk, "now": day}
    event = ApplicationEvent.objects.get(application=made)
    do(services.extend, office, made, date(2026, 10, 19), days=5, approved_by="陆明远", **WHY)
    extended = ApplicationEvent.objects.get(application=made, kind="extended")
    struck = services.correct_event(
        application=made, event=extended, new_on=None, note="没有批准", **by
    )
    right: dict[str, Any] = {"application": made, "new_on": date(2026, 9, 17), "note": "错", **by}
    online = submission(channel=Channel.ONLINE, arrived_on=date(2026, 10, 19))
    before = (ledger.head(office.agency), everything(), held(made))
    for code, attempt in (
        ("correction.reason", lambda: services.correct_event(**right | {"note": " "}, event=event)),
        ("correction.struck", lambda: services.correct_event(**right, event=struck)),
        (
            "correction.received",
            lambda: services.correct_event(**right | {"new_on": None}, event=event),
        ),
        (
            "correction.reason",
            lambda: services.correct_applicant_kind(
                application=made, kind=ApplicantKind.ENTERPRISE, note=" ", **by
            ),
        ),
        (
            "other-agency",
            lambda: services.hand_to_section(
                application=made, section=next(iter(other.sections.values())), **by
            ),
        ),
        (
            "paper.what",
            lambda: services.attach(
                application=made,
                paper=Paper("a.pdf", b"%PDF-1", "gift"),  # type: ignore[arg-type]
                **by,
            ),
        ),
        # The portal gives papers to what it registers in that moment, and to nothing else.
        ("not-permitted", lambda: services.hand_in(application=made, now=day, papers=[])),
        (
            "not-permitted",
            lambda: services.register(agency=office.agency, actor=None, now=day, submission=online),
        ),
        (
            "not-permitted",
            lambda: services.register(
                agency=office.agency,
                actor=None,
                now=day,
                submission=submission(arrived_on=date(2026, 10, 20)),
            ),
        ),
        (
            "withdrawal.before_arrival",
            lambda: services.withdraw(application=mailed, on=date(2026, 8, 31), **by),
        ),
    ):
        with pytest.raises(Refusal) as caught:
            attempt()
        assert caught.value.code == code
    assert (ledger.head(office.agency), everything(), held(made)) == before


def test_a_letter_without_a_reconsideration_body_is_refused_whole(office: Office) -> None:
    from gongkai.office.agencies.models import Superior

    made = registered(office, arrived_on=date(2026, 9, 18))
    day = date(2026, 10, 20)
    assert Superior.objects.filter(agency=office.agency).exists()
    lone = make_office(noon(day), prefix="二", credit="0002")
    from gongkai.office import guards

    guards.clear()
    Superior.objects.all().delete()
    guards.install()
    before = (ledger.head(office.agency), everything())
    with pytest.raises(Refusal) as caught:
        answered(office, made, day)
    assert caught.value.code == "answer.remedy"
    assert (ledger.head(office.agency), everything()) == before
    assert lone.agency.pk != office.agency.pk


def test_the_future_and_strangers_are_refused(office: Office, now: datetime) -> None:
    made = registered(office)
    before = (ledger.head(office.agency), everything())
    with pytest.raises(Refusal) as caught:
        services.withdraw(application=made, actor=office.clerk, now=now, on=date(2026, 10, 22))
    assert caught.value.code == "date.future"
    with pytest.raises(Refusal) as caught:
        services.withdraw(application=made, actor=office.leader, now=now, on=date(2026, 10, 21))
    assert caught.value.code == "not-permitted"
    assert (ledger.head(office.agency), everything()) == before


def test_an_officer_with_an_old_page_is_told(office: Office) -> None:
    made = registered(office)
    do(services.extend, office, made, date(2026, 10, 9), days=5, approved_by="陆明远", **WHY)
    with pytest.raises(Refusal, match="由江听雨登记了新的事项") as caught:
        do(services.withdraw, office, made, date(2026, 10, 10), seen=1)
    assert caught.value.code == "changed-meanwhile"


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
