"""The versions, rounds, templates and sheets a person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from gongkai.office.agencies.models import Agency, Role
from gongkai.office.reviews.models import Round, SignedSheet, Template, Version
from gongkai.office.reviews.queries.course import open_rounds, rounds
from gongkai.office.reviews.queries.stations import STATION_OF

if TYPE_CHECKING:
    from gongkai.office.access import Desk


READERS = frozenset({*STATION_OF, Role.AUDITOR})


def visible_to(actor: Desk) -> Q:
    """The versions a person may read: of the agency they work in, with a role that takes part in
    reviews; their own always."""
    agency = Q(agency=actor.agency)
    return agency if actor.has(*READERS) else agency & Q(author=actor.person)


def visible_templates(actor: Desk) -> Q:
    """The templates of the agency: to those who take part in reviews and to who makes them."""
    seen = actor.has(*READERS, Role.ADMINISTRATOR)
    return Q(agency=actor.agency) if seen else Q(pk__in=[])


def visible_rounds(actor: Desk) -> QuerySet[Round]:
    """The rounds over versions the person may read."""
    return rounds().filter(version__in=Version.objects.filter(visible_to(actor)))


def visible_sheets(actor: Desk) -> Q:
    """The signed sheets of the versions a person may read."""
    return Q(version__in=Version.objects.filter(visible_to(actor)))


#: Model → its filter. A round and its decisions are seen with their version (`visible_rounds`).
VISIBLE = {Version: visible_to, Template: visible_templates, SignedSheet: visible_sheets}


def under_way(actor: Desk) -> QuerySet[Round]:
    """The open rounds a person may see, oldest first."""
    return open_rounds(actor.agency).filter(version__in=Version.objects.filter(visible_to(actor)))


def templates_of(actor: Desk) -> list[Template]:
    """The templates in use that a person may see, by name."""
    seen = Template.objects.filter(visible_templates(actor), closed_on=None)
    return list(seen.order_by("name", "id"))


def sheets_of(actor: Desk, version: Version) -> list[SignedSheet]:
    """The signed sheets of a version, newest first."""
    return list(
        SignedSheet.objects.filter(visible_sheets(actor), version=version)
        .select_related("file", "filed_by")
        .order_by("-id")
    )


def before(actor: Desk, version: Version) -> Version | None:
    """The version of the same text that this one replaced, if the person may read it."""
    earlier = Version.objects.filter(
        visible_to(actor), subject=version.subject, number__lt=version.number
    )
    return earlier.order_by("-number").first()


def open_templates(agency: Agency) -> list[Template]:
    """The templates in use, by name."""
    return list(Template.objects.filter(agency=agency, closed_on=None).order_by("name", "id"))
