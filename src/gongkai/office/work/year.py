"""The year beside the desk's list: what was done so far, and the report it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from gongkai.office.agencies.models import Agency
from gongkai.office.agencies.working_days import calendar_of
from gongkai.office.applications import counting
from gongkai.office.applications import queries as applications
from gongkai.office.audit import queries as ledger
from gongkai.office.publishing.queries.metrics import first_publications
from gongkai.office.reporting import queries as reporting
from gongkai.office.reporting.deadline import Deadline, deadline

if TYPE_CHECKING:
    from gongkai.office.access import Desk


@dataclass(frozen=True)
class YearSoFar:
    """Numbers of a year up to now, as the annual report counts them: applications received, carried
    over from the year before, concluded and not yet concluded; items made public for the first time."""

    year: int
    received: int
    carried_in: int
    concluded: int
    open: int
    published: int


def so_far(desk: Desk) -> YearSoFar | None:
    """For those who see all applications of the agency; None for others."""
    if not desk.has(*applications.WHOLE_AGENCY):
        return None
    position, head_hash = ledger.head(desk.agency)
    return _counted(desk.agency, desk.today.year, position, head_hash)


@lru_cache(maxsize=64)
def _counted(agency: Agency, year: int, position: int, head_hash: str) -> YearSoFar:
    """Counted once for a state of the ledger: the same hash is the same records."""
    rows = counting.so_far(agency, year, position)
    return YearSoFar(year, *rows, first_publications(agency, year, position).count())


@dataclass(frozen=True)
class ReportAhead:
    """The report to be handed in next and its statutory day; of last year's, what is to be done."""

    year: int
    due: Deadline
    next_step: str = ""
    holder: str = ""


def report_ahead(desk: Desk) -> ReportAhead | None:
    """Last year's report while a step of it is open, then that of the running year. For those who read
    reports; None for others."""
    if not desk.has(*reporting.READERS):
        return None
    government = desk.agency.kind == "government"
    open_one = reporting.under_way(desk.agency, desk.today)
    year = open_one.year if open_one else desk.today.year
    due = deadline(year, government, desk.today, calendar_of(desk.agency))
    if open_one is None:
        return ReportAhead(year, due)
    return ReportAhead(year, due, open_one.next_step, open_one.holder.label)
