"""The cells an opening balance may stand in."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from gongkai.office.registers.models import CELLS, Kind
from gongkai.office.registers.models.kinds import TooLargeError, to_count, to_fen
from gongkai.report.form import get_form, split_cell_id


@cache
def counted_cells() -> tuple[str, ...]:
    """The cells of the form of 2021 that count records; totals are sums of them."""
    return tuple(
        cell_id
        for cell_id in get_form("2021").cells
        if split_cell_id(cell_id)[2] != "total" and split_cell_id(cell_id)[1] != "concluded"
    )


def label_of(cell_id: str) -> str:
    """The cell's name on the form."""
    return get_form("2021").cells[cell_id].label


def quantity_of(cell_id: str, value: int | Decimal) -> int:
    """What is stored for a value in the cell's unit: the count, or the fen of 万元.

    Raises TooLargeError beyond what any office has, ValueError for a negative or too fine value.
    """
    number = Decimal(value)
    if cell_id != CELLS[Kind.FEES]:
        quantity = to_count(number)
    elif number.is_infinite() or (number.is_finite() and number.adjusted() > 15):
        raise TooLargeError(f"{value} is out of bounds")
    else:
        quantity = to_fen(number.scaleb(4))
    if quantity < 0:
        raise ValueError(f"{value} is no count")
    return quantity
