"""What must add up in a statutory table: the arithmetic that tells figures apart and vouches for them.

Source: the note printed in table three (第一项加第二项之和，等于第三项加第四项之和), its 总计 row and column,
the 总计 of each five values of table four (国办公开办函〔2021〕30号, 〔2019〕60号), and the parts of the totals
of the statistics table (国办发〔2014〕32号).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ....form import Row, Table, cell_id, get_form

#: What a person calls each kind of witness.
WITNESS_NAMES = {
    "row-sum": "本行合计",
    "column-sum": "本列各项之和",
    "balance": "收到与结转的平衡",
    "parts": "分项之和",
    "text": "正文",
}

_OUTER = ("received", "carried_in", "concluded", "carried_out")
_PARTS_2014 = {
    "received.total": ("in_person", "fax", "online", "post"),
    "concluded.total": ("on_time", "extended"),
    "answered.total": (
        "already_public",
        "granted",
        "partly_granted",
        "refused.total",
        "not_this_agency",
        "does_not_exist",
        "asked_to_change_or_supplement",
        "other_way",
    ),
    "answered.refused.total": (
        "state_secret",
        "trade_secret",
        "privacy",
        "endangers_security_or_stability",
        "not_government_information",
        "other_law",
    ),
    "reconsideration.total": ("upheld", "corrected", "other"),
    "litigation.total": ("upheld", "corrected", "other"),
    "staff.total": ("full_time", "part_time"),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """The sum of the cells `parts` is the sum of the cells `whole`. `name` is a key of WITNESS_NAMES."""

    name: str
    whole: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """Column by column, the rows `parts` add up to the rows `whole` (row ids)."""

    name: str
    whole: tuple[str, ...]
    parts: tuple[str, ...]


def balances(table: Table) -> tuple[Balance, ...]:
    """What holds between the rows of table three; nothing for any other table."""
    if table.id != "requests":
        return ()
    results = tuple(row.id for row in table.rows if row.id not in _OUTER)
    return (
        Balance("column-sum", ("concluded",), results),
        Balance("balance", ("concluded", "carried_out"), ("received", "carried_in")),
    )


def sums_up(table: Table) -> bool:
    """True when the last value of each row of the table is the sum of the others."""
    return table.id in ("requests", "challenges")


@cache
def identities(form_id: str) -> tuple[Identity, ...]:
    """Every identity of a form, by cell ids. Raises KeyError for a form that is not known."""
    found: list[Identity] = []
    for table in get_form(form_id).tables:
        if table.id == "statistics":
            found += [_of_2014(whole, parts) for whole, parts in _PARTS_2014.items()]
        if sums_up(table):
            found += [_of_row(row) for row in table.rows]
        for one in balances(table):
            found += [
                Identity(
                    one.name,
                    tuple(cell_id(table.id, row, column.id) for row in one.whole),
                    tuple(cell_id(table.id, row, column.id) for row in one.parts),
                )
                for column in table.rows[0].columns
            ]
    return tuple(found)


def _of_row(row: Row) -> Identity:
    return Identity("row-sum", row.cell_ids[-1:], row.cell_ids[:-1])


def _of_2014(whole: str, parts: tuple[str, ...]) -> Identity:
    group = whole.removesuffix("total")
    ids = tuple(cell_id("statistics", group + part, "value") for part in parts)
    return Identity("parts", (cell_id("statistics", whole, "value"),), ids)
