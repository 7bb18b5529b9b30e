"""Figures of sections: submitted, confirmed, sent back, corrected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies import queries as people
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, Person, Role, Section
from gongkai.office.audit import services as audit
from gongkai.office.documents.models import File
from gongkai.office.refusal import Refusal
from gongkai.office.registers import locks
from gongkai.office.registers.models import Kind, RegisterRow, Return, ReturnState
from gongkai.office.registers.models.kinds import TooLargeError, to_count, to_fen
from gongkai.office.registers.services.calls import check_period, check_section
from gongkai.office.registers.services.moved import change, refuse_moved


@transaction.atomic
def submit_return(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    section: Section,
    kind: str,
    period_from: date,
    period_to: date,
    value: int | Decimal,
    source_system: str,
    proof: File | None = None,
    note: str = "",
) -> Return:
    """Report a figure: decisions, or yuan of fees. It counts once the clerk has confirmed it.

    Raises Refusal: not-permitted (only a member of that section), wrong-section, period-wrong,
    period-to-come, value-wrong, source-missing, rows-count (rows are registered in the period),
    returned-already.
    """
    wanted = Kind(kind)
    locks.lock_registers(agency)
    check_section(agency, section)
    giver = _check_submitter(actor, agency, section, now)
    check_period(period_from, period_to)
    _check_past(period_to, now)
    quantity = _quantity(wanted, value)
    _check_source(source_system)
    _refuse_rows(agency, wanted, period_from, period_to)
    _refuse_overlap(agency, section, wanted, period_from, period_to)
    record = uuid4()
    position = _return_event(agency, actor, now, "registers.return_submitted", record, giver)
    return Return.objects.create(
        record=record,
        agency=agency,
        section=section,
        kind=wanted,
        period_from=period_from,
        period_to=period_to,
        quantity=quantity,
        source_system=source_system.strip(),
        proof=proof,
        note=note.strip(),
        state=ReturnState.SUBMITTED,
        submitted_by=actor,
        submitted_at=now,
        recorded_at_position=position,
    )


@transaction.atomic
def confirm_return(
    *, agency: Agency, actor: Person, now: datetime, record: UUID, seen: int | None = None
) -> Return:
    """Confirm a submitted figure, so that it counts; `seen` is the key of the version the clerk had
    before them. Raises Refusal: not-permitted, gone, moved, own-figure, wrong-state, rows-count."""
    locks.lock_registers(agency)
    agencies.require(actor, agency, Role.CLERK, time.today(now))
    old = _current(agency, record)
    refuse_moved(seen, old, _changes)
    if old.state != ReturnState.SUBMITTED:
        raise Refusal("wrong-state", f"这份报数现在是“{old.get_state_display()}”，不用确认。")
    if old.submitted_by_id == actor.pk:
        raise Refusal("own-figure", "自己报的数不能自己确认，请公开办的另一位经办人确认。")
    _refuse_rows(agency, Kind(old.kind), old.period_from, old.period_to)
    position = _return_event(agency, actor, now, "registers.return_confirmed", record)
    return _next_version(
        old, position, state=ReturnState.CONFIRMED, confirmed_by=actor, confirmed_at=now
    )


@transaction.atomic
def send_back_return(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    record: UUID,
    note: str,
    seen: int | None = None,
) -> Return:
    """Send a figure back to its section; a confirmed one stops counting. `seen` as in
    `confirm_return`. Raises Refusal: not-permitted, gone, moved, wrong-state, reason-missing."""
    locks.lock_registers(agency)
    agencies.require(actor, agency, Role.CLERK, time.today(now))
    old = _current(agency, record)
    refuse_moved(seen, old, _changes)
    if old.state == ReturnState.SENT_BACK:
        raise Refusal("wrong-state", "这份报数已经退回，等科室改正后重报。")
    if not note.strip():
        raise Refusal("reason-missing", "请写明退回的原因，科室才知道要改什么。")
    position = _return_event(agency, actor, now, "registers.return_sent_back", record)
    return _next_version(
        old,
        position,
        state=ReturnState.SENT_BACK,
        note=note.strip(),
        confirmed_by=None,
        confirmed_at=None,
    )


@transaction.atomic
def correct_return(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    record: UUID,
    value: int | Decimal,
    source_system: str,
    proof: File | None = None,
    note: str = "",
    seen: int | None = None,
) -> Return:
    """Report a changed figure in place of an earlier one; it has to be confirmed again. Without a
    new `proof` the old one stays. `seen` as in `confirm_return`. Raises Refusal as `submit_return`,
    and gone, moved."""
    locks.lock_registers(agency)
    old = _current(agency, record)
    giver = _check_submitter(actor, agency, old.section, now)
    refuse_moved(seen, old, _changes)
    quantity = _quantity(Kind(old.kind), value)
    _check_source(source_system)
    _refuse_rows(agency, Kind(old.kind), old.period_from, old.period_to)
    position = _return_event(agency, actor, now, "registers.return_corrected", record, giver)
    return _next_version(
        old,
        position,
        quantity=quantity,
        source_system=source_system.strip(),
        proof=proof or old.proof,
        note=note.strip(),
        state=ReturnState.SUBMITTED,
        submitted_by=actor,
        submitted_at=now,
        confirmed_by=None,
        confirmed_at=None,
    )


def _current(agency: Agency, record: UUID) -> Return:
    held = (
        Return.objects.current()
        .select_related("section", "proof")
        .filter(agency=agency, record=record)
        .first()
    )
    if held is None:
        raise Refusal("gone", "这份报数已经没有了，请刷新页面再看。")
    return held


def _changes(before: Return, now: Return) -> Iterator[str]:
    unit = Kind(now.kind).unit
    yield from change("数", f"{before.value} {unit}", f"{now.value} {unit}")
    yield from change("状态", before.get_state_display(), now.get_state_display())
    yield from change("数据来源", before.source_system, now.source_system)
    yield from change("说明", before.note, now.note)
    if before.proof_id != now.proof_id:
        yield "换了证明材料"


def _check_submitter(actor: Person, agency: Agency, section: Section, now: datetime) -> str | None:
    """In whose name the actor reports for the section: the uid of the giver of the delegation used,
    None for their own role. Raises Refusal("not-permitted")."""
    day = time.today(now)
    agencies.require(actor, agency, Role.SECTION, day)
    try:
        giver = people.giver_for(actor, agency, Role.SECTION, day, section)
    except LookupError as error:
        raise Refusal(
            "not-permitted",
            f"{actor.display_name}不在{section}，这个数由{section}的人员报。",
        ) from error
    return str(giver.uid) if giver else None


def _check_past(period_to: date, now: datetime) -> None:
    if period_to > time.today(now):
        raise Refusal("period-to-come", f"期间到 {period_to} 才结束，结束以后再报。")


def _check_source(source_system: str) -> None:
    if not source_system.strip():
        raise Refusal("source-missing", "请写明数据来自哪个系统或者台账，日后要能核对。")


def _quantity(kind: Kind, value: int | Decimal) -> int:
    try:
        quantity = to_fen(Decimal(value)) if kind.in_money else to_count(value)
    except TooLargeError as error:
        most = "一万亿元" if kind.in_money else "十亿件"
        raise Refusal("value-wrong", f"{value} 超过{most}，请核对单位。") from error
    except ValueError as error:
        if kind.in_money:
            raise Refusal("value-wrong", f"金额 {value} 元小于一分，最多两位小数。") from error
        raise Refusal("value-wrong", f"{value} 不是件数，请填 0 或者正整数。") from error
    if quantity < 0:
        raise Refusal("value-wrong", f"{value} 小于零，请填 0 或者正数。")
    return quantity


def _refuse_rows(agency: Agency, kind: Kind, first: date, last: date) -> None:
    rows = RegisterRow.objects.current().filter(
        agency=agency, kind=kind, decided_on__range=(first, last)
    )
    if rows.exists():
        raise Refusal(
            "rows-count",
            f"{kind.label}在 {first} 至 {last} 已经逐条登记 {rows.count()} 条。"
            "逐条登记和科室报数只能用一种，否则会重复计数。请核对台账，或者换一段期间。",
        )


def _refuse_overlap(agency: Agency, section: Section, kind: Kind, first: date, last: date) -> None:
    held = (
        Return.objects.current()
        .filter(
            agency=agency,
            section=section,
            kind=kind,
            period_from__lte=last,
            period_to__gte=first,
        )
        .order_by("period_from")
        .first()
    )
    if held is not None:
        raise Refusal(
            "returned-already",
            f"{section}已经报过 {held.period_from} 至 {held.period_to} 的{kind.label}数，"
            "两段期间重叠。数字有变化的，请更正原来那一份。",
        )


def _return_event(
    agency: Agency,
    actor: Person,
    now: datetime,
    verb: str,
    record: UUID,
    giver: str | None = None,
) -> int:
    # Who acted is the event's actor; in whose name, when it was by delegation, is in its data.
    return audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb=verb,
        subject=f"registers.return:{record}",
        data={"for": giver} if giver else {},
    )


CARRIED = (
    "record",
    "agency_id",
    "section_id",
    "kind",
    "period_from",
    "period_to",
    "quantity",
    "source_system",
    "note",
    "submitted_by_id",
    "submitted_at",
    "confirmed_at",
)


def _next_version(old: Return, position: int, **changes: Any) -> Return:
    carried = {name: getattr(old, name) for name in CARRIED}
    carried |= {"proof": old.proof}
    if "submitted_by" in changes:
        del carried["submitted_by_id"]
    Return.objects.current().filter(pk=old.pk).update(superseded_at_position=position)
    return Return.objects.create(**{**carried, **changes}, recorded_at_position=position)
