"""Reading the registers: what a year counts with its evidence, and the lists of the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Model, Q, QuerySet, Sum

from gongkai.office.audit.models import Event
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
from gongkai.office.registers.models.kinds import to_ten_thousand_yuan

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency

Counts = dict[str, int | Decimal]


class Evidence:
    """The records beneath a cell, of several models one after the other: rows, then returns, then
    the opening balance. Counts, slices, iterates and tests like a queryset."""

    def __init__(self, parts: Sequence[QuerySet[Any]]) -> None:
        self.parts = tuple(parts)

    def count(self) -> int:
        return sum(part.count() for part in self.parts)

    def exists(self) -> bool:
        return any(part.exists() for part in self.parts)

    def __iter__(self) -> Iterator[Model]:
        for part in self.parts:
            yield from part

    def __getitem__(self, wanted: slice) -> list[Model]:
        start, stop = wanted.start or 0, wanted.stop
        found: list[Model] = []
        skip = start
        for part in self.parts:
            room = None if stop is None else stop - start - len(found)
            if room is not None and room <= 0:
                break
            taken = list(part[skip : None if room is None else skip + room])
            skip = 0 if taken else skip - part.count()
            found += taken
        return found


def rows_of(agency: Agency, year: int, position: int) -> QuerySet[RegisterRow]:
    """The rows a year counts: decided, or collected, in it."""
    return RegisterRow.objects.at_position(position).filter(
        agency=agency, decided_on__range=(date(year, 1, 1), date(year, 12, 31))
    )


def returns_of(agency: Agency, year: int, position: int) -> QuerySet[Return]:
    """The returns a year counts: confirmed, for a period in it."""
    return Return.objects.at_position(position).filter(
        agency=agency,
        state=ReturnState.CONFIRMED,
        period_from__range=(date(year, 1, 1), date(year, 12, 31)),
    )


def balances_of(agency: Agency, year: int, position: int) -> QuerySet[OpeningBalance]:
    """The opening balances of a year, of any cell of the form."""
    return OpeningBalance.objects.at_position(position).filter(agency=agency, year=year)


def counts(agency: Agency, year: int, position: int) -> Counts:
    """What the registers say of a year as recorded at `position`: the four cells of decisions and
    fees (0 where there is nothing), and any other cell that has an opening balance.

    Fees are an exact Decimal in 万元, never rounded: 123456.78 元 is 12.345678. It prints without
    needless zeros.
    """
    quantities = dict.fromkeys(CELLS, 0)
    rows = rows_of(agency, year, position).filter(kind__in=list(CELLS)).order_by()
    for kind, count, fen in rows.values_list("kind").annotate(Count("pk"), Sum("amount_fen")):
        quantities[Kind(kind)] += fen if Kind(kind).in_money else count
    returned = returns_of(agency, year, position).order_by().values_list("kind")
    for kind, quantity in returned.annotate(Sum("quantity")):
        quantities[Kind(kind)] += int(quantity)
    found: Counts = {
        CELLS[kind]: to_ten_thousand_yuan(quantity) if kind.in_money else quantity
        for kind, quantity in quantities.items()
    }
    for balance in balances_of(agency, year, position):
        found[balance.cell_id] = found.get(balance.cell_id, 0) + balance.value
    return found


def evidence(agency: Agency, year: int, position: int, cell_id: str) -> Evidence:
    """The rows, returns and opening balance that a cell counts at `position`, in a stable order.

    For a cell of another app only its opening balance. The sum of the parts is `counts(…)[cell]`.
    """
    balances = balances_of(agency, year, position).filter(cell_id=cell_id).order_by("id")
    kinds = [kind for kind, cell in CELLS.items() if cell == cell_id]
    if not kinds:
        return Evidence([balances])
    return Evidence(
        [
            rows_of(agency, year, position).filter(kind=kinds[0]).order_by("decided_on", "id"),
            returns_of(agency, year, position)
            .filter(kind=kinds[0])
            .select_related("section")
            .order_by("period_from", "id"),
            balances,
        ]
    )


PAGE = 50


def listed(
    agency: Agency,
    kind: str,
    *,
    year: int | None = None,
    sub_kind: str = "",
    section: int | None = None,
    search: str = "",
) -> QuerySet[RegisterRow]:
    """The current rows of a register, newest decision first. `search` is a whole number, and where
    there is none such a part of one (this reads the whole register)."""
    rows = RegisterRow.objects.current().filter(agency=agency, kind=kind)
    if year is not None:
        rows = rows.filter(decided_on__range=(date(year, 1, 1), date(year, 12, 31)))
    if sub_kind:
        rows = rows.filter(sub_kind=sub_kind)
    if section is not None:
        rows = rows.filter(section=section)
    if search:
        whole = rows.filter(number=search)
        rows = whole if whole.exists() else rows.filter(number__contains=search)
    return rows.order_by("-decided_on", "-id")


def after(rows: QuerySet[RegisterRow], day: date, pk: int) -> QuerySet[RegisterRow]:
    """The rows behind a row in the order of `listed`: a keyset the index can follow."""
    return rows.filter(Q(decided_on__lte=day) & (Q(decided_on__lt=day) | Q(pk__lt=pk)))


def before(rows: QuerySet[RegisterRow], day: date, pk: int) -> QuerySet[RegisterRow]:
    """The rows before a row in the order of `listed`, nearest first."""
    return rows.filter(Q(decided_on__gte=day) & (Q(decided_on__gt=day) | Q(pk__gt=pk))).order_by(
        "decided_on", "id"
    )


def versions(agency: Agency, record: UUID) -> QuerySet[RegisterRow]:
    """All versions of one row, newest first; empty when the agency has none of that name."""
    return (
        RegisterRow.objects.filter(agency=agency, record=record)
        .select_related("section", "batch", "removal", "removal__removed_by")
        .order_by("-id")
    )


def batch_holds(batch: Batch) -> bool:
    """Tell whether the rows of an imported file are still the ones its ledger event sealed."""
    from gongkai.office.registers.services import digest

    first = RegisterRow.objects.filter(batch=batch, recorded_at_position=batch.position).order_by(
        "line", "id"
    )
    return digest(first.iterator()) == batch.digest


@dataclass(frozen=True)
class Source:
    """Where a figure of a year comes from: how many of each."""

    rows: int
    returns: int
    balances: int
    waiting: int

    @property
    def any(self) -> bool:
        return bool(self.rows or self.returns or self.balances)

    @property
    def words(self) -> str:
        """In words: “逐条登记 120 条，期初数 1 个”; 没有 when there is nothing."""
        parts = [
            f"{name} {count} {unit}"
            for name, count, unit in (
                ("逐条登记", self.rows, "条"),
                ("科室报数", self.returns, "份"),
                ("期初数", self.balances, "个"),
            )
            if count
        ]
        return "，".join(parts) or "没有记录"


def sources(agency: Agency, year: int, position: int) -> dict[Kind, Source]:
    """Where the figures of `counts` come from, and how many returns wait for the clerk."""
    rows = dict(
        rows_of(agency, year, position)
        .filter(kind__in=list(CELLS))
        .order_by()
        .values_list("kind")
        .annotate(Count("pk"))
    )
    returned = returns_of(agency, year, position).order_by().values_list("kind")
    returns = dict(returned.annotate(Count("pk")))
    waiting = dict(
        Return.objects.current()
        .filter(agency=agency, state=ReturnState.SUBMITTED, period_from__year=year)
        .order_by()
        .values_list("kind")
        .annotate(Count("pk"))
    )
    entered = set(balances_of(agency, year, position).values_list("cell_id", flat=True))
    return {
        kind: Source(
            rows.get(kind, 0), returns.get(kind, 0), int(cell in entered), waiting.get(kind, 0)
        )
        for kind, cell in CELLS.items()
    }


def events_at(agency: Agency, positions: Sequence[int]) -> dict[int, Event]:
    """The events of the ledger at some positions: who wrote what, and when."""
    found = Event.objects.filter(agency=agency, position__in=positions).select_related("actor")
    return {event.position: event for event in found}


def rows_in(batch: Batch) -> QuerySet[RegisterRow]:
    """The current rows that a file brought, in the order of the file."""
    return RegisterRow.objects.current().filter(batch=batch).order_by("line", "id")


def calls(agency: Agency, year: int, sections: Sequence[int] | None = None) -> list[Called]:
    """The figures expected for a year with what came, by due day; `sections` narrows to some.

    A call is answered by the current return of its section and kind for exactly its period.
    """
    asked = DataCall.objects.filter(
        agency=agency, withdrawn_at__isnull=True, period_from__year=year
    ).select_related("section")
    if sections is not None:
        asked = asked.filter(section__in=sections)
    held = {(r.section_id, r.kind, r.period_from, r.period_to): r for r in figures(agency, year)}
    return [
        Called(call, held.get((call.section_id, call.kind, call.period_from, call.period_to)))
        for call in asked.order_by("due_on", "section__name", "kind", "id")
    ]


def figures(agency: Agency, year: int) -> QuerySet[Return]:
    """The current returns of a year in any state."""
    return (
        Return.objects.current()
        .filter(agency=agency, period_from__year=year)
        .select_related("section", "submitted_by", "confirmed_by")
        .order_by("kind", "period_from", "section__name", "id")
    )


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
    """The figures whose period is over and that have not come, or were sent back, by due day."""
    return [
        called
        for year in (as_of.year - 1, as_of.year)
        for called in calls(agency, year)
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
