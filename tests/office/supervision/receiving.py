"""Units of a supervising office, and their reports received."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from gongkai.office import time
from gongkai.office.agencies import changes
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, AgencyKind, Level
from gongkai.office.documents.models import File
from gongkai.office.reporting.models import FrozenReport
from gongkai.office.supervision import queries, reading, services
from gongkai.office.supervision.models import Decision, Judgement, Received, Reminder
from gongkai.office.supervision.state import State
from tests.office.build import SINCE, Office

REPORTS = Path("tests/corpus/reports")


DAY = date(2025, 1, 22)


FILED = time.at(DAY, 16)


TODAY = time.at(date(2025, 1, 23), 9)


THE_DAY = date(2025, 1, 23)


def unit_of(office: Office, name: str, number: int, since: date = SINCE) -> Agency:
    made = agencies.found_agency(
        actor=None,
        now=time.at(date(2024, 1, 3)),
        name=name,
        credit_code=f"11990000MB1{number:06d}X",
        kind=AgencyKind.DEPARTMENT,
        level=Level.COUNTY,
        region=office.agency.region,
    )
    changes.place_under(
        actor=None,
        now=time.at(date(2024, 1, 3)),
        agency=made,
        superior=office.supervising,
        reconsideration_body="云溪县人民政府",
        valid_from=since,
    )
    return made


def receive(
    office: Office,
    unit: Agency,
    file: str = "tacheng-2024.txt",
    *,
    now: datetime = FILED,
    **given: object,
) -> Received:
    what = {
        "agency": office.supervising,
        "unit": unit,
        "year": 2024,
        "name": file,
        "data": (REPORTS / file).read_bytes(),
        "media_type": "text/plain",
        "received_on": DAY,
        "actor": office.supervisor,
        "now": now,
        **given,
    }
    return services.receive(**what)  # type: ignore[arg-type]


def filed(office: Office, unit: Agency, file: str = "tacheng-2024.txt") -> Received:
    """The report that a unit of this installation froze and filed on line."""
    report = reading.read_any((REPORTS / file).read_bytes(), file, 2024, sure=True)
    content = reading.stored(reading.renamed(report, unit.name, 2024))
    digest = sha256(content.encode()).hexdigest()
    frozen = FrozenReport(agency=unit, year=2024, content=content, digest=digest)
    made = services.take_filed(frozen=frozen, on=DAY, now=FILED)
    assert made is not None
    return made


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Received, Judgement, Decision, Reminder, File))


def numbers_of(received: Received, rule: str) -> list[str]:
    return [f.message for f in queries.check(received).findings if f.rule == rule]


def state_of(office: Office, unit: Agency, as_of: date = THE_DAY) -> State:
    board = queries.board(office.supervising, 2024, as_of)
    return next(row.state for row in board.rows if row.unit == unit)
