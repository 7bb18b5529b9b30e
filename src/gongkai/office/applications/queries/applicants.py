"""What else the same applicant asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from gongkai.law.fees import number_in_month
from gongkai.office.applications.models import (
    Application,
    ApplicationFact,
)
from gongkai.office.applications.queries.seen import visible_to

if TYPE_CHECKING:
    from gongkai.office.access import Desk


def same_applicant(
    application: Application, *, seen_by: Desk | None = None
) -> QuerySet[ApplicationFact]:
    """The other applications of the same applicant at this agency, newest first: all of them, for
    counting, or those a person sees."""
    facts = ApplicationFact.objects.current()
    if seen_by is not None:
        seen = Application.objects.filter(visible_to(seen_by))
        facts = facts.filter(application__in=seen.values("pk"))
    return (
        facts.filter(
            agency=application.agency,
            application__applicant__identity=application.applicant.identity,
        )
        .exclude(application=application)
        .select_related("application")
        .order_by("-received_on", "-id")
    )


def number_of_month(application: Application, received_on: date) -> int:
    """Which application of its natural month this is, for the fee by item (109号第四条)."""
    earlier = same_applicant(application).filter(
        Q(received_on__lt=received_on) | Q(received_on=received_on, application__lt=application),
        received_on__gte=received_on.replace(day=1),
    )
    return number_in_month(received_on, earlier.values_list("received_on", flat=True))
