"""The figures equal a plain ledger, after anything and at every earlier position."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.office.audit import queries as ledger
from gongkai.office.documents import services as documents
from gongkai.office.registers import queries, services
from gongkai.office.registers.models import CELLS, Kind
from gongkai.office.registers.services import RowData
from tests.office.attack import undone
from tests.office.build import Office
from tests.office.registers.conftest import add, data

KINDS = [Kind.LICENCES, Kind.PENALTIES, Kind.COMPULSORY_MEASURES, Kind.FEES]
DAYS = st.dates(date(2024, 12, 30), date(2026, 1, 3))
FEN = st.integers(0, 10**9)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "add", "correct", "remove", "import", "undo"]),
        st.sampled_from(KINDS),
        DAYS,
        FEN,
        st.integers(0, 100),
    ),
    max_size=14,
)

Held = dict[object, tuple[Kind, date, int, object]]  # record → kind, day, fen, batch


def figures(held: Held, year: int) -> dict[str, int | Decimal]:
    """Counted by hand."""
    found: dict[str, int | Decimal] = dict.fromkeys(CELLS.values(), 0)
    for kind, day, fen, _ in held.values():
        if day.year == year:
            add = Decimal(fen) / 1_000_000 if kind is Kind.FEES else 1
            found[CELLS[kind]] += add
    return found


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_the_figures_are_those_of_a_plain_ledger(
    office: Office, now: datetime, steps: list[tuple[str, Kind, date, int, int]]
) -> None:
    with undone():
        history: dict[int, Held] = {ledger.head(office.agency)[0]: {}}
        held: Held = {}
        batches = []
        common = {"agency": office.agency, "actor": office.clerk, "now": now}
        for turn, (step, kind, day, fen, pick) in enumerate(steps):

            def made(kind: Kind, name: str, day: date = day, fen: int = fen) -> RowData:
                amount = Decimal(fen) / 100 if kind is Kind.FEES else None
                return data(number=name, decided_on=day, amount=amount)

            records = sorted(held, key=str)
            if step == "add":
                row = services.add_row(**common, kind=kind, data=made(kind, str(turn)))
                held[row.record] = (kind, day, fen, None)
            elif step == "import":
                rows = [(n + 2, made(kind, f"{turn}-{n}")) for n in range(pick % 4 + 1)]
                file = documents.store(
                    agency=office.agency,
                    actor=None,
                    now=now,
                    name="x",
                    data=b"x",
                    media_type="text/csv",
                )
                batch = services.import_rows(**common, kind=kind, file=file, rows=rows)
                batches.append(batch)
                for record in batch.rows.values_list("record", flat=True):
                    held[record] = (kind, day, fen, batch.pk)
            elif step == "undo" and batches:
                batch = batches.pop(pick % len(batches))
                services.undo_batch(**common, batch=batch)
                held = {r: v for r, v in held.items() if v[3] != batch.pk}
            elif step == "correct" and records:
                record = records[pick % len(records)]
                own, _, _, batch_pk = held[record]
                services.correct_row(
                    **common, record=record, data=made(own, f"改{turn}"), reason="更正"
                )
                held[record] = (own, day, fen, batch_pk)
            elif step == "remove" and records:
                record = records[pick % len(records)]
                services.remove_row(**common, record=record, reason="错")
                del held[record]
            history[ledger.head(office.agency)[0]] = dict(held)
        for position, then in history.items():
            for year in (2024, 2025, 2026):
                expected = figures(then, year)
                assert queries.counts(office.agency, year, position) == expected
                for kind, cell_id in CELLS.items():
                    found = list(queries.evidence(office.agency, year, position, cell_id))
                    records_then = {
                        r for r, (k, d, _, _) in then.items() if k is kind and d.year == year
                    }
                    assert {row.record for row in found} == records_then
                    assert len(found) == len(records_then)


def test_counting_a_year_takes_three_queries(office: Office, now: datetime) -> None:
    add(office, now)
    position, _ = ledger.head(office.agency)
    with CaptureQueriesContext(connection) as asked:
        queries.counts(office.agency, 2026, position)
    assert len(asked) == 3
