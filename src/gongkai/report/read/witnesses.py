"""What a document says twice: cells against the sums they belong to, and against its own sentences.

A number that another place repeats is surer, one that another place contradicts is less sure; each
cell records which. Printed figures are never changed here: only how sure they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from ..cell import Cell, Method, Number, Source
from ..form import get_form
from ..model import Fact
from .identities import identities

#: What is left of a printed figure's certainty when sums of its table contradict it.
CONTRADICTED, DISPUTED = 0.95, 0.98

_NOBODY: tuple[str, ...] = ()
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
    form_id: str,
    cells: Mapping[str, Cell],
    places: Mapping[str, Source],
    said: Mapping[str, Collection[Number]],
) -> dict[str, Cell]:
    """The cells with their witnesses, and in their `places` if they are without one. `said` as `said_of`
    gives it."""
    plan = _plan(form_id)
    found = [cells.get(cell_id) for cell_id in plan.cells]
    values = [None if cell is None else cell.value for cell in found]
    broken: set[int] = set()
    unknown: set[int] = set()
    for number, (parts, whole) in enumerate(plan.sums):
        try:
            if sum(parts(values)) != sum(whole(values)):
                broken.add(number)
        except TypeError:  # a cell of it holds no number
            unknown.add(number)
    doubtful = broken | unknown
    out = dict(cells)
    for cell_id, cell, value, own, every in zip(
        plan.cells, found, values, plan.of_cell, plan.names, strict=True
    ):
        if cell is None or value is None:
            continue
        agree, against = every, _NOBODY
        if doubtful and not doubtful.isdisjoint(own):
            against = _names(plan, broken.intersection(own))
            agree = _names(plan, set(own) - doubtful)
        if cell_id in said and value in said[cell_id]:
            agree = (*agree, "text")
        sure = cell.confidence
        if against or sure is not None:
            sure = _confidence(cell, agree, against)
        out[cell_id] = cell.heard(agree, against, sure, places.get(cell_id))
    return out


Pick = Callable[[Sequence[Any]], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The identities of a form over its cells in their order: where the parts and the whole of each
    stand, which of them each cell takes part in, and what they are called."""

    cells: tuple[str, ...]
    sums: tuple[tuple[Pick, Pick], ...]
    kinds: tuple[str, ...]
    of_cell: tuple[tuple[int, ...], ...]
    names: tuple[tuple[str, ...], ...]


@cache
def _plan(form_id: str) -> _Plan:
    ids = tuple(get_form(form_id).cells)
    at = {cell_id: i for i, cell_id in enumerate(ids)}
    every = identities(form_id)
    of_cell: list[list[int]] = [[] for _ in ids]
    for number, one in enumerate(every):
        for cell_id in (*one.parts, *one.whole):
            of_cell[at[cell_id]].append(number)
    kinds = tuple(one.name for one in every)
    return _Plan(
        ids,
        tuple(
            (_pick([at[i] for i in one.parts]), _pick([at[i] for i in one.whole])) for one in every
        ),
        kinds,
        tuple(map(tuple, of_cell)),
        tuple(tuple(dict.fromkeys(kinds[n] for n in own)) for own in of_cell),
    )


def _pick(places: list[int]) -> Pick:
    """Takes some places of a list, always as a tuple."""
    if len(places) == 1:
        (place,) = places
        return lambda values: (values[place],)
    return itemgetter(*places)


def _names(plan: _Plan, numbers: Collection[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plan.kinds[n] for n in sorted(numbers)))


def _confidence(cell: Cell, agree: tuple[str, ...], against: tuple[str, ...]) -> float | None:
    held = cell.confidence
    if not against:
        if held is None or cell.method is not Method.RECOGNISED:
            return held
        return round(1 - (1 - held) * 0.1, 4)  # seen and vouched for
    if held is None:
        return DISPUTED if agree else CONTRADICTED
    return round(held * (DISPUTED if agree else CONTRADICTED), 4)
