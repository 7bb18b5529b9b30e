"""Table three from records: exact cells, and the identity of every column for any history."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.results import RESULT_ROWS
from gongkai.office import guards
from gongkai.office.applications import services
from gongkai.office.applications.counting import counts, evidence
from gongkai.office.applications.models import (
    Applicant,
    ApplicantKind,
    Application,
    ApplicationEvent,
    ApplicationFact,
)
from gongkai.office.audit import queries as ledger
from gongkai.report.form import get_form
from tests.office.applications.make import answered, noon, registered
from tests.office.build import Office, make_office

pytestmark = pytest.mark.django_db

CELLS = {cell_id for cell_id in get_form("2021").cells if cell_id.startswith("requests.")}


@pytest.fixture
def office() -> Office:
    return make_office(datetime.fromisoformat("2025-12-01T09:00:00+08:00"))


def test_two_years_and_a_correction_afterwards(office: Office) -> None:
    old = registered(office, arrived_on=date(2025, 12, 10))
    registered(office, arrived_on=date(2025, 12, 22), kind=ApplicantKind.ENTERPRISE)
    answered(office, old, date(2025, 12, 30), "unavailable.not_existing")
    new = registered(office, arrived_on=date(2026, 3, 2))
    answered(office, new, date(2026, 3, 9), "granted.provided")
    frozen, _ = ledger.head(office.agency)
    cells = counts(office.agency, 2025, frozen)
    assert set(cells) == CELLS
    assert {cell: n for cell, n in cells.items() if n} == {
        "requests.received.natural_person": 1,
        "requests.received.enterprise": 1,
        "requests.received.total": 2,
        "requests.unavailable.not_held.natural_person": 1,
        "requests.unavailable.not_held.total": 1,
        "requests.concluded.natural_person": 1,
        "requests.concluded.total": 1,
        "requests.carried_out.enterprise": 1,
        "requests.carried_out.total": 1,
    }
    assert {c: n for c, n in counts(office.agency, 2026, frozen).items() if n} == {
        "requests.received.natural_person": 1,
        "requests.received.total": 1,
        "requests.carried_in.enterprise": 1,
        "requests.carried_in.total": 1,
        "requests.granted.natural_person": 1,
        "requests.granted.total": 1,
        "requests.concluded.natural_person": 1,
        "requests.concluded.total": 1,
        "requests.carried_out.enterprise": 1,
        "requests.carried_out.total": 1,
    }
    services.correct_applicant_kind(
        application=old,
        kind=ApplicantKind.ENTERPRISE,
        actor=office.clerk,
        now=noon(date(2026, 3, 10)),
        note="是企业申请的。",
    )
    now, _ = ledger.head(office.agency)
    assert counts(office.agency, 2025, frozen) == cells
    assert counts(office.agency, 2025, now)["requests.received.enterprise"] == 2


@pytest.mark.parametrize("cell", ["requests.maybe.total", "challenges.granted.total", "x"])
def test_a_cell_the_form_does_not_have_is_refused(office: Office, cell: str) -> None:
    with pytest.raises(KeyError):
        evidence(office.agency, 2026, 1, cell)


START = date(2024, 6, 1)
DAYS = st.integers(0, 900)
HISTORIES = st.lists(
    st.tuples(
        DAYS,
        st.none() | st.integers(0, 400),
        st.sampled_from(ApplicantKind.values),
        st.sampled_from(list(RESULT_ROWS)),
        st.integers(1, 6),
        st.none() | st.integers(1, 6),
    ),
    max_size=25,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(histories=HISTORIES, year=st.integers(2024, 2027), position=st.integers(0, 8))
def test_the_identity_holds_in_every_column_and_evidence_is_what_was_counted(
    office: Office,
    now: datetime,
    histories: list[tuple[int, int | None, str, str, int, int | None]],
    year: int,
    position: int,
) -> None:
    from django.db import transaction

    class _Undo(Exception):
        pass

    try:
        with transaction.atomic():
            # Facts at any position: the guard that ties them to the head steps aside.
            guards.remove(g for g in guards.registry() if g.name.endswith("begins_at_head"))
            _store(office, now, histories)
            _hold(office, year, position)
            raise _Undo
    except _Undo:
        pass


def _store(office: Office, now: datetime, histories: list) -> None:  # type: ignore[type-arg]
    """Facts as any history could leave them, written straight: the counting is what is tested."""
    for number, (start, length, kind, result, recorded, lasted) in enumerate(histories):
        applicant = Applicant.objects.create(agency=office.agency, kind=kind, identity="")
        application = Application.objects.create(
            agency=office.agency,
            number=f"T-{number}",
            applicant=applicant,
            channel="in_person",
            subject_line="甲",
            form_wanted="electronic",
            query_fingerprint=str(number),
            registered_at=now,
        )
        received = START + timedelta(start)
        ApplicationFact.objects.create(
            agency=office.agency,
            application=application,
            applicant_kind=kind,
            received_on=received,
            concluded_on=None if length is None else received + timedelta(length),
            result=None if length is None else result,
            recorded_at_position=recorded,
            superseded_at_position=None if lasted is None else recorded + lasted,
        )


def _hold(office: Office, year: int, position: int) -> None:
    cells = counts(office.agency, year, position)
    for column in (*ApplicantKind.values, "total"):
        column_of = {row: cells[f"requests.{row}.{column}"] for row in _rows()}
        assert column_of["received"] + column_of["carried_in"] == (
            column_of["concluded"] + column_of["carried_out"]
        )
        assert column_of["concluded"] == sum(column_of[row] for row in RESULT_ROWS)
    for cell_id, number in cells.items():
        if number:
            assert evidence(office.agency, year, position, cell_id).count() == number
    after = counts(office.agency, year + 1, position)
    for column in (*ApplicantKind.values, "total"):
        assert after[f"requests.carried_in.{column}"] == cells[f"requests.carried_out.{column}"]


def _rows() -> list[str]:
    return ["received", "carried_in", *RESULT_ROWS, "concluded", "carried_out"]


def test_counting_takes_four_queries(office: Office, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(4):  # type: ignore[operator]
        counts(office.agency, 2026, 1)


def test_events_are_not_counted_only_facts_are(office: Office) -> None:
    registered(office, arrived_on=date(2025, 12, 10))
    assert ApplicationEvent.objects.count() == ApplicationFact.objects.count() == 1


def test_the_first_and_the_last_day_of_a_year(office: Office) -> None:
    made = registered(office, arrived_on=date(2025, 12, 31))
    day = date(2026, 1, 1)
    services.withdraw(application=made, actor=office.clerk, now=noon(day), on=day)
    position, _ = ledger.head(office.agency)
    old, new = (counts(office.agency, year, position) for year in (2025, 2026))
    assert [old[f"requests.{r}.total"] for r in ("received", "concluded", "carried_out")] == [
        1,
        0,
        1,
    ]
    assert [new[f"requests.{r}.total"] for r in ("carried_in", "other.other", "carried_out")] == [
        1,
        1,
        0,
    ]
