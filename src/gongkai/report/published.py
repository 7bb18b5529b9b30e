"""An area's own published tables against the sums of its units: what differs, and the likely cause.

Published totals rarely equal the sums: rounding, a unit not collected, digits exchanged, a row printed
one lower, a total left 0. A difference is for a person to look at, with the arithmetic shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .cell import Cell, Number
from .form import get_form, split_cell_id
from .model import Report
from .rollup import Reason, RollUp, Total, plain_number


class Cause(StrEnum):
    """What most likely explains a published total that is not the sum."""

    ROUNDING = "rounding"
    ONE_UNIT = "one_unit"  # the difference is exactly one unit's number
    DIGITS_EXCHANGED = "digits_exchanged"
    LOWER_ROW = "lower_row"  # the total of the row above
    PRINTED_BELOW = "printed_below"  # its own total stands in the row below
    LEFT_ZERO = "left_zero"  # a whole row or column is 0
    UNKNOWN = "unknown"


CAUSE_NAMES = {
    Cause.ROUNDING: "可能是四舍五入",
    Cause.ONE_UNIT: "相差正好是一个机关的数",
    Cause.DIGITS_EXCHANGED: "数字相同、次序不同，可能抄错",
    Cause.LOWER_ROW: "这个数正好是上一行的合计，可能低印了一行",
    Cause.PRINTED_BELOW: "这一行的合计印在了下一行，可能低印了一行",
    Cause.LEFT_ZERO: "整行或者整列都是 0，可能没有填",
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

    @property
    def difference(self) -> Number:
        """The published number less the sum."""
        assert self.published.value is not None
        assert self.total.value is not None
        return self.published.value - self.total.value

    def to_json(self) -> dict[str, Any]:
        """The mismatch as plain JSON values; money is a decimal string."""
        return {
            "cell": self.cell_id,
            "published": plain_number(self.published.value),
            "total": plain_number(self.total.value),
            "difference": plain_number(self.difference),
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
    others = (o.agency for o in rolled.left_out if o.agency and o.reason is not Reason.AREA)
    candidates = (*rolled.units, *dict.fromkeys(others))
    found = []
    for total in rolled.totals.values():
        cell = published.cells[total.cell_id]
        if cell.value is None or total.value is None or cell.value == total.value:
            continue
        cause, unit = _cause(total, published, rolled, candidates, value_of)
        found.append(Mismatch(total.cell_id, cell, total, cause, unit))
    return tuple(found)


def _cause(
    total: Total,
    report: Report,
    rolled: RollUp,
    candidates: tuple[str, ...],
    value_of: Callable[[str, str], Number | None],
) -> tuple[Cause, str | None]:
    published, value = report.value(total.cell_id), total.value
    assert published is not None
    assert value is not None
    if not published and _line_left_zero(total.cell_id, report, rolled):
        return Cause.LEFT_ZERO, None
    gap = abs(Decimal(published) - Decimal(value))
    if _is_rounded(published, value, gap, total.included):
        return Cause.ROUNDING, None
    if sorted(str(published)) == sorted(str(value)):
        return Cause.DIGITS_EXCHANGED, None
    above, below = _beside(rolled.form, total.cell_id, -1), _beside(rolled.form, total.cell_id, 1)
    if published and above in rolled.totals and published == rolled.totals[above].value:
        return Cause.LOWER_ROW, None
    lower = rolled.totals.get(below)
    if lower is not None and value and report.value(below) == value != lower.value:
        return Cause.PRINTED_BELOW, None
    for unit in candidates if value else ():  # of no sum at all no unit's number is the missing one
        own = value_of(unit, total.cell_id)
        if own is not None and abs(Decimal(own)) == gap:
            return Cause.ONE_UNIT, unit
    return Cause.UNKNOWN, None


def _is_rounded(published: Number, value: Number, gap: Decimal, addends: int) -> bool:
    """Whether the gap is of rounding. Each addend and the total itself may be off by half of the last
    place that is printed; a total in whole 万元 was rounded by itself."""
    place = Decimal(1).scaleb(max(_exponent(published), _exponent(value)))
    if place < 1:
        return gap <= place * (addends + 1) / 2
    return value != int(value) and gap <= Decimal("0.5")


#: A column other than 总计 that is 0 throughout was left out if the sums of so many of its rows are not.
_LEAST_ROWS = 3


def _line_left_zero(cell_id: str, report: Report, rolled: RollUp) -> bool:
    """Whether a cell stands in a row or column that is 0 throughout beside other numbers."""
    table, row, column = split_cell_id(cell_id)
    same_table = [(split_cell_id(other), cell) for other, cell in report.cells.items()]
    rest = [(r, c, cell.value) for (t, r, c), cell in same_table if t == table]
    if not any(value for _, _, value in rest):
        return False
    if not any(v for _, c, v in rest if c == column):
        ids = [f"{table}.{r}.{c}" for r, c, _ in rest if c == column]
        sums = [one for one in ids if one in rolled.totals and rolled.totals[one].value]
        if column == "total" or len(sums) >= _LEAST_ROWS:
            return True
    return row == "concluded" and not any(v for r, _, v in rest if r == row)


def _beside(form: str, cell_id: str, step: int) -> str:
    """The cell of the same column in the row printed above (-1) or below (1); empty where there is none."""
    table, row, column = split_cell_id(cell_id)
    rows = [one.id for one in get_form(form).table(table).rows]
    at = rows.index(row) + step
    return f"{table}.{rows[at]}.{column}" if 0 <= at < len(rows) else ""


def _exponent(value: Number) -> int:
    exponent = Decimal(value).as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
