"""One row of a register: add, correct, remove."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, Person, Role, Section
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal, sent_twice
from gongkai.office.registers import locks
from gongkai.office.registers.models import Kind, RegisterRow, Removal, Return, ReturnState, SubKind
from gongkai.office.registers.models.kinds import TooLargeError, to_fen
from gongkai.office.registers.services import publicity
from gongkai.office.registers.services.moved import change, refuse_moved
from gongkai.office.registers.visibility import WRITERS

EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True)
class RowData:
    """What a person enters about a decision or a fee. `amount` is in yuan, fees only."""

    number: str
    subject: str
    decided_on: date
    category: str = ""
    sub_kind: str = ""
    amount: Decimal | None = None
    section: Section | None = None

    def trimmed(self) -> RowData:
        return replace(
            self,
            number=self.number.strip(),
            subject=self.subject.strip(),
            category=self.category.strip(),
        )


#: What is equal in two rows without a number: day, category, amount in yuan, subject.
Likeness = tuple[date, str, Decimal | None, str]


def likeness(data: RowData) -> Likeness:
    """What may tell a row without a number from another."""
    return data.decided_on, data.category, data.amount, data.subject


def problems(kind: Kind, data: RowData, as_of: date) -> Iterator[tuple[str, str]]:
    """What is wrong with a row on its own: (code, Chinese sentence) each; nothing when it is fine.

    The same rules for the form and for every line of an imported file.
    """
    if not data.number and not kind.in_money:
        yield "number-missing", f"{kind.number_label}没有填写。"
    if not data.subject:
        yield "subject-missing", "事项没有填写。"
    if data.decided_on > as_of:
        yield "day-to-come", f"{kind.date_label} {data.decided_on} 还没有到。"
    elif data.decided_on < EARLIEST:
        yield "day-too-early", f"{kind.date_label} {data.decided_on} 早于 1990 年。"
    if data.sub_kind and (kind is not Kind.LICENCES or data.sub_kind not in SubKind.values):
        yield "wrong-sub-kind", f"“{data.sub_kind}”不是新办、延续或者变更；只有行政许可分这几种。"
    if kind.in_money:
        yield from _money(data.amount)
    elif data.amount is not None:
        yield "amount-not-asked", f"{kind.label}不登记金额。"


def _money(amount: Decimal | None) -> Iterator[tuple[str, str]]:
    if amount is None:
        yield "amount-missing", "金额没有填写。没有收费的不登记；收费为零的填 0。"
        return
    if not amount.is_nan() and amount < 0:
        yield "amount-negative", f"金额 {amount} 元小于零。退费请更正原来的那一笔。"
        return
    try:
        to_fen(amount)
    except TooLargeError:
        yield "amount-too-large", f"金额 {amount} 元超过一万亿元，请核对单位。"
    except ValueError:
        yield "amount-too-fine", f"金额 {amount} 元小于一分，请按元填写，最多两位小数。"


@transaction.atomic
def add_row(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    kind: str,
    data: RowData,
    record: UUID | None = None,
) -> RegisterRow:
    """Put one decision or fee into its register; `record` is the name a page gave out for it. Raises
    Refusal: not-permitted, sent-twice, return-counts (a confirmed return covers the day), duplicate, or
    the codes of `problems`."""
    wanted = Kind(kind)
    data = data.trimmed()
    locks.lock_registers(agency)
    agencies.require(actor, agency, WRITERS, time.today(now))
    if record is not None and RegisterRow.objects.filter(record=record).exists():
        raise sent_twice(wanted.label)  # two fees without a number may be alike: nothing else tells
    _refuse_problems(wanted, data, now)
    refuse_returned(agency, wanted, data.decided_on, data.decided_on)
    _refuse_duplicate(agency, wanted, data)
    record = record or uuid4()
    position = _event(agency, actor, now, "registers.row_added", record, kind=wanted.value)
    made = _insert(position, agency, wanted, data, record)
    publicity.refresh(agency, [record])
    return made


@transaction.atomic
def correct_row(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    record: UUID,
    data: RowData,
    reason: str,
    seen: int | None = None,
) -> RegisterRow:
    """Write a new version that replaces the current one; `seen` is the key of the version the person
    had before them. Raises Refusal as `add_row`, and gone, moved, reason-missing, nothing-changed."""
    data = data.trimmed()
    locks.lock_registers(agency)
    agencies.require(actor, agency, WRITERS, time.today(now))
    old = _current(agency, record)
    refuse_moved(seen, old, _changes)
    kind = Kind(old.kind)
    _need_reason(reason)
    _refuse_problems(kind, data, now)
    if data == data_of(old):
        raise Refusal("nothing-changed", "没有改动任何一项，没有写入新的版本。")
    refuse_returned(agency, kind, data.decided_on, data.decided_on)
    _refuse_duplicate(agency, kind, data, but=record)
    position = _event(agency, actor, now, "registers.row_corrected", record)
    _supersede(old, position)
    made = _insert(
        position,
        agency,
        kind,
        data,
        record,
        batch_id=old.batch_id,
        line=old.line,
        reason=reason.strip(),
    )
    publicity.refresh(agency, [record])
    return made


@transaction.atomic
def remove_row(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    record: UUID,
    reason: str,
    seen: int | None = None,
) -> Removal:
    """Take a row out of its register; its versions and the reason stay readable. `seen` as in
    `correct_row`. Raises Refusal: not-permitted, gone, moved, reason-missing."""
    locks.lock_registers(agency)
    agencies.require(actor, agency, Role.CLERK, time.today(now))
    old = _current(agency, record)
    refuse_moved(seen, old, _changes)
    _need_reason(reason)
    position = _event(agency, actor, now, "registers.row_removed", record)
    _supersede(old, position)
    publicity.refresh(agency, [record])
    return Removal.objects.create(row=old, reason=reason.strip(), removed_by=actor, removed_at=now)


def data_of(row: RegisterRow) -> RowData:
    """What a person entered about a row."""
    return RowData(
        number=row.number,
        subject=row.subject,
        decided_on=row.decided_on,
        category=row.category,
        sub_kind=row.sub_kind,
        amount=row.amount,
        section=row.section,
    )


def refuse_returned(agency: Agency, kind: Kind, first: date, last: date) -> None:
    """Raise Refusal("return-counts") when a confirmed return covers a day between the two."""
    held = (
        Return.objects.current()
        .filter(
            agency=agency,
            kind=kind,
            state=ReturnState.CONFIRMED,
            period_from__lte=last,
            period_to__gte=first,
        )
        .select_related("section")
        .order_by("period_from", "id")
        .first()
    )
    if held is not None:
        raise Refusal(
            "return-counts",
            f"{kind.label}在 {held.period_from} 至 {held.period_to} 由{held.section}报数，已经确认。"
            "逐条登记和科室报数只能用一种，否则会重复计数。"
            "要改为逐条登记的，先请公开办把这份报数退回。",
        )


def _current(agency: Agency, record: UUID) -> RegisterRow:
    held = (
        RegisterRow.objects.current()
        .select_related("section")
        .filter(agency=agency, record=record)
        .first()
    )
    if held is None:
        raise Refusal("gone", "这一条已经不在台账里，不能再改。请看它的办理记录。")
    return held


def _changes(before: RegisterRow, now: RegisterRow) -> Iterator[str]:
    kind = Kind(now.kind)
    yield from change(kind.number_label, before.number, now.number)
    yield from change("事项", before.subject, now.subject)
    yield from change(kind.category_label, before.category, now.category)
    yield from change("类型", before.get_sub_kind_display(), now.get_sub_kind_display())
    yield from change(kind.date_label, before.decided_on, now.decided_on)
    yield from change("金额", before.amount, now.amount)
    yield from change("科室", before.section, now.section)


def _refuse_problems(kind: Kind, data: RowData, now: datetime) -> None:
    for code, sentence in problems(kind, data, time.today(now)):
        raise Refusal(code, f"{sentence}请改正后再登记。")


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal("reason-missing", "请写明原因，日后核对年报时要看。")


def _refuse_duplicate(agency: Agency, kind: Kind, data: RowData, but: UUID | None = None) -> None:
    if not data.number:
        return
    same = RegisterRow.objects.current().filter(
        agency=agency,
        kind=kind,
        number=data.number,
        decided_on=data.decided_on,
        category=data.category,
    )
    if but is not None:
        same = same.exclude(record=but)
    if same.exists():
        raise Refusal(
            "duplicate",
            f"{kind.number_label}“{data.number}”在 {data.decided_on} 已经登记过，没有再写一次。"
            "同一天确有另一件的，请核对编号。",
        )


def _event(
    agency: Agency, actor: Person, now: datetime, verb: str, record: UUID, **data: str
) -> int:
    return audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb=verb,
        subject=f"registers.registerrow:{record}",
        data=data,
    )


def _supersede(old: RegisterRow, position: int) -> None:
    RegisterRow.objects.current().filter(pk=old.pk).update(superseded_at_position=position)


def _insert(
    position: int, agency: Agency, kind: Kind, data: RowData, record: UUID, **more: Any
) -> RegisterRow:
    row = version(position, agency, kind, data, record=record, **more)
    row.save(force_insert=True)
    return row


def version(position: int, agency: Agency, kind: Kind, data: RowData, **more: Any) -> RegisterRow:
    """A version of a row, not yet written."""
    return RegisterRow(
        agency=agency,
        kind=kind,
        number=data.number,
        subject=data.subject,
        category=data.category,
        sub_kind=data.sub_kind,
        decided_on=data.decided_on,
        amount_fen=None if data.amount is None else to_fen(data.amount),
        section=data.section,
        recorded_at_position=position,
        **more,
    )
