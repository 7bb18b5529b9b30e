"""Table three of the annual report, counted by the database.

One definition (`rows`) stands behind both the number and its records. The cells of the totals are
sums of the cells counted.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from gongkai.law.results import RESULT_ROWS
from gongkai.office.applications import events
from gongkai.office.applications.models import ApplicantKind, ApplicationEvent, ApplicationFact

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency

TABLE = "requests"
TOTAL = "total"
CONCLUDED = "concluded"


def row_filter(row: str, year: int) -> Q:
    """Which facts a row of the form counts (国办公开办函〔2021〕30号, table three). Raises KeyError.

    An application counts once as received in its year or carried in, and once as concluded or
    carried out, so that 一 + 二 = 三 + 四 holds for every column by construction.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    if row == "received":
        return Q(received_on__range=(first, last))
    if row == "carried_in":
        return Q(received_on__lt=first) & (
            Q(concluded_on__isnull=True) | Q(concluded_on__gte=first)
        )
    if row == "carried_out":
        return Q(received_on__lte=last) & (Q(concluded_on__isnull=True) | Q(concluded_on__gt=last))
    concluded = Q(concluded_on__range=(first, last))
    if row == CONCLUDED:
        return concluded
    if row not in RESULT_ROWS:
        raise KeyError(row)
    return concluded & Q(result=row)


def facts(agency: Agency, position: int) -> QuerySet[ApplicationFact]:
    """What was known of the agency's applications at a position of its ledger."""
    return ApplicationFact.objects.at_position(position).filter(agency=agency)


def so_far(agency: Agency, year: int, position: int) -> tuple[int, int, int, int]:
    """Received in a running year, carried into it, concluded in it, and not concluded yet, over all
    applicants. Four queries, each a stretch of an index."""
    held = facts(agency, position)
    return (
        held.filter(row_filter("received", year)).count(),
        held.filter(row_filter("carried_in", year)).count(),
        held.filter(row_filter(CONCLUDED, year)).count(),
        held.filter(concluded_on__isnull=True).count(),
    )


def counts(agency: Agency, year: int, position: int) -> dict[str, int]:
    """All 175 cells of table three: `requests.<row>.<column>` → number. Four queries."""
    held = facts(agency, position)
    found = {
        (row, kind): 0
        for row in ("received", "carried_in", *RESULT_ROWS, CONCLUDED, "carried_out")
        for kind in ApplicantKind.values
    }
    for row in ("received", "carried_in", "carried_out"):
        per_kind = held.filter(row_filter(row, year)).values_list("applicant_kind")
        for kind, number in per_kind.annotate(n=Count("id")).order_by():
            found[row, kind] = number
    per_result = held.filter(row_filter(CONCLUDED, year)).values_list("result", "applicant_kind")
    for result, kind, number in per_result.annotate(n=Count("id")).order_by():
        found[result, kind] = number
        found[CONCLUDED, kind] += number
    cells = {f"{TABLE}.{row}.{kind}": number for (row, kind), number in found.items()}
    for row in dict.fromkeys(row for row, _ in found):
        cells[f"{TABLE}.{row}.{TOTAL}"] = sum(found[row, kind] for kind in ApplicantKind.values)
    return cells


def evidence(agency: Agency, year: int, position: int, cell_id: str) -> QuerySet[ApplicationFact]:
    """The facts a cell counts, in the order of receipt. Raises KeyError for no such cell."""
    table, _, rest = cell_id.partition(".")
    row, _, column = rest.rpartition(".")
    if table != TABLE or column not in (*ApplicantKind.values, TOTAL):
        raise KeyError(cell_id)
    held = facts(agency, position).filter(row_filter(row, year))
    if column != TOTAL:
        held = held.filter(applicant_kind=column)
    return held.select_related("application").order_by("received_on", "id")


#: Results that the Regulation allows only after a notice (Art. 30 and 35), and the event of the notice.
_NOTICE_FIRST = {
    "unavailable.still_unclear": "supplement_requested",
    "not_processed.excessive_requests": "reasons_requested",
}


def without_notice(agency: Agency, year: int, position: int) -> dict[str, int]:
    """For each result that a notice must precede, how many concluded applications of the year have no
    such notice among their events at the position. Results whose notice is no event here are left out."""
    rows = {row: kind for row, kind in _NOTICE_FIRST.items() if kind in events.KINDS}
    known = ApplicationEvent.objects.filter(position__lte=position)
    standing = known.filter(~Exists(known.filter(supersedes=OuterRef("pk"))))
    lacking: Combinable | Q = Q(pk__in=[])
    for row, kind in rows.items():
        noticed = Q(kind=kind) | Q(kind="corrected", data__replacement__kind=kind)
        given = standing.filter(noticed, application=OuterRef("application"))
        lacking |= Q(result=row) & ~Exists(given)
    concluded = facts(agency, position).filter(row_filter(CONCLUDED, year), result__in=rows)
    per_row = concluded.filter(lacking).values_list("result").annotate(n=Count("id")).order_by()
    return dict.fromkeys(rows, 0) | dict(per_row)
