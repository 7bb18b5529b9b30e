"""Many reports summed into one: every cell's total, and beside it who is in it and who is not.

A total counts what is a number and says what is not; nothing blank is taken as zero. A unit that
filed the same report twice counts once; a unit that filed two different ones counts in no total until
somebody says which holds. The report of the area itself is set against the sums, never added to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .cell import Cell, Number, State, blank, counted
from .form import form_for_year, get_form
from .model import SECTION_TITLES, Report, Section
from .names import NO_NAMES, Names, key
from .pairing import same_cells


@dataclass(frozen=True, slots=True)
class Filed:
    """One report as filed: the name of its file, the report, and the cells somebody disputes (those
    of the errors a check found)."""

    file: str
    report: Report
    disputed: frozenset[str] = frozenset()


class Reason(StrEnum):
    """Why a file is in no total."""

    OTHER_YEAR = "other_year"
    OTHER_FORM = "other_form"
    NO_AGENCY = "no_agency"  # the document does not tell whose it is
    SAME_AGAIN = "same_again"  # every cell equal to a report already counted
    CONFLICTING = "conflicting"  # the unit filed different reports
    UNREADABLE = "unreadable"  # nobody knows whose it is
    AREA = "area"  # the area's own report, which already holds the sums


REASON_NAMES = {
    Reason.OTHER_YEAR: "年度不符",
    Reason.OTHER_FORM: "表式不符",
    Reason.NO_AGENCY: "看不出是哪个机关",
    Reason.SAME_AGAIN: "重复报送，内容相同，只计一次",
    Reason.CONFLICTING: "同一机关报送了不同的报告，确认前都不计",
    Reason.UNREADABLE: "读不了，不知道是哪个机关的",
    Reason.AREA: "本地区的汇总报告，不再相加",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is in no total, whose it is, and why; `detail` says in words what kept it from being
    read."""

    file: str
    agency: str | None
    reason: Reason
    detail: str = ""

    @property
    def said(self) -> str:
        """The reason as a person reads it."""
        return self.detail or REASON_NAMES[self.reason]


@dataclass(frozen=True, slots=True)
class Late:
    """A counted unit whose report is signed after the day it was due."""

    unit: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class Total:
    """One cell over all counted units.

    `value` is None when no unit has a number: no sum is not zero. `included` counts the units whose
    number is in it; `without` are those that have none, with what stands there instead; `disputed`
    are units whose number is in it and is disputed.
    """

    cell_id: str
    value: Number | None
    included: int
    without: Mapping[str, State] = field(default_factory=dict)
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RollUp:
    """The sum of an area's reports of one year.

    `units` are the counted ones, in the order filed; `missing` the expected ones of which no report
    is counted; `late` the counted ones signed after `due`; `left_out` every file not counted. They hold
    for every total.
    """

    year: int
    form: str
    units: tuple[str, ...]
    missing: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    totals: Mapping[str, Total]
    late: tuple[Late, ...] = ()
    due: date | None = None

    @property
    def duplicates(self) -> tuple[str, ...]:
        """The units that filed the same report more than once, or different ones, once each."""
        doubled = (Reason.SAME_AGAIN, Reason.CONFLICTING)
        return tuple(
            dict.fromkeys(o.agency for o in self.left_out if o.agency and o.reason in doubled)
        )

    @property
    def is_complete(self) -> bool:
        """True when no unit is missing or disputed, every file was read, and every counted unit has
        every cell's number."""
        if self.missing or any(one.reason is Reason.UNREADABLE for one in self.left_out):
            return False
        return all(not one.without and not one.disputed for one in self.totals.values())

    def as_report(self, agency: str) -> Report:
        """The totals as the area's own tables, ready to write; a cell without a total is blank."""
        cells: dict[str, Cell] = {
            one.cell_id: blank() if one.value is None else counted(one.value)
            for one in self.totals.values()
        }
        sections = tuple(
            Section(number, title, "")
            for number, title in SECTION_TITLES.items()
            if 2 <= number <= 4
        )
        return Report(
            form=self.form,
            agency=agency,
            year=self.year,
            title=f"{agency}{self.year}年政府信息公开工作年度报告汇总表",
            sections=sections,
            cells=cells,
        )

    def to_json(self) -> dict[str, Any]:
        """The roll-up as plain JSON values; money is a decimal string."""
        return {
            "year": self.year,
            "form": self.form,
            "units": list(self.units),
            "missing": list(self.missing),
            "late": [
                {"agency": one.unit, "signed_on": one.signed_on.isoformat()} for one in self.late
            ],
            "due": self.due.isoformat() if self.due else None,
            "duplicates": list(self.duplicates),
            "left_out": [
                {
                    "file": one.file,
                    "agency": one.agency,
                    "reason": one.reason.value,
                    "detail": one.said,
                }
                for one in self.left_out
            ],
            "totals": [
                {
                    "cell": one.cell_id,
                    "value": plain_number(one.value),
                    "included": one.included,
                    "without": {unit: state.value for unit, state in one.without.items()},
                    "disputed": list(one.disputed),
                }
                for one in self.totals.values()
            ],
        }


def roll_up(
    filed: Iterable[Filed],
    year: int,
    *,
    expected: Iterable[str] = (),
    area: str | None = None,
    published: Report | None = None,
    names: Names = NO_NAMES,
    due: date | None = None,
    unread: Mapping[str, str] | None = None,
) -> RollUp:
    """Sum the reports of one year.

    `expected` are the units that must file. `area` names the area (淮安市) or its government whose own
    report may be among the files, `published` is that report where it is at hand: a file that says the
    same is not a unit's, unless its agency is expected. `unread` says of files why they could not be
    read. `names` tells which names are one unit in the year (区政府办 and 区人民政府办公室 are one office,
    which counts once). A report signed after `due` counts and is listed as late.

    Out: every cell of the year's form with its sum, None where no unit has a number, and beside it who is
    in it and who is not. A report of another year or form is left out with that reason; a year
    before the forms has no totals. Nothing is raised. Source: 条例第四十九条, law.md §3.6.
    """

    def unit_of(name: str) -> str:
        return names.at(name, year)

    form = form_for_year(year)
    wanted = tuple(dict.fromkeys(unit_of(one) for one in expected))
    units = {key(unit) for unit in wanted}
    areas = {_seat(unit_of(one)) for one in (area, published and published.agency) if one}
    left_out = [LeftOut(file, None, Reason.UNREADABLE, why) for file, why in (unread or {}).items()]
    by_unit: dict[str, list[tuple[str, Filed]]] = {}
    for one in filed:
        agency = one.report.agency
        name = unit_of(agency) if agency else None
        reason = _reason(one.report, name, year, form)
        if reason is None and name is not None:
            same = published is not None and _says_the_same(one.report, published)
            if _seat(name) in areas or (same and key(name) not in units):
                reason = Reason.AREA
        if reason is not None or name is None:
            left_out.append(LeftOut(one.file, name, reason or Reason.NO_AGENCY))
        else:
            by_unit.setdefault(key(name), []).append((name, one))
    counted_units: dict[str, Filed] = {}
    for reports in by_unit.values():
        name, first = reports[0]
        if all(same_cells(first.report, other.report) for _, other in reports[1:]):
            counted_units[name] = first
            again = [(other.file, Reason.SAME_AGAIN) for _, other in reports[1:]]
        else:
            again = [(other.file, Reason.CONFLICTING) for _, other in reports]
        left_out += [LeftOut(file, name, reason) for file, reason in again]
    there = {key(name) for name in counted_units}
    return RollUp(
        year=year,
        form=form,
        units=tuple(counted_units),
        missing=tuple(name for name in wanted if key(name) not in there),
        left_out=tuple(left_out),
        totals=_totals(form, counted_units),
        late=tuple(
            Late(name, signed)
            for name, one in counted_units.items()
            if due and (signed := one.report.signed_on) and signed > due
        ),
        due=due,
    )


def _seat(name: str) -> str:
    """What the name of an area and that of its government have in common: 淮安市, 淮安市人民政府."""
    return key(name).removesuffix("人民政府") or key(name)


def _says_the_same(report: Report, published: Report) -> bool:
    return any(c.value for c in published.cells.values()) and same_cells(report, published)


def _reason(report: Report, name: str | None, year: int, form: str) -> Reason | None:
    if report.year != year:
        return Reason.OTHER_YEAR
    if report.form != form:
        return Reason.OTHER_FORM
    if name is None:
        return Reason.NO_AGENCY
    return None


def _totals(form: str, units: Mapping[str, Filed]) -> dict[str, Total]:
    sums: dict[str, Number] = {}
    included = dict.fromkeys(get_form(form).cells, 0)
    without: dict[str, dict[str, State]] = {}
    disputed: dict[str, list[str]] = {}
    for unit, one in units.items():
        for cell_id, cell in one.report.cells.items():
            value = cell.value
            if value is None:
                without.setdefault(cell_id, {})[unit] = cell.state
                continue
            sums[cell_id] = sums.get(cell_id, 0) + value
            included[cell_id] += 1
            if cell_id in one.disputed:
                disputed.setdefault(cell_id, []).append(unit)
    return {
        cell_id: Total(
            cell_id,
            sums.get(cell_id),
            count,
            without.get(cell_id, {}),
            tuple(disputed.get(cell_id, ())),
        )
        for cell_id, count in included.items()
    }


def plain_number(value: Number | None) -> int | str | None:
    """A number as JSON has it: a count as it is, money as a decimal string."""
    return str(value) if isinstance(value, Decimal) else value
