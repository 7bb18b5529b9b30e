"""Channels, what went where, and the figures of platforms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from gongkai.office import time
from gongkai.office.agencies.models import Agency, Person, Section
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.documents.models import File
from gongkai.office.publishing.models import (
    Channel,
    ChannelFigure,
    ChannelKind,
    ChannelPost,
    CountedFrom,
    FigureBatch,
    Publication,
)
from gongkai.office.publishing.visibility import KEEPERS, WRITERS
from gongkai.office.refusal import Refusal, sent_twice


@dataclass(frozen=True)
class FigureData:
    """What a platform says of one month of a channel; None where it says nothing."""

    channel: Channel
    month: date
    posts: int | None = None
    followers: int | None = None
    readings: int | None = None


@transaction.atomic
def open_channel(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    kind: str,
    name: str,
    opened_on: date,
    account: str = "",
    section: Section | None = None,
    counted_from: str = CountedFrom.LOG,
    automatic: bool = False,
) -> Channel:
    """A new channel. Raises Refusal: name-missing, name-taken, wrong-kind, automatic-figures."""
    audit.hold([agency])
    require(actor, agency, KEEPERS, time.today(now))
    name = name.strip()
    if not name:
        raise Refusal("name-missing", "请填写渠道的名称，例如“云溪卫健”。")
    if kind not in ChannelKind.values or counted_from not in CountedFrom.values:
        raise Refusal("wrong-kind", "请选渠道的种类和统计方式。")
    if automatic and counted_from != CountedFrom.LOG:
        raise Refusal("automatic-figures", "自动登记的渠道按逐条登记统计，不能再用平台的数字。")
    if Channel.objects.filter(agency=agency, name=name).exists():
        raise Refusal("name-taken", f"已经有名为“{name}”的渠道，请换一个名称。")
    made = Channel(
        agency=agency,
        kind=kind,
        name=name,
        account=account.strip(),
        section=section,
        counted_from=counted_from,
        automatic=automatic,
        opened_on=opened_on,
    )
    _event(agency, actor, now, "publishing.channel_opened", made, kind=kind)
    made.save(force_insert=True)
    return made


@transaction.atomic
def close_channel(
    *, agency: Agency, actor: Person, now: datetime, channel: UUID, closed_on: date
) -> Channel:
    """The channel is used no more after a day. Raises Refusal: no-channel, days-reversed."""
    audit.hold([agency])
    require(actor, agency, KEEPERS, time.today(now))
    held = Channel.objects.filter(agency=agency, uid=channel, closed_on=None).first()
    if held is None:
        raise Refusal("no-channel", "没有这个渠道，或者已经停用。")
    if closed_on < held.opened_on:
        raise Refusal(
            "days-reversed", f"停用日期 {closed_on} 早于开通日期 {held.opened_on}，请核对。"
        )
    _event(agency, actor, now, "publishing.channel_closed", held)
    held.closed_on = closed_on
    held.save(update_fields=["closed_on"])
    return held


@transaction.atomic
def log_post(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    channel: Channel,
    title: str,
    posted_on: date,
    address: str = "",
    publication: Publication | None = None,
    uid: UUID | None = None,
) -> ChannelPost:
    """Record what was put on a channel. What is on the site is linked by its live publication; what
    is not public cannot be. `uid` is the one a page gave out for the post. Raises Refusal: sent-twice,
    not-public, channel-not-open, title-missing, logged."""
    today = time.today(now)
    audit.hold([agency])
    require(actor, agency, WRITERS, today)
    if uid is not None and ChannelPost.objects.filter(uid=uid).exists():
        raise sent_twice("发布记录")
    if publication is not None:
        live = publication.agency_id == agency.pk and publication.withdrawn_at is None
        if not live:
            raise Refusal("not-public", "这条信息现在没有公开，不能登记转发。")
        if ChannelPost.objects.current().filter(channel=channel, publication=publication).exists():
            raise Refusal("logged", f"这条信息已经登记在“{channel.name}”发过。")
    _check_open(agency, channel, posted_on, today)
    if not title.strip():
        raise Refusal("title-missing", "请填写发布的标题。")
    position = _event(agency, actor, now, "publishing.posted", channel)
    return write_post(position, actor, channel, title, posted_on, address, publication, uid=uid)


def write_post(
    position: int,
    actor: Person,
    channel: Channel,
    title: str,
    posted_on: date,
    address: str,
    publication: Publication | None,
    *,
    uid: UUID | None = None,
) -> ChannelPost:
    """The row, within a transaction whose ledger event has `position`."""
    return ChannelPost.objects.create(
        uid=uid or uuid4(),
        agency_id=channel.agency_id,
        channel=channel,
        publication=publication,
        title=title.strip()[:200],
        posted_on=posted_on,
        address=address.strip()[:500],
        recorded_by=actor,
        recorded_at_position=position,
    )


@transaction.atomic
def take_back_post(*, agency: Agency, actor: Person, now: datetime, post: UUID) -> ChannelPost:
    """A post was recorded by mistake: it counts no more. Raises Refusal: no-post."""
    audit.hold([agency])
    require(actor, agency, WRITERS, time.today(now))
    held = ChannelPost.objects.current().filter(agency=agency, uid=post).first()
    if held is None:
        raise Refusal("no-post", "没有这条发布记录，或者已经撤销。")
    position = _event(agency, actor, now, "publishing.post_taken_back", held.channel)
    ChannelPost.objects.current().filter(pk=held.pk).update(superseded_at_position=position)
    held.refresh_from_db()
    return held


@transaction.atomic
def import_figures(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    rows: Sequence[FigureData],
    file: File | None = None,
) -> int:
    """Write the figures of a file, or of a form, all or none; a month that has figures gets the new
    ones, and the old stay readable at their position. Returns how many. Raises Refusal: nothing,
    channel-elsewhere, counted-from-log, month-to-come."""
    today = time.today(now)
    require(actor, agency, WRITERS, today)
    if not rows:
        raise Refusal("nothing", "没有要写入的数字。")
    for row in rows:
        _check_figure(agency, row, today)
    position = audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.figures_imported",
        subject=f"agencies.agency:{agency.uid}",
        data={"rows": len(rows), "file": str(file.uid) if file else None},
    )
    batch = (
        FigureBatch.objects.create(
            agency=agency, file=file, rows_count=len(rows), imported_by=actor, imported_at=now
        )
        if file is not None
        else None
    )
    for row in rows:
        ChannelFigure.objects.current().filter(channel=row.channel, month=row.month).update(
            superseded_at_position=position
        )
    ChannelFigure.objects.bulk_create(
        ChannelFigure(
            agency=agency,
            channel=row.channel,
            month=row.month,
            posts=row.posts,
            followers=row.followers,
            readings=row.readings,
            batch=batch,
            recorded_by=actor,
            recorded_at_position=position,
        )
        for row in rows
    )
    return len(rows)


def _check_figure(agency: Agency, row: FigureData, today: date) -> None:
    if row.channel.agency_id != agency.pk:
        raise Refusal("channel-elsewhere", "这个渠道不属于本机关，请核对。")
    if row.posts is not None and row.channel.counted_from != CountedFrom.FIGURES:
        raise Refusal(
            "counted-from-log",
            f"“{row.channel.name}”的发布数按逐条登记统计，不能另记一个数。"
            "请把发布数留空，关注数和阅读数可以写入。",
        )
    following = date(row.month.year + row.month.month // 12, row.month.month % 12 + 1, 1)
    if following > today:
        raise Refusal("month-to-come", f"{row.month:%Y-%m} 还没有过完，数字会变。请下个月再写入。")


def _check_open(agency: Agency, channel: Channel, posted_on: date, today: date) -> None:
    if channel.agency_id != agency.pk:
        raise Refusal("channel-elsewhere", "这个渠道不属于本机关，请核对。")
    if posted_on > today:
        raise Refusal("day-to-come", f"发布日期 {posted_on} 还没有到，请核对。")
    ended = channel.closed_on is not None and posted_on > channel.closed_on
    if posted_on < channel.opened_on or ended:
        raise Refusal("channel-not-open", f"“{channel.name}”在 {posted_on} 没有开通，请核对日期。")


def _event(
    agency: Agency, actor: Person, now: datetime, verb: str, channel: Channel, **data: str
) -> int:
    return audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb=verb,
        subject=f"publishing.channel:{channel.uid}",
        data=data,
    )
