"""Who sees an application on its pages: masked, not found, only what was handed over, and who does not get in."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.office.applications import queries, services
from gongkai.office.applications.models import (
    ApplicationEvent,
)
from gongkai.office.audit import queries as ledger
from tests.office.applications.make import noon, registered
from tests.office.applications.test_pages import TODAY, entered, page
from tests.office.build import Office, make_office

pytestmark = pytest.mark.django_db


def test_the_applicant_is_masked_until_opened_and_the_ledger_knows_who_looked(
    office: Office, desk: Client
) -> None:
    made = registered(office)
    text = page(desk, "one", made.number)
    for shown in ("李**", "99*************018", "138****1234", "l***@example.cn"):
        assert shown in text
    for hidden in ("李云溪", "990000199001010018", "13800001234", "li@example.cn"):
        assert hidden not in text
    subject = f"applications.application:{made.uid}"
    assert [e.verb for e in ledger.events_of(office.agency, subject)] == ["application.registered"]
    url = reverse("applications:applicant", args=[made.number])
    assert desk.get(url).status_code == 405
    opened = desk.post(url).content.decode()
    assert "李云溪" in opened
    assert "990000199001010018" in opened
    last = ledger.events_of(office.agency, subject)[-1]
    assert (last.verb, last.actor, last.data) == (
        "application.applicant_shown",
        office.clerk,
        {},
    )


def test_nobody_of_another_agency_finds_it(office: Office, client: Client, now: datetime) -> None:
    made = registered(office)
    letter = services.issue_receipt(application=made, actor=office.clerk, now=noon(TODAY), on=TODAY)
    other = make_office(now, prefix="二", credit="0002")
    entered(client, other.clerk)
    event = ApplicationEvent.objects.get(application=made)
    for name, args in (
        ("one", [made.number]),
        ("answer", [made.number]),
        ("kind", [made.number]),
        ("material", [made.number]),
        ("delivery", [made.number, letter.uid]),
        ("paper", [made.number, letter.file.uid]),
        ("section", [made.number]),
        ("step", [made.number, "withdraw"]),
        ("correct", [made.number, event.uid]),
    ):
        assert client.get(reverse(f"applications:{name}", args=args)).status_code == 404, name
    for name in ("applicant", "receipt"):
        assert client.post(reverse(f"applications:{name}", args=[made.number])).status_code == 404
    assert "没有在办的申请" in page(client, "list")


def test_a_section_sees_what_was_handed_to_it_and_records_nothing(
    office: Office, client: Client
) -> None:
    made, other = registered(office), registered(office)
    services.hand_to_section(
        application=made,
        actor=office.clerk,
        now=noon(TODAY),
        section=office.sections["审批科"],
    )
    entered(client, office.section_person)
    assert "现在可以做的" not in page(client, "one", made.number)
    assert client.get(reverse("applications:one", args=[other.number])).status_code == 404
    listed = page(client, "list")
    assert made.number in listed
    assert other.number not in listed
    url = reverse("applications:step", args=[made.number, "withdraw"])
    assert client.get(url).status_code == 403
    home = client.get("/desk/").content.decode()
    assert made.number in home
    assert other.number not in home


def test_a_section_reads_of_the_same_applicant_only_what_was_handed_to_it(
    office: Office, client: Client
) -> None:
    made, mine, others = (
        registered(office, subject_line=subject) for subject in ("第一件", "第二件", "第三件")
    )
    for application in (made, mine):
        services.hand_to_section(
            application=application,
            actor=office.clerk,
            now=noon(TODAY),
            section=office.sections["审批科"],
        )
    text = page(entered(client, office.section_person), "one", made.number)
    assert "同一申请人" in text
    assert f"{mine.number} 第二件" in text
    assert others.number not in text and "第三件" not in text
    assert f"{others.number} 第三件" in page(entered(client, office.clerk), "one", made.number)
    # What an applicant asked for in a month is counted whole, whoever looks.
    assert queries.number_of_month(others, date(2026, 9, 18)) == 3


def test_a_stranger_and_an_administrator_do_not_get_in(office: Office, client: Client) -> None:
    made = registered(office)
    url = reverse("applications:one", args=[made.number])
    assert client.get(url).status_code == 302
    entered(client, office.administrator)
    assert client.get(url).status_code == 403
