"""Blank is not zero: what nobody records is missing until somebody answers for it."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.office import time
from gongkai.office.audit import queries as audit
from gongkai.office.refusal import Refusal
from gongkai.office.registers import services as registers
from gongkai.office.reporting import kinds, queries, services
from gongkai.office.reporting.compile import compile_year
from gongkai.office.reporting.models import Keeping
from gongkai.report.cell import State
from tests.office.build import Office, make_office
from tests.office.reporting.conftest import BEGUN, JANUARY

pytestmark = pytest.mark.django_db


def states(office: Office, year: int, position: int | None = None) -> dict[str, set[State]]:
    compiled = compile_year(office.agency, year, position)
    return {
        kind.code: {compiled.cells[cell_id].state for cell_id in kind.cells(compiled.form)}
        for kind in kinds.KINDS
    }


def test_an_office_that_declared_nothing_has_seven_blank_cells_and_says_which() -> None:
    office = make_office(BEGUN)
    compiled = compile_year(office.agency, 2025)
    assert [one.kind.code for one in compiled.missing] == [
        "normative_documents",
        "licences",
        "penalties",
        "compulsory_measures",
        "fees",
    ]
    blank = {c for c, cell in compiled.cells.items() if cell.state is State.BLANK}
    assert blank == {
        c for c in compiled.cells if c.startswith("disclosure.") and ".rules." not in c
    }
    assert compiled.cells["requests.received.total"].value == 0
    assert len(compiled.cells) == 200


def test_one_figure_makes_no_zeros_of_the_others() -> None:
    office = make_office(BEGUN)
    by = {"agency": office.agency, "actor": office.clerk, "now": JANUARY, "reason": "原台账"}
    for cell, value in (
        ("disclosure.normative_documents.in_force", 12),
        ("requests.received.natural_person", 3),
        ("requests.carried_in.natural_person", 0),
    ):
        registers.enter_balance(year=2024, cell_id=cell, value=value, **by)  # type: ignore[arg-type]
    compiled = compile_year(office.agency, 2024)
    numbers = {c: v.value for c, v in compiled.cells.items() if v.state is State.NUMBER}
    assert numbers == {
        "disclosure.rules.issued": 0,
        "disclosure.rules.repealed": 0,
        "disclosure.rules.in_force": 0,
        "disclosure.normative_documents.in_force": 12,
        "requests.received.natural_person": 3,
        "requests.carried_in.natural_person": 0,
    }
    some = {one.kind.code: one for one in compiled.missing if one.some}
    assert some.keys() == {"normative_documents", "applications"}
    assert some["normative_documents"].message == (
        "“行政规范性文件”只有一部分格有记录或者期初数，其余 2 格留空白。"
        "其余的全年没有发生的，请在“登记范围”里写明，这些格就是 0；有的，请补上。"
    )


def test_the_year_in_which_the_ledger_began_is_not_whole_until_somebody_says_so() -> None:
    office = make_office(BEGUN)
    (one,) = [m for m in compile_year(office.agency, 2024).missing if m.kind.code == "applications"]
    assert one.message.startswith("台账从 2024-01-03 起才有，此前的“政府信息公开申请”没有登记，")
    assert states(office, 2025)["applications"] == {State.NUMBER}
    services.keep(
        agency=office.agency, from_year=2024, codes=["applications"], actor=office.clerk, now=BEGUN
    )
    assert states(office, 2024)["applications"] == {State.NUMBER}
    assert states(office, 2024)["challenges"] == {State.BLANK}


def test_of_a_year_that_is_not_whole_no_processing_fee_is_said() -> None:
    office = make_office(BEGUN)
    fees = {"fee_notices", "fee_notice_total", "fee_collected"}

    def said(year: int) -> set[object]:
        return {compile_year(office.agency, year).counted[code] for code in fees}

    assert (said(2023), said(2024), said(2025)) == ({None}, {None}, {0})
    event = services.compile_report(
        agency=office.agency, year=2024, actor=office.clerk, now=JANUARY
    )
    (fee, _) = queries.parts_of(queries.drafts_of(event.report)[6])
    assert (fee.text, fee.bindings) == ("", ())
    services.keep(
        agency=office.agency, from_year=2024, codes=["applications"], actor=office.clerk, now=BEGUN
    )
    assert said(2024) == {0}


def test_a_kind_that_is_kept_counts_zero() -> None:
    office = make_office(BEGUN)
    services.keep(
        agency=office.agency, from_year=2025, codes=["penalties"], actor=office.clerk, now=BEGUN
    )
    assert states(office, 2025)["penalties"] == {State.NUMBER}
    assert states(office, 2026)["penalties"] == {State.NUMBER}
    assert states(office, 2024)["penalties"] == {State.BLANK}
    assert states(office, 2025)["fees"] == {State.BLANK}


def test_a_year_before_the_office_began_is_blank_but_for_what_the_law_says() -> None:
    """A county body makes no rules (立法法 Arts. 91, 93): that zero is known for any year."""
    found = states(make_office(BEGUN), 2023)
    assert found.pop("rules") == {State.NUMBER}
    assert set.union(*found.values()) == {State.BLANK}


def test_a_later_declaration_does_not_change_an_earlier_position() -> None:
    office = make_office(BEGUN)
    before, _ = audit.head(office.agency)
    for codes in (["fees"], ["licences"]):
        services.keep(
            agency=office.agency, from_year=2025, codes=codes, actor=office.clerk, now=JANUARY
        )
    first, second = Keeping.objects.order_by("recorded_at_position")
    assert states(office, 2025, before)["fees"] == {State.BLANK}
    assert states(office, 2025, first.recorded_at_position)["fees"] == {State.NUMBER}
    assert states(office, 2025)["fees"] == {State.BLANK}
    assert states(office, 2025)["licences"] == {State.NUMBER}
    assert first.superseded_at_position == second.recorded_at_position


def test_an_unknown_kind_and_a_stranger_are_refused() -> None:
    office = make_office(BEGUN)
    before = audit.head(office.agency)
    with pytest.raises(Refusal, match="没有“cars”这种登记事项"):
        services.keep(
            agency=office.agency, from_year=2025, codes=["cars"], actor=office.clerk, now=BEGUN
        )
    with pytest.raises(Refusal):
        services.keep(
            agency=office.agency, from_year=2025, codes=[], actor=office.signer, now=BEGUN
        )
    assert (audit.head(office.agency), Keeping.objects.count()) == (before, 0)


def test_a_position_the_ledger_never_had_is_an_error() -> None:
    office = make_office(BEGUN)
    with pytest.raises(LookupError, match="审计链没有第 99 条"):
        compile_year(office.agency, 2025, 99)


def test_the_local_year_decides_when_the_office_began() -> None:
    """16:30 UTC on 31 December is already the new year in China."""
    office = make_office(time.at(date(2025, 1, 1), 0, 30))
    assert states(office, 2025)["applications"] == {State.NUMBER}
    assert states(office, 2024)["applications"] == {State.BLANK}
