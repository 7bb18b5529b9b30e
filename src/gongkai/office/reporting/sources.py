"""Where each number comes from: the apps that own the records, asked one way.

Each counting app has in its `queries` one filter definition behind `counts(agency, year, position)`
and `evidence(agency, year, position, cell_id)`, so that a number and its records cannot disagree.
Opening balances of any cell are kept by `registers`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from gongkai.office.applications import queries as applications
from gongkai.office.challenges import queries as challenges
from gongkai.office.publishing import queries as publishing
from gongkai.office.registers import queries as registers
from gongkai.office.reporting import kinds
from gongkai.office.reporting.numbers import Value
from gongkai.report.cell import Cell

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency

Rows = QuerySet[Any]


def counts(agency: Agency, year: int, position: int) -> dict[str, Value]:
    """Every counted leaf of the form; a cell nobody mentions has no record. Totals are left out:
    they are summed here and nowhere else."""
    form = kinds.form_of(year)
    found: dict[str, Value] = {}
    for app in (applications, challenges, publishing, registers):
        for cell_id, value in app.counts(agency, year, position).items():
            if kinds.is_leaf(form, cell_id):
                found[cell_id] = found.get(cell_id, 0) + value
    return found


def balanced(agency: Agency, year: int, position: int) -> set[str]:
    """The cells with an opening balance, be it 0."""
    balances = registers.balances_of(agency, year, position)
    return set(balances.values_list("cell_id", flat=True))


def evidence(agency: Agency, year: int, position: int, cell_id: str) -> list[Rows]:
    """The records beneath a cell, one list a sort of record, not yet read: rows, then returns, then
    opening balances. Raises KeyError for a cell the form does not have."""
    form = kinds.form_of(year)
    kind = kinds.feeding(form, cell_id)
    if kind.code in registers.CELLS:
        return list(registers.evidence(agency, year, position, cell_id).parts)
    owner = {"applications": applications, "challenges": challenges}.get(kind.code, publishing)
    leaves = kinds.leaves(form)[cell_id]
    balances = registers.balances_of(agency, year, position).filter(cell_id__in=leaves)
    return [owner.evidence(agency, year, position, cell_id), balances.order_by("id")]


def beside(agency: Agency, year: int, position: int, *, whole: bool) -> Mapping[str, Value | None]:
    """Numbers the text may say that are no cells of the form: what was published and where, for
    section one, and the processing fees of section six; those only where the applications are here for
    the `whole` year: of the months before nobody knows what was charged."""
    fees = applications.fees_of_year(agency, year, position) if whole else None
    published = publishing.metrics(agency, year, position)
    return {
        "items_published": published["published"],
        **{code.replace(".", "_"): value for code, value in published.items()},
        "fee_notices": fees.notices if fees else None,
        "fee_notice_total": fees.notice_total if fees else None,
        "fee_collected": fees.collected if fees else None,
    }


def licenses(agency: Agency, cells: Mapping[str, Cell], position: int) -> bool | None:
    """Whether the agency grants licences, as its own records tell: it decided some, this year or ever.
    None where they know of none: whether it may is not written there."""
    if cells[registers.CELLS[registers.Kind.LICENCES]].value:
        return True
    return registers.ever_decided(agency, registers.Kind.LICENCES, position) or None
