"""Reading items: what the public sees, and what the desk does."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from gongkai.office.agencies.models import Agency, Person, Role
from gongkai.office.publishing.models import Column, InformationItem, Publication
from gongkai.office.publishing.queries.stages import with_stage


def published(agency: Agency) -> QuerySet[Publication]:
    """What the public sees of an agency's items, and nothing else: the live publications, newest
    first, each with its item, version and column."""
    return (
        Publication.objects.filter(agency=agency, withdrawn_at__isnull=True)
        .select_related("item__column", "item__section", "version")
        .order_by("-published_on", "-id")
    )


def published_item(agency: Agency, index_number: str) -> Publication | None:
    """The live publication of an item; None when there is none, withdrawn or never published."""
    return published(agency).filter(item__index_number=index_number).first()


def columns(agency: Agency) -> QuerySet[Column]:
    """The columns in use, in their order on the site."""
    return (
        Column.objects.filter(agency=agency, closed_on__isnull=True)
        .select_related("parent", "section")
        .order_by("block", "position", "id")
    )


#: Who reads drafts. The administrator keeps accounts and columns, and sees what everybody sees.
READERS = frozenset(
    {Role.CLERK, Role.SECTION, Role.SECRECY, Role.LEADER, Role.SIGNER, Role.AUDITOR}
)


def visible_to(actor: Person, agency: Agency, roles: Collection[str]) -> Q:
    """The items a person may read at the desk: those of the agency they work in; without a part in
    drafting or review, those that are public."""
    if not READERS.isdisjoint(roles):
        return Q(agency=agency)
    return Q(agency=agency, publications__withdrawn_at__isnull=True, publications__isnull=False)


def in_work(agency: Agency) -> QuerySet[InformationItem]:
    """The items with something still to do, the longest formed first, as `standings` takes them."""
    return with_stage(
        InformationItem.objects.filter(agency=agency, in_work=True)
        .select_related("column", "section")
        .order_by("formed_on", "id")
    )
