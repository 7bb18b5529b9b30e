"""Finding an application by its number or a part of what it is about. The applicant's name is asked by
`services.find_by_name`, which leaves a trace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse

from gongkai.law.state import STATE_NAMES
from gongkai.office.applications import queries
from gongkai.office.applications.models import Application
from gongkai.office.finding import MOST, Found

if TYPE_CHECKING:
    from gongkai.office.access import Desk

KIND = "申请"


def find(*, desk: Desk, text: str) -> Iterable[Found]:
    """Applications the person may see, newest first."""
    meant = Q(number__endswith=text) | Q(subject_line__contains=text)
    rows = Application.objects.filter(queries.visible_to(desk), meant)
    return shown(rows.order_by("-id")[:MOST], desk.today)


def shown(rows: QuerySet[Application], as_of: date) -> list[Found]:
    """Applications as they are found: what each is about, nothing of who applied."""
    return [
        Found(
            KIND,
            row.number,
            row.subject_line,
            reverse("applications:one", args=[row.number]),
            f"{row.applicant.get_kind_display()} · "
            + (queries.STRUCK if row.is_struck else STATE_NAMES[row.clock.state_on(as_of)]),
        )
        for row in rows.select_related("applicant", "clock")
        .annotate(is_struck=queries.IS_STRUCK)
        .only(
            "number", "subject_line", "applicant__kind", "clock__state", "clock__consulting_until"
        )
    ]
