"""Many writers on one ledger at the same time, each in its own connection."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from django.db import connection, transaction

from gongkai.office.audit import queries, services
from gongkai.office.audit.models import Event
from gongkai.office.documents import services as documents
from tests.office.build import make_office

WRITERS, EACH = 4, 8


def test_no_position_and_no_number_is_given_twice_or_lost(committed: None, now: datetime) -> None:
    office = make_office(now)
    start = queries.head(office.agency)[0]

    def write(writer: int) -> list[tuple[int, str]]:
        try:
            given = []
            for n in range(EACH):
                with transaction.atomic():
                    number = documents.next_number(
                        agency=office.agency, series="s", year=2026, now=now, actor=None
                    )
                    position = services.append(
                        agency=office.agency,
                        actor=office.clerk,
                        now=now,
                        verb="test.written",
                        subject=f"test:{writer}-{n}",
                        data={"number": number},
                    )
                given.append((position, number))
            return given
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        given = sorted(pair for pairs in pool.map(write, range(WRITERS)) for pair in pairs)
    count = WRITERS * EACH
    assert [position for position, _ in given] == list(range(start + 1, start + count + 1))
    assert [number for _, number in given] == [f"2026-{n:04d}" for n in range(1, count + 1)]
    assert queries.verify_audit(office.agency) == []
    assert Event.objects.filter(verb="test.written").count() == count
