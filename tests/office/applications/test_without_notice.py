"""A result that a notice must precede is held against the recorded notices."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gongkai.office.applications import services
from gongkai.office.applications.models import Application, ApplicationEvent, ApplicationFact
from gongkai.office.applications.queries import without_notice
from gongkai.office.audit import queries as ledger
from gongkai.office.audit import services as audit
from tests.office.applications.make import noon, registered
from tests.office.build import Office, make_office

pytestmark = pytest.mark.django_db


def concluded_as_unclear(office: Office, made: Application, on: date) -> None:
    """As a file of another system may say it: no step of ours would conclude so without a notice."""
    position = audit.append(
        agency=office.agency,
        actor=office.clerk,
        now=noon(on),
        verb="application.imported",
        subject=f"applications.application:{made.uid}",
        data={},
    )
    fact = ApplicationFact.objects.get(application=made)
    ApplicationFact.objects.filter(pk=fact.pk).update(superseded_at_position=position)
    fact.pk, fact.uid = None, type(fact)().uid
    fact.result, fact.concluded_on = "unavailable.still_unclear", on
    fact.recorded_at_position = position
    fact.save()


def test_only_those_without_a_supplement_notice_are_counted(now: datetime) -> None:
    office = make_office(now)
    asked = registered(office, arrived_on=date(2026, 9, 1))
    services.request_supplement(
        application=asked,
        actor=office.clerk,
        now=noon(date(2026, 9, 3)),
        on=date(2026, 9, 3),
        respond_by=date(2026, 9, 30),
        note="请写明年度",
    )
    never = registered(office, arrived_on=date(2026, 9, 2))
    for one in (asked, never):
        concluded_as_unclear(office, one, date(2026, 9, 20))
    position = ledger.head(office.agency)[0]
    assert without_notice(office.agency, 2026, position)["unavailable.still_unclear"] == 1
    assert without_notice(office.agency, 2025, position)["unavailable.still_unclear"] == 0


def test_a_notice_that_was_struck_out_is_none_and_one_with_another_day_is_one(
    now: datetime,
) -> None:
    office = make_office(now)
    moved = registered(office, arrived_on=date(2026, 9, 1))
    struck = registered(office, arrived_on=date(2026, 9, 2))
    for one, new_on in ((moved, date(2026, 9, 4)), (struck, None)):
        services.request_supplement(
            application=one,
            actor=office.clerk,
            now=noon(date(2026, 9, 5)),
            on=date(2026, 9, 5),
            respond_by=date(2026, 9, 30),
            note="请写明年度",
        )
        services.correct_event(
            application=one,
            event=ApplicationEvent.objects.get(application=one, kind="supplement_requested"),
            new_on=new_on,
            actor=office.clerk,
            now=noon(date(2026, 9, 6)),
            note="登记错了",
        )
    before = ledger.head(office.agency)[0]
    for one in (moved, struck):
        concluded_as_unclear(office, one, date(2026, 9, 20))
    position = ledger.head(office.agency)[0]
    assert without_notice(office.agency, 2026, position)["unavailable.still_unclear"] == 1
    assert without_notice(office.agency, 2026, before)["unavailable.still_unclear"] == 0
