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

from ....cell import ABSENT, Cell, Method, Number, Source, vouched
from ....form import get_form
from ....model import Fact
from .identities import identities
from .plain_rows import PlainRow

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
    plain: Mapping[str, PlainRow],
    said: Mapping[str, Collection[Number]],
) -> dict[str, Cell]:
    """All cells with their witnesses, in the form's order: `cells`, and those of the `plain` rows, which are by
    the id of their first cell. `said` as `said_of` gives it."""
    plan = _plan(form_id)
    values: list[Number | None] = []
    for ids in plan.rows:
        row = plain.get(ids[0])
        if row is not None:
            values += row.values
        else:
            values += [cell.value if (cell := cells.get(one)) else None for one in ids]
    broken, unknown = _doubts(plan, values)
    names = _without(plan, broken | unknown) if broken or unknown else plan.names
    contrary = _contrary(plan, broken) if broken else {}
    printed = _vouched(plain.values(), names, said)
    out = plan.every | printed
    for cell_id in contrary.keys() & printed.keys():
        cell = printed[cell_id]
        against = contrary[cell_id]
        sure = _confidence(cell, cell.witnesses, against)
        out[cell_id] = cell.heard(cell.witnesses, against, sure)
    for cell_id, cell in cells.items():
        if cell.value is None:
            out[cell_id] = cell
            continue
        agree, against = names[cell_id], contrary.get(cell_id, _NOBODY)
        if cell.value in said.get(cell_id, _NOBODY):
            agree = (*agree, "text")
        out[cell_id] = cell.heard(agree, against, _confidence(cell, agree, against))
    for ids in plan.rows:
        if ids[0] not in plain:
            for one in ids:
                if one not in cells:
                    del out[one]
    return out


def _doubts(plan: _Plan, values: Sequence[Number | None]) -> tuple[set[int], set[int]]:
    """The identities that do not hold, and those of which a cell holds no number."""
    broken: set[int] = set()
    unknown: set[int] = set()
    for number, (parts, whole) in enumerate(plan.sums):
        try:
            if sum(parts(values)) != sum(whole(values)):
                broken.add(number)
        except TypeError:
            unknown.add(number)
    return broken, unknown


def _without(plan: _Plan, doubted: Collection[int]) -> dict[str, tuple[str, ...]]:
    """What vouches for each cell where some identities say nothing, or something else."""
    names = dict(plan.names)
    for cell_id in _in_any(plan, doubted):
        names[cell_id] = _names(plan, [n for n in plan.of_cell[cell_id] if n not in doubted])
    return names


def _contrary(plan: _Plan, broken: Collection[int]) -> dict[str, tuple[str, ...]]:
    """What does not hold with each cell, of the cells of some identities."""
    return {
        cell_id: _names(plan, [n for n in plan.of_cell[cell_id] if n in broken])
        for cell_id in _in_any(plan, broken)
    }


def _in_any(plan: _Plan, numbers: Collection[int]) -> set[str]:
    return {cell_id for number in numbers for cell_id in plan.members[number]}


def _vouched(
    rows: Collection[PlainRow],
    names: Mapping[str, tuple[str, ...]],
    said: Mapping[str, Collection[Number]],
) -> dict[str, Cell]:
    """The cells of some rows, `names` vouching for each."""
    out = _heard([row for row in rows if not row.sure], names)
    out |= _heard([row for row in rows if row.sure], names)
    for cell_id in said.keys() & out.keys():
        cell = out[cell_id]
        if cell.value in said[cell_id]:
            sure = cell.confidence
            if sure is not None and not cell.witnesses:
                sure = vouched_for(sure)
            out[cell_id] = cell.heard((*cell.witnesses, "text"), _NOBODY, sure)
    return out


def _heard(rows: Collection[PlainRow], names: Mapping[str, tuple[str, ...]]) -> dict[str, Cell]:
    """The cells of some rows, all printed or all recognised."""
    ids: list[str] = []
    values: list[Number] = []
    texts: list[str] = []
    places: list[Source] = []
    seen: list[float] = []
    for row in rows:
        ids += row.ids
        values += row.values
        texts += row.texts
        places += row.places
        seen += row.sure
    agree = list(map(names.__getitem__, ids))
    sure = [vouched_for(one) if named else one for one, named in zip(seen, agree, strict=False)]
    return dict(zip(ids, vouched(values, texts, places, agree, sure), strict=True))


Pick = Callable[[Sequence[Any]], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The identities of a form over its cells in their order: where the parts and the whole of each
    stand, which cells take part in each and the other way round, and what they are called."""

    every: dict[str, Cell]  # absent, until it is read
    rows: tuple[tuple[str, ...], ...]  # the ids by row
    sums: tuple[tuple[Pick, Pick], ...]
    kinds: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]
    of_cell: Mapping[str, tuple[int, ...]]
    names: Mapping[str, tuple[str, ...]]


@cache
def _plan(form_id: str) -> _Plan:
    ids = tuple(get_form(form_id).cells)
    at = {cell_id: i for i, cell_id in enumerate(ids)}
    every = identities(form_id)
    of_cell: dict[str, list[int]] = {cell_id: [] for cell_id in ids}
    for number, one in enumerate(every):
        for cell_id in (*one.parts, *one.whole):
            of_cell[cell_id].append(number)
    kinds = tuple(one.name for one in every)
    return _Plan(
        dict.fromkeys(ids, ABSENT),
        tuple(row.cell_ids for table in get_form(form_id).tables for row in table.rows),
        tuple(
            (_pick([at[i] for i in one.parts]), _pick([at[i] for i in one.whole])) for one in every
        ),
        kinds,
        tuple((*one.parts, *one.whole) for one in every),
        {cell_id: tuple(own) for cell_id, own in of_cell.items()},
        {cell_id: tuple(dict.fromkeys(kinds[n] for n in own)) for cell_id, own in of_cell.items()},
    )


def _pick(places: list[int]) -> Pick:
    """Takes some places of a list, always as a tuple."""
    if len(places) == 1:
        (place,) = places
        return lambda values: (values[place],)
    return itemgetter(*places)


def _names(plan: _Plan, numbers: Collection[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([plan.kinds[n] for n in numbers]))


def vouched_for(held: float) -> float:
    """How sure a figure is that was seen with a confidence, and that others vouch for."""
    return round(1 - (1 - held) * 0.1, 4)


def _confidence(cell: Cell, agree: tuple[str, ...], against: tuple[str, ...]) -> float | None:
    held = cell.confidence
    if not against:
        if held is None or not agree or cell.method is not Method.RECOGNISED:
            return held
        return vouched_for(held)
    if held is None:
        return DISPUTED if agree else CONTRADICTED
    return round(held * (DISPUTED if agree else CONTRADICTED), 4)
