"""Asking other agencies before publication (条例 Art. 11), and looking columns through."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies.models import Agency, Person
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.publishing import locks
from gongkai.office.publishing.models import (
    Column,
    ColumnCheck,
    Coordination,
    CoordinationKind,
    CoordinationResult,
)
from gongkai.office.publishing.services.items import refuse_closed, subject_of
from gongkai.office.publishing.visibility import WRITERS
from gongkai.office.refusal import Refusal

BASIS = "条例第十一条"


@transaction.atomic
def consult(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    item: UUID,
    body: str,
    matter: str,
    asked_on: date,
    kind: str = CoordinationKind.CONSULTATION,
) -> Coordination:
    """Record that another agency was asked. Until it is settled the item is not published. Raises
    Refusal: body-missing, day-to-come."""
    today = time.today(now)
    require(actor, agency, WRITERS, today)
    held = locks.item(agency, item)
    refuse_closed(held)
    if not body.strip() or not matter.strip():
        raise Refusal("body-missing", "请写明对方机关和涉及的内容。", BASIS)
    if asked_on > today:
        raise Refusal("day-to-come", f"发出日期 {asked_on} 还没有到，请核对。")
    made = Coordination(
        item=held,
        kind=kind,
        body=body.strip(),
        matter=matter.strip(),
        asked_on=asked_on,
        asked_by=actor,
    )
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.consulted",
        subject=subject_of(held),
        data={"coordination": str(made.uid), "kind": kind},
    )
    made.save(force_insert=True)
    return made


@transaction.atomic
def record_answer(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    coordination: UUID,
    answered_on: date,
    result: str,
    reference: str = "",
    settlement: str = "",
) -> Coordination:
    """Record what the other agency said. What is not confirmed needs `settlement`, how it was
    settled, before the item can be published; it may come later with `settle`. Raises Refusal:
    no-coordination, answered, days-reversed, wrong-result."""
    today = time.today(now)
    require(actor, agency, WRITERS, today)
    held = locks.coordination(agency, coordination)
    if held.result is not None:
        raise Refusal("answered", f"{held.body}的答复已经登记过。有新的答复，请另记一次征求意见。")
    if not held.asked_on <= answered_on <= today:
        raise Refusal(
            "days-reversed", f"答复日期 {answered_on} 应当在 {held.asked_on} 到今天之间，请核对。"
        )
    if result not in CoordinationResult.values:
        raise Refusal("wrong-result", "请选对方的意见。")
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.consultation_answered",
        subject=subject_of(held.item),
        data={"coordination": str(held.uid), "result": result},
    )
    held.answered_on, held.result, held.answered_by = answered_on, result, actor
    held.reference = reference.strip() or None
    held.settlement = settlement.strip() or None
    held.save(update_fields=["answered_on", "result", "answered_by", "reference", "settlement"])
    return held


@transaction.atomic
def settle(
    *, agency: Agency, actor: Person, now: datetime, coordination: UUID, settlement: str
) -> Coordination:
    """Say how a different view was settled. Raises Refusal: no-coordination, not-open,
    reason-missing."""
    require(actor, agency, WRITERS, time.today(now))
    held = locks.coordination(agency, coordination)
    settled = held.result == CoordinationResult.CONFIRMED or held.settlement is not None
    if held.result is None or settled:
        raise Refusal("not-open", f"{held.body}的意见不需要写处理情况。")
    if not settlement.strip():
        raise Refusal("reason-missing", "请写明不同意见怎样处理，例如按对方意见改了哪里。", BASIS)
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.consultation_settled",
        subject=subject_of(held.item),
        data={"coordination": str(held.uid)},
    )
    held.settlement = settlement.strip()[:300]
    held.save(update_fields=["settlement"])
    return held


@transaction.atomic
def check_column(
    *, agency: Agency, actor: Person, now: datetime, column: UUID, note: str = ""
) -> ColumnCheck:
    """Record that a column was looked through and is still right. Raises Refusal: no-column."""
    today = time.today(now)
    require(actor, agency, WRITERS, today)
    held = Column.objects.filter(agency=agency, uid=column, closed_on__isnull=True).first()
    if held is None:
        raise Refusal("no-column", "没有这个栏目，或者已经停用。")
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.column_checked",
        subject=f"publishing.column:{held.uid}",
        data={},
    )
    return ColumnCheck.objects.create(
        column=held, checked_on=today, note=note.strip()[:300], checked_by=actor
    )
