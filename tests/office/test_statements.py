"""Several rows in one message: the same rows as one by one, and all of them or none."""

from datetime import datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gongkai.office.agencies.models import Section
from gongkai.office.applications.models import Applicant, Application
from gongkai.office.statements import Statement, insert_together, insertion, send
from tests.office.build import Office, make_office

pytestmark = pytest.mark.django_db


def pair(office: Office, now: datetime, number: str) -> tuple[Applicant, Application]:
    applicant = Applicant(agency=office.agency, kind="enterprise", name="甲公司")
    application = Application(
        agency=office.agency,
        applicant=applicant,
        number=number,
        channel="online",
        subject_line="补助资金",
        request_text="补助资金分配表",
        form_wanted="electronic",
        query_fingerprint=number,
        registered_at=now,
    )
    return applicant, application


def test_rows_learn_their_keys_and_a_row_may_refer_to_one_before_it(now: datetime) -> None:
    office = make_office(now)
    applicant, application = pair(office, now, "甲-1")
    with transaction.atomic():
        insert_together(applicant, application)
    held = Application.objects.get()
    assert (held.pk, held.applicant_id) == (application.pk, applicant.pk)
    assert application.applicant_id == applicant.pk
    assert (held.request_text, held.applicant.name) == ("补助资金分配表", "甲公司")
    assert (held.registered_at, held.uid) == (now, application.uid)
    application.section = Section.objects.create(agency=office.agency, name="财务科")
    application.save(update_fields=["section"])
    assert Application.objects.count() == 1


def test_one_refused_row_leaves_none(now: datetime) -> None:
    office = make_office(now)
    with transaction.atomic():
        insert_together(*pair(office, now, "甲-1"))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_together(*pair(office, now, "甲-2"), *pair(office, now, "甲-1"))
    assert Applicant.objects.count() == Application.objects.count() == 1


def test_a_statement_says_what_it_gives_back(now: datetime) -> None:
    office = make_office(now)
    applicant, _ = pair(office, now, "甲-1")
    with transaction.atomic():
        first, nothing, second = send(
            [
                insertion(applicant),
                Statement("UPDATE agencies_section SET name = %s WHERE 1 = 0", ("无",)),
                Statement("SELECT 7"),
            ]
        )
    assert [(Applicant.objects.get().pk,)] == first
    assert (nothing, second) == ([], [(7,)])


@pytest.mark.usefixtures("committed")
def test_what_belongs_together_is_not_sent_outside_a_transaction(now: datetime) -> None:
    office = make_office(now)
    with pytest.raises(AssertionError):
        insert_together(*pair(office, now, "甲-1"))
    assert Applicant.objects.count() == 0
    assert connection.in_atomic_block is False


def test_a_reference_to_a_row_that_is_nowhere_is_refused(now: datetime) -> None:
    office = make_office(now)
    applicant, application = pair(office, now, "甲-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_together(application)
    assert applicant.pk is None
    assert Application.objects.count() == 0


def test_a_statement_is_planned_once_a_connection_also_after_a_refusal(now: datetime) -> None:
    office = make_office(now)
    odd = Statement("SELECT 'planned once', abs(CAST(%s AS bigint))", (-(2**63),))
    with pytest.raises(DatabaseError), transaction.atomic():
        send([odd])
    with CaptureQueriesContext(connection) as sent, transaction.atomic():
        assert send([Statement(odd.sql, (-4,)), insertion(pair(office, now, "甲-1")[0])]) == [
            [("planned once", 4)],
            [(Applicant.objects.get().pk,)],
        ]
    said = [q["sql"] for q in sent if "planned once" in q["sql"]]
    again = 0 if connection.vendor == "postgresql" else 1  # SQLite plans each statement anew
    assert len(said) == again, "the plan made before the refusal was there"
