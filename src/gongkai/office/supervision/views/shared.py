"""What several of the supervising office's pages need."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404

from gongkai.office.access import Desk, DeskRequest
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.reporting.deadline import Deadline, deadline
from gongkai.office.supervision import queries, services
from gongkai.office.supervision.models import Received

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A unit gets about a week to mend and file again.
DAYS_TO_MEND = 5


def board_of(desk: Desk, year: int) -> queries.Board:
    """The board; 404 for a year that cannot have been collected."""
    if not services.FIRST_YEAR <= year < desk.today.year:
        raise Http404
    return queries.board(desk.agency, year, desk.today)


def deadline_of(desk: Desk, year: int) -> Deadline:
    """When departments had to file."""
    return deadline(year, False, desk.today, calendar_of(desk.agency))


def mend_by(desk: Desk) -> date:
    """DAYS_TO_MEND working days from today."""
    return calendar_of(desk.agency).add_working_days(desk.today, DAYS_TO_MEND).day


def received_of(request: DeskRequest, uid: UUID) -> Received:
    """The received report, if the person may see it; else 404."""
    try:
        return queries.one(request.desk, uid)
    except Received.DoesNotExist:
        raise Http404 from None
