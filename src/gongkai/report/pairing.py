"""Which of many reports is whose report of the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .model import Report
from .names import NO_NAMES, Names


@dataclass(frozen=True, slots=True)
class Pair:
    """A report, by its place in the list, with the one of the year before, or why there is none."""

    previous: int | None = None
    reason: str | None = None


def pair(reports: Sequence[Report], names: Names = NO_NAMES) -> list[Pair]:
    """Find the year before of every report, in the order given.

    Reports of one agency meet by its name at the later year, so that a renamed agency meets what it
    was. Two files with equal cells are one report; different ones are never chosen between.
    """
    filed: dict[int, list[int]] = {}
    for at, one in enumerate(reports):
        if one.agency and one.year:
            filed.setdefault(one.year, []).append(at)
    years = {year: _by_unit(reports, held, year + 1, names) for year, held in filed.items()}
    return [_of(reports, one, years, names) for one in reports]


def same_cells(one: Report, other: Report) -> bool:
    """Tell whether two reports have the same cells, wherever in their files those stand."""
    return one.form == other.form and all(
        (cell.state, cell.value) == (other.cells[cell_id].state, other.cells[cell_id].value)
        for cell_id, cell in one.cells.items()
    )


def _by_unit(
    reports: Sequence[Report], held: list[int], year: int, names: Names
) -> dict[str, list[int]]:
    units: dict[str, list[int]] = {}
    for at in held:
        agency = reports[at].agency
        assert agency is not None
        units.setdefault(names.unit(agency, year), []).append(at)
    return units


def _of(
    reports: Sequence[Report], one: Report, years: dict[int, dict[str, list[int]]], names: Names
) -> Pair:
    if not one.agency:
        return Pair(reason="看不出是哪个机关的报告，找不到它的上年报告")
    if not one.year:
        return Pair(reason="看不出是哪一年的报告，找不到它的上年报告")
    found = years.get(one.year - 1, {}).get(names.unit(one.agency, one.year), [])
    if not found:
        return Pair(reason=f"这些文件里没有“{one.agency}” {one.year - 1}年度的报告")
    first = reports[found[0]]
    agencies = {names.full_name(reports[at].agency or "") for at in found}
    if len(agencies) > 1:
        return Pair(reason=f"{'、'.join(sorted(agencies))}已经合并，上年各有报告，不能直接比较")
    if any(not same_cells(first, reports[at]) for at in found[1:]):
        return Pair(reason=f"“{one.agency}” {one.year - 1}年度有 {len(found)} 份不同的报告")
    return Pair(previous=found[0])
