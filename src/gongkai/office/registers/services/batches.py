"""A file of rows: written as one event, taken back as one event."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, Person, Role
from gongkai.office.audit import services as audit
from gongkai.office.documents.models import File
from gongkai.office.refusal import Refusal
from gongkai.office.registers import locks
from gongkai.office.registers.models import Batch, Kind, RegisterRow
from gongkai.office.registers.services import publicity
from gongkai.office.registers.services.rows import (
    Likeness,
    RowData,
    data_of,
    likeness,
    problems,
    refuse_returned,
    version,
)
from gongkai.office.registers.visibility import WRITERS

#: Rows written by one statement; SQLite allows 32,766 values in one.
CHUNK = 1000
#: Numbers looked up by one statement.
ASKED = 500


def digest(rows: Iterable[RegisterRow]) -> str:
    """SHA-256 over what a report counts of each row, in the order of the file.

    The subject is left out: it may say a person's name, and no hash of one enters the ledger.
    """
    sealed = hashlib.sha256()
    for row in rows:
        fields = [
            row.line,
            row.kind,
            row.number,
            row.category,
            row.sub_kind,
            row.decided_on.isoformat(),
            row.amount_fen,
        ]
        sealed.update(json.dumps(fields, ensure_ascii=False).encode() + b"\n")
    return sealed.hexdigest()


def import_rows(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    kind: str,
    file: File,
    rows: Sequence[tuple[int, RowData]],
) -> Batch:
    """Write the rows of a file, all or none: (line in the file, data) each.

    Raises Refusal: not-permitted, empty-file, imported-already (this upload, or the same rows from
    another), return-counts, and for the first row that is wrong or already there row-wrong or
    duplicate, with its line.
    """
    wanted = Kind(kind)
    agencies.require(actor, agency, WRITERS, time.today(now))
    if not rows:
        raise Refusal("empty-file", "文件里没有要写入的行，没有写入。")
    rows = [(line, data.trimmed()) for line, data in rows]
    for line, data in rows:
        for _, sentence in problems(wanted, data, time.today(now)):
            raise Refusal(
                "row-wrong", f"第 {line} 行：{sentence}请改正后重新导入，整个文件没有写入。"
            )
    # All that needs no lock is done before it: on SQLite it makes every officer wait.
    unplaced = [version(0, agency, wanted, data, line=line) for line, data in rows]
    batch = Batch(
        agency=agency,
        kind=wanted,
        file=file,
        rows_count=len(rows),
        digest=digest(unplaced),
        imported_at=now,
        imported_by=actor,
    )
    with transaction.atomic():
        locks.lock_registers(agency)
        agencies.require(actor, agency, WRITERS, time.today(now))
        _refuse_second_use(batch)
        _refuse_returned_day(agency, wanted, rows)
        _refuse_duplicates(agency, wanted, rows)
        batch.position = audit.append(
            agency=agency,
            actor=actor,
            now=now,
            verb="registers.batch_imported",
            subject=f"registers.batch:{batch.uid}",
            data={"kind": wanted.value, "rows": len(rows), "digest": batch.digest},
        )
        batch.save(force_insert=True)
        for row in unplaced:
            row.batch = batch
            row.recorded_at_position = batch.position
        RegisterRow.objects.bulk_create(unplaced, batch_size=CHUNK)
        publicity.expect(agency, unplaced)
    return batch


@transaction.atomic
def undo_batch(*, agency: Agency, actor: Person, now: datetime, batch: Batch) -> int:
    """Take back every row of a file that still stands, corrected ones included. Returns how many.

    Raises Refusal: not-permitted, undone-already.
    """
    locks.lock_registers(agency)
    agencies.require(actor, agency, Role.CLERK, time.today(now))
    held = Batch.objects.get(pk=batch.pk, agency=agency)
    if held.undone_at_position is not None:
        raise Refusal("undone-already", "这一批已经撤销过，没有再做什么。")
    standing = RegisterRow.objects.current().filter(batch=held)
    count = standing.count()
    position = audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="registers.batch_undone",
        subject=f"registers.batch:{held.uid}",
        data={"rows": count},
    )
    records = list(standing.values_list("record", flat=True))
    standing.update(superseded_at_position=position)
    publicity.forget(agency, records)
    Batch.objects.filter(pk=held.pk).update(undone_at_position=position)
    return count


def _refuse_second_use(batch: Batch) -> None:
    """A button pressed twice, a file uploaded twice: rows without a number would count twice."""
    standing = Batch.objects.filter(agency=batch.agency, undone_at_position__isnull=True)
    if standing.filter(file=batch.file).exists():
        raise Refusal("imported-already", "这个文件已经写入台账，没有再写一次。")
    same = standing.filter(kind=batch.kind, digest=batch.digest).select_related("file").first()
    if same is not None:
        raise Refusal(
            "imported-already",
            f"{time.local_date(same.imported_at)} 导入的“{same.file.name}”是同样的 "
            f"{same.rows_count} 行，没有再写一次。要重新导入的，先撤销那一批；"
            "确是另外几笔的，请在台账里逐条登记。",
        )


def _refuse_returned_day(agency: Agency, kind: Kind, rows: Sequence[tuple[int, RowData]]) -> None:
    # Month by month: a file of a year may well leave out the quarter a section reported.
    months: dict[tuple[int, int], list[RowData]] = {}
    for _, data in rows:
        months.setdefault((data.decided_on.year, data.decided_on.month), []).append(data)
    for _, held in sorted(months.items()):
        days = [data.decided_on for data in held]
        refuse_returned(agency, kind, min(days), max(days))


def _refuse_duplicates(agency: Agency, kind: Kind, rows: Sequence[tuple[int, RowData]]) -> None:
    seen = existing_keys(agency, kind, (data.number for _, data in rows))
    for line, data in rows:
        if not data.number:
            continue
        key = (data.number, data.decided_on, data.category)
        if key in seen:
            raise Refusal(
                "duplicate",
                f"第 {line} 行的{kind.number_label}“{data.number}”已经登记过，"
                "或者在文件里出现两次。整个文件没有写入，请重新预览。",
            )
        seen.add(key)


def existing_keys(agency: Agency, kind: Kind, numbers: Iterable[str]) -> set[tuple[str, date, str]]:
    """(number, day, category) of the current rows with these numbers: what makes a row the same."""
    wanted = sorted({number for number in numbers if number})
    found: set[tuple[str, date, str]] = set()
    for start in range(0, len(wanted), ASKED):
        found.update(
            RegisterRow.objects.current()
            .filter(agency=agency, kind=kind, number__in=wanted[start : start + ASKED])
            .values_list("number", "decided_on", "category")
        )
    return found


def alike(agency: Agency, kind: Kind, days: Iterable[date]) -> set[Likeness]:
    """What the current rows of some days that have no number are like."""
    wanted = sorted(set(days))
    found: set[Likeness] = set()
    for start in range(0, len(wanted), ASKED):
        rows = RegisterRow.objects.current().filter(
            agency=agency, kind=kind, number="", decided_on__in=wanted[start : start + ASKED]
        )
        found.update(likeness(data_of(row)) for row in rows.select_related("section"))
    return found
