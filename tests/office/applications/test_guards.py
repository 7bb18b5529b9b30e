"""Direct SQL against every guard of the applications, on both databases."""

from datetime import date, datetime

import pytest

from gongkai.law.events import ServiceMethod
from gongkai.office import guards
from gongkai.office.applications import services
from gongkai.office.applications.models import (
    Applicant,
    ApplicantKind,
    Application,
    Letter,
)
from gongkai.office.applications.services import Paper
from tests.office import attack
from tests.office.applications.make import WHY, answered, noon, registered
from tests.office.build import make_office
from tests.office.registers.test_guards import HEAD, copy

TABLES = [
    f"applications_{name}"
    for name in (
        "application",
        "applicant",
        "applicationevent",
        "applicationfact",
        "answer",
        "service",
        "letter",
        "delivery",
        "material",
        "kindcorrection",
        "detailscorrection",
        "struck",
    )
]
OWN = [
    ("applications_application_change_only", "UPDATE applications_application SET channel = 'fax'"),
    ("applications_applicant_change_only", "UPDATE applications_applicant SET identity = 'x'"),
    (
        "applications_applicationfact_change_only",
        "UPDATE applications_applicationfact SET applicant_kind = 'enterprise'",
    ),
    (
        "applications_applicationfact_change_only",
        "UPDATE applications_applicationfact SET superseded_at_position = 99999 "
        "WHERE superseded_at_position IS NOT NULL",
    ),
]
FACT = "applications_applicationfact"
# A counted fact begins and ends at the head of the ledger: what a frozen report counted stays.
AT_HEAD = attack.at_head_attacks(FACT)
# Deleting a row that others point at is refused by the foreign key anyway.
APART = {
    f"{FACT}_no_replace": copy(FACT, recorded_at_position=HEAD).replace(
        "INSERT", "INSERT OR REPLACE", 1
    )
    + " LIMIT 1",
    "applications_application_no_delete": "DELETE FROM applications_application WHERE number = 'A'",
    "applications_applicant_no_delete": "DELETE FROM applications_applicant WHERE identity = 'A'",
    "applications_applicationevent_no_delete": (
        "DELETE FROM applications_applicationevent WHERE kind = 'extended'"
    ),
}


@pytest.fixture
def filled(db: None, now: datetime) -> None:
    office = make_office(now)
    made = registered(office)
    day = date(2026, 10, 9)
    services.extend(
        application=made,
        actor=office.clerk,
        now=noon(day),
        on=day,
        days=5,
        approved_by="陆明远",
        papers=[Paper("申请.pdf", b"x")],
        **WHY,
    )
    services.correct_applicant_kind(
        application=made,
        kind=ApplicantKind.ENTERPRISE,
        actor=office.clerk,
        now=noon(day),
        note="是企业申请的。",
    )
    services.correct_details(
        application=made,
        changes={"telephone": "0990-5550118"},
        actor=office.clerk,
        now=noon(day),
        note="抄错了。",
    )
    services.record_delivery(
        letter=Letter.objects.get(application=made), actor=office.clerk, now=noon(day), on=day
    )
    answered(office, made, date(2026, 10, 20))
    services.serve(
        application=made,
        actor=office.clerk,
        now=now,
        on=date(2026, 10, 20),
        method=ServiceMethod.POST,
    )
    services.strike(
        application=registered(office),
        instead=made,
        actor=office.clerk,
        now=noon(date(2026, 10, 20)),
        note="登记了两次。",
    )
    Applicant.objects.create(agency=office.agency, kind="enterprise", identity="A")
    Application.objects.create(
        agency=office.agency,
        number="A",
        applicant=Applicant.objects.create(agency=office.agency, kind="enterprise", identity="B"),
        channel="in_person",
        subject_line="甲",
        form_wanted="electronic",
        query_fingerprint="A",
        registered_at=now,
    )


def attacks() -> list[tuple[str, str]]:
    return (
        [(name, APART.get(name, sql)) for name, sql in attack.plain_attacks(TABLES)] + OWN + AT_HEAD
    )


def test_every_guard_of_the_app_is_attacked() -> None:
    mine = {g.name for g in guards.registry() if g.table.startswith("applications_")}
    assert {name for name, _ in attacks()} == mine


@pytest.mark.parametrize(("name", "sql"), attacks())
def test_the_database_refuses(filled: None, name: str, sql: str) -> None:
    attack.stands_against(name, sql)
