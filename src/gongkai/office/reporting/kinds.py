"""The kinds of records a report counts, and which cells each feeds. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from gongkai.report.form import form_for_year, get_form, split_cell_id


@dataclass(frozen=True)
class Kind:
    """One kind of records: `table` and `row` say which cells it feeds (`row` empty: the table)."""

    code: str
    name: str
    table: str
    row: str = ""

    def cells(self, form: str) -> tuple[str, ...]:
        """The cell ids of a form that this kind feeds, in the form's order."""
        return tuple(
            cell_id
            for cell_id in get_form(form).cells
            if split_cell_id(cell_id)[0] == self.table
            and self.row in ("", split_cell_id(cell_id)[1])
        )


KINDS = (
    Kind("rules", "规章", "disclosure", "rules"),
    Kind("normative_documents", "行政规范性文件", "disclosure", "normative_documents"),
    Kind("licences", "行政许可", "disclosure", "licences"),
    Kind("penalties", "行政处罚", "disclosure", "penalties"),
    Kind("compulsory_measures", "行政强制", "disclosure", "compulsory_measures"),
    Kind("fees", "行政事业性收费", "disclosure", "fees"),
    Kind("applications", "政府信息公开申请", "requests"),
    Kind("challenges", "行政复议和行政诉讼案件", "challenges"),
)
BY_CODE = {kind.code: kind for kind in KINDS}

#: What every office receives through this system from the day it starts: they need no declaration.
ALWAYS_KEPT = frozenset({"applications", "challenges"})


def form_of(year: int) -> str:
    """The form of a report year; this office compiles the form of 2021 on.

    Raises ValueError for an earlier year.
    """
    if year < 2021:
        raise ValueError(f"{year} 年度用的是旧表，这里只编制 2021 年度以后的报告。")
    return form_for_year(year)


@cache
def leaves(form: str) -> dict[str, tuple[str, ...]]:
    """For every cell the cells it sums: itself, or the parts of a total.

    In table three the column 总计 sums the kinds of applicants and the row （七）总计 the results;
    in table four 总计 sums the four results.
    """
    cells = get_form(form).cells
    parts: dict[str, tuple[str, ...]] = {}
    for cell_id in cells:
        table, row, column = split_cell_id(cell_id)
        if table == "disclosure":
            parts[cell_id] = (cell_id,)
            continue
        spec = get_form(form).table(table)
        columns = [
            c.id for c in spec.rows[0].columns if c.id != "total" and column in ("total", c.id)
        ]
        rows = [r.id for r in spec.rows if is_result(r.id)] if row == "concluded" else [row]
        parts[cell_id] = tuple(f"{table}.{r}.{c}" for r in rows for c in columns)
    return parts


def is_result(row: str) -> bool:
    """Tell whether a row of table three is one of the 21 results."""
    return row not in ("received", "carried_in", "concluded", "carried_out")


def is_leaf(form: str, cell_id: str) -> bool:
    """Tell whether a cell is counted, not summed."""
    return leaves(form)[cell_id] == (cell_id,)


def feeding(form: str, cell_id: str) -> Kind:
    """The kind of records that feeds a cell. Raises KeyError for an unknown cell."""
    if cell_id not in get_form(form).cells:
        raise KeyError(cell_id)
    table, row, _ = split_cell_id(cell_id)
    return next(k for k in KINDS if k.table == table and k.row in ("", row))


def names(codes: Collection[str]) -> str:
    """The Chinese names of some kinds, in the form's order."""
    return "、".join(kind.name for kind in KINDS if kind.code in codes)
