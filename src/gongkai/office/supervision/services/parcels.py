"""Many reports at once: a parcel of files is kept as it came, read file by file by the worker, and
each report goes to the unit it names. What cannot be placed waits for a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies import queries as agencies
from gongkai.office.agencies.models import Role
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.documents import queries as stored
from gongkai.office.documents import services as documents
from gongkai.office.outbox import enqueue
from gongkai.office.refusal import Refusal
from gongkai.office.supervision import locks, queries, reading
from gongkai.office.supervision.models import Parcel, ParcelFile, Step, Way
from gongkai.office.supervision.services import receiving
from gongkai.office.supervision.unpacking import Sent, unpacked

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Person
    from gongkai.office.documents.models import File
    from gongkai.office.documents.services import Content
    from gongkai.office.supervision.models import Received
    from gongkai.report.model import Report

_SURE = "确要换成这一份的，请选定单位后收下。"


def send_parcel(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    year: int,
    received_on: date,
    files: Iterable[Sent],
) -> Parcel:
    """Keep the files of many units; the members of zip files are files of their own, and one that
    cannot be had out of its zip file is kept as a name with the reason. Each is then read by the worker
    (`read_file`).

    Raises Refusal, and enters nothing: not permitted, a year or a day that cannot be, too many, no file
    at all, or none that can be had.
    """
    receiving.may_receive(agency, year, received_on, actor, now)
    kept: list[tuple[str, Content | None, str]] = []
    for piece in unpacked(files):
        content = None
        if piece.data is not None:
            content = documents.keep(agency=agency, data=piece.data)
        kept.append((piece.name, content, piece.problem))
    if all(content is None for _, content, _ in kept):
        raise _nothing([problem for _, _, problem in kept])
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
        records = iter(
            documents.record_all(
                agency=agency,
                actor=actor,
                now=now,
                contents=[(name, content) for name, content, _ in kept if content],
                media_type="application/octet-stream",
            )
        )
        ParcelFile.objects.bulk_create(
            [
                ParcelFile(
                    parcel=parcel,
                    number=number,
                    name=name[-255:],
                    file=next(records) if content else None,
                    problem=None if content else problem[:500],
                    code=None if content else "unreadable",
                    read_at=None if content else now,
                )
                for number, (name, content, problem) in enumerate(kept, start=1)
            ],
            batch_size=500,
        )
        _go_on(parcel)
    return parcel


def _nothing(problems: list[str]) -> Refusal:
    if problems:
        return Refusal("unreadable", f"{problems[0]}一份也没有收。")
    return Refusal("no-file", "没有选文件，或者压缩包里没有能读的文件。请选择单位报来的文件。")


def _go_on(parcel: Parcel) -> None:
    """Have the next file that waits read, and only that one: other work has its turn in between. After
    the last, have the texts of the year's units compared."""
    following = parcel.files.filter(read_at__isnull=True).order_by("number").first()
    if following is not None:
        enqueue("supervision.parcel_file", file=str(following.uid))
    else:
        enqueue(receiving.COMPARED, agency=str(parcel.agency.uid), year=parcel.year)


def read_file(*, file: UUID, now: datetime) -> Received | None:
    """Read one file of a parcel and take it in for the unit it names, in the name of who sent the
    parcel; otherwise say why not. None where it was not taken in. A second run changes nothing."""
    row = _row(file)
    if row.is_settled or row.file is None:
        return row.received
    parcel = row.parcel
    try:
        report = reading.read_any(stored.content(row.file), row.name, parcel.year, sure=False)
        unit = _unit_named(report, parcel, now)
    except Refusal as no:
        return _settle(file, now, why=_in_a_parcel(no, row.name))
    return _settle(file, now, unit=unit, report=report)


def _in_a_parcel(no: Refusal, name: str) -> Refusal:
    """What a person can do about it on the parcel's page, where there is nothing to tick."""
    if no.code != "not-a-report":
        return no
    return Refusal(
        no.code,
        f"“{name}”里没有读出年度报告的任何一张表。请核对是否传错了文件；"
        "单位确实只报来这样一份的，请选定单位后收下。",
    )


def give_up(*, file: UUID, now: datetime) -> None:
    """Say of a file that it could not be read, after the program itself failed at it several times."""
    why = (
        "程序几次都没有读成这份文件，原因已经记下，请告诉系统维护人员。"
        "可以选定单位再读一次，或者另存为 .docx 后再传。"
    )
    _settle(file, now, why=Refusal("failed", why))


def place(*, file: UUID, unit: Agency, actor: Person, now: datetime) -> Received:
    """A person says of which unit a file is. Raises Refusal: not permitted, placed already, not one
    that waits for a person, not a unit, damaged, cannot be read, says another year."""
    row = _row(file)
    parcel = row.parcel
    require(actor, parcel.agency, Role.SUPERVISOR, time.today(now))
    content = _placeable(row)
    receiving.is_unit(parcel.agency, unit, parcel.year, time.today(now))
    report = reading.read_any(stored.content(content), row.name, parcel.year, sure=True)
    with transaction.atomic():
        locks.lock_parcel(parcel)
        _placeable(_row(file))
        received = receiving.take_in(
            agency=parcel.agency,
            unit=unit,
            year=parcel.year,
            file=content,
            report=report,
            received_on=parcel.received_on,
            actor=actor,
            now=now,
        )
        ParcelFile.objects.filter(pk=row.pk).update(received=received)
    return received


def _placeable(row: ParcelFile) -> File:
    """The file of a row that waits for a person. Raises Refusal."""
    if row.received is not None:
        raise Refusal("placed", f"“{row.name}”已经收作{row.received.unit.name}的报告。")
    if not row.is_placeable or row.file is None:
        raise Refusal("not-placeable", f"“{row.name}”现在不能选定单位。请刷新这一页看它的情况。")
    return row.file


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
        raise Refusal("other-unit", f"文件写的机关是“{said}”，{_why_not(said, parcel, now)}")
    return named[0]


def _why_not(said: str, parcel: Parcel, now: datetime) -> str:
    """Why a name is none of the year's units, in half a sentence."""
    today = time.today(now)
    for unit in agencies.subordinates_of(parcel.agency, today):
        if said == unit.name and (row := agencies.superior_of(unit, today)) is not None:
            return f"它从 {row.valid_from} 起才由本机关主管，{parcel.year} 年度的报告不在这里收。"
    return "单位名录里没有。"


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
    if unit is not None and report is not None and row.file is not None:
        locks.hold_collection(parcel.agency)
        why = _not_again(row, row.file, unit)
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
    _go_on(parcel)
    return received


def _not_again(row: ParcelFile, file: File, unit: Agency) -> Refusal | None:
    """Why a file is not taken for the unit's next draft without a person; None where it is."""
    drafts = queries.all_of(row.parcel.agency, unit, row.parcel.year)
    if not drafts:
        return None
    name, latest = unit.name, drafts[0]
    for draft in drafts:
        if draft.file is not None and draft.file.digest == file.digest:
            return Refusal(
                "same", f"与已经收下的{name}第 {draft.number} 稿是同一个文件，没有再收。"
            )
    if row.parcel.files.filter(received=latest).exists():
        return Refusal("second", f"这一批里还有一份也是{name}的，请看哪一份对。")
    if latest.decisions.filter(step=Step.ACCEPTED).exists():
        return Refusal("accepted", f"{name}的报告已经接受。{_SURE}")
    if latest.way == Way.FILED:
        return Refusal("filed", f"{name}第 {latest.number} 稿是单位自己在线报送的。{_SURE}")
    if row.parcel.received_on < latest.received_on:
        on = latest.received_on
        return Refusal("older", f"{name}第 {latest.number} 稿是 {on} 报来的，比这一批晚。{_SURE}")
    return None
