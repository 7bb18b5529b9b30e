"""Agencies by period: above whom each stands, what it was called, which work here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from gongkai.office.agencies.models import (
    Agency,
    AgencyName,
    Membership,
    Succession,
    SuccessionKind,
    Superior,
    still,
    valid_on,
)


def superior_of(agency: Agency, on: date) -> Superior | None:
    """The supervising office and the reconsideration body of a day."""
    return (
        Superior.objects.filter(valid_on(on), agency=agency)
        .select_related("superior")
        .order_by("-valid_from", "-id")
        .first()
    )


def above(agency: Agency, since: date) -> set[int]:
    """The keys of all offices over an agency, and over those, on some day from `since` on."""
    found: set[int] = set()
    asked = {agency.pk}
    while asked:
        over = Superior.objects.filter(still(since), agency__in=asked, superior__isnull=False)
        asked = set(over.values_list("superior_id", flat=True)) - found
        found |= asked
    return found


def name_on(agency: Agency, day: date) -> str:
    """What the agency was called on a day: what a paper of that day prints."""
    held = (
        AgencyName.objects.filter(valid_on(day), agency=agency)
        .values_list("name", flat=True)
        .first()
    )
    return held or agency.name


def aliases(agencies: Collection[Agency], year: int) -> dict[str, str]:
    """Other names under which the agencies' reports on a year may be found → the name of today:
    their former names, and those of agencies merged into them by the end of that year."""
    today = {agency.pk: agency.name for agency in agencies}
    names = AgencyName.objects.filter(agency__in=today).values_list("agency_id", "name")
    merged = Succession.objects.filter(
        agency__in=today, kind=SuccessionKind.MERGED, on__lte=date(year, 12, 31)
    ).values_list("agency_id", "predecessor_name")
    present = set(today.values())
    return {name: today[pk] for pk, name in (*merged, *names) if name not in present}


def working_here() -> QuerySet[Agency]:
    """The agencies with people of their own in this installation. The others are entered only so that
    their superior collects their reports: nobody reads what would be sent to them."""
    return Agency.objects.filter(Exists(Membership.objects.filter(agency=OuterRef("pk"))))


def subordinates_of(superior: Agency, on: date) -> list[Agency]:
    """The agencies an office supervises on a day, by name."""
    return list(
        Agency.objects.filter(valid_on(on, "superiors__"), superiors__superior=superior)
        .distinct()
        .order_by("name", "id")
    )


def supervises(superior: Agency, on: date) -> bool:
    """Whether an office supervises any agency on a day."""
    return Superior.objects.filter(valid_on(on), superior=superior).exists()
