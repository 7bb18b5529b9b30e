"""Figures from before the office kept its records here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, Person, Role
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal
from gongkai.office.registers import locks
from gongkai.office.registers.models import OpeningBalance
from gongkai.office.registers.models.kinds import TooLargeError
from gongkai.office.registers.services.cells import counted_cells, label_of, quantity_of
from gongkai.office.registers.services.moved import change, refuse_moved
from gongkai.office.templatetags.chinese import plain_number


@transaction.atomic
def enter_balance(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    year: int,
    cell_id: str,
    value: int | Decimal,
    reason: str,
) -> OpeningBalance:
    """Enter what a cell of a year holds besides records; `value` in the cell's unit (件, 万元).

    Raises Refusal: not-permitted, wrong-cell, wrong-year, value-wrong, reason-missing,
    entered-already.
    """
    locks.lock_registers(agency)
    agencies.require(actor, agency, Role.CLERK, time.today(now))
    quantity = _check(now, year, cell_id, value, reason)
    if OpeningBalance.objects.current().filter(agency=agency, year=year, cell_id=cell_id).exists():
        raise Refusal(
            "entered-already",
            f"{year} 年度“{label_of(cell_id)}”已经有期初数。数字有变化的，请更正原来那一条。",
        )
    balance = OpeningBalance(
        agency=agency,
        year=year,
        cell_id=cell_id,
        quantity=quantity,
        reason=reason.strip(),
        entered_by=actor,
    )
    balance.recorded_at_position = _event(agency, actor, now, "registers.balance_entered", balance)
    balance.save(force_insert=True)
    return balance


@transaction.atomic
def correct_balance(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    balance: OpeningBalance,
    value: int | Decimal,
    reason: str,
    seen: int | None = None,
) -> OpeningBalance:
    """Replace a figure by a new version; `seen` is the key of the version the person had before
    them. Raises Refusal as `enter_balance`, and gone, moved."""
    locks.lock_registers(agency)
    agencies.require(actor, agency, Role.CLERK, time.today(now))
    old = _current(agency, balance)
    refuse_moved(seen, old, _changes)
    quantity = _check(now, old.year, old.cell_id, value, reason)
    fresh = OpeningBalance(
        record=old.record,
        agency=agency,
        year=old.year,
        cell_id=old.cell_id,
        quantity=quantity,
        reason=reason.strip(),
        entered_by=actor,
    )
    position = _event(agency, actor, now, "registers.balance_corrected", fresh)
    OpeningBalance.objects.filter(pk=old.pk).update(superseded_at_position=position)
    fresh.recorded_at_position = position
    fresh.save(force_insert=True)
    return fresh


@transaction.atomic
def remove_balance(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    balance: OpeningBalance,
    seen: int | None = None,
) -> None:
    """Count the figure no more. `seen` as in `correct_balance`. Raises Refusal: not-permitted, gone,
    moved."""
    locks.lock_registers(agency)
    agencies.require(actor, agency, Role.CLERK, time.today(now))
    old = _current(agency, balance)
    refuse_moved(seen, old, _changes)
    position = _event(agency, actor, now, "registers.balance_removed", old)
    OpeningBalance.objects.filter(pk=old.pk).update(superseded_at_position=position)


def _current(agency: Agency, balance: OpeningBalance) -> OpeningBalance:
    held = OpeningBalance.objects.current().filter(agency=agency, record=balance.record).first()
    if held is None:
        raise Refusal("gone", "这个期初数已经删除，请刷新页面再看。")
    return held


def _changes(before: OpeningBalance, now: OpeningBalance) -> Iterator[str]:
    yield from change("期初数", plain_number(before.value), plain_number(now.value))
    yield from change("来历", before.reason, now.reason)


def _check(now: datetime, year: int, cell_id: str, value: int | Decimal, reason: str) -> int:
    if cell_id not in counted_cells():
        raise Refusal("wrong-cell", "期初数只能填在逐格计数的格里，总计由各格相加。")
    if not 2021 <= year <= time.today(now).year:
        raise Refusal(
            "wrong-year", f"{year} 年度不在 2021 年度到今年之间，现行表格从 2021 年度开始使用。"
        )
    if not reason.strip():
        raise Refusal("reason-missing", "请写明这个数的来历，例如“1—6 月原台账汇总”。")
    try:
        return quantity_of(cell_id, value)
    except TooLargeError as error:
        raise Refusal(
            "value-wrong",
            f"{value} 太大了，请核对单位：件数最多十亿件，收费金额最多一亿万元。",
        ) from error
    except ValueError as error:
        raise Refusal(
            "value-wrong", f"{value} 不能作为期初数。件数填 0 或者正整数，金额精确到分。"
        ) from error


def _event(agency: Agency, actor: Person, now: datetime, verb: str, balance: OpeningBalance) -> int:
    return audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb=verb,
        subject=f"registers.openingbalance:{balance.record}",
        data={"year": balance.year, "cell": balance.cell_id, "quantity": balance.quantity},
    )
