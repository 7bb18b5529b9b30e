"""Reading rules and normative documents: the stock of a day, and the figures of a year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from gongkai.office.environment import Conventions
from gongkai.office.paging import Order
from gongkai.office.publishing.counting import Counting
from gongkai.office.publishing.models import DocumentKind, Ending, Making, NormativeDocument

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency

Documents = QuerySet[NormativeDocument]
#: How a list of documents is walked.
BY_ISSUE = Order("issued_on")


def counting() -> Counting:
    """The conventions of this installation."""
    said: Conventions = settings.CONVENTIONS
    return Counting(
        frozenset(Ending(word) for word in said.endings_repealed),
        "new_document" if said.amendments == "new_document" else "same_document",
        "issued" if said.in_force_from == "issued" else "effective",
    )


def in_force_on(day: date, rules: Counting) -> Q:
    """The documents in force on a day: begun, and not ended by then."""
    begun = (
        Q(effective_on__lte=day) if rules.in_force_from == "effective" else Q(issued_on__lte=day)
    )
    return begun & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))


def column_filter(column: str, year: int, rules: Counting) -> Q:
    """What a column of table two counts: `issued`, `repealed` or `in_force`. Raises KeyError."""
    if column == "issued":
        made = Q(issued_on__range=(date(year, 1, 1), date(year, 12, 31)))
        return made if rules.amendments == "new_document" else made & Q(making=Making.NEW)
    if column == "repealed":
        return Q(
            ended_on__range=(date(year, 1, 1), date(year, 12, 31)),
            ending__in=sorted(rules.counted_endings),
        )
    if column == "in_force":
        return in_force_on(date(year, 12, 31), rules)
    raise KeyError(column)


COLUMNS = ("issued", "repealed", "in_force")


def evidence(
    agency: Agency, year: int, position: int, cell_id: str, rules: Counting | None = None
) -> Documents:
    """The documents that a cell `disclosure.<kind>.<column>` counts at a position of the ledger,
    oldest first. Raises KeyError for a cell this app does not count."""
    table, _, rest = cell_id.partition(".")
    kind, _, column = rest.partition(".")
    if table != "disclosure" or kind not in DocumentKind.values:
        raise KeyError(cell_id)
    return (
        NormativeDocument.objects.at_position(position)
        .filter(column_filter(column, year, rules or counting()), agency=agency, kind=kind)
        .order_by("issued_on", "id")
    )


def counts(
    agency: Agency, year: int, position: int, rules: Counting | None = None
) -> dict[str, int]:
    """The six cells of rules and normative documents at a position of the ledger."""
    return {
        (cell := f"disclosure.{kind}.{column}"): evidence(
            agency, year, position, cell, rules
        ).count()
        for kind in DocumentKind.values
        for column in COLUMNS
    }


def stock(agency: Agency, kind: str, day: date, rules: Counting | None = None) -> Documents:
    """The documents in force on any day, as recorded now."""
    return (
        NormativeDocument.objects.current()
        .filter(in_force_on(day, rules or counting()), agency=agency, kind=kind)
        .order_by("issued_on", "id")
    )


def listed(
    agency: Agency,
    *,
    kind: str = "",
    state: str = "",
    search: str = "",
    as_of: date,
) -> Documents:
    """The current records, newest first. `state` is in_force, ended, expiring (its stated period
    has passed and no ending is recorded) or empty; `search` looks in number and title."""
    found = NormativeDocument.objects.current().filter(agency=agency).select_related("section")
    if kind:
        found = found.filter(kind=kind)
    if state == "in_force":
        found = found.filter(in_force_on(as_of, counting()))
    elif state == "ended":
        found = found.filter(ended_on__lte=as_of)
    elif state == "expiring":
        found = found.filter(ended_on__isnull=True, expires_on__lt=as_of)
    if search:
        found = found.filter(Q(document_number__contains=search) | Q(title__contains=search))
    return found.order_by("-issued_on", "-id")


def versions(agency: Agency, record: UUID) -> Documents:
    """All versions of one record, newest first; empty when the agency has none of that name."""
    return (
        NormativeDocument.objects.filter(agency=agency, record=record)
        .select_related("section", "recorded_by")
        .order_by("-id")
    )
