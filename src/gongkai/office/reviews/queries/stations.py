"""Who stands at which station on a day, and who stands in for whom."""

from __future__ import annotations

from datetime import date

from gongkai.law import review
from gongkai.office.agencies.models import Agency, Delegation, Membership, Person, Role, valid_on

#: Which role of the desk stands at which station.
ROLE_AT = {
    review.Station.CLERK: Role.CLERK,
    review.Station.SECTION: Role.SECTION,
    review.Station.SECRECY: Role.SECRECY,
    review.Station.LEADER: Role.LEADER,
    review.Station.HEAD: Role.SIGNER,
}


STATION_OF = {role: station for station, role in ROLE_AT.items()}


def holders(agency: Agency, on: date) -> dict[review.Station, set[str]]:
    """Who holds each station on a day, by uid."""
    held: dict[review.Station, set[str]] = {station: set() for station in review.Station}
    rows = Membership.objects.filter(
        valid_on(on), agency=agency, role__in=list(STATION_OF), person__is_active=True
    ).values_list("role", "person__uid")
    for role, uid in rows:
        held[STATION_OF[Role(role)]].add(str(uid))
    return held


def names_at(agency: Agency, station: review.Station, on: date, but: Person) -> tuple[str, ...]:
    """Who can decide at a station on a day, by name: its holders and their delegates, never the
    author (`but`)."""
    held, lent = holders(agency, on)[station], delegations(agency, on)
    giving = held - {str(but.uid)}
    able = giving | {d.receiver for d in lent if d.covers(station, on) and d.giver in giving}
    found = Person.objects.filter(uid__in=able - {str(but.uid)}).order_by("display_name", "id")
    return tuple(found.values_list("display_name", flat=True))


def delegations(agency: Agency, on: date) -> list[review.Delegation]:
    """The delegations of a day, by uid."""
    rows = Delegation.objects.filter(
        valid_on(on), agency=agency, role__in=list(STATION_OF), receiver__is_active=True
    ).select_related("giver", "receiver")
    return [
        review.Delegation(
            str(d.giver.uid),
            str(d.receiver.uid),
            STATION_OF[Role(d.role)],
            d.valid_from,
            d.valid_to or date.max,
        )
        for d in rows
    ]
