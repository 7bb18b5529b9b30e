"""What a person of the supervising office sees of what came, and a unit of what was sent back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from gongkai.office.agencies.models import Role
from gongkai.office.reporting import queries as reporting
from gongkai.office.supervision.models import (
    Decision,
    Parcel,
    Received,
    Step,
)

if TYPE_CHECKING:
    from gongkai.office.access import Desk
    from gongkai.office.agencies.models import Agency


READERS = frozenset({Role.SUPERVISOR})


def visible_to(desk: Desk) -> Q:
    """The received reports and parcels a person sees at their desk: the only definition."""
    return Q(agency=desk.agency) if not READERS.isdisjoint(desk.roles) else Q(pk__in=[])


def one(desk: Desk, uid: UUID) -> Received:
    """One received report, if the person may see it; else Received.DoesNotExist."""
    return (
        Received.objects.filter(visible_to(desk))
        .select_related("agency", "unit", "file", "received_by")
        .get(uid=uid)
    )


def returns_visible_to(desk: Desk) -> Q:
    """The returns of its own reports that a unit sees in this installation: those who read them."""
    own = Q(received__unit=desk.agency, step=Step.RETURNED)
    return own if not reporting.READERS.isdisjoint(desk.roles) else Q(pk__in=[])


def returned(desk: Desk, uid: UUID) -> Decision:
    """One return of the unit's own reports, if the person may see it; else Decision.DoesNotExist."""
    found = Decision.objects.filter(returns_visible_to(desk))
    return found.select_related("received__agency", "received__unit", "letter").get(uid=uid)


def unanswered_returns(unit: Agency) -> list[Decision]:
    """The returns of a unit's reports after which none came again, oldest first."""
    newer = Received.objects.filter(
        agency=OuterRef("received__agency"),
        unit=OuterRef("received__unit"),
        year=OuterRef("received__year"),
        number__gt=OuterRef("received__number"),
    )
    found = Decision.objects.filter(~Exists(newer), received__unit=unit, step=Step.RETURNED)
    return list(found.select_related("received__agency").order_by("due_on", "id"))


def parcel(desk: Desk, uid: UUID) -> Parcel:
    """One of them, if the person may see it; else Parcel.DoesNotExist."""
    return Parcel.objects.filter(visible_to(desk)).select_related("agency", "sent_by").get(uid=uid)


def parcels(desk: Desk, year: int) -> list[Parcel]:
    """Those of a year with `total` and `open` files, newest first."""
    rows = Parcel.objects.filter(visible_to(desk), year=year)
    counted = rows.annotate(
        total=Count("files"),
        open=Count("files", filter=Q(files__received__isnull=True)),
    )
    return list(counted.select_related("sent_by").order_by("-id"))
