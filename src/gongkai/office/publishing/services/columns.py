"""Making the columns of the site and changing them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from gongkai.law.disclosure import COMMON_SUBJECTS
from gongkai.office import time
from gongkai.office.agencies.models import Agency, Person, Section
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.publishing import locks
from gongkai.office.publishing.models import Block, Column, Freshness
from gongkai.office.publishing.visibility import KEEPERS
from gongkai.office.refusal import Refusal

#: The columns outside Art. 20 that every site begins with.
STATUTORY: tuple[tuple[Block, str, str, Freshness], ...] = (
    (Block.GUIDE, "政府信息公开指南", "guide", Freshness.LONG_TERM),
    (Block.GUIDE, "政府信息公开目录", "catalogue", Freshness.IMMEDIATE),
    (Block.INSTITUTIONS, "政府信息公开条例", "regulation", Freshness.LONG_TERM),
    (Block.INSTITUTIONS, "政府信息公开工作制度", "working-rules", Freshness.LONG_TERM),
    (Block.ANNUAL_REPORTS, "政府信息公开工作年度报告", "annual-reports", Freshness.STAGED),
)

#: Short name, address name and freshness of the fifteen matters of Art. 20, in its order.
MATTERS: tuple[tuple[str, str, Freshness], ...] = (
    ("规章和规范性文件", "normative-documents", Freshness.IMMEDIATE),
    ("机关职能和机构设置", "functions", Freshness.LONG_TERM),
    ("规划和计划", "plans", Freshness.STAGED),
    ("统计信息", "statistics", Freshness.REGULAR),
    ("行政许可和对外管理服务", "licences", Freshness.IMMEDIATE),
    ("行政处罚和行政强制", "penalties", Freshness.IMMEDIATE),
    ("财政预算和决算", "budget", Freshness.STAGED),
    ("行政事业性收费", "fees", Freshness.LONG_TERM),
    ("政府集中采购", "procurement", Freshness.IMMEDIATE),
    ("重大建设项目", "projects", Freshness.STAGED),
    ("民生政策及实施情况", "livelihood", Freshness.REGULAR),
    ("突发公共事件应对", "emergencies", Freshness.IMMEDIATE),
    ("监督检查情况", "inspections", Freshness.REGULAR),
    ("公务员招考", "recruitment", Freshness.STAGED),
    ("其他法定公开信息", "other", Freshness.REGULAR),
)


@transaction.atomic
def seed_columns(
    *, agency: Agency, actor: Person | None, now: datetime, section: Section | None = None
) -> list[Column]:
    """The columns of the four statutory blocks and the fifteen matters of Art. 20; those that are
    there already stay as they are. `section` is responsible at first. Returns the new ones."""
    if actor is not None:
        require(actor, agency, KEEPERS, time.today(now))
    wanted = [
        Column(agency=agency, block=block, name=name, slug=slug, freshness=fresh)
        for block, name, slug, fresh in STATUTORY
    ] + [
        Column(
            agency=agency,
            block=Block.PROACTIVE,
            name=name,
            slug=slug,
            freshness=fresh,
            article_20_item=subject.number,
        )
        for subject, (name, slug, fresh) in zip(COMMON_SUBJECTS, MATTERS, strict=True)
    ]
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.columns_seeded",
        subject=f"agencies.agency:{agency.uid}",
        data={},
    )
    held = set(Column.objects.filter(agency=agency).values_list("slug", flat=True))
    made = []
    for position, column in enumerate(wanted):
        if column.slug not in held:
            column.section = section
            column.position = position
            column.save(force_insert=True)
            made.append(column)
    return made


@transaction.atomic
def add_column(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    block: str,
    name: str,
    slug: str,
    parent: Column | None = None,
    section: Section | None = None,
    freshness: str = Freshness.REGULAR,
    article_20_item: int | None = None,
) -> Column:
    """A further column, last in its place. Raises Refusal: slug-taken, parent-elsewhere."""
    require(actor, agency, KEEPERS, time.today(now))
    if parent is not None and (parent.agency_id != agency.pk or parent.block != block):
        raise Refusal("parent-elsewhere", "上级栏目要在同一个板块里，请重新选择。")
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.column_added",
        subject=f"agencies.agency:{agency.uid}",
        data={"slug": slug},
    )
    columns = Column.objects.filter(agency=agency)
    if columns.filter(slug=slug).exists():
        raise Refusal("slug-taken", f"地址名“{slug}”已经用过，请换一个。")
    last = columns.filter(block=block, parent=parent).aggregate(last=Max("position"))["last"]
    return Column.objects.create(
        agency=agency,
        block=block,
        name=name.strip(),
        slug=slug,
        parent=parent,
        section=section,
        freshness=freshness,
        article_20_item=article_20_item,
        position=0 if last is None else last + 1,
    )


@transaction.atomic
def change_column(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    column: UUID,
    name: str,
    freshness: str,
    section: Section | None = None,
    position: int | None = None,
) -> Column:
    """Give a column another name, keeper, freshness or place; its address stays, because others link
    to it. `position` counts from 1 among those of its block and parent. Raises Refusal: no-column,
    name-missing."""
    held = _held(agency, actor, now, column)
    if not name.strip():
        raise Refusal("name-missing", "请填写栏目名称。")
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.column_changed",
        subject=f"agencies.agency:{agency.uid}",
        data={"slug": held.slug, "name": name.strip(), "freshness": freshness},
    )
    held.name, held.freshness, held.section = name.strip(), freshness, section
    held.save(update_fields=["name", "freshness", "section"])
    if position is not None:
        _move(held, position)
    return held


@transaction.atomic
def close_column(*, agency: Agency, actor: Person, now: datetime, column: UUID) -> Column:
    """Put nothing new into a column; what is in it stays public. Raises Refusal: no-column,
    column-closed."""
    held = _held(agency, actor, now, column)
    if held.closed_on is not None:
        raise Refusal("column-closed", f"栏目“{held.name}”已于 {held.closed_on} 停用。")
    return _set_closed(held, actor, now, time.today(now), "publishing.column_closed")


@transaction.atomic
def reopen_column(*, agency: Agency, actor: Person, now: datetime, column: UUID) -> Column:
    """Use a closed column again. Raises Refusal: no-column, column-open."""
    held = _held(agency, actor, now, column)
    if held.closed_on is None:
        raise Refusal("column-open", f"栏目“{held.name}”正在使用，不用恢复。")
    return _set_closed(held, actor, now, None, "publishing.column_reopened")


def _held(agency: Agency, actor: Person, now: datetime, column: UUID) -> Column:
    require(actor, agency, KEEPERS, time.today(now))
    held = locks.columns(agency).filter(uid=column).first()
    if held is None:
        raise Refusal("no-column", "没有这个栏目，请重新打开页面。")
    return held


def _set_closed(
    held: Column, actor: Person, now: datetime, closed_on: date | None, verb: str
) -> Column:
    audit.append(
        agency=held.agency,
        actor=actor,
        now=now,
        verb=verb,
        subject=f"agencies.agency:{held.agency.uid}",
        data={"slug": held.slug},
    )
    held.closed_on = closed_on
    held.save(update_fields=["closed_on"])
    return held


def _move(held: Column, position: int) -> None:
    """Put a column at a place among its neighbours and number them anew."""
    around = Column.objects.filter(agency=held.agency, block=held.block, parent=held.parent)
    order = [c for c in around.order_by("position", "id") if c.pk != held.pk]
    order.insert(max(position, 1) - 1, held)
    for place, column in enumerate(order):
        if column.position != place:
            Column.objects.filter(pk=column.pk).update(position=place)
    held.refresh_from_db()
