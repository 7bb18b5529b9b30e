"""The processing fees of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai.office.applications import events
from gongkai.office.applications.models import (
    ApplicationEvent,
)

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


@dataclass(frozen=True)
class FeesOfYear:
    """What section six of the report states: notices, their total, what was collected, in yuan."""

    notices: int
    notice_total: int
    collected: int


def fees_of_year(agency: Agency, year: int, position: int) -> FeesOfYear:
    """The processing fees of a year as recorded at a position; corrected events count as put
    right."""
    touched = ApplicationEvent.objects.filter(
        application__agency=agency,
        position__lte=position,
        kind__in=("fee_notice_served", "fee_paid"),
    ).values("application")
    rows = (
        ApplicationEvent.objects.filter(application__in=touched, position__lte=position)
        .select_related("supersedes")
        .order_by("application_id", "ordinal")
    )
    notices = notice_total = collected = 0
    for one in events.standing(rows):
        if date.fromisoformat(one["on"]).year != year:
            continue
        if one["kind"] == "fee_notice_served":
            notices, notice_total = notices + 1, notice_total + one["data"].get("yuan", 0)
        elif one["kind"] == "fee_paid":
            collected += one["data"].get("yuan", 0)
    return FeesOfYear(notices, notice_total, collected)
