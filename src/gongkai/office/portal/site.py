"""Whose public site a request is for. Every view of the portal is a `public_view`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from gongkai.office import time
from gongkai.office.agencies.models import Agency
from gongkai.office.agencies.queries import working_here
from gongkai.office.publishing.models import Column

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Office:
    """What the public reads of the office that answers for disclosure: empty where it is not known;
    `fax` is None where it is not known, empty where there is none."""

    name: str
    address: str
    postcode: str
    hours: str
    telephone: str
    fax: str | None
    email: str


@dataclass(frozen=True)
class Site:
    """The portal of one agency in one request. `code` is empty where it stands at the root."""

    agency: Agency
    code: str
    now: datetime
    today: date

    def address(self, name: str, *args: Any) -> str:
        """The address of a page of this portal."""
        if self.code:
            # A positional argument and a keyword cannot be mixed: the code comes first.
            return reverse(f"portal-of:{name}", args=[self.code, *args])
        return reverse(f"portal:{name}", args=args)

    @property
    def office(self) -> Office:
        """How the office that answers for disclosure is reached; as far as the agency said, that of
        the agency itself."""
        said = getattr(self.agency, "disclosure_office", None)
        held = said or self.agency
        return Office(
            name=said.name if said else self.agency.name,
            address=held.address,
            postcode=held.postcode,
            hours=said.hours if said else "",
            telephone=held.telephone,
            fax=said.fax if said else None,
            email=held.email,
        )


class PublicRequest(HttpRequest):
    """The request a public view gets."""

    site: Site  # type: ignore[assignment]  # not the framework's, which is not installed


def _agencies() -> QuerySet[Agency]:
    return working_here().select_related("region", "disclosure_office")


def default_agency() -> Agency | None:
    """The agency at the root: the one of GONGKAI_PORTAL_AGENCY, else the first that has columns,
    else the first."""
    agencies = _agencies().order_by("pk")
    code = settings.ENVIRONMENT.portal_agency
    if code:
        return agencies.filter(credit_code=code).first()
    return agencies.filter(pk__in=Column.objects.values("agency")).first() or agencies.first()


def site_of(code: str) -> Site | None:
    """The site under a credit code, or the one at the root; None when there is none."""
    if code:
        agency = _agencies().filter(credit_code=code).first()
    else:
        agency = default_agency()
    if agency is None:
        return None
    now = time.now()
    return Site(agency, code, now, time.today(now))


def public_view(view: View) -> View:
    """Anybody may see it. Sets `request.site`; without such an agency there is no page."""

    @wraps(view)
    def open_to_all(request: Any, *args: Any, code: str = "", **kwargs: Any) -> HttpResponseBase:
        site = site_of(code)
        if site is None:
            raise Http404
        request.site = site
        return view(request, *args, **kwargs)

    open_to_all.public = True  # type: ignore[attr-defined]
    return open_to_all
