"""The reports of a unit that came in: which is the newest, what the rules find in it, what was made of that."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from gongkai.office import time
from gongkai.office.agencies import queries as agencies
from gongkai.office.reporting import queries as reporting
from gongkai.office.supervision import reading
from gongkai.office.supervision.models import (
    Judgement,
    Reading,
    Received,
    Ruling,
)
from gongkai.report.names import Names, make_names
from gongkai.report.rules.listing import VERSION
from gongkai.report.verdicts import Decision as Decided
from gongkai.report.verdicts import Verdict, Verdicts

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gongkai.office.agencies.models import Agency
    from gongkai.report.model import Report
    from gongkai.report.rules import CheckResult


def latest_of(agency: Agency, unit: Agency, year: int) -> Received | None:
    """The newest report of a unit and year that came to this office."""
    return (
        Received.objects.filter(agency=agency, unit=unit, year=year)
        .select_related("agency", "unit")
        .order_by("-number")
        .first()
    )


def all_of(agency: Agency, unit: Agency, year: int) -> list[Received]:
    """Every report of a unit and year, newest first, with its decisions."""
    return list(
        Received.objects.filter(agency=agency, unit=unit, year=year)
        .select_related("file")
        .prefetch_related("decisions__letter", "decisions__by")
        .order_by("-number")
    )


def previous_report(received: Received) -> Report | None:
    """The unit's report of the year before: as it came here, or as it was frozen in this
    installation; None when neither is there."""
    held = latest_of(received.agency, received.unit, received.year - 1)
    if held is not None:
        return reading.report_of(held)
    frozen = reporting.last_frozen(received.unit, received.year - 1)
    return reporting.frozen_value(frozen) if frozen else None


def judgements_of(received: Received) -> dict[str, Judgement]:
    """What was made of findings of the unit's year, the newest by fingerprint."""
    rows = Judgement.objects.filter(
        agency=received.agency, unit=received.unit, year=received.year
    ).select_related("by")
    return {row.fingerprint: row for row in rows.order_by("id")}


def verdicts_of(received: Received) -> Verdicts:
    """The judgements as the report layer writes them beside findings."""
    return {
        fingerprint: Verdict(
            agency=received.unit.name,
            year=received.year,
            rule=row.rule,
            fingerprint=fingerprint,
            decision=Decided(row.ruling),
            reason=row.reason or "要求改正",
            who=row.by.display_name,
            at=row.at.astimezone(time.ZONE),
        )
        for fingerprint, row in judgements_of(received).items()
    }


def units_of(agency: Agency, year: int, as_of: date) -> list[Agency]:
    """The units whose reports on a year this office collects: those under it when the year ended."""
    return agencies.subordinates_of(agency, min(date(year, 12, 31), as_of))


def names_of(units: Collection[Agency], year: int) -> Names:
    """The units by every name under which their reports on a year may be found."""
    others: dict[str, list[str]] = {unit.name: [] for unit in units}
    for other, name in agencies.aliases(units, year).items():
        others[name].append(other)
    return make_names(others.items())


def check(received: Received) -> CheckResult:
    """What the rules find in a received report, beside the one of the year before."""
    return reading.run_rules(
        reading.report_of(received),
        previous_report(received),
        received.unit,
        names_of([received.unit], received.year),
        Reading.objects.filter(received=received).values_list("copied", flat=True).first(),
    )


def assess(received: Received) -> reading.Assessment:
    """A received report with every finding and what was made of it."""
    return reading.assess(
        reading.report_of(received),
        check(received),
        previous_report(received),
        judgements_of(received),
    )


def fault(one: reading.Judged) -> str:
    """What is wrong, and what to do about it: in the words of the check page, for the letter."""
    group = one.group
    first = group.findings[0]
    more = f"同样的还有{len(group.findings) - 1}处。" if len(group.findings) > 1 else ""
    return f"{first.message}{more}{first.suggestion or ''}"


def _stale(agency: Agency) -> QuerySet[Received]:
    """Received reports whose findings were worked out with older rules, or not at all."""
    current = Reading.objects.filter(rules_version=VERSION).values("received_id")
    return Received.objects.filter(agency=agency).exclude(pk__in=current)


def stale(agency: Agency, year: int, most: int) -> list[Received]:
    """At most so many of them of a year, the newest first."""
    rows = _stale(agency).filter(year=year).select_related("agency", "unit")
    return list(rows.order_by("-id")[:most])


def stale_years(agency: Agency) -> list[int]:
    """The years of which there are any."""
    return list(_stale(agency).values_list("year", flat=True).distinct().order_by("year"))


def disputed_cells(received: Received) -> frozenset[str]:
    """The cells of findings that were judged to be problems of an accepted report."""
    confirmed = {
        fingerprint
        for fingerprint, one in judgements_of(received).items()
        if one.ruling == Ruling.CONFIRMED
    }
    return frozenset(
        cell
        for finding in check(received).findings
        if finding.fingerprint() in confirmed
        for cell in finding.cells
    )
