"""The statutory forms as data: tables, rows, columns, and the id of every cell.

A cell id is `<table>.<row>.<column>`; a row id may hold dots, so split at the first and the last.
Ids are public API: they are printed by the command line, stored by the office and cited by the rules.

Source: 国办公开办函〔2021〕30号 (form `2021`, reporting years 2021 on), 国办公开办函〔2019〕60号
(`2019`, years 2019–2020), 国办发〔2014〕32号 (`2014`, years 2014–2018, labels partly unverified).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal

Kind = Literal["integer", "decimal", "signed integer"]

#: Reports without any statutory table carry this form id and no cells.
NO_FORM = "none"


@dataclass(frozen=True, slots=True)
class Column:
    """One printed column. `group` is the heading above it (法人或其他组织), if there is one."""

    id: str
    label: str
    kind: Kind = "integer"
    unit: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class Row:
    """One printed row that has number cells; `cell_ids` are theirs, a column each.

    `block` is the heading line above a block of table two (第二十条第（一）项), `group` the merged
    label at the left of table three (（三）不予公开), `basis` the article the row rests on.
    """

    id: str
    label: str
    columns: tuple[Column, ...]
    cell_ids: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    block: str | None = None
    group: str | None = None
    basis: str | None = None

    @cached_property
    def counts(self) -> bool:
        """True for a row of whole numbers only."""
        return all(column.kind == "integer" for column in self.columns)


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    section: str
    note: str | None
    rows: tuple[Row, ...]

    def row(self, row_id: str) -> Row:
        """Return the row with this id. Raises KeyError."""
        for row in self.rows:
            if row.id == row_id:
                return row
        raise KeyError(row_id)


@dataclass(frozen=True, slots=True)
class CellSpec:
    """Where one cell of a form stands: enough to label it, type it and find it."""

    id: str
    table: Table
    row: Row
    column: Column

    @property
    def label(self) -> str:
        """A Chinese name a person recognises: 「（三）不予公开 1.属于国家秘密 · 自然人」."""
        row = f"{self.row.group} {self.row.label}" if self.row.group else self.row.label
        if self.row.label == self.column.label:  # a table of one column: its rows say everything
            return row
        return f"{row} · {self.column.label}"


@dataclass(frozen=True)
class Form:
    id: str
    tables: tuple[Table, ...]
    cells: dict[str, CellSpec]

    def table(self, table_id: str) -> Table:
        """Return the table with this id. Raises KeyError."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)


def cell_id(table: str, row: str, column: str) -> str:
    """Join the three parts of a cell id."""
    return f"{table}.{row}.{column}"


def split_cell_id(cell: str) -> tuple[str, str, str]:
    """Split a cell id into table, row and column. Raises ValueError when it has fewer than two dots."""
    table, rest = cell.split(".", 1)
    row, column = rest.rsplit(".", 1)
    return table, row, column


def form_for_year(year: int) -> str:
    """Return the id of the form that a report of this year must use (`none` before 2014)."""
    if year >= 2021:
        return "2021"
    if year >= 2019:
        return "2019"
    return "2014" if year >= 2014 else NO_FORM


@cache
def get_form(form_id: str) -> Form:
    """Return a form: `2021`, `2019`, `2014`, or `none` (which has no cells). Raises KeyError."""
    if form_id == NO_FORM:
        return Form(NO_FORM, (), {})
    if form_id not in FORM_IDS:
        raise KeyError(form_id)
    path = resources.files("gongkai.report") / "data" / f"form-{form_id}.json"
    data = json.loads(path.read_text("utf-8"))
    tables = tuple(_table(table_id, spec) for table_id, spec in data["tables"].items())
    cells = {
        one: CellSpec(one, table, row, column)
        for table in tables
        for row in table.rows
        for one, column in zip(row.cell_ids, row.columns, strict=True)
    }
    return Form(form_id, tables, cells)


#: The forms that have cells, newest first.
FORM_IDS = ("2021", "2019", "2014")


def _table(table_id: str, spec: dict[str, Any]) -> Table:
    rows = tuple(_row(table_id, row, spec) for row in spec["rows"])
    return Table(table_id, spec.get("section", ""), spec.get("note"), rows)


def _row(table_id: str, row: dict[str, Any], table: dict[str, Any]) -> Row:
    columns = table["columns"]
    if isinstance(columns, dict):  # table two: each row names its own columns
        chosen = tuple(_column({"id": c, **columns[c]}, row, table) for c in row["columns"])
    else:  # tables three and four: every row has all columns
        chosen = tuple(_column(c, row, table) for c in columns)
    return Row(
        id=row["id"],
        label=row["label"],
        columns=chosen,
        cell_ids=tuple(cell_id(table_id, row["id"], column.id) for column in chosen),
        aliases=tuple(row.get("aliases", ())),
        block=row.get("block"),
        group=row.get("group"),
        basis=row.get("basis"),
    )


def _column(column: dict[str, Any], row: dict[str, Any], table: dict[str, Any]) -> Column:
    kind: Kind = column.get("type") or row.get("type") or table.get("type") or "integer"
    return Column(
        id=column["id"],
        label=column.get("label", row["label"]),
        kind=kind,
        unit=column.get("unit") or row.get("unit"),
        group=column.get("group"),
    )
