"""Steps of a case that the law refuses, or that come too late, and write nothing."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from gongkai.law.events import Channel
from gongkai.law.fees import FeeMethod
from gongkai.office.applications import services
from gongkai.office.applications.models import (
    Answer,
    Applicant,
    ApplicantKind,
    Application,
    ApplicationEvent,
    ApplicationFact,
    Service,
)
from gongkai.office.applications.services import Paper
from gongkai.office.applications.services.answering import Wording
from gongkai.office.audit import queries as ledger
from gongkai.office.refusal import Refusal
from tests.office.applications.make import WHY, answered, noon, registered, submission
from tests.office.applications.taking import do, held
from tests.office.build import Office, make_office

pytestmark = pytest.mark.django_db


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
