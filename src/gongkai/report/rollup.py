"""Many reports summed into one: every cell's total, and beside it who is in it and who is not.

A total counts what is a number and says what is not; nothing blank is taken as zero. A unit that
filed the same report twice counts once; a unit that filed two different ones counts in no total until
somebody says which holds. The report of the area itself is set against the sums, never added to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .cell import Cell, Number, State, blank, counted
from .form import form_for_year, get_form
from .model import Report


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
    AREA = "area"  # the area's own report, which already holds the sums


REASON_NAMES = {
    Reason.OTHER_YEAR: "年度不符",
    Reason.OTHER_FORM: "表式不符",
    Reason.NO_AGENCY: "看不出是哪个机关",
    Reason.SAME_AGAIN: "重复报送，内容相同，只计一次",
    Reason.CONFLICTING: "同一机关报送了不同的报告，确认前都不计",
    Reason.AREA: "本地区的汇总报告，不再相加",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is in no total, whose it is, and why."""

    file: str
    agency: str | None
    reason: Reason


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
    is counted; `left_out` every file not counted. They hold for every total.
    """

    year: int
    form: str
    units: tuple[str, ...]
    missing: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    totals: Mapping[str, Total]

    @property
    def is_complete(self) -> bool:
        """True when no unit is missing or disputed and every counted unit has every cell's number."""
        return not self.missing and all(
            not one.without and not one.disputed for one in self.totals.values()
        )

    def as_report(self, agency: str) -> Report:
        """The totals as the area's own tables, ready to write; a cell without a total is blank."""
        cells: dict[str, Cell] = {
            one.cell_id: blank() if one.value is None else counted(one.value)
            for one in self.totals.values()
        }
        return Report(form=self.form, agency=agency, year=self.year, cells=cells)

    def to_json(self) -> dict[str, Any]:
        """The roll-up as plain JSON values; money is a decimal string."""
        return {
            "year": self.year,
            "form": self.form,
            "units": list(self.units),
            "missing": list(self.missing),
            "left_out": [
                {"file": one.file, "agency": one.agency, "reason": one.reason.value}
                for one in self.left_out
            ],
            "totals": [
                {
                    "cell": one.cell_id,
                    "value": _plain(one.value),
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
    aliases: Mapping[str, str] | None = None,
) -> RollUp:
    """Sum the reports of one year.

    `expected` are the units that must file. `area` names the area whose own report may be among the
    files. `aliases` leads other names of a unit to its full name (区政府办 and 区人民政府办公室 are one
    office, which counts once). Names are compared without white space.
    """
    known = {_key(other): name for other, name in (aliases or {}).items()}

    def unit_of(name: str) -> str:
        return known.get(_key(name), name)

    form = form_for_year(year)
    left_out: list[LeftOut] = []
    by_unit: dict[str, list[tuple[str, Filed]]] = {}
    for one in filed:
        agency = one.report.agency
        name = unit_of(agency) if agency else None
        reason = _reason(one.report, name, year, form, unit_of(area) if area else None)
        if reason is not None or name is None:
            left_out.append(LeftOut(one.file, name, reason or Reason.NO_AGENCY))
        else:
            by_unit.setdefault(_key(name), []).append((name, one))
    counted_units: dict[str, Filed] = {}
    for reports in by_unit.values():
        name, first = reports[0]
        if all(_same(first.report, other.report) for _, other in reports[1:]):
            counted_units[name] = first
            again = [(other.file, Reason.SAME_AGAIN) for _, other in reports[1:]]
        else:
            again = [(other.file, Reason.CONFLICTING) for _, other in reports]
        left_out += [LeftOut(file, name, reason) for file, reason in again]
    there = {_key(name) for name in counted_units}
    missing = dict.fromkeys(unit_of(name) for name in expected)
    return RollUp(
        year=year,
        form=form,
        units=tuple(counted_units),
        missing=tuple(name for name in missing if _key(name) not in there),
        left_out=tuple(left_out),
        totals=_totals(form, counted_units),
    )


def _reason(
    report: Report, name: str | None, year: int, form: str, area: str | None
) -> Reason | None:
    if report.year != year:
        return Reason.OTHER_YEAR
    if report.form != form:
        return Reason.OTHER_FORM
    if name is None:
        return Reason.NO_AGENCY
    if area is not None and _key(name) == _key(area):
        return Reason.AREA
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


class Cause(StrEnum):
    """What most likely explains a published total that is not the sum."""

    ROUNDING = "rounding"
    ONE_UNIT = "one_unit"  # the difference is exactly one unit's number
    DIGITS_EXCHANGED = "digits_exchanged"
    UNKNOWN = "unknown"


CAUSE_NAMES = {
    Cause.ROUNDING: "可能是四舍五入",
    Cause.ONE_UNIT: "相差正好是一个机关的数",
    Cause.DIGITS_EXCHANGED: "数字相同、次序不同，可能抄错",
    Cause.UNKNOWN: "看不出原因，请按各机关的报告核对",
}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A cell of the published table that is not the sum. `unit` is the one whose number fits, if any."""

    cell_id: str
    published: Cell
    total: Total
    cause: Cause
    unit: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The mismatch as plain JSON values; money is a decimal string."""
        return {
            "cell": self.cell_id,
            "published": _plain(self.published.value),
            "total": _plain(self.total.value),
            "cause": self.cause.value,
            "unit": self.unit,
        }


def compare_published(
    rolled: RollUp, published: Report, value_of: Callable[[str, str], Number | None]
) -> tuple[Mismatch, ...]:
    """Set the area's own published tables against the sums, cell by cell.

    `value_of(unit, cell id)` gives a unit's number, of counted and of left-out units. A cell without
    a sum or without a published number cannot differ. Raises ValueError for another form.
    """
    if published.form != rolled.form:
        raise ValueError(f"the published tables are of form {published.form}, not {rolled.form}")
    candidates = (*rolled.units, *dict.fromkeys(o.agency for o in rolled.left_out if o.agency))
    found = []
    for total in rolled.totals.values():
        cell = published.cells[total.cell_id]
        if cell.value is None or total.value is None or cell.value == total.value:
            continue
        cause, unit = _cause(cell.value, total, candidates, value_of)
        found.append(Mismatch(total.cell_id, cell, total, cause, unit))
    return tuple(found)


def _cause(
    published: Number,
    total: Total,
    candidates: tuple[str, ...],
    value_of: Callable[[str, str], Number | None],
) -> tuple[Cause, str | None]:
    value = total.value
    assert value is not None
    gap = abs(Decimal(published) - Decimal(value))
    # Each addend and the total itself may be off by half of the last place that is printed.
    place = Decimal(1).scaleb(max(_exponent(published), _exponent(value)))
    if place < 1 and gap <= place * (total.included + 1) / 2:
        return Cause.ROUNDING, None
    if sorted(str(published)) == sorted(str(value)):
        return Cause.DIGITS_EXCHANGED, None
    for unit in candidates:
        own = value_of(unit, total.cell_id)
        if own is not None and abs(Decimal(own)) == gap:
            return Cause.ONE_UNIT, unit
    return Cause.UNKNOWN, None


def _exponent(value: Number) -> int:
    exponent = Decimal(value).as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _same(one: Report, other: Report) -> bool:
    """Tell whether two reports have the same cells, wherever in their files those stand."""
    return all(
        (cell.state, cell.value) == (other.cells[cell_id].state, other.cells[cell_id].value)
        for cell_id, cell in one.cells.items()
    )


def _key(name: str) -> str:
    return "".join(name.split())


def _plain(value: Number | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value
