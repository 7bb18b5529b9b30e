"""Figures of sections: two people, one source for one period, every version kept."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Role
from gongkai.office.audit import queries as ledger
from gongkai.office.refusal import Refusal
from gongkai.office.registers import queries, services
from gongkai.office.registers.models import DataCall, OpeningBalance, RegisterRow, Return
from tests.office.build import SINCE, Office
from tests.office.registers.conftest import add

LICENCES = "disclosure.licences.decisions"
FEES = "disclosure.fees.amount"


def submit(office: Office, now: datetime, **given: Any) -> Return:
    held: dict[str, Any] = {
        "section": office.sections["审批科"],
        "kind": "licences",
        "period_from": date(2026, 1, 1),
        "period_to": date(2026, 6, 30),
        "value": 120,
        "source_system": "省政务服务平台",
    }
    return services.submit_return(
        agency=office.agency, actor=office.section_person, now=now, **(held | given)
    )


def confirm(office: Office, now: datetime, figure: Return) -> Return:
    return services.confirm_return(
        agency=office.agency, actor=office.clerk, now=now, record=figure.record
    )


def counted(office: Office, cell_id: str, year: int = 2026) -> object:
    position, _ = ledger.head(office.agency)
    return queries.counts(office.agency, year, position)[cell_id]


def state(office: Office) -> tuple[object, ...]:
    return (
        ledger.head(office.agency),
        list(Return.objects.order_by("id").values_list("id", "superseded_at_position")),
        RegisterRow.objects.count(),
        DataCall.objects.count(),
        OpeningBalance.objects.count(),
    )


def refused(office: Office, code: str, verb: Any) -> str:
    held = state(office)
    with pytest.raises(Refusal) as caught:
        verb()
    assert caught.value.code == code
    assert state(office) == held
    return str(caught.value)


def test_a_figure_counts_when_confirmed_and_not_before(office: Office, now: datetime) -> None:
    figure = submit(office, now)
    assert counted(office, LICENCES) == 0
    fresh = confirm(office, now, figure)
    assert counted(office, LICENCES) == 120
    position, _ = ledger.head(office.agency)
    assert list(queries.evidence(office.agency, 2026, position, LICENCES)) == [fresh]
    assert queries.counts(office.agency, 2026, position - 1)[LICENCES] == 0


def test_nobody_confirms_their_own_figure(office: Office, now: datetime) -> None:
    agencies.give_role(
        actor=None,
        now=now,
        agency=office.agency,
        person=office.section_person,
        role=Role.CLERK,
        valid_from=SINCE,
    )
    figure = submit(office, now)
    refused(
        office,
        "own-figure",
        lambda: services.confirm_return(
            agency=office.agency, actor=office.section_person, now=now, record=figure.record
        ),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Return.objects.create(
            **{
                "agency": office.agency,
                "section": office.sections["药政科"],
                "kind": "licences",
                "period_from": date(2026, 1, 1),
                "period_to": date(2026, 6, 30),
                "quantity": 1,
                "source_system": "x",
                "state": "confirmed",
                "submitted_by": office.clerk,
                "submitted_at": now,
                "confirmed_by": office.clerk,
                "confirmed_at": now,
                "recorded_at_position": ledger.head(office.agency)[0],
            }
        )


def test_rows_or_returns_for_one_kind_and_period_never_both(office: Office, now: datetime) -> None:
    confirm(office, now, submit(office, now))
    sentence = refused(office, "return-counts", lambda: add(office, now))
    assert sentence == (
        "行政许可在 2026-01-01 至 2026-06-30 由审批科报数，已经确认。"
        "逐条登记和科室报数只能用一种，否则会重复计数。要改为逐条登记的，先请公开办把这份报数退回。"
    )
    add(office, now, kind="penalties")
    add(office, now, decided_on=date(2026, 7, 1))
    assert counted(office, LICENCES) == 121
    sentence = refused(
        office,
        "rows-count",
        lambda: submit(office, now, period_from=date(2026, 7, 1), period_to=date(2026, 9, 30)),
    )
    assert "已经逐条登记 1 条" in sentence


def test_a_row_registered_while_the_figure_waits_stops_its_confirmation(
    office: Office, now: datetime
) -> None:
    figure = submit(office, now)
    add(office, now)
    refused(office, "rows-count", lambda: confirm(office, now, figure))


def test_a_figure_sent_back_counts_no_more_and_a_corrected_one_is_confirmed_again(
    office: Office, now: datetime
) -> None:
    figure = confirm(office, now, submit(office, now))
    held, _ = ledger.head(office.agency)
    services.send_back_return(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        record=figure.record,
        note="与省平台导出的数不同",
    )
    assert counted(office, LICENCES) == 0
    corrected = services.correct_return(
        agency=office.agency,
        actor=office.section_person,
        now=now,
        record=figure.record,
        value=118,
        source_system="省政务服务平台",
    )
    assert counted(office, LICENCES) == 0
    confirm(office, now, corrected)
    assert counted(office, LICENCES) == 118
    assert queries.counts(office.agency, 2026, held)[LICENCES] == 120
    assert Return.objects.filter(record=figure.record).count() == 5


def test_nobody_confirms_or_sends_back_a_figure_they_did_not_see(
    office: Office, now: datetime
) -> None:
    shown = submit(office, now)
    fresh = services.correct_return(
        agency=office.agency,
        actor=office.section_person,
        now=now,
        record=shown.record,
        value=99999,
        source_system="省平台",
        seen=shown.pk,
    )
    clerk: dict[str, Any] = {
        "agency": office.agency,
        "actor": office.clerk,
        "now": now,
        "record": shown.record,
    }
    for verb in (
        lambda: services.confirm_return(**clerk, seen=shown.pk),
        lambda: services.send_back_return(**clerk, seen=shown.pk, note="不对"),
        lambda: services.correct_return(
            **clerk | {"actor": office.section_person},
            seen=shown.pk,
            value=1,
            source_system="x",
        ),
    ):
        assert refused(office, "moved", verb) == (
            "打开这一页以后，有人改过：数由“120 件”改为“99999 件”；"
            "数据来源由“省政务服务平台”改为“省平台”。没有写入，请按现在的内容核对后再办。"
        )
    other = clerk | {"record": uuid4()}
    refused(office, "gone", lambda: services.confirm_return(**other, seen=fresh.pk))
    services.confirm_return(**clerk, seen=fresh.pk)
    assert counted(office, LICENCES) == 99999


def test_money_is_reported_in_yuan_and_counts_in_ten_thousand(
    office: Office, now: datetime
) -> None:
    confirm(office, now, submit(office, now, kind="fees", value=Decimal("4715600.05")))
    assert counted(office, FEES) == Decimal("471.560005")


def test_what_a_figure_must_be(office: Office, now: datetime) -> None:
    submit(office, now)
    later = {"period_from": date(2026, 7, 1), "period_to": date(2026, 9, 30)}
    refused(office, "returned-already", lambda: submit(office, now, period_to=date(2026, 3, 31)))
    refused(office, "value-wrong", lambda: submit(office, now, **later, value=-1))
    refused(office, "value-wrong", lambda: submit(office, now, **later, value=Decimal("1.5")))
    refused(
        office,
        "value-wrong",
        lambda: submit(office, now, **later, kind="fees", value=Decimal("1.005")),
    )
    refused(office, "source-missing", lambda: submit(office, now, **later, source_system=" "))
    refused(
        office,
        "period-wrong",
        lambda: submit(office, now, period_from=date(2025, 12, 1), period_to=date(2026, 1, 31)),
    )
    refused(
        office,
        "period-to-come",
        lambda: submit(office, now, period_from=date(2026, 7, 1), period_to=date(2026, 12, 31)),
    )
    refused(
        office,
        "not-permitted",
        lambda: submit(office, now, **later, section=office.sections["药政科"]),
    )


def test_an_opening_balance_adds_to_what_is_recorded(office: Office, now: datetime) -> None:
    def enter(cell_id: str, value: Any, reason: str = "1—6 月原台账汇总") -> OpeningBalance:
        return services.enter_balance(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            year=2026,
            cell_id=cell_id,
            value=value,
            reason=reason,
        )

    add(office, now, decided_on=date(2026, 7, 1))
    balance = enter(LICENCES, 40)
    enter(FEES, Decimal("3.25"))
    enter("requests.received.natural_person", 7)
    assert counted(office, LICENCES) == 41
    assert counted(office, FEES) == Decimal("3.25")
    assert counted(office, "requests.received.natural_person") == 7
    position, _ = ledger.head(office.agency)
    found = queries.evidence(office.agency, 2026, position, LICENCES)
    assert (found.count(), len(found[0:1]), found[1:50]) == (2, 1, [balance])
    refused(office, "entered-already", lambda: enter(LICENCES, 1))
    refused(office, "wrong-cell", lambda: enter("requests.received.total", 1))
    refused(office, "value-wrong", lambda: enter("disclosure.penalties.decisions", Decimal("0.5")))
    refused(office, "reason-missing", lambda: enter("disclosure.penalties.decisions", 1, " "))
    fresh = services.correct_balance(
        agency=office.agency, actor=office.clerk, now=now, balance=balance, value=41, reason="复核"
    )
    assert counted(office, LICENCES) == 42
    remove = {"agency": office.agency, "actor": office.clerk, "now": now, "balance": balance}
    said = refused(office, "moved", lambda: services.remove_balance(**remove, seen=balance.pk))
    assert "期初数由“40”改为“41”" in said
    services.remove_balance(**remove, seen=fresh.pk)
    assert counted(office, LICENCES) == 1
    refused(
        office,
        "gone",
        lambda: services.remove_balance(
            agency=office.agency, actor=office.clerk, now=now, balance=balance
        ),
    )


def test_no_figure_is_larger_than_any_office_has(office: Office, now: datetime) -> None:
    for kind, value in (
        ("licences", 10**9 + 1),
        ("licences", Decimal("1e999999")),
        ("fees", Decimal("1000000000000.01")),
        ("fees", Decimal("1e999999")),
    ):
        said = refused(
            office, "value-wrong", lambda k=kind, v=value: submit(office, now, kind=k, value=v)
        )
        assert said == (f"{value} 超过{'一万亿元' if kind == 'fees' else '十亿件'}，请核对单位。")

    def enter(cell_id: str, value: Any) -> OpeningBalance:
        return services.enter_balance(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            year=2026,
            cell_id=cell_id,
            value=value,
            reason="原台账",
        )

    for cell_id, value in (
        (FEES, Decimal("100000000.000001")),
        (FEES, Decimal("1e999999")),
        (LICENCES, 10**9 + 1),
        (LICENCES, Decimal("1e999999")),
    ):
        refused(office, "value-wrong", lambda c=cell_id, v=value: enter(c, v))
    confirm(office, now, submit(office, now, value=10**9))
    confirm(office, now, submit(office, now, kind="fees", value=Decimal(10**12)))
    enter(FEES, 10**8)
    enter(LICENCES, 10**9)
    assert counted(office, LICENCES) == 2 * 10**9
    assert counted(office, FEES) == 2 * 10**8


def test_the_database_holds_no_figure_beyond_the_bound(office: Office, now: datetime) -> None:
    figure = submit(office, now)
    position, _ = ledger.head(office.agency)
    own = {name: getattr(figure, name) for name in ("agency", "kind", "source_system", "state")}
    with pytest.raises(IntegrityError, match="registers_return_bounded"), transaction.atomic():
        Return.objects.create(
            **own,
            section=office.sections["药政科"],
            period_from=figure.period_from,
            period_to=figure.period_to,
            quantity=10**14 + 1,
            submitted_by=office.section_person,
            submitted_at=now,
            recorded_at_position=position,
        )
    with (
        pytest.raises(IntegrityError, match="registers_openingbalance_bounded"),
        transaction.atomic(),
    ):
        OpeningBalance.objects.create(
            agency=office.agency,
            year=2026,
            cell_id=FEES,
            quantity=10**14 + 1,
            reason="x",
            entered_by=office.clerk,
            recorded_at_position=position,
        )
    with pytest.raises(IntegrityError, match="registers_registerrow_bounded"), transaction.atomic():
        RegisterRow.objects.create(
            agency=office.agency,
            kind="fees",
            subject="x",
            decided_on=date(2026, 8, 1),
            amount_fen=10**14 + 1,
            recorded_at_position=position,
        )
