"""Finding an application by its number, a part of what it is about, or the applicant's whole name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from gongkai.law.state import STATE_NAMES
from gongkai.office.applications import queries
from gongkai.office.applications.models import Application
from gongkai.office.applications.services.registering import print_of_name
from gongkai.office.finding import MOST, Found

if TYPE_CHECKING:
    from gongkai.office.access import Desk


def find(*, desk: Desk, text: str) -> Iterable[Found]:
    """Applications the person may see, newest first. A name is met by its fingerprint, so only whole,
    and only by those who see all applications."""
    meant = Q(number__endswith=text) | Q(subject_line__contains=text)
    if desk.has(*queries.WHOLE_AGENCY):
        meant |= Q(applicant__name_print=print_of_name(text))
    rows = (
        Application.objects.filter(queries.visible_to(desk), meant)
        .select_related("applicant", "clock")
        .only(
            "number", "subject_line", "applicant__kind", "clock__state", "clock__consulting_until"
        )
        .order_by("-id")[:MOST]
    )
    for row in rows:
        state = STATE_NAMES[row.clock.state_on(desk.today)]
        yield Found(
            "申请",
            row.number,
            row.subject_line,
            reverse("applications:one", args=[row.number]),
            f"{row.applicant.get_kind_display()} · {state}",
        )
