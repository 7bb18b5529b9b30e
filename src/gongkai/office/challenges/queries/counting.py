"""Table four of the annual report: its 15 cells, and the cases each of them counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from gongkai.law.settings import DEFAULT_SETTINGS, LawSettings
from gongkai.office.agencies.open_points import settings_on
from gongkai.office.challenges.models import CaseFact, CaseKind, Result

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency

TABLE = "challenges"
PENDING = "pending"
TOTAL = "total"


def column_filter(column: str, year: int, settings: LawSettings = DEFAULT_SETTINGS) -> Q:
    """Which facts a column of table four counts. Raises KeyError.

    By case, not by the year of the application: a case pending at the last year-end counts again,
    with its result or as still pending (the column 尚未审结 is a stock; no national text read).
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    since = Q() if settings.count_carried else Q(filed_on__gte=first)
    if column == TOTAL:
        counted = Q(filed_on__lte=last) & (Q(decided_on__isnull=True) | Q(decided_on__gte=first))
    elif column == PENDING:
        counted = Q(filed_on__lte=last) & (Q(decided_on__isnull=True) | Q(decided_on__gt=last))
    elif column in Result.values:
        counted = Q(decided_on__range=(first, last), result=column)
    else:
        raise KeyError(column)
    return counted & since


def _settings_of(agency: Agency, year: int) -> LawSettings:
    """How the agency read the open points when the year ended."""
    return settings_on(agency, date(year, 12, 31))


def facts(agency: Agency, position: int) -> QuerySet[CaseFact]:
    """What was known of the agency's cases at a position of its ledger."""
    return CaseFact.objects.at_position(position).filter(agency=agency)


def counts(agency: Agency, year: int, position: int) -> dict[str, int]:
    """All 15 cells of table four: `challenges.<row>.<column>` → number; totals are sums."""
    settings = _settings_of(agency, year)
    held = facts(agency, position)
    cells: dict[str, int] = {}
    for column in (*Result.values, PENDING):
        per_kind = held.filter(column_filter(column, year, settings)).values_list("kind")
        numbers = dict(per_kind.annotate(n=Count("id")).order_by())
        for kind in CaseKind.values:
            cells[f"{TABLE}.{kind}.{column}"] = numbers.get(kind, 0)
    for kind in CaseKind.values:
        cells[f"{TABLE}.{kind}.{TOTAL}"] = sum(
            cells[f"{TABLE}.{kind}.{column}"] for column in (*Result.values, PENDING)
        )
    return cells


def evidence(agency: Agency, year: int, position: int, cell_id: str) -> QuerySet[CaseFact]:
    """The facts a cell counts, in the order of filing. Raises KeyError for no such cell."""
    table, _, rest = cell_id.partition(".")
    kind, _, column = rest.rpartition(".")
    if table != TABLE or kind not in CaseKind.values:
        raise KeyError(cell_id)
    return (
        facts(agency, position)
        .filter(column_filter(column, year, _settings_of(agency, year)), kind=kind)
        .select_related("case")
        .order_by("filed_on", "id")
    )
