"""How long an applicant could challenge an answer, told or not; and answering again on an order."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.law.remedies import Ending
from gongkai.office.applications import queries as applications
from gongkai.office.applications import services as handling
from gongkai.office.applications.models import (
    Application,
    ApplicationEvent,
    ApplicationFact,
    ClockProjection,
)
from gongkai.office.applications.todo import todo
from gongkai.office.audit import queries as ledger
from gongkai.office.audit.models import Event
from gongkai.office.challenges import queries, services
from gongkai.office.challenges.models import Case, CaseEvent, CaseKind, Dated
from gongkai.office.challenges.services import Order
from gongkai.office.refusal import Refusal
from tests.office.applications.make import answered, noon, registered
from tests.office.build import Office, make_office
from tests.office.challenges.test_cases import filed

pytestmark = pytest.mark.django_db
REFUSED = "refused.process_information"


@pytest.fixture
def office() -> Office:
    return make_office(datetime.fromisoformat("2025-09-01T09:00:00+08:00"))


@pytest.fixture
def application(office: Office) -> Application:
    """Refused on 2025-10-10, served on 2025-10-13."""
    made = registered(office, arrived_on=date(2025, 9, 18))
    answered(office, made, date(2025, 10, 10), REFUSED)
    served(office, made, date(2025, 10, 13))
    return made


def served(office: Office, application: Application, on: date) -> None:
    handling.serve(application=application, actor=office.clerk, now=noon(on), on=on)


def limits(case: Case) -> list[tuple[str, date]]:
    return [(limit.name, limit.day) for limit in queries.applicant_limits(case)]


def test_told_in_the_answer(office: Office, application: Application) -> None:
    assert limits(filed(office, application=application)) == [
        ("申请行政复议的期限", date(2025, 12, 12))
    ]
    direct = filed(office, application=application, kind=CaseKind.LITIGATION_DIRECT)
    assert limits(direct) == [("直接起诉的期限", date(2026, 4, 13))]


def test_not_told_there_is_a_year_and_an_outer_bound(
    office: Office, application: Application
) -> None:
    common: dict[str, Any] = {"application": application, "untold": True}
    assert limits(filed(office, **common)) == [
        ("申请行政复议的期限（未告知）", date(2026, 10, 13)),
        ("申请行政复议的最长期限", date(2030, 10, 10)),
    ]
    later = filed(office, **common, told_on=date(2025, 11, 3))
    assert limits(later)[0] == ("申请行政复议的期限（未告知）", date(2026, 1, 4))
    direct = filed(office, **common, kind=CaseKind.LITIGATION_DIRECT)
    assert limits(direct) == [
        ("直接起诉的期限（未告知）", date(2026, 10, 13)),
        ("直接起诉的最长期限", date(2030, 10, 10)),
    ]


def test_no_answer_in_time(office: Office) -> None:
    open_one = registered(office, arrived_on=date(2025, 9, 18))  # due on 2025-10-22
    in_time = filed(
        office, application=open_one, filed_on=date(2025, 10, 22), notice_on=date(2025, 10, 24)
    )
    assert limits(in_time) == []
    late = filed(office, application=open_one)
    assert limits(late) == [("逾期不答复申请行政复议的期限", date(2025, 12, 22))]
    suit = filed(office, application=open_one, kind=CaseKind.LITIGATION_DIRECT)
    assert limits(suit) == [("不作为起诉的期限", date(2026, 4, 22))]


def test_after_a_reconsideration(office: Office, application: Application) -> None:
    kind = CaseKind.LITIGATION_AFTER_RECONSIDERATION
    given: dict[str, Any] = {
        "kind": kind,
        "application": application,
        "filed_on": date(2026, 1, 20),
        "notice_on": date(2026, 1, 22),
    }
    assert limits(filed(office, **given)) == []  # no reconsideration is recorded here
    case = filed(office, application=application)
    services.decide(
        case=case,
        actor=office.clerk,
        now=noon(date(2026, 1, 5)),
        on=date(2026, 1, 5),
        ending=Ending.UPHELD,
    )
    assert limits(filed(office, **given)) == [("复议后起诉的期限", date(2026, 1, 20))]
    assert limits(filed(office, **given, untold=True)) == [
        ("复议后起诉的期限（未告知）", date(2027, 1, 5))
    ]


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("case.told", {"told_on": date(2025, 11, 3)}),
        ("case.told_after_filed", {"untold": True, "told_on": date(2025, 11, 4)}),
        ("case.told_before_answer", {"untold": True, "told_on": date(2025, 10, 9)}),
    ],
)
def test_the_day_of_telling_later_lies_between_the_answer_and_the_case(
    office: Office, application: Application, code: str, given: dict[str, Any]
) -> None:
    before = (Case.objects.count(), Event.objects.count())
    with pytest.raises(Refusal) as caught:
        filed(office, application=application, **given)
    assert caught.value.code == code
    assert (Case.objects.count(), Event.objects.count()) == before


def test_what_was_not_told_is_sealed(office: Office, application: Application) -> None:
    """Periods hang on it."""
    for given in ({}, {"untold": True}, {"untold": True, "told_on": date(2025, 10, 10)}):
        filed(office, application=application, **given)
    sealed = Event.objects.filter(verb="challenge.added").order_by("position")
    assert [(e.data["untold"], e.data["told_on"]) for e in sealed] == [
        (False, None),
        (True, None),
        (True, "2025-10-10"),
    ]
    assert ledger.verify_audit(office.agency) == []


def decide(office: Office, case: Case, **given: Any) -> CaseEvent:
    day = date(2026, 1, 5)
    held: dict[str, Any] = {
        "on": day,
        "ending": Ending.REVOKED,
        "order": Order(received_on=date(2026, 1, 7), until=date(2026, 1, 30)),
    }
    return services.decide(
        case=case, actor=office.clerk, now=noon(date(2026, 1, 8)), **(held | given)
    )


def test_an_order_starts_the_applications_clock_again(
    office: Office, application: Application
) -> None:
    case = filed(office, application=application)
    decide(office, case)
    clock = ClockProjection.objects.get(application=application)
    assert (clock.state, clock.open, clock.due_on) == ("ordered", True, date(2026, 1, 30))
    assert [
        (c.limit.name, c.limit.day, c.done_on, c.open)
        for c in queries.clocks(case)
        if c.whose == queries.OURS
    ] == [
        ("被申请人书面答复并提交证据", date(2025, 11, 24), None, False),
        ("重新答复", date(2026, 1, 30), None, True),
    ]
    (item,) = todo(
        agency=office.agency, person=office.clerk, roles={"clerk"}, as_of=date(2026, 1, 26)
    )
    assert (item.number, item.next_step, item.due_on, item.days_left) == (
        application.number,
        "重新答复",
        date(2026, 1, 30),
        4,
    )

    answered(office, application, date(2026, 1, 28))
    served(office, application, date(2026, 1, 29))
    again = queries.clocks(case)[-1]
    assert (again.done_on, again.open) == (date(2026, 1, 28), False)
    state, order = applications.order_of(application, date(2026, 1, 7))
    assert order is not None and order.until == date(2026, 1, 30)
    assert (state.state.value, state.result, state.answered_again_on) == (
        "served",
        REFUSED,
        date(2026, 1, 28),
    )


def test_an_order_whose_day_was_put_right_is_still_the_cases(
    office: Office, application: Application
) -> None:
    case = filed(office, application=application)
    decide(office, case)
    order = ApplicationEvent.objects.get(application=application, kind="answer_ordered")
    handling.correct_event(
        application=application,
        event=order,
        new_on=date(2026, 1, 9),
        actor=office.clerk,
        now=noon(date(2026, 1, 12)),
        note="签收单是9日",
        changes={"until": "2026-02-02"},
    )
    last = queries.clocks(case)[-1]
    assert (last.limit.name, last.limit.day, last.open) == ("重新答复", date(2026, 2, 2), True)
    # The decision may move up to the day on which it really arrived, and no further.
    given = {"case": case, "dated": Dated.DECIDED, "now": noon(date(2026, 1, 12))}
    services.preview_correction(**given, to=date(2026, 1, 9))
    with pytest.raises(Refusal) as no:
        services.preview_correction(**given, to=date(2026, 1, 10))
    assert no.value.code == "case.order_before_decision"


def test_one_application_counts_once_and_the_order_in_table_four(
    office: Office, application: Application
) -> None:
    case = filed(office, application=application)
    decide(office, case)
    answered(office, application, date(2026, 1, 28))
    served(office, application, date(2026, 1, 29))
    assert [(f.concluded_on, f.result) for f in ApplicationFact.objects.current()] == [
        (date(2025, 10, 10), REFUSED)
    ]
    position = ledger.head(office.agency)[0]
    tables = [applications.counts(office.agency, year, position) for year in (2025, 2026)]
    assert [t[f"requests.{REFUSED}.natural_person"] for t in tables] == [1, 0]
    assert [t["requests.granted.natural_person"] for t in tables] == [0, 0]
    assert [t["requests.carried_out.natural_person"] for t in tables] == [0, 0]
    four = queries.counts(office.agency, 2026, position)
    assert four["challenges.reconsideration.corrected"] == 1
    assert ledger.verify_audit(office.agency) == []


def test_an_order_that_cannot_be_is_refused_whole(office: Office, application: Application) -> None:
    case = filed(office, application=application)
    alone = filed(office)
    unserved = registered(office, arrived_on=date(2025, 9, 18))
    answered(office, unserved, date(2025, 10, 10))
    other = filed(office, application=unserved)
    early = Order(received_on=date(2026, 1, 4))
    before = (CaseEvent.objects.count(), ApplicationEvent.objects.count(), Event.objects.count())
    for code, held, given in (
        ("case.no_order", case, {"ending": Ending.UPHELD}),
        ("case.no_application", alone, {}),
        ("case.order_before_decision", case, {"order": early}),
        ("order.not_served", other, {}),
    ):
        with pytest.raises(Refusal) as caught:
            decide(office, held, **given)
        assert caught.value.code == code
    after = (CaseEvent.objects.count(), ApplicationEvent.objects.count(), Event.objects.count())
    assert after == before


def test_the_clerk_enters_it_on_the_cases_page(
    office: Office, application: Application, client: Client
) -> None:
    case = filed(office, application=application, untold=True)
    client.force_login(office.clerk, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("challenges:one", args=[case.number])).content.decode()
    assert "申请行政复议的最长期限" in page and "2030-10-10" in page
    step = reverse("challenges:step", args=[case.number, "decide"])
    given = {"on": "2026-01-05", "ending": "revoked", "ordered": "on"}
    missing = client.post(step, given).content.decode()
    assert 'href="#id_received_on"' in missing and "没有填收到决定书或者判决书的日期" in missing
    given |= {"received_on": "2026-01-07", "answer_by": "2026-01-30"}
    done = client.post(step, given, follow=True).content.decode()
    assert "重新答复" in done and "2026-01-30" in done
    shown = client.get(reverse("applications:one", args=[application.number])).content.decode()
    assert reverse("challenges:one", args=[case.number]) in shown
    assert "责令重新答复" in shown and "限 2026-01-30 以前答复" in shown
    assert "2026-01-05 审结：结果纠正" in shown


def test_an_ending_that_is_an_order_does_not_come_without_its_period(
    office: Office, application: Application, client: Client
) -> None:
    case = filed(office, application=application)
    client.force_login(office.clerk, backend="django.contrib.auth.backends.ModelBackend")
    step = reverse("challenges:step", args=[case.number, "decide"])
    before = (CaseEvent.objects.count(), ApplicationEvent.objects.count(), Event.objects.count())
    page = client.post(step, {"on": "2026-01-05", "ending": "ordered"}).content.decode()
    assert '<a href="#id_ordered">' in page and "才有重新答复的期限" in page
    after = (CaseEvent.objects.count(), ApplicationEvent.objects.count(), Event.objects.count())
    assert after == before
    # Not over an application, there is no period to begin.
    alone = filed(office)
    step = reverse("challenges:step", args=[alone.number, "decide"])
    done = client.post(step, {"on": "2026-01-05", "ending": "ordered"}, follow=True)
    assert "审结：责令履行或者重新答复" in done.content.decode()


def test_where_order_and_second_answer_are_struck_out_the_first_answer_stands(
    office: Office, application: Application
) -> None:
    first = applications.standing_answer(application)
    decide(office, filed(office, application=application))
    answered(office, application, date(2026, 1, 28))
    assert applications.standing_answer(application) != first
    now = noon(date(2026, 1, 29))
    for kind in ("answered", "answer_ordered"):
        event = ApplicationEvent.objects.filter(application=application, kind=kind).latest(
            "ordinal"
        )
        handling.correct_event(
            application=application,
            event=event,
            new_on=None,
            actor=office.clerk,
            now=now,
            note="不是这一件",
        )
    assert first is not None
    assert applications.standing_answer(application) == first
    assert applications.case_file(application, date(2026, 1, 29)).answer == first
