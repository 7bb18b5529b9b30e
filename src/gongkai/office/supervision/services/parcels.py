"""Many reports at once: a parcel of files is kept as it came, read file by file by the worker, and
each report goes to the unit it names. What cannot be placed waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.documents import queries as stored
from gongkai.office.documents import services as documents
from gongkai.office.outbox import enqueue
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import locks, queries, reading
from gongkai.office.supervision.models import Parcel, ParcelFile, Step
from gongkai.office.supervision.services import receiving
from gongkai.report.read import ReadError
from gongkai.report.read.archives import DEEPEST, Archive

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person
    from gongkai.office.supervision.models import Received
    from gongkai.report.model import Report

MOST_FILES = 2000
#: Unpacked. All of it is in memory while it is stored: a refusal later in the parcel keeps nothing.
MOST_BYTES = 300_000_000


@dataclass(frozen=True)
class Sent:
    """A file as it was sent: a report, or a zip file of reports."""

    name: str
    data: bytes


def send_parcel(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    year: int,
    received_on: date,
    files: Iterable[Sent],
) -> Parcel:
    """Keep the files of many units; the members of zip files are files of their own. Each is then
    read by the worker (`read_file`).

    Raises Refusal, and keeps nothing: not permitted, a year or a day that cannot be, a zip file that
    cannot be opened, no file at all, or too many.
    """
    receiving.may_receive(agency, year, received_on, actor, now)
    unpacked = _unpacked(files)
    kept = [
        documents.store(
            agency=agency,
            actor=actor,
            now=now,
            name=one.name,
            data=one.data,
            media_type="application/octet-stream",
        )
        for one in unpacked
    ]
    with transaction.atomic():
        audit.append(
            agency=agency,
            actor=actor,
            now=now,
            verb="supervision.parcel_sent",
            subject=f"agencies.agency:{agency.uid}",
            data={"year": year, "on": received_on.isoformat(), "files": len(kept)},
        )
        parcel = Parcel.objects.create(
            agency=agency, year=year, received_on=received_on, sent_at=now, sent_by=actor
        )
        for number, (one, file) in enumerate(zip(unpacked, kept, strict=True), start=1):
            row = ParcelFile.objects.create(
                parcel=parcel, number=number, name=one.name[-255:], file=file
            )
            enqueue("supervision.parcel_file", file=str(row.uid))
    return parcel


def _unpacked(files: Iterable[Sent]) -> list[Sent]:
    found: list[Sent] = []
    size = 0
    for one in files:
        for inner in _inside(one, 0):
            found.append(inner)
            size += len(inner.data)
            if len(found) > MOST_FILES or size > MOST_BYTES:
                raise Refusal(
                    "too-many",
                    f"一次最多 {MOST_FILES} 份、解开后 {MOST_BYTES // 1_000_000} MB，请分几次上传。",
                )
    if not found:
        raise Refusal("no-file", "没有选文件，或者压缩包里没有能读的文件。请选择单位报来的文件。")
    return found


def _inside(one: Sent, depth: int) -> Iterator[Sent]:
    """The file itself, or what a zip file holds."""
    if not one.name.lower().endswith(".zip"):
        yield one
        return
    try:
        archive = Archive(one.data, one.name)
        if archive.is_document:
            yield one
            return
        if depth >= DEEPEST:
            raise ReadError(one.name, "压缩包里套着压缩包，层数太多", remedy="请解压后再传")
        for member in archive.members():
            yield from _inside(Sent(f"{one.name}/{member.name}", archive.read(member)), depth + 1)
    except ReadError as error:
        raise Refusal("unreadable", f"{error}一份也没有收。") from error


def read_file(*, file: UUID, now: datetime) -> Received | None:
    """Read one file of a parcel and take it in for the unit it names, in the name of who sent the
    parcel; otherwise say why not. None where it was not taken in. A second run changes nothing."""
    row = _row(file)
    if row.is_settled:
        return row.received
    parcel = row.parcel
    try:
        report = reading.read_any(stored.content(row.file), row.name, parcel.year, sure=False)
        unit = _unit_named(report, parcel, now)
    except Refusal as no:
        return _settle(file, now, why=no)
    except stored.DamagedFileError as damaged:
        return _settle(file, now, why=Refusal("damaged", str(damaged)))
    return _settle(file, now, unit=unit, report=report)


def place(*, file: UUID, unit: Agency, actor: Person, now: datetime) -> Received:
    """A person says of which unit a file is. Raises Refusal: not permitted, not a unit, placed
    already, cannot be read, says another year."""
    row = _row(file)
    parcel = row.parcel
    require(actor, parcel.agency, Role.SUPERVISOR, time.today(now))
    receiving.is_unit(parcel.agency, unit, parcel.year, time.today(now))
    report = reading.read_any(stored.content(row.file), row.name, parcel.year, sure=True)
    with transaction.atomic():
        locks.lock_parcel(parcel)
        row = _row(file)
        if row.received is not None:
            raise Refusal("placed", f"“{row.name}”已经收作{row.received.unit.name}的报告。")
        received = receiving.take_in(
            agency=parcel.agency,
            unit=unit,
            year=parcel.year,
            file=row.file,
            report=report,
            received_on=parcel.received_on,
            actor=actor,
            now=now,
        )
        read_at = row.read_at or now
        ParcelFile.objects.filter(pk=row.pk).update(received=received, read_at=read_at)
    return received


def _row(file: UUID) -> ParcelFile:
    return ParcelFile.objects.select_related(
        "parcel__agency__region", "parcel__sent_by", "file", "received__unit"
    ).get(uid=file)


def _unit_named(report: Report, parcel: Parcel, now: datetime) -> Agency:
    """The unit a report names. Raises Refusal: it names none of this office."""
    said = report.agency
    if said is None:
        raise Refusal("no-name", "文件里没有写是哪个机关的。")
    units = queries.units_of(parcel.agency, parcel.year, time.today(now))
    names = queries.names_of(units, parcel.year)
    meant = names.unit(said, parcel.year)
    named = [unit for unit in units if names.unit(unit.name, parcel.year) == meant]
    if len(named) != 1:
        raise Refusal("other-unit", f"文件写的机关是“{said}”，单位名录里没有。")
    return named[0]


@transaction.atomic
def _settle(
    file: UUID,
    now: datetime,
    *,
    unit: Agency | None = None,
    report: Report | None = None,
    why: Refusal | None = None,
) -> Received | None:
    """Write down what became of a file. The parcel is locked: one file after the other."""
    row = _row(file)
    parcel = row.parcel
    locks.lock_parcel(parcel)
    row.refresh_from_db()
    if row.is_settled:
        return row.received
    received = None
    if unit is not None and report is not None:
        why = _not_again(row, unit)
        if why is None:
            received = receiving.take_in(
                agency=parcel.agency,
                unit=unit,
                year=parcel.year,
                file=row.file,
                report=report,
                received_on=parcel.received_on,
                actor=parcel.sent_by,
                now=now,
                compare=False,
            )
    ParcelFile.objects.filter(pk=row.pk).update(
        received=received,
        problem=str(why)[:500] if why else None,
        code=why.code if why else None,
        read_at=now,
    )
    if not parcel.files.filter(read_at__isnull=True).exists():
        enqueue("supervision.received", agency=str(parcel.agency.uid), year=parcel.year)
    return received


def _not_again(row: ParcelFile, unit: Agency) -> Refusal | None:
    """Why a file is not taken for the unit's next draft without a person; None where it is."""
    latest = queries.latest_of(row.parcel.agency, unit, row.parcel.year)
    if latest is None:
        return None
    name, number = unit.name, latest.number
    if latest.file is not None and latest.file.digest == row.file.digest:
        return Refusal("same", f"与已经收下的{name}第 {number} 稿是同一个文件，没有再收。")
    if row.parcel.files.filter(received=latest).exists():
        return Refusal("second", f"这一批里还有一份也是{name}的，请看哪一份对。")
    if latest.decisions.filter(step=Step.ACCEPTED).exists():
        return Refusal("accepted", f"{name}的报告已经接受。确要换成这一份的，请选定单位后收下。")
    return None
