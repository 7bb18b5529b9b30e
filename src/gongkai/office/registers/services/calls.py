"""Asking sections for figures."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Agency, Person, Role, Section
from gongkai.office.audit import services as audit
from gongkai.office.refusal import Refusal
from gongkai.office.registers import locks
from gongkai.office.registers.models import DataCall, Kind


@transaction.atomic
def call_for(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    section: Section,
    kind: str,
    period_from: date,
    period_to: date,
    due_on: date,
) -> DataCall:
    """Ask a section for a figure. Raises Refusal: not-permitted, wrong-section, period-wrong,
    called-already."""
    wanted = Kind(kind)
    locks.lock_registers(agency)
    agencies.require(actor, agency, Role.CLERK, time.today(now))
    check_section(agency, section)
    check_period(period_from, period_to)
    if due_on <= period_to:
        raise Refusal("period-wrong", f"报送期限 {due_on} 应当在期间结束（{period_to}）以后。")
    _refuse_overlap(agency, section, wanted, period_from, period_to)
    call = DataCall(
        agency=agency,
        section=section,
        kind=wanted,
        period_from=period_from,
        period_to=period_to,
        due_on=due_on,
        called_by=actor,
        called_at=now,
    )
    _event(agency, actor, now, "registers.return_called", f"registers.datacall:{call.uid}")
    call.save(force_insert=True)
    return call


@transaction.atomic
def withdraw_call(*, agency: Agency, actor: Person, now: datetime, call: DataCall) -> None:
    """Expect the figure no more. Raises Refusal: not-permitted, withdrawn-already."""
    locks.lock_registers(agency)
    agencies.require(actor, agency, Role.CLERK, time.today(now))
    if not DataCall.objects.filter(agency=agency, pk=call.pk, withdrawn_at__isnull=True).exists():
        raise Refusal("withdrawn-already", "没有这项报数要求，或者已经撤回。")
    _event(agency, actor, now, "registers.call_withdrawn", f"registers.datacall:{call.uid}")
    DataCall.objects.filter(pk=call.pk).update(withdrawn_at=now)


def _refuse_overlap(
    agency: Agency, section: Section, kind: Kind, period_from: date, period_to: date
) -> None:
    """Two figures of one section never hold one day, or it would be counted twice: the second could
    not be handed in (`returns`), so it is not asked for either."""
    other = (
        DataCall.objects.filter(
            agency=agency,
            section=section,
            kind=kind,
            period_from__lte=period_to,
            period_to__gte=period_from,
            withdrawn_at__isnull=True,
        )
        .order_by("period_from", "id")
        .first()
    )
    if other is not None:
        raise Refusal(
            "called-already",
            f"已经要求{section}在 {other.due_on} 以前报 {other.period_from} 至 {other.period_to} 的"
            f"{kind.label}数，同一天的数不能报两次。请改这次的期间，或者先撤回那一项要求。",
        )


def check_section(agency: Agency, section: Section) -> None:
    """Raise Refusal("wrong-section") for a section of another agency."""
    if section.agency_id != agency.pk:
        raise Refusal("wrong-section", f"{section}不是{agency.name}的科室。")


def check_period(period_from: date, period_to: date) -> None:
    """Raise Refusal("period-wrong") unless the days are in order and of one year."""
    if period_to < period_from:
        raise Refusal("period-wrong", f"期间止 {period_to} 早于期间起 {period_from}，请核对。")
    if period_to.year != period_from.year:
        raise Refusal(
            "period-wrong",
            f"{period_from} 至 {period_to} 跨了两个年度。年报按年计数，请分年报。",
        )


def _event(agency: Agency, actor: Person, now: datetime, verb: str, subject: str) -> int:
    return audit.append(agency=agency, actor=actor, now=now, verb=verb, subject=subject, data={})
