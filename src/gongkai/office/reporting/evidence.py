"""The records beneath a cell, as a page of rows a person reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.office.reporting import kinds, sources
from gongkai.office.reporting.records import Record, described

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency

#: Rows of one page.
PAGE = 50
#: Rows in memory at once where all are written to a file.
CHUNK = 2_000

Headings = tuple[str, str, str]


@dataclass(frozen=True)
class EvidencePage:
    """One page of the records of a cell. `total` counts the records, `first` numbers the first
    shown (from 1); `headings` name the two dates and the note."""

    cell_id: str
    records: tuple[Record, ...]
    total: int
    first: int
    headings: Headings = ("日期", "", "")

    @property
    def last(self) -> int:
        return self.first + len(self.records) - 1

    @property
    def has_next(self) -> bool:
        return self.last < self.total


def evidence(
    agency: Agency, year: int, position: int, cell_id: str, page: int = 1, size: int = PAGE
) -> EvidencePage:
    """The records that a cell counts at a position, `size` at a time, in a stable order.

    Raises KeyError for a cell the form does not have.
    """
    start = (max(page, 1) - 1) * size
    shown: list[Record] = []
    total = 0
    for rows in sources.evidence(agency, year, position, cell_id):
        held = rows.count()
        if start < total + held and len(shown) < size:
            begin = max(start - total, 0)
            shown.extend(described(rows[begin : begin + size - len(shown)]))
        total += held
    return EvidencePage(cell_id, tuple(shown), total, start + 1, headings(year, cell_id))


def all_evidence(agency: Agency, year: int, position: int, cell_id: str) -> Iterator[Record]:
    """Every record that `evidence` shows page by page, in the same order, a few in memory at a time.

    Raises KeyError as `evidence`, before the first is read.
    """
    sources_of_cell = sources.evidence(agency, year, position, cell_id)
    return (one for rows in sources_of_cell for one in described(rows, at_a_time=CHUNK))


def headings(year: int, cell_id: str) -> Headings:
    """What the two dates and the note of a cell's records are called."""
    return HEADINGS[kinds.feeding(kinds.form_of(year), cell_id).code]


#: The two dates and the note of each kind of records.
HEADINGS = {
    "rules": ("施行", "失效", "文号"),
    "normative_documents": ("制发", "失效", "文号"),
    "licences": ("决定", "", "说明"),
    "penalties": ("决定", "", "说明"),
    "compulsory_measures": ("决定", "", "说明"),
    "fees": ("收取", "", "说明"),
    "applications": ("收到", "办结", "结果"),
    "challenges": ("收到", "审结", "结果"),
}
