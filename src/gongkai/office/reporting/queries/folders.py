"""The years of an agency: where each report stands, its steps and its texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai.office import time
from gongkai.office.agencies.models import Role
from gongkai.office.audit import queries as ledger
from gongkai.office.reporting import stages
from gongkai.office.reporting.models import (
    AnnualReport,
    Draft,
    FrozenReport,
    ReportEvent,
    Step,
)
from gongkai.office.reporting.narrative import Part
from gongkai.office.reporting.stages import Stages

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


#: Who reads reports: those who may see every application and case of the agency, because every
#: number opens its records.
READERS = frozenset({Role.CLERK, Role.LEADER, Role.SIGNER, Role.AUDITOR})


def report_of(agency: Agency, year: int) -> AnnualReport | None:
    """The folder of a year; None before anything was done for it."""
    return AnnualReport.objects.filter(agency=agency, year=year).first()


def stages_of(report: AnnualReport | None) -> Stages:
    """Where a report stands."""
    if report is None:
        return Stages()
    events = ReportEvent.objects.filter(report=report).select_related("actor")
    return stages.fold(events)


#: What comes next, and who does it.
NEXT = {
    Step.COMPILED: ("从台账编制", Role.CLERK),
    Step.CHECKED: ("核对，提交签发", Role.CLERK),
    Step.SIGNED: ("签发", Role.SIGNER),
    Step.FILED: ("报送主管部门", Role.CLERK),
    Step.PUBLISHED: ("公开", Role.CLERK),
}


@dataclass(frozen=True)
class UnderWay:
    """The report of a year that is over, with a step still open: the next one, and who takes it."""

    year: int
    stages: Stages
    next_step: str
    holder: Role


def under_way(agency: Agency, as_of: date) -> UnderWay | None:
    """The report of the year before `as_of`; None once it is published, and for a year in which the
    office had not begun."""
    year = as_of.year - 1
    began = ledger.opened_at(agency)
    if year < 2021 or began is None or time.local_date(began).year > year:
        return None
    held = stages_of(report_of(agency, year))
    return None if held.next is None else UnderWay(year, held, *NEXT[held.next])


def events_of(report: AnnualReport) -> list[ReportEvent]:
    """Its steps, newest first."""
    return list(
        ReportEvent.objects.filter(report=report).select_related("actor").order_by("-position")
    )


def drafts_of(report: AnnualReport | None) -> dict[int, Draft]:
    """The newest version of each section's text."""
    if report is None:
        return {}
    newest: dict[int, Draft] = {}
    rows = Draft.objects.filter(report=report).select_related("written_by")
    for row in rows.order_by("section", "version"):
        newest[row.section] = row
    return newest


def parts_of(draft: Draft | None) -> list[Part]:
    """The parts of a version; none of a section nobody has written."""
    return [Part.from_json(one) for one in draft.parts] if draft else []


@dataclass(frozen=True)
class YearRow:
    """One line of the list of years."""

    year: int
    stages: Stages
    frozen: FrozenReport | None


def years(agency: Agency, today: date) -> list[YearRow]:
    """This year and every year since the ledger was opened or a report was begun, newest first."""
    folders = {r.year: r for r in AnnualReport.objects.filter(agency=agency)}
    events: dict[int, list[ReportEvent]] = {}
    for event in ReportEvent.objects.filter(report__agency=agency).select_related("actor"):
        events.setdefault(event.report_id, []).append(event)
    newest: dict[int, FrozenReport] = {}
    frozen = FrozenReport.objects.filter(agency=agency).defer("content").order_by("version")
    for one in frozen.select_related("signed_by"):
        newest[one.year] = one
    began = ledger.opened_at(agency)
    first = min([today.year, *folders, *([time.local_date(began).year] if began else [])])
    rows = []
    for year in range(today.year, max(first, 2021) - 1, -1):
        folder = folders.get(year)
        held = stages.fold(events.get(folder.pk, [])) if folder else Stages()
        rows.append(YearRow(year, held, newest.get(year)))
    return rows


def begun(agencies: Iterable[Agency], year: int) -> set[int]:
    """Ids of the agencies that have begun their report of a year."""
    return set(
        AnnualReport.objects.filter(agency__in=list(agencies), year=year).values_list(
            "agency_id", flat=True
        )
    )


def head(agency: Agency) -> int:
    """The position of the agency's ledger."""
    return ledger.head(agency)[0]
