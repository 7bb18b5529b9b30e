"""What a year still lacks of the figures that sections report."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from gongkai.office.agencies.models import Section
from gongkai.office.refusal import Refusal
from gongkai.office.registers import queries, services
from gongkai.office.registers.models import DataCall
from tests.office.build import Office
from tests.office.registers.conftest import add
from tests.office.registers.test_returns import confirm, submit

Q1 = {"period_from": date(2026, 1, 1), "period_to": date(2026, 3, 31)}
Q2 = {"period_from": date(2026, 4, 1), "period_to": date(2026, 6, 30)}
Q3 = {"period_from": date(2026, 7, 1), "period_to": date(2026, 9, 30)}


def call(office: Office, now: datetime, **given: Any) -> Any:
    held = {"section": office.sections["审批科"], "kind": "licences"} | given
    return services.call_for(
        agency=office.agency, actor=office.clerk, now=now, due_on=date(2027, 1, 10), **held
    )


def test_no_day_is_asked_for_twice(office: Office, now: datetime) -> None:
    first = call(office, now, **Q2)
    half = {"period_from": date(2026, 6, 30), "period_to": date(2026, 12, 31)}
    for period in (Q2, half, {"period_from": date(2026, 1, 1), "period_to": date(2026, 4, 1)}):
        with pytest.raises(Refusal) as refused:
            call(office, now, **period)
        assert refused.value.code == "called-already"
        assert str(refused.value) == (
            "已经要求审批科在 2027-01-10 以前报 2026-04-01 至 2026-06-30 的行政许可数，"
            "同一天的数不能报两次。请改这次的期间，或者先撤回那一项要求。"
        )
    assert DataCall.objects.count() == 1
    call(office, now, **Q1)
    call(office, now, **Q3)
    call(office, now, **half, kind="fees")
    call(office, now, **Q2, section=office.sections["药政科"])
    services.withdraw_call(agency=office.agency, actor=office.clerk, now=now, call=first)
    call(office, now, **Q2)


def found(office: Office, year: int = 2026) -> list[tuple[str, str, str, date, date]]:
    return [
        (one.what, one.kind.value, one.section.name, one.period_from, one.period_to)
        for one in queries.unsettled(office.agency, year)
    ]


def test_waiting_asked_for_and_never_reported(office: Office, now: datetime) -> None:
    confirm(office, now, submit(office, now, **Q1))
    waiting = submit(office, now, **Q2)
    call(office, now, **Q1)
    call(office, now, **Q2)
    call(office, now, **Q3)
    lacking = queries.unsettled(office.agency, 2026)
    assert [one.record for one in lacking] == [waiting.record, None, None]
    assert [one.message for one in lacking] == [
        "审批科报的行政许可数（2026-04-01 至 2026-06-30）还没有确认，没有计入。"
        "请公开办确认，或者退回。",
        "要审批科报的行政许可数（2026-07-01 至 2026-09-30）还没有报，没有计入。"
        "请在期间结束后催报；不用报的，请撤回要求。",
        "审批科没有报 2026-10-01 至 2026-12-31 的行政许可数，这段时间也没有逐条登记。"
        "请补报；确实没有的报 0。",
    ]
    assert found(office, 2025) == []


def test_a_figure_sent_back_and_a_call_withdrawn_leave_the_stretch_uncovered(
    office: Office, now: datetime
) -> None:
    figure = confirm(office, now, submit(office, now, **Q2))
    asked = call(office, now, **Q3)
    services.send_back_return(
        agency=office.agency, actor=office.clerk, now=now, record=figure.record, note="数不对"
    )
    assert found(office) == [
        ("uncovered", "licences", "审批科", date(2026, 1, 1), date(2026, 6, 30)),
        ("called", "licences", "审批科", *Q3.values()),
        ("uncovered", "licences", "审批科", date(2026, 10, 1), date(2026, 12, 31)),
    ]
    services.withdraw_call(agency=office.agency, actor=office.clerk, now=now, call=asked)
    assert found(office) == [
        ("uncovered", "licences", "审批科", date(2026, 1, 1), date(2026, 12, 31)),
    ]


def test_a_figure_sent_back_is_asked_for_again_where_it_was_called(
    office: Office, now: datetime
) -> None:
    call(office, now, **Q3)
    figure = submit(office, now, **Q3)
    assert found(office)[1] == ("submitted", "licences", "审批科", *Q3.values())
    services.send_back_return(
        agency=office.agency, actor=office.clerk, now=now, record=figure.record, note="数不对"
    )
    assert found(office)[1] == ("called", "licences", "审批科", *Q3.values())


def test_rows_an_opening_balance_and_a_closed_section_settle_a_stretch(
    office: Office, now: datetime
) -> None:
    assert found(office) == []
    add(office, now, decided_on=date(2026, 8, 1))
    assert found(office) == []  # nobody reports licences by figures
    confirm(office, now, submit(office, now, **Q2))
    assert found(office) == [
        ("uncovered", "licences", "审批科", date(2026, 1, 1), date(2026, 3, 31)),
    ]
    services.enter_balance(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        year=2026,
        cell_id="disclosure.licences.decisions",
        value=3,
        reason="1—3 月原台账汇总",
    )
    assert found(office) == []
    confirm(office, now, submit(office, now, kind="penalties", **Q1))
    assert found(office) == [
        ("uncovered", "penalties", "审批科", date(2026, 4, 1), date(2026, 12, 31)),
    ]
    Section.objects.filter(pk=office.sections["审批科"].pk).update(closed_on=date(2026, 3, 31))
    assert found(office) == []


def test_each_section_owes_its_own_year(office: Office, now: datetime) -> None:
    call(office, now, period_from=date(2026, 1, 1), period_to=date(2026, 12, 31))
    call(office, now, section=office.sections["药政科"], **Q1)
    assert found(office) == [
        ("called", "licences", "审批科", date(2026, 1, 1), date(2026, 12, 31)),
        ("called", "licences", "药政科", *Q1.values()),
        ("uncovered", "licences", "药政科", date(2026, 4, 1), date(2026, 12, 31)),
    ]
