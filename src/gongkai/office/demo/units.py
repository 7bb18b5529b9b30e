"""The units under the demo's supervising office: the invented commission and its neighbours, and five
real ones whose published reports it has received when their files are at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.office import time
from gongkai.office.agencies import changes
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, AgencyKind, Level
from gongkai.report.write import KINDS

from .founding import SINCE, Office
from .neighbours import NEIGHBOURS, Neighbour, file_of

if TYPE_CHECKING:
    from .reports import Diary


#: The neighbours file here since this year; the reports before came on paper.
NEIGHBOURS_SINCE = date(2025, 1, 1)


@dataclass(frozen=True)
class PlannedUnit:
    """A real unit, and its published report: the file, the year, the day it is taken to have come."""

    name: str
    level: Level
    file: str
    year: int
    received_on: date


UNITS = (
    PlannedUnit(
        "塔城地区卫生健康委员会", Level.PREFECTURE, "tacheng-2024.txt", 2024, date(2025, 1, 20)
    ),
    PlannedUnit("新源县卫生健康委员会", Level.COUNTY, "xinyuan-2024.txt", 2024, date(2025, 1, 10)),
    PlannedUnit(
        "中卫市沙坡头区卫生健康局", Level.COUNTY, "shapotou-2024.txt", 2024, date(2025, 1, 21)
    ),
    PlannedUnit(
        "济源产城融合示范区卫生健康委员会", Level.COUNTY, "jiyuan-2024.txt", 2024, date(2025, 1, 24)
    ),
    PlannedUnit(
        "和田地区卫生健康委员会", Level.PREFECTURE, "hotan-2021.txt", 2021, date(2022, 1, 25)
    ),
)


def plan_units(diary: Diary, office: Office, first_day: date, reports: Path | None) -> None:
    """Found the units on the first day; take in the neighbours' reports, and the real ones whose files
    are in `reports`.

    A report of before the office began is entered on the first day, with the day it really came.
    """
    founded: dict[str, Agency] = {}
    diary.put(first_day, 9, partial(_found, office, founded))
    for unit in UNITS:
        file = reports / unit.file if reports else None
        if file is not None and file.is_file():
            day = max(unit.received_on, first_day)
            diary.put(day, 16, partial(_receive_published, office, founded, unit, file))
    for one in NEIGHBOURS:
        diary.put(one.received_on, 16, partial(_receive_neighbour, office, founded, one))


def _found(office: Office, founded: dict[str, Agency], now: datetime) -> None:
    units = [(unit.name, unit.level, SINCE) for unit in UNITS]
    units += [(one.name, Level.COUNTY, NEIGHBOURS_SINCE) for one in NEIGHBOURS]
    for number, (name, level, since) in enumerate(units, 1):
        made = agencies.found_agency(
            actor=None,
            now=now,
            name=name,
            credit_code=f"11990000MB7{number:06d}X",
            kind=AgencyKind.DEPARTMENT,
            level=level,
            region=office.agency.region,
        )
        changes.place_under(
            actor=None,
            now=now,
            agency=made,
            superior=office.supervising,
            reconsideration_body="云溪县人民政府",
            valid_from=since,
        )
        founded[name] = made


def _receive_published(
    office: Office, founded: dict[str, Agency], unit: PlannedUnit, file: Path, now: datetime
) -> None:
    from gongkai.office.supervision import services

    services.receive(
        agency=office.supervising,
        unit=founded[unit.name],
        year=unit.year,
        name=file.name,
        data=file.read_bytes(),
        media_type="text/plain",
        received_on=min(unit.received_on, time.today(now)),
        actor=office.supervisor,
        now=now,
    )


def _receive_neighbour(
    office: Office, founded: dict[str, Agency], one: Neighbour, now: datetime
) -> None:
    from gongkai.office.supervision import services

    services.receive(
        agency=office.supervising,
        unit=founded[one.name],
        year=one.year,
        name=one.file,
        data=file_of(one),
        media_type=KINDS["docx"].media_type,
        received_on=one.received_on,
        actor=office.supervisor,
        now=now,
    )


def plan_acceptance(diary: Diary, office: Office, year: int) -> None:
    """The commission's own report comes to the supervising office and is accepted, then published."""
    diary.put(date(year + 1, 1, 17), 8, _take_filed)
    diary.put(date(year + 1, 1, 18), 10, partial(_accept, office, year))
    diary.put(date(year + 1, 1, 20), 9, partial(_published, office, year))


def _take_filed(now: datetime) -> None:
    """What the worker of a running office does within a second."""
    from gongkai.office.work.runner import run_next

    while run_next(now=now):
        pass


def _accept(office: Office, year: int, now: datetime) -> None:
    from gongkai.office.supervision import queries, services

    received = queries.latest_of(office.supervising, office.agency, year)
    assert received is not None
    services.accept(received=received, actor=office.supervisor, now=now)


def _published(office: Office, year: int, now: datetime) -> None:
    from gongkai.office.supervision import queries, services

    received = queries.latest_of(office.supervising, office.agency, year)
    assert received is not None
    services.record_publication(
        received=received,
        on=date(year + 1, 1, 19),
        where="县政府门户网站政府信息公开年报专栏",
        actor=office.supervisor,
        now=now,
    )
