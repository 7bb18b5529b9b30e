"""Count a year: records at a position of the ledger become the cells of the statutory form.

Counting is SQL inside the apps that own the records (`sources.py`); here the leaves become totals,
what nobody records stays blank, and the rules of the report are run. The same year at the same
position always gives the same cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from gongkai.office import time
from gongkai.office.audit import queries as ledger
from gongkai.office.publishing.services import WITHOUT_RULES
from gongkai.office.reporting import kinds, sources
from gongkai.office.reporting.kinds import Kind
from gongkai.office.reporting.models import Keeping
from gongkai.office.reporting.numbers import Value, printed
from gongkai.report import cell as cells
from gongkai.report.cell import Cell
from gongkai.report.form import get_form

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


@dataclass(frozen=True)
class Missing:
    """A kind of records of which nobody says that all are here: `cells` have none and are blank, with
    the totals over them. `some`: other cells of the kind have records. `since`: the day in the year
    on which the ledger began, where it did, and before which nothing was registered."""

    kind: Kind
    cells: tuple[str, ...]
    some: bool = False
    since: date | None = None

    @property
    def message(self) -> str:
        name, blank = self.kind.name, f"{len(self.cells)} 格留空白"
        if self.since is not None:
            return (
                f"台账从 {self.since} 起才有，此前的“{name}”没有登记，{blank}。请填期初数，或者补登；"
                "全年的都已登记、其余没有发生的，请在“登记范围”里写明，这些格就是 0。"
            )
        if self.some:
            return (
                f"“{name}”只有一部分格有记录或者期初数，其余 {blank}。"
                "其余的全年没有发生的，请在“登记范围”里写明，这些格就是 0；有的，请补上。"
            )
        return (
            f"“{name}”没有登记，没有科室报数，也没有期初数，{blank}。"
            "本机关有这项业务的，请登记、导入或者由科室报数；在本系统登记而全年没有发生的，"
            "请在“登记范围”里写明，这些格就是 0。"
        )


@dataclass(frozen=True)
class Compiled:
    """The figures of a year as recorded at `position`, whose ledger hash is `head_hash`.

    `cells` holds every cell of the form: counted, or blank and listed in `missing`. `counted` are
    numbers beside the form that the text may say (fees, items published), None where unknown.
    """

    agency: Agency
    year: int
    form: str
    position: int
    head_hash: str
    cells: Mapping[str, Cell]
    missing: tuple[Missing, ...]
    counted: Mapping[str, Value | None]


def compile_year(agency: Agency, year: int, position: int | None = None) -> Compiled:
    """Count all cells of a year as recorded at `position` (default: the head of the ledger).

    What was counted last is kept: a year at a position of a ledger with that hash never changes, so a
    page that is opened again does not count again.

    Raises ValueError for a year before the form of 2021 and LookupError for a position the ledger
    has not reached.
    """
    form = kinds.form_of(year)
    if position is None:
        position, head_hash = ledger.head(agency)
    else:
        head_hash = ledger.hash_at(agency, position)
    key = (agency.uid, year, position, head_hash)
    held = HELD.get(key)
    if held is None:
        held = HELD[key] = _count(agency, year, form, position, head_hash)
        while len(HELD) > MOST_HELD:
            HELD.pop(next(iter(HELD)), None)
    return replace(held, agency=agency)


#: The last years counted in this process, oldest first. The hash in the key stands for everything
#: recorded up to the position, so an entry is never wrong; it is only forgotten.
HELD: dict[tuple[UUID, int, int, str], Compiled] = {}
MOST_HELD = 32


def _count(agency: Agency, year: int, form: str, position: int, head_hash: str) -> Compiled:
    counts = sources.counts(agency, year, position)
    kept = kept_kinds(agency, year, position)
    missing = _missing(agency, year, position, form, counts, kept)
    blank = {cell_id for one in missing for cell_id in one.cells}
    found: dict[str, Cell] = {}
    for cell_id, parts in kinds.leaves(form).items():
        if not blank.isdisjoint((cell_id, *parts)):
            found[cell_id] = cells.blank()
        else:
            found[cell_id] = cells.counted(_number(form, cell_id, counts, parts))
    return Compiled(
        agency=agency,
        year=year,
        form=form,
        position=position,
        head_hash=head_hash,
        cells=found,
        missing=missing,
        counted=sources.beside(agency, year, position, whole="applications" in kept),
    )


def kept_kinds(agency: Agency, year: int, position: int) -> frozenset[str]:
    """The kinds of records the agency keeps here for a report year, as declared at `position`.

    Applications and cases come through this system from the first year that its ledger holds whole.
    Bodies below the level that may make rules have none, by law (立法法 Arts. 91, 93): their number
    is known.
    """
    declared = (
        Keeping.objects.at_position(position)
        .filter(agency=agency, from_year__lte=year)
        .order_by("-from_year")
        .values_list("kinds", flat=True)
        .first()
    )
    began = _began(agency)
    always = kinds.ALWAYS_KEPT if began is not None and began <= date(year, 1, 1) else ()
    by_law = ("rules",) if agency.level in WITHOUT_RULES else ()
    return frozenset(declared or ()).union(always, by_law)


def _missing(
    agency: Agency,
    year: int,
    position: int,
    form: str,
    counts: Mapping[str, Value],
    kept: frozenset[str],
) -> tuple[Missing, ...]:
    balanced: set[str] | None = None
    found = []
    for kind in kinds.KINDS:
        if kind.code in kept:
            continue
        fed = kind.cells(form)
        leaves = [cell_id for cell_id in fed if kinds.is_leaf(form, cell_id)]
        known = {cell_id for cell_id in leaves if counts.get(cell_id)}
        if balanced is None:
            balanced = sources.balanced(agency, year, position)
        known.update(balanced.intersection(leaves))
        # A confirmed return of 0 is a source too: somebody looked and found none.
        if kind.table == "disclosure":
            known.update(
                cell_id
                for cell_id in leaves
                if cell_id not in known
                and any(rows.exists() for rows in sources.evidence(agency, year, position, cell_id))
            )
        blank = {cell_id for cell_id in leaves if cell_id not in known}
        if blank:
            parts = kinds.leaves(form)
            cut = tuple(one for one in fed if not blank.isdisjoint(parts[one]))
            began = _began(agency) if kind.code in kinds.ALWAYS_KEPT else None
            since = began if began is not None and began.year == year else None
            found.append(Missing(kind, cut, some=bool(known), since=since))
    return tuple(found)


def _began(agency: Agency) -> date | None:
    """The day the agency's ledger was opened."""
    opened = ledger.opened_at(agency)
    return time.local_date(opened) if opened is not None else None


def _number(form: str, cell_id: str, counts: Mapping[str, Value], parts: tuple[str, ...]) -> Value:
    total = sum((counts.get(part, 0) for part in parts), start=0)
    if get_form(form).cells[cell_id].column.kind == "decimal":
        return Decimal(printed(Decimal(total)))
    return int(total)
