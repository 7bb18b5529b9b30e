"""A report is taken in: from which unit, with which findings."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, AgencyKind, Level
from gongkai.office.audit import queries as ledger
from gongkai.office.documents import queries as documents
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import queries, services
from gongkai.office.supervision.models import Reading
from gongkai.office.supervision.state import State
from gongkai.office.work.runner import run_next
from tests.office.build import Office
from tests.office.supervision.receiving import (
    FILED,
    REPORTS,
    TODAY,
    numbers_of,
    receive,
    rows,
    state_of,
)


def test_a_report_is_taken_in_with_its_findings(office: Office, tacheng: Agency) -> None:
    assert state_of(office, tacheng) is State.NOT_BEGUN
    received = receive(office, tacheng)
    assert (received.number, received.file.name) == (1, "tacheng-2024.txt")
    assert documents.content(received.file) == (REPORTS / "tacheng-2024.txt").read_bytes()
    assert state_of(office, tacheng) is State.WAITING
    # The second run of the same rules says the same; the board shows it from the reading.
    found = queries.assess(received).result.findings
    assert [f for _, _, f in received.reading.findings] == [f.fingerprint() for f in found]
    assert [f.rule for f in found] == ["NT-SIX", "NT-SIX", "NT-BASIS", "NT-FIVE", "NT-S6"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"year": 2023}, "other-year"),
        ({"data": b"%PDF-1.4 broken", "name": "x.pdf"}, "unreadable"),
        ({"data": "会议通知".encode(), "name": "x.txt"}, "not-a-report"),
        ({"received_on": date(2025, 2, 1)}, "day"),
        ({"year": 2025}, "year"),
    ],
)
def test_what_cannot_be_taken_in_leaves_nothing(
    office: Office, tacheng: Agency, change: dict[str, object], code: str
) -> None:
    before, head = rows(), ledger.head(office.supervising)
    with pytest.raises(Refusal) as refusal:
        receive(office, tacheng, **change)
    assert refusal.value.code == code
    assert (rows(), ledger.head(office.supervising)) == (before, head)


def test_a_file_of_another_agency_is_taken_only_when_somebody_is_sure(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    before = rows()
    with pytest.raises(Refusal, match=r"塔城地区卫生健康委员会.*中卫市沙坡头区卫生健康局"):
        receive(office, shapotou)
    assert rows() == before
    assert receive(office, shapotou, sure=True).unit == shapotou


def test_only_units_of_this_office_and_only_its_supervisor(office: Office, tacheng: Agency) -> None:
    stranger = agencies.found_agency(
        actor=None,
        now=FILED,
        name="外县卫生健康局",
        credit_code="11990000MB1999999X",
        kind=AgencyKind.DEPARTMENT,
        level=Level.COUNTY,
        region=office.agency.region,
    )
    before = rows()
    with pytest.raises(Refusal) as refusal:
        receive(office, stranger)
    assert refusal.value.code == "not-a-unit"
    with pytest.raises(Refusal) as refusal:
        receive(office, tacheng, actor=office.clerk)
    assert refusal.value.code == "not-permitted"
    assert rows() == before


def test_text_taken_from_another_unit_is_found_once_both_are_there(
    office: Office, tacheng: Agency, shapotou: Agency
) -> None:
    first = receive(office, tacheng)
    second = receive(office, shapotou, sure=True)  # the same file under another unit's name
    assert numbers_of(second, "UN-COPY") == []
    while run_next(now=TODAY):
        pass
    for received, other in ((first, shapotou), (second, tacheng)):
        found = [f for f in queries.check(received).findings if f.rule == "UN-COPY"]
        assert [f.section for f in found] == [1, 5]
        assert all(other.name in f.message for f in found)
        kept = {
            fingerprint for _, _, fingerprint in Reading.objects.get(received=received).findings
        }
        assert {f.fingerprint() for f in found} <= kept
    assert services.compare_units(office.supervising, 2024) == 0
