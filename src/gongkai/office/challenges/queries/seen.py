"""The cases a person may see, in lists and one by one, and those an agency has to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet

from gongkai.office.agencies.models import Role
from gongkai.office.challenges.models import Case, CaseEvent, CaseFact
from gongkai.office.paging import Order, Page

if TYPE_CHECKING:
    from gongkai.office.access import Desk
    from gongkai.office.agencies.models import Agency

PENDING = "pending"
READERS = frozenset({Role.CLERK, Role.LEADER, Role.SIGNER, Role.AUDITOR})
NEWEST_FIRST = Order(key="case_id")


def visible_to(actor: Desk) -> Q:
    """The cases a person sees at their desk: the only definition."""
    return Q(agency=actor.agency) if not READERS.isdisjoint(actor.roles) else Q(pk__in=[])


def one(actor: Desk, number: str) -> Case:
    """The case of that number, if the person may see it; else Case.DoesNotExist."""
    return (
        Case.objects.filter(visible_to(actor))
        .select_related("agency", "application")
        .get(number=number)
    )


def listed(
    actor: Desk, *, show: str = PENDING, after: str = "", before: str = ""
) -> Page[CaseFact]:
    """A page of the cases, newest first; show: pending, decided or all. Two queries."""
    facts = CaseFact.objects.current().filter(
        agency=actor.agency, case__in=Case.objects.filter(visible_to(actor)).values("pk")
    )
    if show in (PENDING, "decided"):
        facts = facts.filter(decided_on__isnull=show == PENDING)
    facts = facts.select_related("case__agency", "case__application")
    return NEWEST_FIRST.page(
        facts.prefetch_related(_events("case__events")), after=after, before=before
    )


def _events(of: str) -> Prefetch[str, QuerySet[CaseEvent], str]:
    """What happened in each case of a list, without the notes: no list deciphers them."""
    return Prefetch(of, CaseEvent.objects.defer("note").order_by("id"))


def all_struck(actor: Desk) -> list[Case]:
    """The newest cases whose registration was struck out: no list holds them, they count nowhere."""
    return list(Case.objects.filter(visible_to(actor), events__kind="struck").order_by("-id")[:20])


def unanswered(agency: Agency, most: int) -> list[Case]:
    """Pending cases without this agency's reply or defence, the oldest registered notice first."""
    facts = CaseFact.objects.current().filter(agency=agency, decided_on__isnull=True)
    return list(
        Case.objects.filter(pk__in=facts.values("case"))
        .exclude(events__kind="replied")
        .select_related("agency")
        .prefetch_related(_events("events"))
        .order_by("notice_on", "id")[:most]
    )
