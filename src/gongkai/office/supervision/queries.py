"""Reading: one received report with its findings, the board of a year, who has not filed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from gongkai.office import time
from gongkai.office.agencies import queries as agencies
from gongkai.office.agencies.models import Role
from gongkai.office.reporting import queries as reporting
from gongkai.office.supervision import reading
from gongkai.office.supervision.models import (
    Decision,
    Judgement,
    Parcel,
    Reading,
    Received,
    Reminder,
    Ruling,
    Step,
)
from gongkai.office.supervision.state import URGENCY, Standing, State, standing
from gongkai.report.names import Names, make_names
from gongkai.report.rules.listing import VERSION
from gongkai.report.verdicts import Decision as Decided
from gongkai.report.verdicts import Verdict, Verdicts

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gongkai.office.access import Desk
    from gongkai.office.agencies.models import Agency
    from gongkai.report.model import Report
    from gongkai.report.rules import CheckResult

READERS = frozenset({Role.SUPERVISOR})


def visible_to(desk: Desk) -> Q:
    """The received reports and parcels a person sees at their desk: the only definition."""
    return Q(agency=desk.agency) if not READERS.isdisjoint(desk.roles) else Q(pk__in=[])


def one(desk: Desk, uid: UUID) -> Received:
    """One received report, if the person may see it; else Received.DoesNotExist."""
    return (
        Received.objects.filter(visible_to(desk))
        .select_related("agency", "unit", "file", "received_by")
        .get(uid=uid)
    )


def returns_visible_to(desk: Desk) -> Q:
    """The returns of its own reports that a unit sees in this installation: those who read them."""
    own = Q(received__unit=desk.agency, step=Step.RETURNED)
    return own if not reporting.READERS.isdisjoint(desk.roles) else Q(pk__in=[])


def returned(desk: Desk, uid: UUID) -> Decision:
    """One return of the unit's own reports, if the person may see it; else Decision.DoesNotExist."""
    found = Decision.objects.filter(returns_visible_to(desk))
    return found.select_related("received__agency", "received__unit", "letter").get(uid=uid)


def unanswered_returns(unit: Agency) -> list[Decision]:
    """The returns of a unit's reports after which none came again, oldest first."""
    newer = Received.objects.filter(
        agency=OuterRef("received__agency"),
        unit=OuterRef("received__unit"),
        year=OuterRef("received__year"),
        number__gt=OuterRef("received__number"),
    )
    found = Decision.objects.filter(~Exists(newer), received__unit=unit, step=Step.RETURNED)
    return list(found.select_related("received__agency").order_by("due_on", "id"))


def parcel(desk: Desk, uid: UUID) -> Parcel:
    """One of them, if the person may see it; else Parcel.DoesNotExist."""
    return Parcel.objects.filter(visible_to(desk)).select_related("agency", "sent_by").get(uid=uid)


def parcels(desk: Desk, year: int) -> list[Parcel]:
    """Those of a year with `total` and `open` files, newest first."""
    rows = Parcel.objects.filter(visible_to(desk), year=year)
    counted = rows.annotate(
        total=Count("files"),
        open=Count("files", filter=Q(files__received__isnull=True)),
    )
    return list(counted.select_related("sent_by").order_by("-id"))


def latest_of(agency: Agency, unit: Agency, year: int) -> Received | None:
    """The newest report of a unit and year that came to this office."""
    return (
        Received.objects.filter(agency=agency, unit=unit, year=year)
        .select_related("agency", "unit")
        .order_by("-number")
        .first()
    )


def all_of(agency: Agency, unit: Agency, year: int) -> list[Received]:
    """Every report of a unit and year, newest first, with its decisions."""
    return list(
        Received.objects.filter(agency=agency, unit=unit, year=year)
        .select_related("file")
        .prefetch_related("decisions__letter", "decisions__by")
        .order_by("-number")
    )


def previous_report(received: Received) -> Report | None:
    """The unit's report of the year before: as it came here, or as it was frozen in this
    installation; None when neither is there."""
    held = latest_of(received.agency, received.unit, received.year - 1)
    if held is not None:
        return reading.report_of(held)
    frozen = reporting.last_frozen(received.unit, received.year - 1)
    return reporting.frozen_value(frozen) if frozen else None


def judgements_of(received: Received) -> dict[str, Judgement]:
    """What was made of findings of the unit's year, the newest by fingerprint."""
    rows = Judgement.objects.filter(
        agency=received.agency, unit=received.unit, year=received.year
    ).select_related("by")
    return {row.fingerprint: row for row in rows.order_by("id")}


def verdicts_of(received: Received) -> Verdicts:
    """The judgements as the report layer writes them beside findings."""
    return {
        fingerprint: Verdict(
            agency=received.unit.name,
            year=received.year,
            rule=row.rule,
            fingerprint=fingerprint,
            decision=Decided(row.ruling),
            reason=row.reason or "要求改正",
            who=row.by.display_name,
            at=row.at.astimezone(time.ZONE),
        )
        for fingerprint, row in judgements_of(received).items()
    }


def units_of(agency: Agency, year: int, as_of: date) -> list[Agency]:
    """The units whose reports on a year this office collects: those under it when the year ended."""
    return agencies.subordinates_of(agency, min(date(year, 12, 31), as_of))


def names_of(units: Collection[Agency], year: int) -> Names:
    """The units by every name under which their reports on a year may be found."""
    others: dict[str, list[str]] = {unit.name: [] for unit in units}
    for other, name in agencies.aliases(units, year).items():
        others[name].append(other)
    return make_names(others.items())


def check(received: Received) -> CheckResult:
    """What the rules find in a received report, beside the one of the year before."""
    return reading.run_rules(
        reading.report_of(received),
        previous_report(received),
        received.unit,
        names_of([received.unit], received.year),
        Reading.objects.filter(received=received).values_list("copied", flat=True).first(),
    )


def assess(received: Received) -> reading.Assessment:
    """A received report with every finding and what was made of it."""
    return reading.assess(
        reading.report_of(received),
        check(received),
        previous_report(received),
        judgements_of(received),
    )


def fault(one: reading.Judged) -> str:
    """What is wrong, and what to do about it: in the words of the check page, for the letter."""
    group = one.group
    first = group.findings[0]
    more = f"同样的还有{len(group.findings) - 1}处。" if len(group.findings) > 1 else ""
    return f"{first.message}{more}{first.suggestion or ''}"


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


def _stale(agency: Agency) -> QuerySet[Received]:
    """Received reports whose findings were worked out with older rules, or not at all."""
    current = Reading.objects.filter(rules_version=VERSION).values("received_id")
    return Received.objects.filter(agency=agency).exclude(pk__in=current)


def stale(agency: Agency, year: int, most: int) -> list[Received]:
    """At most so many of them of a year, the newest first."""
    rows = _stale(agency).filter(year=year).select_related("agency", "unit")
    return list(rows.order_by("-id")[:most])


def stale_years(agency: Agency) -> list[int]:
    """The years of which there are any."""
    return list(_stale(agency).values_list("year", flat=True).distinct().order_by("year"))


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


def disputed_cells(received: Received) -> frozenset[str]:
    """The cells of findings that were judged to be problems of an accepted report."""
    confirmed = {
        fingerprint
        for fingerprint, one in judgements_of(received).items()
        if one.ruling == Ruling.CONFIRMED
    }
    return frozenset(
        cell
        for finding in check(received).findings
        if finding.fingerprint() in confirmed
        for cell in finding.cells
    )
