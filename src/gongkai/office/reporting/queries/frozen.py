"""Reports as they were signed, and those before the public."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai.office.reporting.models import (
    FrozenReport,
    ReportEvent,
    Step,
)
from gongkai.report.model import Report, from_json

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


def last_frozen(agency: Agency, year: int) -> FrozenReport | None:
    """The newest frozen version of a year."""
    return (
        FrozenReport.objects.filter(agency=agency, year=year)
        .select_related("signed_by", "compiled_by", "agency")
        .order_by("-version")
        .first()
    )


def frozen_value(frozen: FrozenReport) -> Report:
    """The report as it was signed. Raises ValueError when its content is not what was frozen."""
    if hashlib.sha256(frozen.content.encode()).hexdigest() != frozen.digest:
        raise ValueError(
            f"{frozen.year}年冻结的报告与冻结时的校验值不一致，请系统维护人员从备份恢复。"
        )
    return from_json(json.loads(frozen.content))


@dataclass(frozen=True)
class PublishedReport:
    """A report that is before the public: which frozen version, since when."""

    year: int
    version: int
    on: date


def published_reports(agency: Agency) -> list[PublishedReport]:
    """The reports that were frozen and then published, newest year first. One that is being compiled
    again stays as it was published until the next one is. One query."""
    signed: dict[int, int] = {}
    found: dict[int, PublishedReport] = {}
    events = ReportEvent.objects.filter(
        report__agency=agency, step__in=(Step.SIGNED, Step.PUBLISHED)
    ).order_by("position")
    for year, step, on in events.values_list("report__year", "step", "on"):
        if step == Step.SIGNED:
            signed[year] = signed.get(year, 0) + 1
        else:
            found[year] = PublishedReport(year, signed[year], on)
    return sorted(found.values(), key=lambda one: -one.year)


def published_report(agency: Agency, year: int) -> Report | None:
    """The published report of a year as it was signed; None when there is none. Raises ValueError
    when its content is not what was frozen."""
    one = next((r for r in published_reports(agency) if r.year == year), None)
    if one is None:
        return None
    return frozen_value(FrozenReport.objects.get(agency=agency, year=year, version=one.version))
