"""What the records say now and did not say when the report was frozen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.office.reporting import kinds, sources
from gongkai.office.reporting.compile import compile_year
from gongkai.office.reporting.models import FrozenReport
from gongkai.office.reporting.records import Record, described
from gongkai.report.cell import Cell
from gongkai.report.form import get_form, split_cell_id
from gongkai.report.model import from_json

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency

#: How many records a difference lists; the rest are counted.
SHOWN = 50


@dataclass(frozen=True)
class CellDifference:
    """One cell that changed: what was frozen, what is counted now, and the records behind it.

    `added` were recorded after the frozen position, `superseded` stood there and no longer do.
    Totals carry no records; their parts do.
    """

    cell_id: str
    label: str
    frozen: Cell
    now: Cell
    added: tuple[Record, ...] = ()
    superseded: tuple[Record, ...] = ()


@dataclass(frozen=True)
class Difference:
    """All cells that changed between a frozen report and the ledger at `position`; and, in
    `exchanged`, those whose number is the same and whose records are not."""

    frozen_position: int
    position: int
    cells: tuple[CellDifference, ...]
    exchanged: tuple[CellDifference, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cells or self.exchanged)


def difference(frozen: FrozenReport, position: int | None = None) -> Difference:
    """Count the frozen year again (default: at the head) and compare it cell by cell."""
    agency, year = frozen.agency, frozen.year
    now = compile_year(agency, year, position)
    kept = from_json(json.loads(frozen.content)).cells
    form = get_form(now.form)
    changed = []
    for cell_id, cell in now.cells.items():
        before = kept[cell_id]
        if (before.state, before.value) == (cell.state, cell.value):
            continue
        added: tuple[Record, ...] = ()
        superseded: tuple[Record, ...] = ()
        if kinds.is_leaf(now.form, cell_id):
            added, superseded = _records(agency, year, frozen.position, now.position, cell_id)
        changed.append(
            CellDifference(cell_id, form.cells[cell_id].label, before, cell, added, superseded)
        )
    moved = {one.cell_id for one in changed}
    same = []
    for cell_id in _looked_through(now.form):
        if not moved.isdisjoint((cell_id, *kinds.leaves(now.form)[cell_id])):
            continue
        added, superseded = _records(agency, year, frozen.position, now.position, cell_id)
        # A later version of the same record is no other record.
        kept_on = _names(added) & _names(superseded)
        added = tuple(one for one in added if (one.number, one.title) not in kept_on)
        superseded = tuple(one for one in superseded if (one.number, one.title) not in kept_on)
        if added or superseded:
            label, cell = form.cells[cell_id].label, now.cells[cell_id]
            same.append(CellDifference(cell_id, label, kept[cell_id], cell, added, superseded))
    return Difference(frozen.position, now.position, tuple(changed), tuple(same))


def _looked_through(form: str) -> list[str]:
    """The cells whose records together are all records of a year: those of table two, and the total
    of each row of tables three and four, but of the results only that of all."""
    found = []
    for cell_id in get_form(form).cells:
        table, row, column = split_cell_id(cell_id)
        whole = column == "total" and not (table == "requests" and kinds.is_result(row))
        if table == "disclosure" or whole:
            found.append(cell_id)
    return found


def _names(records: Iterable[Record]) -> set[tuple[str, str]]:
    return {(one.number, one.title) for one in records}


def _records(
    agency: Agency, year: int, then: int, now: int, cell_id: str
) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    added: list[Record] = []
    superseded: list[Record] = []
    for rows in sources.evidence(agency, year, now, cell_id):
        added.extend(described(rows.filter(recorded_at_position__gt=then)[:SHOWN]))
    for rows in sources.evidence(agency, year, then, cell_id):
        gone = rows.filter(superseded_at_position__gt=then, superseded_at_position__lte=now)
        superseded.extend(described(gone[:SHOWN]))
    return tuple(added), tuple(superseded)
