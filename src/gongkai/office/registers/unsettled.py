"""What a year still lacks of the figures that sections report: without it the sum looks whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from gongkai.office.registers.models import (
    CELLS,
    DataCall,
    Kind,
    OpeningBalance,
    RegisterRow,
    Return,
    ReturnState,
)

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency, Section

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Unsettled:
    """A stretch of a year for which a section's figure does not count.

    what    submitted: reported and not confirmed; called: asked for and not there, or sent back;
            uncovered: neither reported nor asked for, though the section reports this kind
    record  of the return that waits; None for the others
    """

    what: Literal["submitted", "called", "uncovered"]
    kind: Kind
    section: Section
    period_from: date
    period_to: date
    record: UUID | None = None

    @property
    def message(self) -> str:
        """The Chinese sentence: what is lacking and what to do."""
        period = f"{self.period_from} 至 {self.period_to}"
        match self.what:
            case "submitted":
                return (
                    f"{self.section}报的{self.kind.label}数（{period}）还没有确认，没有计入。"
                    "请公开办确认，或者退回。"
                )
            case "called":
                return (
                    f"要{self.section}报的{self.kind.label}数（{period}）还没有报，没有计入。"
                    "请在期间结束后催报；不用报的，请撤回要求。"
                )
            case "uncovered":
                return (
                    f"{self.section}没有报 {period} 的{self.kind.label}数，这段时间也没有逐条登记。"
                    "请补报；确实没有的报 0。"
                )


def unsettled(agency: Agency, year: int) -> list[Unsettled]:
    """What the figures of a year lack as they stand now, by kind, section and day; each day of a
    section's kind is named once.

    A section reports a kind in a year when a figure of it came or was asked for. From then on it
    owes the whole year, until the day the section was closed. A stretch without a figure is settled
    where rows of the kind are registered in it, and at the beginning of a year that has an opening
    balance of the kind. Days to come are lacking like others: the sum is not yet that of the year.
    """
    kinds = [kind.value for kind in CELLS]
    figures = list(
        Return.objects.current()
        .filter(agency=agency, kind__in=kinds, period_from__year=year)
        .select_related("section")
        .order_by("period_from", "id")
    )
    calls = list(
        DataCall.objects.filter(
            agency=agency, kind__in=kinds, withdrawn_at__isnull=True, period_from__year=year
        )
        .select_related("section")
        .order_by("period_from", "id")
    )
    both: list[Return | DataCall] = [*figures, *calls]
    reporting = {(one.kind, one.section_id): one.section for one in both}
    registered = _registered(agency, year, {kind for kind, _ in reporting})
    opened = set(
        OpeningBalance.objects.current()
        .filter(agency=agency, year=year)
        .values_list("cell_id", flat=True)
    )
    found: list[Unsettled] = []
    for (kind, pk), section in reporting.items():
        found += _of_section(
            Kind(kind),
            section,
            year,
            [one for one in figures if (one.kind, one.section_id) == (kind, pk)],
            [one for one in calls if (one.kind, one.section_id) == (kind, pk)],
            registered.get(kind, set()),
            CELLS[Kind(kind)] in opened,
        )
    order = list(CELLS)
    return sorted(found, key=lambda one: (order.index(one.kind), one.section.name, one.period_from))


def _of_section(
    kind: Kind,
    section: Section,
    year: int,
    figures: Iterable[Return],
    calls: Iterable[DataCall],
    registered: set[date],
    opened: bool,
) -> Iterator[Unsettled]:
    """What one section lacks of one kind."""
    settled: set[date] = set()
    for figure in figures:
        if figure.state == ReturnState.SENT_BACK:
            continue
        settled |= _days(figure.period_from, figure.period_to)
        if figure.state == ReturnState.SUBMITTED:
            yield Unsettled(
                "submitted", kind, section, figure.period_from, figure.period_to, figure.record
            )
    for call in calls:
        asked = _days(call.period_from, call.period_to)
        if asked <= settled:
            continue
        settled |= asked
        yield Unsettled("called", kind, section, call.period_from, call.period_to)
    last = date(year, 12, 31)
    if section.closed_on is not None:
        last = min(last, section.closed_on)
    for first, end in _stretches(sorted(_days(date(year, 1, 1), last) - settled)):
        if opened and first == date(year, 1, 1):
            continue
        if registered.isdisjoint(_days(first, end)):
            yield Unsettled("uncovered", kind, section, first, end)


def _registered(agency: Agency, year: int, kinds: Iterable[str]) -> dict[str, set[date]]:
    """The days of a year on which rows of some kinds are registered."""
    found: dict[str, set[date]] = {}
    rows = RegisterRow.objects.current().filter(
        agency=agency,
        kind__in=list(kinds),
        decided_on__range=(date(year, 1, 1), date(year, 12, 31)),
    )
    for kind, day in rows.order_by().values_list("kind", "decided_on").distinct():
        found.setdefault(kind, set()).add(day)
    return found


def _days(first: date, last: date) -> set[date]:
    """Every day from the first to the last, both included."""
    return {first + ONE_DAY * n for n in range((last - first).days + 1)}


def _stretches(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Days in order as stretches (first, last) without a gap."""
    first: date | None = None
    last: date | None = None
    for day in days:
        if first is not None and last is not None and day - last > ONE_DAY:
            yield first, last
            first = None
        first = first or day
        last = day
    if first is not None and last is not None:
        yield first, last
