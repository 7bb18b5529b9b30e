"""Handing in, publishing and withdrawing."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.law.review import Station
from gongkai.office import time
from gongkai.office.agencies.models import Agency, Person, Role
from gongkai.office.agencies.services import require
from gongkai.office.audit import services as audit
from gongkai.office.outbox import enqueue
from gongkai.office.publishing import locks, plain
from gongkai.office.publishing.content import attached_of, content_of, for_review
from gongkai.office.publishing.models import (
    Channel,
    CoordinationResult,
    InformationItem,
    ItemVersion,
    Publication,
    PublicationEnding,
    Submission,
)
from gongkai.office.publishing.queries.checking import answered, check, open_findings
from gongkai.office.publishing.services.channels import write_post
from gongkai.office.publishing.services.items import refuse_closed, subject_of
from gongkai.office.publishing.visibility import WRITERS
from gongkai.office.refusal import Refusal
from gongkai.office.reviews import queries as reviews
from gongkai.office.reviews import services as reviewing
from gongkai.office.reviews.models import Template


@transaction.atomic
def submit(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    item: UUID,
    version: UUID,
    template: Template,
    link: str = "",
) -> Submission:
    """Hand in the newest version for review. `version` is the one the person has read. Raises
    Refusal: stale, closed, submitted, no-secrecy-review, findings-open, body-missing, and what
    `reviews.services.submit` refuses."""
    require(actor, agency, WRITERS, time.today(now))
    held, newest = locks.newest_version(agency, item)
    refuse_closed(held)
    _refuse_stale(newest, version)
    if Submission.objects.filter(version=newest).exists():
        raise Refusal("submitted", f"第 {newest.number} 版已经送审，不用再送。")
    if Station.SECRECY not in {level.station for level in template.as_law().levels}:
        raise Refusal(
            "no-secrecy-review",
            f"审核模板“{template.name}”没有保密审查，公开前必须逐项审查。请选另一个模板。",
            "条例第十七条",
        )
    attached = attached_of(newest)
    checked = check(newest, agency)
    if found := open_findings(checked):
        raise Refusal(
            "findings-open",
            f"还有 {len(found)} 处检查结果没有处理：{found[0].finding.message}",
            found[0].finding.basis,
        )
    if not newest.body and not attached:
        raise Refusal("body-missing", "这一版没有正文，也没有附件。请写好正文再送审。")
    review = reviewing.submit(
        actor=actor,
        now=now,
        agency=agency,
        template=template,
        subject=subject_of(held),
        title=newest.title,
        number=newest.number,
        body=for_review(
            content_of(newest), attached, plain.as_text(newest.body), answered(checked)
        ),
        link=link,
    )
    return Submission.objects.create(agency=agency, version=newest, review=review, submitted_at=now)


@transaction.atomic
def publish(
    *, agency: Agency, actor: Person, now: datetime, item: UUID, version: UUID
) -> Publication:
    """Put the reviewed version before the public; the one there before is replaced. Raises Refusal:
    not-permitted, stale, closed, not-submitted, not-reviewed, published, consultation-open,
    consultation-unsettled."""
    today = time.today(now)
    require(actor, agency, Role.CLERK, today)
    held, newest = locks.newest_version(agency, item)
    refuse_closed(held)
    _refuse_stale(newest, version)
    submission = Submission.objects.filter(version=newest).select_related("review").first()
    if submission is None:
        raise Refusal("not-submitted", f"第 {newest.number} 版还没有送审，不能公开。", BASIS)
    if not reviews.is_approved(submission.review):
        raise Refusal("not-reviewed", f"第 {newest.number} 版还没有审完，不能公开。", BASIS)
    if Publication.objects.filter(version=newest).exists():
        raise Refusal(
            "published", f"第 {newest.number} 版公开过。撤回以后再公开，要形成新版本重新审核。"
        )
    _refuse_unsettled(held)
    first = not Publication.objects.filter(item=held).exists()
    before = Publication.objects.filter(item=held, withdrawn_at=None).first()
    position = audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.published",
        subject=subject_of(held),
        data={"version": str(newest.uid), "number": newest.number},
    )
    if before is not None:
        _end(
            before,
            actor,
            now,
            position,
            PublicationEnding.REPLACED,
            f"由第 {newest.number} 版代替",
        )
    made = Publication.objects.create(
        agency=agency,
        item=held,
        version=newest,
        published_at=now,
        published_on=today,
        published_by=actor,
        position=position,
    )
    if first:
        for channel in _automatic(agency, today):
            write_post(position, actor, channel, newest.title, today, "", made)
    InformationItem.objects.filter(pk=held.pk).update(in_work=False)
    enqueue("publishing.published", publication=made.pk, item=held.pk)
    return made


@transaction.atomic
def withdraw(
    *, agency: Agency, actor: Person, now: datetime, item: UUID, reason: str
) -> Publication:
    """Take the item from the public, at once and everywhere. Raises Refusal: reason-missing,
    not-public."""
    require(actor, agency, Role.CLERK, time.today(now))
    held = locks.item(agency, item)
    live = Publication.objects.filter(item=held, withdrawn_at=None).first()
    if live is None:
        raise Refusal("not-public", f"{held.index_number} 现在没有公开，不用撤回。")
    if not reason.strip():
        raise Refusal("reason-missing", "请写明撤回的理由，以后查得到为什么撤回。")
    position = audit.append(
        agency=agency,
        actor=actor,
        now=now,
        verb="publishing.withdrawn",
        subject=subject_of(held),
        data={"publication": str(live.uid)},
    )
    _end(live, actor, now, position, PublicationEnding.WITHDRAWN, reason.strip())
    InformationItem.objects.filter(pk=held.pk).update(in_work=False)
    enqueue("publishing.withdrawn", publication=live.pk, item=held.pk)
    live.refresh_from_db()
    return live


BASIS = "条例第十七条"


def _end(
    live: Publication, actor: Person, now: datetime, position: int, ending: str, reason: str
) -> None:
    Publication.objects.filter(pk=live.pk, withdrawn_at=None).update(
        withdrawn_at=now,
        withdrawn_on=time.today(now),
        withdrawn_by=actor,
        withdrawn_position=position,
        ending=ending,
        withdrawal_reason=reason[:300],
    )


def _automatic(agency: Agency, today: date) -> QuerySet[Channel]:
    """The channels on which everything of the site appears by itself."""
    return Channel.objects.filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=today),
        agency=agency,
        automatic=True,
        opened_on__lte=today,
    ).order_by("id")


def _refuse_unsettled(held: InformationItem) -> None:
    """Art. 11: what touches other agencies is agreed first."""
    for asked in held.coordinations.order_by("id"):
        if asked.result is None:
            raise Refusal(
                "consultation-open",
                f"{asked.asked_on} 征求{asked.body}的意见，还没有登记答复，不能公开。",
                "条例第十一条",
            )
        if asked.result != CoordinationResult.CONFIRMED and asked.settlement is None:
            raise Refusal(
                "consultation-unsettled",
                f"{asked.body}{asked.get_result_display()}，还没有写明怎样处理，不能公开。",
                "条例第十一条",
            )


def _refuse_stale(newest: ItemVersion, seen: UUID) -> None:
    if newest.uid != seen:
        raise Refusal("stale", f"已经有第 {newest.number} 版。请打开新版本，看过以后再做这一步。")
