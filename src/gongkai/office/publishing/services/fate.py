"""What happens to an item beside its text: its place, a change of the matter, the decision not to
publish it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies.models import Agency, Person, Role, Section
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.outbox import enqueue
from gongkai.office.publishing import locks
from gongkai.office.publishing.models import Column, InformationItem, Publication
from gongkai.office.publishing.services.items import (
    check_place,
    refuse_closed,
    subject_of,
)
from gongkai.office.publishing.visibility import WRITERS
from gongkai.office.refusal import Refusal


@transaction.atomic
def place(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    item: UUID,
    column: Column,
    section: Section | None = None,
    interprets: InformationItem | None = None,
    consulted: InformationItem | None = None,
) -> InformationItem:
    """Move the item to a column and a section, and say what it interprets and by which item the
    public was asked about its draft: none of it was reviewed, so the review stands. Raises Refusal:
    column-closed, interprets-itself, consulted-itself."""
    require(actor, agency, WRITERS, time.today(now))
    held = locks.item(agency, item)
    refuse_closed(held)
    check_place(agency, column, section, interprets, consulted)
    if interprets is not None and interprets.pk == held.pk:
        raise Refusal("interprets-itself", "一条信息不能解读它自己，请选被解读的文件。")
    if consulted is not None and consulted.pk == held.pk:
        raise Refusal("consulted-itself", "一条信息不能是它自己的意见征集，请选征集意见的那一条。")
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.placed",
        subject=subject_of(held),
        data={
            "column": column.slug,
            "section": str(section.uid) if section else None,
            "interprets": str(interprets.uid) if interprets else None,
            "consulted": str(consulted.uid) if consulted else None,
        },
    )
    held.column, held.section = column, section
    held.interprets, held.consulted = interprets, consulted
    held.save(update_fields=["column", "section", "interprets", "consulted"])
    live = Publication.objects.filter(item=held, withdrawn_at=None).first()
    if live is not None:  # the search index holds the column
        enqueue("publishing.published", publication=live.pk, item=held.pk)
    return held


@transaction.atomic
def record_change(
    *, agency: Agency, actor: Person, now: datetime, item: UUID, changed_on: date
) -> InformationItem:
    """The matter itself changed on a day: twenty working days to publish the new text begin.
    Raises Refusal: day-to-come, days-reversed."""
    today = time.today(now)
    require(actor, agency, WRITERS, today)
    held = locks.item(agency, item)
    refuse_closed(held)
    if changed_on > today:
        raise Refusal("day-to-come", f"变更日期 {changed_on} 还没有到，请核对。")
    if changed_on < held.clock_from:
        raise Refusal("days-reversed", f"变更日期 {changed_on} 早于 {held.clock_from}，请核对。")
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.changed",
        subject=subject_of(held),
        data={"changed_on": changed_on.isoformat()},
    )
    held.changed_on, held.in_work = changed_on, True
    held.save(update_fields=["changed_on", "in_work"])
    return held


@transaction.atomic
def close(
    *, agency: Agency, actor: Person, now: datetime, item: UUID, reason: str
) -> InformationItem:
    """Decide not to publish the item. It stays readable at the desk. Raises Refusal: public,
    reason-missing, closed."""
    today = time.today(now)
    require(actor, agency, Role.CLERK, today)
    held = locks.item(agency, item)
    refuse_closed(held)
    if not reason.strip():
        raise Refusal(
            "reason-missing", "请写明不公开的理由和依据的条款。", "条例第十三条至第十六条"
        )
    if Publication.objects.filter(item=held, withdrawn_at=None).exists():
        raise Refusal("public", f"{held.index_number} 正在公开，请先撤回。")
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.closed",
        subject=subject_of(held),
        data={},
    )
    held.closed_on, held.closed_reason, held.in_work = today, reason.strip()[:300], False
    held.save(update_fields=["closed_on", "closed_reason", "in_work"])
    return held
