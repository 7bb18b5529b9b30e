"""What a year counts from the registers, with the records beneath each cell: one filter for both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Model, QuerySet, Sum

from gongkai.office.registers.models import (
    CELLS,
    Kind,
    OpeningBalance,
    RegisterRow,
    Return,
    ReturnState,
)
from gongkai.office.registers.models.kinds import to_ten_thousand_yuan
from gongkai.office.templatetags.chinese import thousands

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


def ever_decided(agency: Agency, kind: Kind, position: int) -> bool:
    """Whether the agency's registers or returns know of any decision of a kind, in whatever year."""
    rows = RegisterRow.objects.at_position(position).filter(agency=agency, kind=kind)
    returned = Return.objects.at_position(position).filter(
        agency=agency, kind=kind, state=ReturnState.CONFIRMED, quantity__gt=0
    )
    either = rows.order_by().values("pk").union(returned.order_by().values("pk"))
    return bool(either[:1])


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
            f"{name} {thousands(count)} {unit}"
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
