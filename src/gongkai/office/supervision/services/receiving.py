"""Take a unit's report in: the file, what was read out of it, and what the rules find."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from gongkai.office import outbox, time
from gongkai.office.agencies import queries as agencies
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.documents import services as documents
from gongkai.office.refusal import Refusal
from gongkai.office.reporting import queries as reporting
from gongkai.office.supervision import locks, queries, reading
from gongkai.office.supervision.models import Reading, Received, Way
from gongkai.report.model import Report
from gongkai.report.rules.listing import VERSION

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person
    from gongkai.office.documents.models import File
    from gongkai.office.reporting.models import FrozenReport
    from gongkai.office.supervision.reading import Copied

#: The first year reports were filed in a fixed form that this office collects.
FIRST_YEAR = 2019
#: Jobs: a report came in, and the texts of the year are compared; the rules became newer.
COMPARED = "supervision.received"
STALE = "supervision.stale"
#: Reports that one job judges by newer rules: a few seconds of work.
AT_ONCE = 50


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

    `sure`: the file names another agency and is the unit's all the same, or replaces what the unit
    itself filed on line. Raises Refusal, and keeps nothing: not permitted, not a unit of this office, a
    year or a day that cannot be, a file that cannot be read or is of another year or agency, or one
    that would replace what the unit filed.
    """
    may_receive(agency, year, received_on, actor, now)
    is_unit(agency, unit, year, time.today(now))
    names = queries.names_of([unit], year)
    report = reading.read_report(data, name, unit, year, names=names, sure=sure)
    with transaction.atomic():
        locks.hold_collection(agency)
        if not sure:
            _not_filed(agency, unit, year)
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


def _not_filed(agency: Agency, unit: Agency, year: int) -> None:
    latest = queries.latest_of(agency, unit, year)
    if latest is not None and latest.way == Way.FILED:
        raise Refusal(
            "filed",
            f"{unit.name}第 {latest.number} 稿是单位自己在 {latest.received_on} 在线报送的。"
            "确要换成这一份的，勾选“确是这个单位的报告”后再上传。",
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
    locks.hold_collection(superior.superior)
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
    """Number the row and write it. The collection is held, so numbers are in order."""
    before = Received.objects.filter(agency=row.agency, unit=row.unit, year=row.year).count()
    row.number = before + 1
    row.content = reading.stored(report)
    row.save()
    refresh(row)
    if compare:
        outbox.enqueue(COMPARED, agency=str(row.agency.uid), year=row.year)
    later = queries.latest_of(row.agency, row.unit, row.year + 1)
    if later is not None:  # it was compared with an older text, or with none
        refresh(later)
    return row


@transaction.atomic
def refresh(received: Received) -> Reading:
    """Work out again what the rules find in a received report. Its reading is held meanwhile: what
    another worker knows anew comes before or after, and is not lost."""
    row = locks.lock_reading(received)
    row.findings = reading.summary(queries.check(received))
    row.rules_version = VERSION
    row.save(update_fields=["findings", "rules_version"])
    return row


def ask_refresh(agency: Agency) -> None:
    """After an upgrade: have the worker find with the newer rules what is in the reports of every
    year. Asking again adds nothing."""
    for year in queries.stale_years(agency):
        asked: dict[str, int | str] = {"agency": str(agency.uid), "year": year}
        if not outbox.is_open(STALE, **asked):
            with transaction.atomic():
                outbox.enqueue(STALE, **asked)


def refresh_stale(agency: Agency, year: int) -> None:
    """What newer rules find in the reports of a year; AT_ONCE of them, the rest in the next job."""
    stale = queries.stale(agency, year, AT_ONCE + 1)
    for received in stale[:AT_ONCE]:
        refresh(received)
    if len(stale) > AT_ONCE:
        with transaction.atomic():
            outbox.enqueue(STALE, agency=str(agency.uid), year=year)


def compare_units(agency: Agency, year: int) -> int:
    """Set the texts of a year's units against each other. Returns how many reports are told otherwise
    than before; running it again changes nothing. Where the same is to be done again for a report that
    came later, it is left to that job.

    All texts are read and compared before anything is written, and each report is written by itself:
    nobody waits for the whole.
    """
    if outbox.is_untaken(COMPARED, agency=str(agency.uid), year=year):
        return 0
    held = queries.latest(agency, year)
    reports = [reading.renamed(reading.report_of(one), one.unit.name, year) for one in held]
    names = queries.names_of([one.unit for one in held], year)
    known = dict(Reading.objects.filter(received__in=held).values_list("received_id", "copied"))
    found = zip(held, reading.copies_of(reports, names), strict=True)
    return sum(
        _tell(received, copied) for received, copied in found if known.get(received.pk) != copied
    )


@transaction.atomic
def _tell(received: Received, copied: Copied | None) -> bool:
    """Write down from whom a report's text may be taken, where that is new and no newer report of the
    unit came meanwhile; returns whether it was written."""
    row = locks.lock_reading(received)
    newest = queries.latest_of(received.agency, received.unit, received.year)
    if row.copied == copied or newest != received:
        return False
    row.copied = copied
    row.save(update_fields=["copied"])
    refresh(received)
    return True


def is_unit(agency: Agency, unit: Agency, year: int, today: date) -> None:
    """Raises Refusal where the agency was not under this office when the year ended."""
    if unit.pk not in {one.pk for one in queries.units_of(agency, year, today)}:
        raise Refusal(
            "not-a-unit", f"{unit.name}在 {year} 年不由{agency.name}主管，不能代它收报告。"
        )
