"""A file is one event, all or none, and can be taken back as one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gongkai.office.audit import queries as ledger
from gongkai.office.documents import services as documents
from gongkai.office.documents.models import File
from gongkai.office.refusal import Refusal
from gongkai.office.registers import queries, services
from gongkai.office.registers.models import Batch, PublicityPending, RegisterRow
from gongkai.office.registers.services import RowData
from tests.office.build import Office
from tests.office.registers.conftest import add, data, fee

LICENCES = "disclosure.licences.decisions"


@pytest.fixture
def file(office: Office, now: datetime) -> File:
    return documents.store(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        name="许可.csv",
        data=b"x",
        media_type="text/csv",
        personal=True,
    )


def rows(count: int) -> list[tuple[int, RowData]]:
    first = date(2026, 1, 1)
    return [
        (n + 2, data(number=f"{n}号", decided_on=first + timedelta(days=n % 250)))
        for n in range(count)
    ]


def bring_in(office: Office, now: datetime, file: File, wanted: list[tuple[int, RowData]]) -> Batch:
    return services.import_rows(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        kind="licences",
        file=file,
        rows=wanted,
    )


def counted(office: Office) -> object:
    position, _ = ledger.head(office.agency)
    return queries.counts(office.agency, 2026, position)[LICENCES]


def test_a_file_of_thousands_is_one_event_with_its_digest(
    office: Office, now: datetime, file: File
) -> None:
    before, _ = ledger.head(office.agency)
    with CaptureQueriesContext(connection) as asked:
        batch = bring_in(office, now, file, rows(5000))
    assert len(asked) < 120  # not one a row; SQLite takes few values at a time
    position, _ = ledger.head(office.agency)
    assert position == before + 1 == batch.position
    event = ledger.events_of(office.agency, f"registers.batch:{batch.uid}")[0]
    assert event.data == {"kind": "licences", "rows": 5000, "digest": batch.digest}
    assert counted(office) == 5000
    assert queries.batch_holds(batch)


def test_one_wrong_row_and_nothing_is_written(office: Office, now: datetime, file: File) -> None:
    add(office, now, number="1号", decided_on=date(2026, 1, 2))
    held = (ledger.head(office.agency), RegisterRow.objects.count(), Batch.objects.count())
    wrong = [
        ([*rows(1), (3, data(number=""))], "row-wrong"),
        (rows(2), "duplicate"),
        ([*rows(1), *rows(1)], "duplicate"),
        ([], "empty-file"),
    ]
    for wanted, code in wrong:
        with pytest.raises(Refusal) as refused:
            bring_in(office, now, file, wanted)
        assert refused.value.code == code
    assert held == (ledger.head(office.agency), RegisterRow.objects.count(), Batch.objects.count())


def test_taking_a_file_back_takes_corrected_rows_with_it(
    office: Office, now: datetime, file: File
) -> None:
    add(office, now)
    batch = bring_in(office, now, file, rows(10))
    full, _ = ledger.head(office.agency)
    first = RegisterRow.objects.current().get(batch=batch, line=2)
    services.correct_row(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        record=first.record,
        data=data(number="0号之一", decided_on=first.decided_on),
        reason="编号录错",
    )
    gone = RegisterRow.objects.current().get(batch=batch, line=3)
    services.remove_row(
        agency=office.agency, actor=office.clerk, now=now, record=gone.record, reason="不是许可"
    )
    undone = services.undo_batch(agency=office.agency, actor=office.clerk, now=now, batch=batch)
    assert undone == 9
    assert counted(office) == 1
    assert queries.counts(office.agency, 2026, full)[LICENCES] == 11
    batch.refresh_from_db()
    assert batch.undone_at_position == ledger.head(office.agency)[0]
    assert queries.batch_holds(batch)
    with pytest.raises(Refusal) as refused:
        services.undo_batch(agency=office.agency, actor=office.clerk, now=now, batch=batch)
    assert refused.value.code == "undone-already"
    bring_in(office, now, file, rows(10))


def test_a_file_leaves_out_a_quarter_that_a_section_reported(
    office: Office, now: datetime, file: File
) -> None:
    figure = services.submit_return(
        agency=office.agency,
        actor=office.section_person,
        now=now,
        section=office.sections["审批科"],
        kind="licences",
        period_from=date(2026, 4, 1),
        period_to=date(2026, 6, 30),
        value=5,
        source_system="省平台",
    )
    services.confirm_return(agency=office.agency, actor=office.clerk, now=now, record=figure.record)
    with pytest.raises(Refusal) as refused:
        bring_in(office, now, file, rows(120))
    assert refused.value.code == "return-counts"
    bring_in(office, now, file, [r for r in rows(200) if r[1].decided_on.month in (1, 2, 3, 7)])
    assert counted(office) == 5 + 109


def test_a_file_counts_once_however_often_its_button_is_pressed(
    office: Office, now: datetime, file: File
) -> None:
    wanted = [(2, fee("100", number="")), (3, fee("200.50", number=""))]
    common = {"agency": office.agency, "actor": office.clerk, "now": now, "kind": "fees"}
    batch = services.import_rows(**common, file=file, rows=wanted)
    again = documents.store(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        name="许可.csv",
        data=b"x",
        media_type="text/csv",
        personal=True,
    )
    held = (ledger.head(office.agency), RegisterRow.objects.count(), Batch.objects.count())
    said = []
    for given, lines in ((file, wanted), (file, wanted[:1]), (again, wanted)):
        with pytest.raises(Refusal) as refused:
            services.import_rows(**common, file=given, rows=lines)
        assert refused.value.code == "imported-already"
        said.append(str(refused.value))
    assert said[0] == said[1] == "这个文件已经写入台账，没有再写一次。"
    assert said[2] == (
        "2026-10-21 导入的“许可.csv”是同样的 2 行，没有再写一次。"
        "要重新导入的，先撤销那一批；确是另外几笔的，请在台账里逐条登记。"
    )
    assert held == (ledger.head(office.agency), RegisterRow.objects.count(), Batch.objects.count())
    for twin in (
        {"file": file, "digest": "0" * 64},
        {"file": again, "digest": batch.digest},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Batch.objects.create(
                agency=office.agency,
                kind="fees",
                rows_count=2,
                position=batch.position,
                imported_at=now,
                imported_by=office.clerk,
                **twin,
            )
    services.undo_batch(agency=office.agency, actor=office.clerk, now=now, batch=batch)
    services.import_rows(**common, file=again, rows=wanted)


def test_rows_of_a_file_wait_for_publicity_and_wait_no_more_when_it_is_taken_back(
    office: Office, now: datetime, file: File
) -> None:
    services.start_publicity(
        agency=office.agency, actor=office.clerk, now=now, from_day=date(2026, 1, 3)
    )
    with CaptureQueriesContext(connection) as asked:
        batch = bring_in(office, now, file, rows(4))
    assert not [one for one in asked if 'FROM "registers_publicity"' in one["sql"]]

    def waiting() -> list[tuple[object, ...]]:
        held = PublicityPending.objects.filter(agency=office.agency).order_by("id")
        return list(held.values_list("record", "kind", "decided_on"))

    held = RegisterRow.objects.current().filter(batch=batch, line__gte=4).order_by("line")
    assert waiting() == list(held.values_list("record", "kind", "decided_on"))
    assert len(waiting()) == 2
    written = waiting()
    services.publicity.rebuild(office.agency)
    assert waiting() == written
    services.undo_batch(agency=office.agency, actor=office.clerk, now=now, batch=batch)
    assert waiting() == []
