"""Two officers at one application at once, on real connections of either database."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest

from gongkai.law.fees import FeeMethod
from gongkai.office.applications import clock, services
from gongkai.office.applications.models import (
    Answer,
    Application,
    ApplicationEvent,
    ApplicationFact,
    ClockProjection,
)
from gongkai.office.applications.services.answering import Wording
from gongkai.office.audit import queries as ledger
from gongkai.office.refusal import Refusal
from tests.office.applications.make import PAYMENT, WHOM, WHY, noon, registered, submission
from tests.office.at_once import meanwhile, together
from tests.office.build import make_office

pytestmark = pytest.mark.usefixtures("committed")

DAY = date(2026, 10, 20)


def whole(application: Application) -> None:
    """Ordinals without gap, one standing fact, a projection that agrees with the events."""
    rows = clock.rows_of(application)
    assert [row.ordinal for row in rows] == list(range(1, len(rows) + 1))
    assert ApplicationFact.objects.current().filter(application=application).count() == 1
    held = ClockProjection.objects.get(application=application)
    columns = clock.rebuilt(application)
    assert {name: getattr(held, name) for name in columns} == columns
    assert ledger.verify_audit(application.agency) == []


def common(application: Application, office: Any) -> dict[str, Any]:
    return {"application": application, "actor": office.clerk, "now": noon(DAY), "on": DAY}


@pytest.mark.parametrize("seen", [None, 1])
def test_two_answers_at_once_one_wins_and_one_is_told(now: datetime, seen: int | None) -> None:
    office = make_office(now)
    made = registered(office)
    results = together(
        *(
            lambda decision=decision: services.answer(
                **common(made, office),
                decision=decision,
                wording=Wording(reasons="见附件。"),
                seen=seen,
            )
            for decision in ("granted.provided", "refused.state_secret")
        )
    )
    won = [r for r in results if isinstance(r, Answer)]
    told = [r for r in results if isinstance(r, Refusal)]
    assert (len(won), len(told)) == (1, 1), results
    assert told[0].code == ("answer.twice" if seen is None else "changed-meanwhile")
    assert Answer.objects.count() == 1
    fact = ApplicationFact.objects.current().get(application=made)
    assert fact.result == won[0].result
    whole(made)


@pytest.mark.parametrize(
    ("step", "more", "code"),
    [
        (services.extend, {"days": 10, "approved_by": "陆明远", **WHY}, "extension.twice"),
        (services.withdraw, {}, "case.closed"),
        (services.charge, {"method": FeeMethod.BY_PAGE, "count": 50, **PAYMENT}, "fee.twice"),
    ],
)
def test_the_same_step_twice_at_once_is_done_once(
    now: datetime, step: Callable[..., Any], more: dict[str, Any], code: str
) -> None:
    office = make_office(now)
    made = registered(office)
    act = lambda: step(**common(made, office), **more)  # noqa: E731
    results = together(act, act, act)
    assert sorted(type(r).__name__ for r in results) == ["ApplicationEvent", "Refusal", "Refusal"]
    assert {r.code for r in results if isinstance(r, Refusal)} == {code}
    assert ApplicationEvent.objects.filter(application=made).count() == 2
    whole(made)


def test_steps_that_agree_are_both_kept(now: datetime) -> None:
    office = make_office(now)
    made = registered(office)
    results = together(
        lambda: services.extend(**common(made, office), days=10, approved_by="陆明远", **WHY),
        lambda: services.consult_third_party(**common(made, office), letter="征1", **WHOM),
    )
    assert [type(r) for r in results] == [ApplicationEvent, ApplicationEvent], results
    assert ApplicationEvent.objects.filter(application=made).count() == 3
    whole(made)


def test_registrations_at_once_get_numbers_without_gap_or_double(now: datetime) -> None:
    office = make_office(now)

    def several() -> list[str]:
        return [
            services.register(
                agency=office.agency, actor=office.clerk, now=now, submission=submission()
            ).number
            for _ in range(5)
        ]

    results = together(several, several, several)
    numbers = sorted(number for result in results for number in result)
    assert numbers == [f"2026-{n:04d}" for n in range(1, 16)]
    assert Application.objects.count() == 15
    assert ledger.verify_audit(office.agency) == []


def test_one_page_sent_twice_at_once_registers_one_application(now: datetime) -> None:
    # An application cannot be struck out: a second one would stand in table three for ever.
    office = make_office(now)
    page = uuid4()
    act = lambda: services.register(  # noqa: E731
        agency=office.agency, actor=office.clerk, now=now, submission=submission(), uid=page
    )
    results = together(act, act, act)
    assert sorted(type(r).__name__ for r in results) == ["Application", "Refusal", "Refusal"]
    assert {r.code for r in results if isinstance(r, Refusal)} == {"sent-twice"}
    assert list(Application.objects.values_list("number", flat=True)) == ["2026-0001"]
    assert ledger.verify_audit(office.agency) == []


def test_of_two_registrations_one_stays(now: datetime) -> None:
    """Each is taken back for the other at the same moment: the later one is told."""
    office = make_office(now)
    one, other = registered(office), registered(office)

    def strike(made: Application, instead: Application) -> Any:
        return services.strike(
            application=made, instead=instead, actor=office.clerk, now=noon(DAY), note="重复登记"
        )

    told = meanwhile(lambda: strike(one, other), lambda: strike(other, one))
    assert isinstance(told, Refusal) and told.code == "strike.instead", told
    assert ApplicationFact.objects.current().get().application == other
    assert ledger.verify_audit(office.agency) == []
