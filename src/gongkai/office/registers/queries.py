"""Reading the registers: the lists and single rows of the desk. What a year counts is in
`counting`, who sees what in `visibility`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from gongkai.office.agencies.models import Person
from gongkai.office.audit.models import Event
from gongkai.office.paging import Order, Page
from gongkai.office.registers import visibility
from gongkai.office.registers.counting import (
    Evidence,
    Source,
    balances_of,
    counts,
    ever_decided,
    evidence,
    sources,
)
from gongkai.office.registers.models import (
    CELLS,
    Batch,
    DataCall,
    Kind,
    OpeningBalance,
    RegisterRow,
    Return,
    ReturnState,
)
from gongkai.office.registers.unsettled import Unsettled, unsettled

if TYPE_CHECKING:
    from gongkai.office.access import Desk
    from gongkai.office.agencies.models import Agency
    from gongkai.office.documents.models import File

__all__ = [
    "CELLS",
    "Evidence",
    "Kind",
    "Source",
    "Unsettled",
    "balances_of",
    "counts",
    "ever_decided",
    "evidence",
    "sources",
    "unsettled",
]

COUNT_TO = 1000
NEWEST_FIRST = Order("decided_on")


def listed(
    actor: Desk,
    kind: str,
    *,
    year: int | None = None,
    sub_kind: str = "",
    section: int | None = None,
    search: str = "",
) -> QuerySet[RegisterRow]:
    """The current rows of a register. `search` is a whole number, and where
    there is none such a part of one (this reads the whole register)."""
    rows = RegisterRow.objects.current().filter(visibility.rows(actor), kind=kind)
    if year is not None:
        rows = rows.filter(decided_on__range=(date(year, 1, 1), date(year, 12, 31)))
    if sub_kind:
        rows = rows.filter(sub_kind=sub_kind)
    if section is not None:
        rows = rows.filter(section=section)
    if search:
        whole = rows.filter(number=search)
        rows = whole if whole.exists() else rows.filter(number__contains=search)
    return rows


def page(rows: QuerySet[RegisterRow], *, after: str = "", before: str = "") -> Page[RegisterRow]:
    """A page of what `listed` found. One query."""
    return NEWEST_FIRST.page(rows.select_related("section"), after=after, before=before)


def total(rows: QuerySet[RegisterRow]) -> str:
    """How many rows `listed` found; beyond a thousand nobody counts: “1000+”."""
    counted = rows.order_by()[: COUNT_TO + 1].count()
    return f"{COUNT_TO}+" if counted > COUNT_TO else str(counted)


def versions(actor: Desk, record: UUID) -> QuerySet[RegisterRow]:
    """All versions of one row, newest first; empty when the person may see none of that name."""
    return (
        RegisterRow.objects.filter(visibility.rows(actor), record=record)
        .select_related("section", "batch__file", "removal", "removal__removed_by")
        .order_by("-id")
    )


def batch_holds(batch: Batch) -> bool:
    """Tell whether the rows of an imported file are still the ones its ledger event sealed."""
    from gongkai.office.registers.services import digest

    first = RegisterRow.objects.filter(batch=batch, recorded_at_position=batch.position).order_by(
        "line", "id"
    )
    return digest(first.iterator()) == batch.digest


def givers(events: Iterable[Event]) -> dict[int, Person]:
    """Position → in whose name the event was done, where a delegation was used."""
    used = {event.position: event.data["for"] for event in events if event.data.get("for")}
    people = {str(p.uid): p for p in Person.objects.filter(uid__in=set(used.values()))}
    return {position: people[uid] for position, uid in used.items()}


def rows_in(batch: Batch) -> QuerySet[RegisterRow]:
    """The current rows that a file brought, in the order of the file."""
    return RegisterRow.objects.current().filter(batch=batch).order_by("line", "id")


def batches(actor: Desk) -> QuerySet[Batch]:
    """The imported files, newest first."""
    return (
        Batch.objects.filter(visibility.batches(actor))
        .select_related("file", "imported_by")
        .order_by("-id")
    )


def batch_of(actor: Desk, file: File) -> Batch | None:
    """The batch that a file was written as, unless it was taken back."""
    return batches(actor).filter(file=file, undone_at_position__isnull=True).first()


def balances(actor: Desk) -> QuerySet[OpeningBalance]:
    """The opening balances that count, newest year first."""
    return (
        OpeningBalance.objects.current()
        .filter(visibility.balances(actor))
        .select_related("entered_by")
        .order_by("-year", "id")
    )


def balance_versions(actor: Desk, record: UUID) -> list[OpeningBalance]:
    """All versions of one opening balance, newest first; empty when there is none to see."""
    return list(
        OpeningBalance.objects.filter(visibility.balances(actor), record=record)
        .select_related("entered_by")
        .order_by("-id")
    )


def return_versions(actor: Desk, record: UUID) -> list[Return]:
    """All versions of one figure, newest first; empty when the person may see none."""
    return list(
        Return.objects.filter(visibility.returns(actor), record=record)
        .select_related("section", "proof", "submitted_by", "confirmed_by")
        .order_by("-id")
    )


def call(actor: Desk, uid: UUID) -> DataCall | None:
    """One figure asked for, if the person may see it."""
    return DataCall.objects.filter(visibility.calls(actor), uid=uid).first()


def calls(actor: Desk, year: int) -> list[Called]:
    """The figures expected for a year with what came, by due day."""
    return _called(visibility.calls(actor), figures(actor, year), year)


def figures(actor: Desk, year: int) -> QuerySet[Return]:
    """The current returns of a year in any state."""
    return _figures(visibility.returns(actor), year)


def _figures(seen: Q, year: int) -> QuerySet[Return]:
    return (
        Return.objects.current()
        .filter(seen, period_from__year=year)
        .select_related("section", "submitted_by", "confirmed_by")
        .order_by("kind", "period_from", "section__name", "id")
    )


def _called(seen: Q, figures: Iterable[Return], year: int) -> list[Called]:
    """A call is answered by the current return of its section and kind for exactly its period."""
    held = {(r.section_id, r.kind, r.period_from, r.period_to): r for r in figures}
    asked = (
        DataCall.objects.filter(seen, withdrawn_at__isnull=True, period_from__year=year)
        .select_related("section")
        .order_by("due_on", "section__name", "kind", "id")
    )
    return [
        Called(call, held.get((call.section_id, call.kind, call.period_from, call.period_to)))
        for call in asked
    ]


@dataclass(frozen=True)
class Called:
    """An expected figure and the return that answers it, if there is one."""

    call: DataCall
    figure: Return | None

    def state(self, as_of: date) -> str:
        """confirmed, submitted, sent_back, late, missing (due and not yet there), or later."""
        if self.figure is not None and self.figure.state != ReturnState.SENT_BACK:
            return str(self.figure.state)
        if as_of > self.call.due_on:
            return "late"
        if self.figure is not None:
            return str(self.figure.state)
        return "missing" if as_of > self.call.period_to else "later"


def owed(agency: Agency, as_of: date) -> list[Called]:
    """The figures of all sections whose period is over and that have not come, or were sent back,
    by due day."""
    whole = Q(agency=agency)
    return [
        called
        for year in (as_of.year - 1, as_of.year)
        for called in _called(whole, _figures(whole, year), year)
        if called.state(as_of) in ("late", "missing", "sent_back")
    ]


def waiting(agency: Agency) -> QuerySet[Return]:
    """The figures that wait for the clerk, oldest first."""
    return (
        Return.objects.current()
        .filter(agency=agency, state=ReturnState.SUBMITTED)
        .select_related("section")
        .order_by("id")
    )
