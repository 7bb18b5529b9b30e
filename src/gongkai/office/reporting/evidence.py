"""The records beneath a cell, as a page of rows a person reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from gongkai.office.reporting import sources

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency

#: Rows of one page.
PAGE = 50


@dataclass(frozen=True)
class Record:
    """One record as a row: its number, what it is, its two dates, what it adds to the cell."""

    number: str
    title: str
    url: str = ""
    first: date | None = None
    last: date | None = None
    note: str = ""
    weight: Any = 1


@dataclass(frozen=True)
class EvidencePage:
    """One page of the records of a cell. `total` counts the records, `first` numbers the first
    shown (from 1); `headings` name the two dates and the note."""

    cell_id: str
    records: tuple[Record, ...]
    total: int
    first: int
    headings: tuple[str, str, str] = field(default=("日期", "", ""))

    @property
    def last(self) -> int:
        return self.first + len(self.records) - 1

    @property
    def has_next(self) -> bool:
        return self.last < self.total


def evidence(agency: Agency, year: int, position: int, cell_id: str, page: int = 1) -> EvidencePage:
    """The records that a cell counts at a position, `PAGE` at a time, in a stable order.

    Raises KeyError for a cell the form does not have.
    """
    page = max(page, 1)
    start = (page - 1) * PAGE
    shown: list[Record] = []
    total = 0
    for part in sources.evidence(agency, year, position, cell_id):
        size = part.rows.count()
        if start < total + size and len(shown) < PAGE:
            begin = max(start - total, 0)
            rows = part.rows[begin : begin + PAGE - len(shown)]
            shown.extend(describe(row) for row in rows)
        total += size
    return EvidencePage(cell_id, tuple(shown), total, start + 1)


DESCRIBE: dict[str, Callable[[Any], Record]] = {}


def describe(row: Any) -> Record:
    """A counted row in words. Raises KeyError for a row no app counts."""
    return DESCRIBE[row._meta.label_lower](row)
