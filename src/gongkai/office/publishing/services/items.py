"""Drafting and editing an item: every saving that changes something is a new immutable version."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies.models import Agency, Person, Section
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.documents.models import File
from gongkai.office.documents.services import next_number
from gongkai.office.publishing import cleaning, locks
from gongkai.office.publishing.content import Attached, Content, digest
from gongkai.office.publishing.models import Attachment, Column, InformationItem, ItemVersion
from gongkai.office.publishing.visibility import WRITERS
from gongkai.office.refusal import Refusal

MOST_ATTACHMENTS = 30


@dataclass(frozen=True)
class NewAttachment:
    """A stored file under the name that the public sees, with the text read in it."""

    file: File
    title: str
    text: str | None = None

    @property
    def attached(self) -> Attached:
        return Attached(self.file.digest, self.title, self.file.size)


@transaction.atomic
def draft(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    column: Column,
    formed_on: date,
    content: Content,
    section: Section | None = None,
    interprets: InformationItem | None = None,
    consulted: InformationItem | None = None,
    attachments: Sequence[NewAttachment] = (),
) -> InformationItem:
    """A new item with its first version. Raises Refusal: not-permitted, day-to-come, column-closed,
    title-missing, and what cleaning refuses."""
    today = time.today(now)
    require(actor, agency, WRITERS, today)
    if formed_on > today:
        raise Refusal("day-to-come", f"生成日期 {formed_on} 还没有到，请核对。")
    check_place(agency, column, section, interprets, consulted)
    cleaned = _checked(content, attachments)
    item = InformationItem(
        agency=agency,
        column=column,
        section=section,
        formed_on=formed_on,
        interprets=interprets,
        consulted=consulted,
        created_by=actor,
        created_at=now,
        index_number=next_number(
            agency=agency,
            series="index",
            year=today.year,
            now=now,
            actor=actor,
            pattern=agency.credit_code + "/{year}-{number:05d}",
        ),
    )
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.drafted",
        subject=subject_of(item),
        data={"index_number": item.index_number, "formed_on": formed_on.isoformat()},
    )
    item.save(force_insert=True)
    _write(item, 1, actor, now, cleaned, attachments)
    return item


@transaction.atomic
def edit(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    item: UUID,
    based_on: UUID,
    content: Content,
    attachments: Sequence[NewAttachment] = (),
) -> ItemVersion:
    """A new version. `based_on` is the version the person had before them; `attachments` are all
    that the new version has. A review of the old version is over: the new one needs its own.
    Raises Refusal: stale, closed, unchanged, title-missing."""
    require(actor, agency, WRITERS, time.today(now))
    held, newest = locks.newest_version(agency, item)
    refuse_closed(held)
    if newest.uid != based_on:
        raise Refusal(
            "stale",
            f"{newest.edited_by}已经在 {time.local_date(newest.recorded_at)} 存了第 "
            f"{newest.number} 版。请打开新版本，把这次的修改加进去。",
        )
    cleaned = _checked(content, attachments)
    if digest(cleaned, tuple(a.attached for a in attachments)) == newest.digest:
        raise Refusal("unchanged", "内容没有变化，没有形成新版本。")
    audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.edited",
        subject=subject_of(held),
        data={"number": newest.number + 1},
    )
    InformationItem.objects.filter(pk=held.pk).update(in_work=True)
    return _write(held, newest.number + 1, actor, now, cleaned, attachments)


def kept_attachments(
    version: ItemVersion, keep: Collection[str] | None = None
) -> list[NewAttachment]:
    """The attachments of a version to be taken over by the next: all, or those whose files are named."""
    return [
        NewAttachment(a.file, a.title, a.text)
        for a in version.attachments.select_related("file")
        if keep is None or str(a.file.uid) in keep
    ]


def subject_of(item: InformationItem) -> str:
    """How ledger and reviews name an item."""
    return f"publishing.informationitem:{item.uid}"


def refuse_closed(item: InformationItem) -> None:
    if item.closed_on is not None:
        raise Refusal(
            "closed",
            f"{item.index_number} 已于 {item.closed_on} 决定不公开：{item.closed_reason}",
        )


def check_place(
    agency: Agency,
    column: Column,
    section: Section | None,
    interprets: InformationItem | None,
    consulted: InformationItem | None,
) -> None:
    if column.agency_id != agency.pk or column.closed_on is not None:
        raise Refusal("column-closed", f"栏目“{column.name}”已经停用，请选另一个栏目。")
    if section is not None and section.agency_id != agency.pk:
        raise Refusal("section-elsewhere", "这个科室不属于本机关，请重新选择。")
    if interprets is not None and interprets.agency_id != agency.pk:
        raise Refusal("interprets-elsewhere", "被解读的信息不属于本机关，请重新选择。")
    if consulted is not None and consulted.agency_id != agency.pk:
        raise Refusal("consulted-elsewhere", "意见征集不属于本机关，请重新选择。")


def _checked(content: Content, attachments: Sequence[NewAttachment]) -> Content:
    if not content.title.strip():
        raise Refusal("title-missing", "请填写标题。")
    if len(attachments) > MOST_ATTACHMENTS:
        raise Refusal("too-many-attachments", f"附件最多 {MOST_ATTACHMENTS} 个，请合并后再加。")
    return replace(
        content,
        title=" ".join(content.title.split()),
        body=cleaning.clean(content.body),
        summary=content.summary.strip(),
        document_number=content.document_number.strip(),
        issuing_agencies=content.issuing_agencies.strip(),
        keywords=" ".join(content.keywords.split()),
    )


def _write(
    item: InformationItem,
    number: int,
    actor: Person,
    now: datetime,
    content: Content,
    attachments: Sequence[NewAttachment],
) -> ItemVersion:
    version = ItemVersion.objects.create(
        item=item,
        number=number,
        title=content.title,
        body=content.body,
        summary=content.summary,
        document_number=content.document_number,
        issuing_agencies=content.issuing_agencies,
        written_on=content.written_on,
        keywords=content.keywords,
        digest=digest(content, tuple(a.attached for a in attachments)),
        edited_by=actor,
        recorded_at=now,
    )
    Attachment.objects.bulk_create(
        Attachment(version=version, file=a.file, title=a.title, position=n, text=a.text)
        for n, a in enumerate(attachments)
    )
    return version
