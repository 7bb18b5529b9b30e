"""The applications a person may see, in lists and one by one, and the one an applicant follows."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.office import crypto
from gongkai.office.agencies.models import Role
from gongkai.office.applications.models import (
    Application,
    ClockProjection,
    Struck,
)
from gongkai.office.paging import PAGE, Order, Page

if TYPE_CHECKING:
    from gongkai.office.access import Desk
    from gongkai.office.agencies.models import Agency


#: Who sees every application of their agency; a section sees those handed to it.
WHOLE_AGENCY = frozenset({Role.CLERK, Role.LEADER, Role.SIGNER, Role.SECRECY, Role.AUDITOR})


READERS = WHOLE_AGENCY | {Role.SECTION}


#: What a list does not show is not decrypted for it.
UNREAD = (
    "application__request_text",
    "application__query_code",
    "application__applicant__name",
    "application__applicant__identity_number",
    "application__applicant__telephone",
    "application__applicant__address",
    "application__applicant__email",
)


#: What a registration that was taken back is called in the place of its state.
STRUCK = "登记已撤销"


IS_STRUCK = Exists(Struck.objects.filter(application=OuterRef("pk")))


#: What the desk shows of a clock, and nothing else.
SHOWN = (
    "state",
    "open",
    "due_on",
    "waiting_until",
    "consulting_until",
    "provisional",
    "application__number",
    "application__subject_line",
    "application__applicant__kind",
    "application__section__name",
)


def visible_to(actor: Desk) -> Q:
    """The applications, or their clocks, that a person sees at their desk: the only definition."""
    own = Q(agency=actor.agency)
    if not WHOLE_AGENCY.isdisjoint(actor.roles):
        return own
    if Role.SECTION in actor.roles:
        return own & Q(section__in=[section.pk for section in actor.sections])
    return Q(pk__in=[])


def one(actor: Desk, number: str) -> Application:
    """The application of that number, if the person may see it; else Application.DoesNotExist."""
    return (
        Application.objects.filter(visible_to(actor))
        .select_related("agency__region", "applicant", "section", "struck__recorded_by")
        .get(number=number)
    )


def of_applicant(agency: Agency, number: str, code: str) -> Application | None:
    """The application whose number and query code somebody has in hand; None when they do not
    belong together. The code is looked up by its keyed fingerprint, so no comparison tells how much
    of a guess was right."""
    found = (
        Application.objects.filter(
            agency=agency,
            query_fingerprint=crypto.keys().fingerprint(code, "application/query_code"),
        )
        .select_related("agency__region", "applicant")
        .first()
    )
    if found is None or not hmac.compare_digest(found.number.encode(), number.encode()):
        return None
    return found


BY_DUE_DATE = Order("due_on", "application_id", oldest_first=True)


NEWEST_FIRST = Order(key="application_id")


def listed(
    actor: Desk,
    *,
    show: str = "open",
    number: str = "",
    after: str = "",
    before: str = "",
    size: int = PAGE,
) -> Page[ClockProjection]:
    """A page of the applications by due date (show="open"), or newest first ("waiting", "closed",
    "all"). `number` finds them by the end of a number or a part of what they are about, newest
    first. One query."""
    rows = _visible_clocks(actor)
    if number:
        meant = Q(application__number__endswith=number)
        meant |= Q(application__subject_line__contains=number)
        return Page(tuple(rows.filter(meant).order_by("-application_id")[:size]))
    asked = {"after": after, "before": before}
    if show == "open":
        return BY_DUE_DATE.page(rows.filter(open=True, due_on__isnull=False), **asked, size=size)
    if show == "waiting":
        rows = rows.filter(open=True, due_on__isnull=True)
    elif show == "closed":
        rows = rows.filter(open=False)
    return NEWEST_FIRST.page(rows, **asked, size=size)


def _visible_clocks(actor: Desk) -> QuerySet[ClockProjection]:
    # A projection has the application's agency and section: the one filter holds for it as it is.
    rows = ClockProjection.objects.filter(visible_to(actor)).annotate(
        is_struck=Exists(Struck.objects.filter(application=OuterRef("application")))
    )
    return rows.select_related("application__applicant", "application__section").defer(*UNREAD)


def soonest(
    agency: Agency, *, limit: int, sections: Collection[int] | None = None
) -> list[ClockProjection]:
    """Open applications by due date, then those that wait for the applicant."""
    rows = (
        ClockProjection.objects.filter(agency=agency, open=True)
        .select_related("application__section", "application__applicant")
        .only(*SHOWN)
    )
    if sections is not None:
        rows = rows.filter(section__in=sections)
    due = list(rows.filter(due_on__isnull=False).order_by("due_on", "application_id")[:limit])
    if len(due) == limit:
        return due
    waiting = rows.filter(due_on__isnull=True).order_by("-application_id")
    return due + list(waiting[: limit - len(due)])


def kept(actor: Desk, application: Application) -> str:
    """The number of the registration that stands in the place of one taken back; "" where there is
    none, or none that the person sees."""
    held = struck(application)
    if held is None or held.instead_id is None:
        return ""
    rows = Application.objects.filter(visible_to(actor), pk=held.instead_id)
    return rows.values_list("number", flat=True).first() or ""


def registered_again(actor: Desk, application: Application) -> list[str]:
    """The numbers of the registrations taken back because this one stands, as far as the person sees
    them."""
    rows = Application.objects.filter(visible_to(actor), struck__instead=application)
    return list(rows.order_by("pk").values_list("number", flat=True))


def struck(application: Application) -> Struck | None:
    """That it was registered by mistake; None for an application that counts."""
    return getattr(application, "struck", None)
