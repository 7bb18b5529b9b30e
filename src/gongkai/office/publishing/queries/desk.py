"""What the desk's pages of items read: lists by keyset, and one item with everything about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from gongkai.office.paging import Order, Page
from gongkai.office.publishing.models import (
    Attachment,
    ChannelPost,
    Coordination,
    InformationItem,
    ItemVersion,
    Publication,
)
from gongkai.office.publishing.queries.stages import (
    AT,
    Stage,
    Standing,
    standings,
    with_stage,
)
from gongkai.office.publishing.visibility import attachments, coordinations, items, versions

if TYPE_CHECKING:
    from gongkai.office.access import Desk

NEWEST_FIRST = Order()


def listed(
    actor: Desk,
    *,
    stage: str = "",
    column: str = "",
    search: str = "",
    after: str = "",
    before: str = "",
) -> Page[Standing]:
    """One page of the items a person sees, newest first. `search` looks in the titles of all versions
    they see and in the index number. Two queries."""
    found: QuerySet[InformationItem] = InformationItem.objects.filter(items(actor))
    if column:
        found = found.filter(column__slug=column)
    if search:
        titled = ItemVersion.objects.filter(
            versions(actor), item=OuterRef("pk"), title__contains=search
        )
        found = found.filter(Exists(titled) if "/" not in search else _index(search))
    found = with_stage(found.select_related("column", "section"), versions(actor))
    if stage:
        found = found.filter(AT[Stage(stage)])
    return NEWEST_FIRST.page(found, after=after, before=before).of(standings)


def _index(search: str) -> Exists:
    return Exists(InformationItem.objects.filter(pk=OuterRef("pk"), index_number__contains=search))


def one(actor: Desk, uid: UUID) -> Standing | None:
    """An item they may see with the newest version they see, None otherwise."""
    rows = list(
        with_stage(
            InformationItem.objects.filter(items(actor), uid=uid).select_related(
                "column", "section", "interprets", "consulted", "created_by", "agency"
            ),
            versions(actor),
        )[:1]
    )
    return standings(rows)[0] if rows else None


def versions_of(actor: Desk, item: InformationItem) -> list[ItemVersion]:
    """The versions they may see, newest first, with attachments, submission and publication; without
    their texts, which are deciphered where one is read (see `whole`)."""
    listed = Attachment.objects.select_related("file").defer("text")
    return list(
        ItemVersion.objects.filter(versions(actor), item=item)
        .select_related("edited_by", "submission__review", "publication__published_by")
        .defer("body", "submission__review__body")
        .prefetch_related(Prefetch("attachments", listed))
        .order_by("-number")
    )


def whole(version: ItemVersion) -> ItemVersion:
    """A version of `versions_of` with its text and those of its attachments."""
    read = Attachment.objects.select_related("file")
    return ItemVersion.objects.prefetch_related(Prefetch("attachments", read)).get(pk=version.pk)


def attachment(actor: Desk, uid: UUID) -> Attachment | None:
    """A file of a version they may see."""
    found = Attachment.objects.filter(attachments(actor), uid=uid).select_related("file")
    return found.defer("text").first()


def coordinations_of(actor: Desk, item: InformationItem) -> Sequence[Coordination]:
    """What was asked of other agencies about an item, oldest first."""
    return list(
        Coordination.objects.filter(coordinations(actor), item=item)
        .select_related("asked_by", "answered_by")
        .order_by("id")
    )


def coordination(actor: Desk, uid: UUID) -> Coordination | None:
    return Coordination.objects.filter(coordinations(actor), uid=uid).select_related("item").first()


def publications_of(item: InformationItem) -> list[Publication]:
    """When the item was public, newest first, without the texts."""
    return list(
        Publication.objects.filter(item=item)
        .select_related("version", "published_by", "withdrawn_by")
        .defer("version__body")
        .order_by("-id")
    )


def elsewhere(item: InformationItem) -> list[ChannelPost]:
    """Where else the item was put by hand, as far as it was recorded, the newest first."""
    posts = ChannelPost.objects.current().filter(publication__item=item, channel__automatic=False)
    return list(posts.select_related("channel").order_by("-posted_on", "-id"))
