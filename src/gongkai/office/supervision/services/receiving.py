"""Take a unit's report in: the file, what was read out of it, and what the rules find."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies import queries as agencies
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.documents import services as documents
from gongkai.office.outbox import enqueue
from gongkai.office.refusal import Refusal
from gongkai.office.reporting import queries as reporting
from gongkai.office.supervision import queries, reading
from gongkai.office.supervision.models import Reading, Received, Way
from gongkai.report.model import Report
from gongkai.report.rules.listing import VERSION

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person
    from gongkai.office.documents.models import File
    from gongkai.office.reporting.models import FrozenReport

#: The first year reports were filed in a fixed form that this office collects.
FIRST_YEAR = 2019


def receive(
    *,
    agency: Agency,
    unit: Agency,
    year: int,
    name: str,
    data: bytes,
    media_type: str,
    received_on: date,
    actor: Person,
    now: datetime,
    sure: bool = False,
) -> Received:
    """Take in a unit's report: keep the file, keep what was read, compare it with the year before.
    The file is read before the transaction begins: reading may take long, and nobody waits for it.

    `sure`: the file names another agency and is the unit's all the same. Raises Refusal, and keeps
    nothing: not permitted, not a unit of this office, a year or a day that cannot be, or a file that
    cannot be read or is of another year or agency.
    """
    may_receive(agency, year, received_on, actor, now)
    is_unit(agency, unit, year, time.today(now))
    names = queries.names_of([unit], year)
    report = reading.read_report(data, name, unit, year, names=names, sure=sure)
    with transaction.atomic():
        file = documents.store(
            agency=agency, actor=actor, now=now, name=name, data=data, media_type=media_type
        )
        return take_in(
            agency=agency,
            unit=unit,
            year=year,
            file=file,
            report=report,
            received_on=received_on,
            actor=actor,
            now=now,
        )


def may_receive(agency: Agency, year: int, received_on: date, actor: Person, now: datetime) -> None:
    """Raises Refusal: not permitted, or a year or a day that cannot be."""
    today = time.today(now)
    require(actor, agency, Role.SUPERVISOR, today)
    if not FIRST_YEAR <= year < today.year:
        raise Refusal("year", f"{year} 年度的报告现在不能收：那一年还没有过完，或者没有这个表式。")
    if not date(year, 12, 1) <= received_on <= today:
        raise Refusal(
            "day", f"报送日期是 {received_on}，应当在 {year} 年 12 月 1 日到今天 {today} 之间。"
        )


@transaction.atomic
def take_in(
    *,
    agency: Agency,
    unit: Agency,
    year: int,
    file: File,
    report: Report,
    received_on: date,
    actor: Person,
    now: datetime,
    compare: bool = True,
) -> Received:
    """Keep what was read out of a file as the unit's newest report. `compare`: have its text set
    against the other units' afterwards; where many come at once, only the last asks for it."""
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="supervision.received",
        subject=f"agencies.agency:{unit.uid}",
        data={"year": year, "on": received_on.isoformat(), "way": Way.UPLOADED.value},
    )
    return _keep(
        Received(
            agency=agency,
            unit=unit,
            year=year,
            way=Way.UPLOADED,
            file=file,
            received_on=received_on,
            received_at=now,
            received_by=actor,
        ),
        report,
        compare=compare,
    )


@transaction.atomic
def take_filed(*, frozen: FrozenReport, on: date, now: datetime) -> Received | None:
    """Take in the report that a unit of this installation filed; None when its office supervises
    from elsewhere. A second run changes nothing."""
    superior = agencies.superior_of(frozen.agency, on)
    if superior is None or superior.superior is None:
        return None
    held = Received.objects.filter(filed=frozen.uid).first()
    if held is not None:
        return held
    audit.append(
        agency=superior.superior,
        actor=None,
        now=now,
        verb="supervision.received",
        subject=f"agencies.agency:{frozen.agency.uid}",
        data={"year": frozen.year, "on": on.isoformat(), "way": Way.FILED.value},
    )
    return _keep(
        Received(
            agency=superior.superior,
            unit=frozen.agency,
            year=frozen.year,
            way=Way.FILED,
            filed=frozen.uid,
            received_on=on,
            received_at=now,
            received_by=None,
        ),
        reporting.frozen_value(frozen),
    )


def _keep(row: Received, report: Report, *, compare: bool = True) -> Received:
    """Number the row and write it. The head of the ledger is held, so numbers are in order."""
    before = Received.objects.filter(agency=row.agency, unit=row.unit, year=row.year).count()
    row.number = before + 1
    row.content = reading.stored(report)
    row.save()
    refresh(row)
    if compare:
        enqueue("supervision.received", agency=str(row.agency.uid), year=row.year)
    later = queries.latest_of(row.agency, row.unit, row.year + 1)
    if later is not None:  # it was compared with an older text, or with none
        refresh(later)
    return row


def refresh(received: Received) -> Reading:
    """Work out again what the rules find in a received report."""
    result = queries.check(received)
    row, _ = Reading.objects.update_or_create(
        received=received,
        defaults={"rules_version": VERSION, "findings": reading.summary(result)},
    )
    return row


def refresh_stale(agency: Agency, year: int) -> None:
    """After an upgrade: what newer rules find in the reports of a year."""
    for received in queries.stale(agency, year):
        refresh(received)


@transaction.atomic
def compare_units(agency: Agency, year: int) -> int:
    """Set the texts of a year's units against each other. Returns how many reports are told otherwise
    than before; running it again changes nothing."""
    held = queries.latest(agency, year)
    reports = [reading.renamed(reading.report_of(one), one.unit.name, year) for one in held]
    names = queries.names_of([one.unit for one in held], year)
    changed = 0
    for received, copied in zip(held, reading.copies_of(reports, names), strict=True):
        row = Reading.objects.get(received=received)
        if row.copied != copied:
            row.copied = copied
            row.save(update_fields=["copied"])
            refresh(received)
            changed += 1
    return changed


def is_unit(agency: Agency, unit: Agency, year: int, today: date) -> None:
    """Raises Refusal where the agency was not under this office when the year ended."""
    if unit.pk not in {one.pk for one in queries.units_of(agency, year, today)}:
        raise Refusal(
            "not-a-unit", f"{unit.name}在 {year} 年不由{agency.name}主管，不能代它收报告。"
        )
