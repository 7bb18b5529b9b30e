"""The compilation against a ledger kept in plain Python."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.office.reporting import kinds, services
from gongkai.office.reporting.compile import compile_year
from gongkai.office.reporting.evidence import PAGE, all_evidence, evidence
from gongkai.report.form import get_form
from tests.office.build import Office, make_office
from tests.office.reporting.conftest import BEGUN
from tests.office.reporting.history import History

YEARS = (2024, 2025, 2026)


def history(office: Office, seed: int, steps: int = 100) -> History:
    made = History(office, seed, date(2024, 1, 5), date(2026, 3, 20))
    made.run(steps)
    return made


@pytest.mark.parametrize(("seed", "positions"), [(0, 7), (1, 13), (2, 10), (3, 15)])
def test_every_cell_of_every_year_at_every_position_equals_the_plain_ledger(
    office: Office, seed: int, positions: int
) -> None:
    made = history(office, seed)
    assert len(made.snapshots) == positions
    for position, plain in made.snapshots:
        for year in YEARS:
            compiled = compile_year(office.agency, year, position)
            counted = {cell_id: cell.value for cell_id, cell in compiled.cells.items()}
            assert counted == plain.cells(year), (position, year)


def test_every_cell_opens_exactly_the_records_it_counts(office: Office) -> None:
    made = history(office, 11)
    position, _ = made.snapshots[len(made.snapshots) // 2]
    for at in (position, made.snapshots[-1][0]):
        compiled = compile_year(office.agency, 2025, at)
        for cell_id in get_form("2021").cells:
            found = evidence(office.agency, 2025, at, cell_id)
            everything = list(all_evidence(office.agency, 2025, at, cell_id))
            assert len(everything) == found.total
            assert sum(one.weight for one in everything) == compiled.cells[cell_id].value
            if cell_id.startswith(("challenges.", "disclosure.normative")):
                assert found.total == compiled.cells[cell_id].value


def test_another_agency_counts_nothing_of_it(office: Office) -> None:
    history(office, 5, steps=40)
    other = make_office(BEGUN, prefix="东", credit="0002")
    services.keep(
        agency=other.agency, from_year=2024, codes=kinds.BY_CODE, actor=other.clerk, now=BEGUN
    )
    assert {cell.value for cell in compile_year(other.agency, 2024).cells.values()} == {0}


def test_evidence_is_paged_in_a_stable_order(office: Office) -> None:
    made = History(office, 1, date(2025, 3, 3), date(2025, 3, 3))
    for _ in range(PAGE + 3):
        made.register()
    made.enter_balance()
    cell_id = "requests.received.total"
    position = compile_year(office.agency, 2025).position
    first = evidence(office.agency, 2025, position, cell_id)
    second = evidence(office.agency, 2025, position, cell_id, page=2)
    assert (first.first, first.last, first.has_next) == (1, PAGE, True)
    assert (second.first, second.last, second.has_next) == (PAGE + 1, first.total, False)
    everything = tuple(all_evidence(office.agency, 2025, position, cell_id))
    assert first.records + second.records == everything
    assert len({one.number for one in everything}) == first.total


def test_a_compilation_asks_few_questions(
    office: Office, django_assert_num_queries: object
) -> None:
    history(office, 2, steps=60)
    with django_assert_num_queries(24):  # type: ignore[operator]
        compile_year(office.agency, 2025)
