"""Reading rules and normative documents: the stock of a day, and the figures of a year."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

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


def with_leaving(versions: Documents, rules: Counting) -> Documents:
    """The documents, with `left_on`: the first day on which each is in force no more.

    Where a document is in force from its issue, an amended one takes the place of the old text that
    day: both would else stand in the stock until the new one takes effect.
    """
    if rules.in_force_from == "effective":
        return versions.annotate(left_on=F("ended_on"))
    amended = versions.filter(agency=OuterRef("agency"), replaces=OuterRef("record"))
    replaced_on = Subquery(amended.order_by().values("issued_on")[:1])
    return versions.annotate(
        left_on=Case(
            When(ending=Ending.REPLACED, then=Coalesce(replaced_on, F("ended_on"))),
            default=F("ended_on"),
            output_field=DateField(),
        )
    )


def in_force_on(day: date, rules: Counting) -> Q:
    """The documents (`with_leaving`) in force on a day: begun, and not ended by then."""
    begun = (
        Q(effective_on__lte=day) if rules.in_force_from == "effective" else Q(issued_on__lte=day)
    )
    return begun & (Q(left_on__isnull=True) | Q(left_on__gt=day))


class Validity(Enum):
    """How a document stands on a day; the value is the mark that pages set beside it."""

    TO_COME = "todo"  # not in effect yet
    IN_FORCE = "done"
    OVERDUE = "warn"  # its stated period has passed and no ending is recorded
    ENDED = "none"


def validity_on(document: NormativeDocument, day: date) -> Validity:
    """How a document stands on a day by its own dates, whatever the installation counts as in force."""
    if document.ended_on is not None and document.ended_on <= day:
        return Validity.ENDED
    if document.effective_on > day:
        return Validity.TO_COME
    if document.expires_on is not None and document.expires_on < day:
        return Validity.OVERDUE
    return Validity.IN_FORCE


def column_filter(column: str, year: int, rules: Counting) -> Q:
    """Which documents (`with_leaving`) a column of table two counts: `issued`, `repealed` or
    `in_force`. Raises KeyError."""
    if column == "issued":
        made = Q(issued_on__range=(date(year, 1, 1), date(year, 12, 31)))
        return made if rules.amendments == "new_document" else made & Q(making=Making.NEW)
    if column == "repealed":
        return Q(
            left_on__range=(date(year, 1, 1), date(year, 12, 31)),
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
    rules = rules or counting()
    return (
        with_leaving(NormativeDocument.objects.at_position(position), rules)
        .filter(column_filter(column, year, rules), agency=agency, kind=kind)
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
    rules = rules or counting()
    return (
        with_leaving(NormativeDocument.objects.current(), rules)
        .filter(in_force_on(day, rules), agency=agency, kind=kind)
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
    rules = counting()
    found = with_leaving(NormativeDocument.objects.current(), rules)
    found = found.filter(agency=agency).select_related("section")
    if kind:
        found = found.filter(kind=kind)
    if state == "in_force":
        found = found.filter(in_force_on(as_of, rules))
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
