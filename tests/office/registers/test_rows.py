"""Rows: added, corrected, removed; and what is refused changes nothing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from gongkai.office.audit import queries as ledger
from gongkai.office.refusal import Refusal
from gongkai.office.registers import queries, services
from gongkai.office.registers.models import RegisterRow, Removal
from tests.office.build import Office, desk_of
from tests.office.registers.conftest import add, data, fee

LICENCES = "disclosure.licences.decisions"


def state(office: Office) -> tuple[object, ...]:
    rows = RegisterRow.objects.order_by("id")
    return (
        ledger.head(office.agency),
        list(rows.values_list("id", "superseded_at_position")),
        Removal.objects.count(),
    )


def test_a_row_counts_from_its_position_on(office: Office, now: datetime) -> None:
    before, _ = ledger.head(office.agency)
    row = add(office, now)
    assert row.recorded_at_position == before + 1
    assert queries.counts(office.agency, 2026, before)[LICENCES] == 0
    assert queries.counts(office.agency, 2026, before + 1)[LICENCES] == 1
    assert queries.counts(office.agency, 2025, before + 1)[LICENCES] == 0
    event = ledger.events_of(office.agency, f"registers.registerrow:{row.record}")[0]
    assert (event.verb, event.data) == ("registers.row_added", {"kind": "licences"})


def test_a_correction_is_a_new_version_and_the_old_position_keeps_the_old_figure(
    office: Office, now: datetime
) -> None:
    row = add(office, now)
    held = row.recorded_at_position
    fresh = services.correct_row(
        agency=office.agency,
        actor=office.clerk,
        now=now,
        record=row.record,
        data=data(decided_on=date(2025, 12, 31)),
        reason="日期录错",
    )
    row.refresh_from_db()
    assert row.superseded_at_position == fresh.recorded_at_position == held + 1
    assert (fresh.record, fresh.reason) == (row.record, "日期录错")
    assert queries.counts(office.agency, 2026, held)[LICENCES] == 1
    assert queries.counts(office.agency, 2026, held + 1)[LICENCES] == 0
    assert queries.counts(office.agency, 2025, held + 1)[LICENCES] == 1
    assert [r.pk for r in queries.versions(desk_of(office.clerk, now), row.record)] == [
        fresh.pk,
        row.pk,
    ]


def test_a_removed_row_counts_no_more_and_keeps_its_reason(office: Office, now: datetime) -> None:
    row = add(office, now)
    removal = services.remove_row(
        agency=office.agency, actor=office.clerk, now=now, record=row.record, reason="重复登记"
    )
    assert (removal.row, removal.reason, removal.removed_by) == (row, "重复登记", office.clerk)
    position, _ = ledger.head(office.agency)
    assert queries.counts(office.agency, 2026, position)[LICENCES] == 0
    assert queries.counts(office.agency, 2026, position - 1)[LICENCES] == 1
    add(office, now)  # the number is free again


@pytest.mark.parametrize(
    ("kind", "made", "code"),
    [
        ("licences", data(number=" "), "number-missing"),
        ("licences", data(subject=""), "subject-missing"),
        ("licences", data(decided_on=date(2026, 10, 22)), "day-to-come"),
        ("licences", data(decided_on=date(1989, 12, 31)), "day-too-early"),
        ("licences", data(sub_kind="other"), "wrong-sub-kind"),
        ("penalties", data(sub_kind="new"), "wrong-sub-kind"),
        ("penalties", data(amount=Decimal(1)), "amount-not-asked"),
        ("fees", data(), "amount-missing"),
        ("fees", fee("0.001"), "amount-too-fine"),
        ("fees", fee("NaN"), "amount-too-fine"),
        ("fees", fee("-1"), "amount-negative"),
        ("fees", fee("1000000000001"), "amount-too-large"),
    ],
)
def test_a_wrong_row_is_refused_and_nothing_is_written(
    office: Office, now: datetime, kind: str, made: services.RowData, code: str
) -> None:
    held = state(office)
    with pytest.raises(Refusal) as refused:
        services.add_row(agency=office.agency, actor=office.clerk, now=now, kind=kind, data=made)
    assert refused.value.code == code
    assert state(office) == held


def test_the_same_decision_is_refused_and_the_same_number_of_another_day_is_not(
    office: Office, now: datetime
) -> None:
    add(office, now)
    held = state(office)
    with pytest.raises(Refusal) as refused:
        add(office, now, subject="另一件")
    assert refused.value.code == "duplicate"
    assert str(refused.value) == (
        "决定文书号“云卫许〔2026〕1号”在 2026-03-02 已经登记过，没有再写一次。"
        "同一天确有另一件的，请核对编号。"
    )
    assert state(office) == held
    add(office, now, decided_on=date(2026, 3, 3))
    add(office, now, kind="penalties")


def test_who_may_not_write(office: Office, now: datetime) -> None:
    row = add(office, now)
    held = state(office)
    with pytest.raises(Refusal) as refused:
        services.add_row(
            agency=office.agency, actor=office.auditor, now=now, kind="licences", data=data()
        )
    assert refused.value.code == "not-permitted"
    with pytest.raises(Refusal) as refused:
        services.remove_row(
            agency=office.agency,
            actor=office.section_person,
            now=now,
            record=row.record,
            reason="错",
        )
    assert refused.value.code == "not-permitted"
    for verb in (
        lambda: services.remove_row(
            agency=office.agency, actor=office.clerk, now=now, record=row.record, reason=" "
        ),
        lambda: services.correct_row(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            record=row.record,
            data=data(number="2"),
            reason="",
        ),
    ):
        with pytest.raises(Refusal) as refused:
            verb()
        assert refused.value.code == "reason-missing"
    with pytest.raises(Refusal) as refused:
        services.correct_row(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            record=row.record,
            data=data(),
            reason="没变",
        )
    assert refused.value.code == "nothing-changed"
    assert state(office) == held


def test_what_somebody_else_changed_or_removed_is_not_written_over(
    office: Office, now: datetime
) -> None:
    row = add(office, now)

    def correct(**given: Any) -> RegisterRow:
        seen = given.pop("seen", row.pk)
        return services.correct_row(
            agency=office.agency,
            actor=office.clerk,
            now=now,
            record=row.record,
            data=data(**given),
            reason="更正",
            seen=seen,
        )

    fresh = correct(number="2号", category="")
    held = state(office)
    for seen, said in (
        (row.pk, "：决定文书号由“云卫许〔2026〕1号”改为“2号”；许可类别由“普通”改为“没有”"),
        (0, "内容"),
    ):
        with pytest.raises(Refusal) as refused:
            correct(subject="校验", seen=seen)
        assert refused.value.code == "moved"
        assert str(refused.value) == (
            f"打开这一页以后，有人改过{said}。没有写入，请按现在的内容核对后再办。"
        )
    assert state(office) == held
    correct(subject="校验", seen=fresh.pk)
    remove = {"agency": office.agency, "actor": office.clerk, "now": now, "reason": "错"}
    held = state(office)
    with pytest.raises(Refusal, match="许可类别由“没有”改为“普通”") as refused:
        services.remove_row(**remove, record=row.record, seen=fresh.pk)
    assert refused.value.code == "moved"
    assert state(office) == held
    services.remove_row(**remove, record=row.record, seen=RegisterRow.objects.current().get().pk)
    held = state(office)
    for verb in (lambda: services.remove_row(**remove, record=row.record), correct):
        with pytest.raises(Refusal) as refused:
            verb()
        assert refused.value.code == "gone"
    assert state(office) == held


def test_fees_are_exact_in_ten_thousand_yuan(office: Office, now: datetime) -> None:
    add(office, now, kind="fees", number="", amount="0.10")
    add(office, now, kind="fees", number="", amount="0.20")
    add(office, now, kind="fees", number="1", amount="123456.48")
    position, _ = ledger.head(office.agency)
    total = queries.counts(office.agency, 2026, position)["disclosure.fees.amount"]
    assert isinstance(total, Decimal)
    assert total == Decimal("12.345678")
    rows = list(queries.evidence(office.agency, 2026, position, "disclosure.fees.amount"))
    assert sum(row.amount for row in rows) == Decimal("123456.78")
