"""The area's sums from accepted reports, with who is missing beside them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gongkai.law.disclosure import Reporter, annual_report_due
from gongkai.office.agencies import queries as agencies
from gongkai.office.supervision import queries, reading
from gongkai.report.rollup import Filed, RollUp, roll_up

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


def of_year(agency: Agency, year: int, as_of: date) -> RollUp:
    """Sum the accepted reports of a year; units without one are missing, never zero.

    Every unit is named as this office calls it, whatever its file printed.
    """
    units = agencies.subordinates_of(agency, min(date(year, 12, 31), as_of))
    filed = [
        Filed(
            file=f"{one.unit.name}，第 {one.number} 稿",
            report=reading.renamed(reading.report_of(one), one.unit.name, year),
            disputed=queries.disputed_cells(one),
        )
        for one in queries.accepted(agency, year)
    ]
    return roll_up(
        filed,
        year,
        expected=[unit.name for unit in units],
        names=queries.names_of(units, year),
        due=annual_report_due(year, Reporter.DEPARTMENT),
    )
