"""A year of the collection: the board, who has not filed, what waits, what was accepted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from gongkai.office.agencies import queries as agencies
from gongkai.office.reporting import queries as reporting
from gongkai.office.supervision import reading
from gongkai.office.supervision.models import (
    Decision,
    Judgement,
    Reading,
    Received,
    Reminder,
    Step,
)
from gongkai.office.supervision.queries.received import units_of
from gongkai.office.supervision.state import URGENCY, Standing, State, standing
from gongkai.report.rules.listing import VERSION

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


@dataclass(frozen=True)
class UnitRow:
    """One line of the board. `errors` and `warnings` are those nobody settled."""

    unit: Agency
    standing: Standing
    first_on: date | None
    errors: int | None = None
    warnings: int | None = None
    by_rule: dict[str, int] = field(default_factory=dict)
    reminded_on: date | None = None

    @property
    def state(self) -> State:
        return self.standing.state


@dataclass(frozen=True)
class Board:
    """A year's collection: every unit in exactly one state, what needs action first."""

    year: int
    rows: tuple[UnitRow, ...]

    def count(self, state: State) -> int:
        return sum(row.state is state for row in self.rows)

    @property
    def stale(self) -> int:
        """Units whose report the newer rules have not judged yet."""
        return sum(row.errors is None for row in self.filed)

    @property
    def filed(self) -> list[UnitRow]:
        """The units of which at least one report came."""
        return [row for row in self.rows if row.standing.latest is not None]

    @property
    def by_rule(self) -> list[tuple[str, int, int]]:
        """(rule, open errors, units), the most frequent first."""
        places: dict[str, int] = defaultdict(int)
        units: dict[str, int] = defaultdict(int)
        for row in self.rows:
            for rule, count in row.by_rule.items():
                places[rule] += count
                units[rule] += 1
        return sorted(((r, places[r], units[r]) for r in places), key=lambda x: (-x[1], x[0]))


def board(agency: Agency, year: int, as_of: date) -> Board:
    """The collection of a year as it stood on a day. Seven queries, however many units."""
    units = units_of(agency, year, as_of)
    received: dict[int, list[Received]] = defaultdict(list)
    rows = Received.objects.filter(agency=agency, year=year).defer("content")
    for row in rows.order_by("number"):
        received[row.unit_id].append(row)
    decisions: dict[int, list[Decision]] = defaultdict(list)
    about = Decision.objects.filter(received__agency=agency, received__year=year)
    for decision in about.select_related("received").defer("received__content"):
        decisions[decision.received.unit_id].append(decision)
    readings = dict(
        Reading.objects.filter(
            received__agency=agency, received__year=year, rules_version=VERSION
        ).values_list("received_id", "findings")
    )
    rulings: dict[int, dict[str, str]] = defaultdict(dict)
    judged = Judgement.objects.filter(agency=agency, year=year).order_by("id")
    for unit_id, fingerprint, ruling in judged.values_list("unit_id", "fingerprint", "ruling"):
        rulings[unit_id][fingerprint] = ruling
    reminded = dict(
        Reminder.objects.filter(agency=agency, year=year)
        .order_by("on")
        .values_list("unit_id", "on")
    )
    begun = reporting.begun(units, year)
    made = [
        _row(
            unit,
            standing(received[unit.pk], decisions[unit.pk], begun=unit.pk in begun, as_of=as_of),
            received[unit.pk],
            readings,
            rulings[unit.pk],
            reminded.get(unit.pk),
        )
        for unit in units
    ]
    made.sort(key=lambda row: (URGENCY.index(row.state), -(row.errors or 0)))
    return Board(year, tuple(made))


def _row(
    unit: Agency,
    held: Standing,
    received: list[Received],
    readings: dict[int, list[list[str]]],
    rulings: dict[str, str],
    reminded_on: date | None,
) -> UnitRow:
    first_on = min((one.received_on for one in received), default=None)
    found = readings.get(held.latest.pk) if held.latest else None
    if found is None:
        return UnitRow(unit, held, first_on, reminded_on=reminded_on)
    errors, warnings, by_rule = reading.open_counts(found, rulings)
    return UnitRow(unit, held, first_on, errors, warnings, by_rule, reminded_on)


def unfiled(agency: Agency, year: int, as_of: date) -> list[UnitRow]:
    """The units of which no report came."""
    return [row for row in board(agency, year, as_of).rows if row.standing.latest is None]


def latest(agency: Agency, year: int) -> list[Received]:
    """The newest report of every unit of a year, by unit."""
    rows = Received.objects.filter(agency=agency, year=year).select_related("agency", "unit")
    return list({row.unit_id: row for row in rows.order_by("unit_id", "number")}.values())


def waiting(agency: Agency, year: int) -> list[tuple[UUID, str]]:
    """(uid, unit) of the reports nobody decided about, oldest first: only the newest of a unit."""
    rows = (
        Received.objects.filter(agency=agency, year=year)
        .values_list("uid", "unit_id", "unit__name", "number")
        .order_by("received_on", "id")
    )
    newest: dict[int, tuple[int, UUID, str]] = {}
    for uid, unit_id, name, number in rows:
        if unit_id not in newest or newest[unit_id][0] < number:
            newest[unit_id] = (number, uid, name)
    decided = set(
        Decision.objects.filter(received__agency=agency, received__year=year).values_list(
            "received__uid", flat=True
        )
    )
    return [(uid, name) for _, uid, name in newest.values() if uid not in decided]


def years(agency: Agency, as_of: date) -> list[int]:
    """The years that were collected or are being collected, newest first; and the one before, of
    which reports may still come in to be compared with, where there were units then."""
    there = set(Received.objects.filter(agency=agency).values_list("year", flat=True).distinct())
    before = as_of.year - 2
    if before not in there and agencies.supervises(agency, date(before, 12, 31)):
        there.add(before)
    return sorted(there | {as_of.year - 1}, reverse=True)


def accepted(agency: Agency, year: int) -> list[Received]:
    """The accepted reports of a year, by unit: the newest accepted one of each."""
    rows = (
        Received.objects.filter(agency=agency, year=year, decisions__step=Step.ACCEPTED)
        .select_related("unit")
        .order_by("unit__name", "number")
    )
    return list({row.unit_id: row for row in rows}.values())
