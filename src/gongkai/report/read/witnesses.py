"""What a document says twice: cells against the sums they belong to, and against its own sentences.

A number that another place repeats is surer, one that another place contradicts is less sure; each
cell records which. Printed figures are never changed here: only how sure they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..cell import Cell, Method, Number
from ..model import Fact
from .identities import identities

#: What is left of a printed figure's certainty when sums of its table contradict it.
CONTRADICTED, DISPUTED = 0.95, 0.98

_SAID_OF = {
    "applications.received": "requests.received.total",
    "applications.carried_in": "requests.carried_in.total",
    "applications.carried_out": "requests.carried_out.total",
    "applications.answered": "requests.concluded.total",
    "reconsiderations": "challenges.reconsideration.total",
}


def said_of(facts: Iterable[Fact]) -> dict[str, set[Number]]:
    """The numbers that sentences say of a cell, by its id."""
    said: dict[str, set[Number]] = {}
    for fact in facts:
        cell = _SAID_OF.get(fact.metric)
        if cell is not None:
            said.setdefault(cell, set()).add(fact.value)
    return said


def hear(
    form_id: str, cells: Mapping[str, Cell], said: Mapping[str, Iterable[Number]]
) -> dict[str, Cell]:
    """The cells with their witnesses. `said` as `said_of` gives it."""
    agree: dict[str, list[str]] = {}
    against: dict[str, list[str]] = {}
    for one in identities(form_id):
        total = _sum(cells, one.parts)
        whole = _sum(cells, one.whole) if total is not None else None
        if total is None or whole is None:
            continue
        heard = agree if total == whole else against
        for cell_id in (*one.parts, *one.whole):
            names = heard.setdefault(cell_id, [])
            if one.name not in names:
                names.append(one.name)
    for cell_id, values in said.items():
        value = cells[cell_id].value if cell_id in cells else None
        if value is not None and value in values:
            agree.setdefault(cell_id, []).append("text")
    out = dict(cells)
    for cell_id in agree.keys() | against.keys():
        cell = cells[cell_id]
        for_it, others = tuple(agree.get(cell_id, ())), tuple(against.get(cell_id, ()))
        sure = _confidence(cell, bool(for_it), bool(others))
        out[cell_id] = replace(cell, witnesses=for_it, against=others, confidence=sure)
    return out


def _sum(cells: Mapping[str, Cell], ids: Iterable[str]) -> Number | None:
    total: Number = 0
    for one in ids:
        cell = cells.get(one)
        if cell is None or cell.value is None:
            return None
        total += cell.value
    return total


def _confidence(cell: Cell, agree: bool, against: bool) -> float | None:
    held = cell.confidence
    if not against:
        if held is None or cell.method is not Method.RECOGNISED:
            return held
        return round(1 - (1 - held) * 0.1, 4)  # seen and vouched for
    if held is None:
        return DISPUTED if agree else CONTRADICTED
    return round(held * (DISPUTED if agree else CONTRADICTED), 4)
