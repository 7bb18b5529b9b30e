"""A case and the application it is about at once, on real connections of either database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from gongkai.office.applications import services as applications
from gongkai.office.applications.models import Application, Struck
from gongkai.office.audit import queries as ledger
from gongkai.office.challenges.models import Case
from gongkai.office.refusal import Refusal
from tests.office.applications.make import WHY, noon, registered
from tests.office.at_once import meanwhile, together
from tests.office.build import Office, make_office
from tests.office.challenges.test_cases import filed

pytestmark = pytest.mark.usefixtures("committed")
DAY = date(2025, 11, 10)


@pytest.fixture
def office(committed: None) -> Office:
    return make_office(datetime.fromisoformat("2025-09-01T09:00:00+08:00"))


def both(office: Office) -> tuple[Callable[[], Any], Callable[[], Any], Application]:
    """Register a case about an application, and take that application back."""
    made = registered(office, arrived_on=date(2025, 10, 14))
    return (
        lambda: filed(office, application=made),
        lambda: applications.strike(
            application=made, instead=None, actor=office.clerk, now=noon(DAY), note="重复登记"
        ),
        made,
    )


def test_a_case_is_not_registered_about_what_is_being_taken_back(office: Office) -> None:
    file, strike, _ = both(office)
    told = meanwhile(strike, file)
    assert isinstance(told, Refusal) and told.code == "case.application_struck", told
    assert (Case.objects.count(), Struck.objects.count()) == (0, 1)


def test_what_a_case_is_being_registered_about_is_not_taken_back(office: Office) -> None:
    file, strike, _ = both(office)
    told = meanwhile(file, strike)
    assert isinstance(told, Refusal) and told.code == "strike.challenged", told
    assert (Case.objects.count(), Struck.objects.count()) == (1, 0)


def test_a_case_and_a_step_at_once_are_both_written(office: Office) -> None:
    """Both take the application before the ledger: neither waits for what the other holds."""
    file, _, made = both(office)
    extend: Any = {"days": 5, "approved_by": "陆明远", **WHY}
    results = together(
        file,
        lambda: applications.extend(
            application=made, actor=office.clerk, now=noon(DAY), on=DAY, **extend
        ),
    )
    assert not [one for one in results if isinstance(one, Exception)], results
    assert (Case.objects.count(), made.events.count()) == (1, 2)
    assert ledger.verify_audit(office.agency) == []
