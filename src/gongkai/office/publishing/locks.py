"""Row locks of items and columns."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from gongkai.office.agencies.models import Agency
from gongkai.office.publishing.models import Column, Coordination, InformationItem, ItemVersion
from gongkai.office.refusal import Refusal


def item(agency: Agency, uid: UUID) -> InformationItem:
    """The item, locked until the transaction ends. Raises Refusal when the agency has none."""
    found = (
        InformationItem.objects.select_for_update(of=("self",), no_key=True)
        .filter(agency=agency, uid=uid)
        .first()
    )
    if found is None:
        raise Refusal("no-item", "没有这条信息，请从列表重新进入。")
    return found


def newest_version(agency: Agency, uid: UUID) -> tuple[InformationItem, ItemVersion]:
    """The locked item with its newest version."""
    held = item(agency, uid)
    newest = (
        ItemVersion.objects.filter(item=held).select_related("edited_by").order_by("-number")[:1]
    )
    return held, newest.get()


def coordination(agency: Agency, uid: UUID) -> Coordination:
    """What was asked of another agency, locked, with its item. Raises Refusal when there is none."""
    found = (
        Coordination.objects.select_for_update(of=("self",), no_key=True)
        .filter(uid=uid, item__agency=agency)
        .select_related("item")
        .first()
    )
    if found is None:
        raise Refusal("no-coordination", "没有这条征求意见的记录，请从信息的页面重新进入。")
    return found


def columns(agency: Agency) -> QuerySet[Column]:
    """The columns of an agency, locked in key order as they are read."""
    return (
        Column.objects.select_for_update(of=("self",), no_key=True)
        .filter(agency=agency)
        .order_by("pk")
    )
