"""What the verbs of the registers refuse by themselves: each rule broken once, and nothing written."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from gongkai.office.audit import queries as ledger
from gongkai.office.refusal import Refusal
from gongkai.office.registers import services
from gongkai.office.registers.models import Publicity, Return
from gongkai.office.registers.models.kinds import to_fen
from gongkai.office.registers.services.cells import quantity_of
from tests.office.build import Office, make_office
from tests.office.registers.conftest import add

HALF: dict[str, Any] = {"period_from": date(2026, 1, 1), "period_to": date(2026, 6, 30)}


def refused(office: Office, code: str, verb: Any, **given: Any) -> None:
    before = ledger.head(office.agency)
    with pytest.raises(Refusal) as no:
        verb(agency=office.agency, **given)
    assert no.value.code == code
    assert ledger.head(office.agency) == before


def test_a_figure_asked_for(office: Office, now: datetime) -> None:
    other = make_office(now, prefix="东", credit="0002")
    wanted: dict[str, Any] = {
        "actor": office.clerk,
        "now": now,
        "section": office.sections["审批科"],
        "kind": "licences",
        "due_on": date(2026, 7, 10),
        **HALF,
    }
    for code, given in (
        ("period-wrong", {"due_on": HALF["period_to"]}),
        ("period-wrong", {"period_to": date(2025, 12, 31)}),
        ("period-wrong", {"period_to": date(2027, 1, 1), "due_on": date(2027, 2, 1)}),
        ("wrong-section", {"section": next(iter(other.sections.values()))}),
    ):
        refused(office, code, services.call_for, **wanted | given)
    call = services.call_for(agency=office.agency, **wanted)
    acting: dict[str, Any] = {"actor": office.clerk, "now": now, "call": call}
    theirs = acting | {"actor": other.clerk}
    refused(other, "withdrawn-already", services.withdraw_call, **theirs)
    services.withdraw_call(agency=office.agency, **acting)
    refused(office, "withdrawn-already", services.withdraw_call, **acting)


def test_a_figure_sent_back(office: Office, now: datetime) -> None:
    made = services.submit_return(
        agency=office.agency,
        actor=office.section_person,
        now=now,
        section=office.sections["审批科"],
        kind="licences",
        value=3,
        source_system="省级平台",
        **HALF,
    )
    acting: dict[str, Any] = {"actor": office.clerk, "now": now, "record": made.record}
    refused(office, "reason-missing", services.send_back_return, **acting, note=" ")
    services.send_back_return(agency=office.agency, **acting, note="少报一个月")
    refused(office, "wrong-state", services.send_back_return, **acting, note="再看")
    assert Return.objects.count() == 2


@pytest.mark.parametrize("year", [2020, 2027])
def test_an_opening_balance_of_a_year_without_a_form(
    office: Office, now: datetime, year: int
) -> None:
    given: dict[str, Any] = {"cell_id": "requests.received.natural_person", "value": 1}
    refused(
        office,
        "wrong-year",
        services.enter_balance,
        actor=office.clerk,
        now=now,
        year=year,
        reason="原台账",
        **given,
    )


def test_the_credit_publicity(office: Office, now: datetime) -> None:
    acting: dict[str, Any] = {"actor": office.clerk, "now": now}
    refused(
        office,
        "day-to-come",
        services.start_publicity,
        **acting,
        from_day=now.date() + timedelta(days=2),
    )
    services.start_publicity(agency=office.agency, **acting, from_day=date(2026, 1, 1))
    row = add(office, now)
    services.note_publicity(
        agency=office.agency,
        **acting,
        records=[row.record],
        published_on=row.decided_on,
        channels=["site"],
    )
    note = Publicity.objects.get()
    services.withdraw_publicity(agency=office.agency, **acting, publicity=note)
    refused(office, "withdrawn-already", services.withdraw_publicity, **acting, publicity=note)


def test_what_is_no_amount() -> None:
    with pytest.raises(ValueError, match="no number"):
        to_fen(Decimal("NaN"))
    with pytest.raises(ValueError, match="no count"):
        quantity_of("requests.received.natural_person", -1)
