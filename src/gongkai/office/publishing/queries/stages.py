"""How far an item is, worked out from its versions, its reviews and its publications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from gongkai.office.agencies.models import Person
from gongkai.office.publishing.models import (
    InformationItem,
    ItemVersion,
    Publication,
    Submission,
)
from gongkai.office.reviews.models import Decision, Round


class Stage(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"
    RETURNED = "returned"
    READY = "ready"
    PUBLIC = "public"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


STAGE_NAMES = {
    Stage.DRAFT: "起草",
    Stage.REVIEW: "审核中",
    Stage.RETURNED: "已退回",
    Stage.READY: "审完，待公开",
    Stage.PUBLIC: "已公开",
    Stage.WITHDRAWN: "已撤回",
    Stage.CLOSED: "不公开",
}

MARKS = {
    Stage.DRAFT: "todo",
    Stage.REVIEW: "doing",
    Stage.RETURNED: "back",
    Stage.READY: "doing",
    Stage.PUBLIC: "done",
    Stage.WITHDRAWN: "none",
    Stage.CLOSED: "none",
}


def with_stage(
    items: QuerySet[InformationItem], seen: Q | None = None
) -> QuerySet[InformationItem]:
    """The items with what `stage_of` needs: `newest_id`, `review_id`, `returned`, `passed`,
    `levels`, `live_version_id`, `was_public` (the newest version was, and is no more) and
    `last_published_on`. `seen` is the filter of the versions a person sees: newest is then the
    newest of these, and who sees only what is public learns of no draft."""
    held = ItemVersion.objects.filter(seen or Q(), item=OuterRef("pk"))
    newest = held.order_by("-number").values("pk")[:1]
    handed = Submission.objects.filter(version=OuterRef("newest_id")).values("review_id")[:1]
    decisions = Decision.objects.filter(round__version=OuterRef("review_id"))
    passed = (
        decisions.filter(approved=True)
        .values("round__version")
        .annotate(count=Count("pk"))
        .values("count")
    )
    publications = Publication.objects.filter(item=OuterRef("pk"))
    return (
        items.annotate(newest_id=Subquery(newest))
        .annotate(
            review_id=Subquery(handed),
            live_version_id=Subquery(
                publications.filter(withdrawn_at__isnull=True).values("version_id")[:1]
            ),
            was_public=Exists(
                Publication.objects.filter(
                    version=OuterRef("newest_id"), withdrawn_at__isnull=False
                )
            ),
            last_published_on=Subquery(
                publications.order_by().values("item").annotate(on=Max("published_on")).values("on")
            ),
        )
        .annotate(
            returned=Exists(decisions.filter(approved=False)),
            passed=Coalesce(Subquery(passed, output_field=IntegerField()), 0),
            levels=Subquery(
                Round.objects.filter(version=OuterRef("review_id")).values(
                    "template__levels_count"
                )[:1]
            ),
        )
    )


#: Which items stand at a stage; over the columns of `with_stage`.
_OPEN = Q(closed_on__isnull=True)
_NEW = (
    _OPEN
    & (Q(live_version_id__isnull=True) | ~Q(live_version_id=F("newest_id")))
    & Q(was_public=False)
)
AT = {
    Stage.DRAFT: _NEW & Q(review_id__isnull=True),
    Stage.REVIEW: _NEW & Q(review_id__isnull=False, returned=False, passed__lt=F("levels")),
    Stage.RETURNED: _NEW & Q(returned=True),
    Stage.READY: _NEW & Q(review_id__isnull=False, returned=False, passed__gte=F("levels")),
    Stage.PUBLIC: _OPEN & Q(live_version_id=F("newest_id")),
    Stage.WITHDRAWN: _OPEN & Q(was_public=True),
    Stage.CLOSED: Q(closed_on__isnull=False),
}


def stage_of(item: InformationItem) -> Stage:
    """The stage of an item that came out of `with_stage`. An item before the public whose next
    version is being written stands where that version stands."""
    held: dict[str, object] = item.__dict__
    if item.closed_on is not None:
        return Stage.CLOSED
    if held["was_public"]:
        return Stage.WITHDRAWN
    if held["live_version_id"] is not None and held["live_version_id"] == held["newest_id"]:
        return Stage.PUBLIC
    if held["review_id"] is None:
        return Stage.DRAFT
    if held["returned"]:
        return Stage.RETURNED
    return Stage.READY if held["passed"] == held["levels"] else Stage.REVIEW


@dataclass(frozen=True)
class Standing:
    """An item with its newest version and where it stands.

    live     some version is before the public
    waiting  the index of the level that decides next, while under review
    """

    item: InformationItem
    version: ItemVersion
    stage: Stage
    live: bool
    waiting: int | None
    last_published_on: date | None

    @property
    def name(self) -> str:
        return STAGE_NAMES[self.stage]

    @property
    def mark(self) -> str:
        return MARKS[self.stage]

    @property
    def editor(self) -> Person:
        return self.version.edited_by


def standings(items: Sequence[InformationItem]) -> list[Standing]:
    """Items of `with_stage` with their newest versions, in the same order; one query."""
    ids = [item.__dict__["newest_id"] for item in items]
    versions = ItemVersion.objects.select_related("edited_by").defer("body").in_bulk(ids)
    found = []
    for item in items:
        held = item.__dict__
        stage = stage_of(item)
        found.append(
            Standing(
                item=item,
                version=versions[held["newest_id"]],
                stage=stage,
                live=held["live_version_id"] is not None,
                waiting=held["passed"] if stage is Stage.REVIEW else None,
                last_published_on=held["last_published_on"],
            )
        )
    return found
