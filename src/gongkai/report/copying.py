"""Which of very many narratives were taken over from another agency's.

MinHash signatures over the clauses (rensa), and the clauses that few texts have, find the pairs that can
be alike; what is said of a pair is then computed exactly, as in `likeness`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rensa import RMinHash, RMinHashLSH

from .likeness import COPIED, SHORTEST, Copy, clauses, joined, shared_passage
from .model import Report
from .names import NO_NAMES, Names

#: Signature slots, in bands of four: texts of one length that share four fifths are missed once in a
#: million pairs; a tenth in common is looked at once in two hundred pairs.
_SLOTS, _BANDS, _SEED = 256, 64, 20211112
#: A clause that so few texts have brings them together by itself: a short text taken out of a much
#: longer one has another signature.
_RARE = 12
#: A narrative alike to many is compared with so many; the template of a county is found all the same.
_ENOUGH = 50


@dataclass(frozen=True, slots=True)
class Narrative:
    """One text: whose it is (equal for all texts of one agency), what to call it, and the names that an
    agency that copies would put its own for."""

    owner: str
    name: str
    text: str
    masked: tuple[str, ...] = ()


def find_copies(narratives: Sequence[Narrative]) -> list[Copy | None]:
    """For every narrative the other agency's text that holds most of it; None where no text holds
    enough, or the narrative is too short to tell. Of equals the first in the list is named.

    As many out as in, in their order; only texts that MinHash puts near each other are compared. Nothing
    is raised. Source: 国办公开办函〔2021〕30号第四条（内容雷同）."""
    keys = [[c.key for c in clauses(joined(one.text), one.masked)] for one in narratives]
    distinct: dict[frozenset[str], list[int]] = {}
    for at, listed in enumerate(keys):
        if sum(map(len, listed)) >= SHORTEST:
            distinct.setdefault(frozenset(listed), []).append(at)
    sets = list(distinct)
    near = _near(sets)
    found: list[Copy | None] = [None] * len(narratives)
    for number, members in enumerate(distinct.values()):
        holders: dict[str, tuple[int, int]] = {}  # owner → the most of it, and where
        for percent, other in _ranked(keys[members[0]], number, sets, near[number]):
            for place in distinct[sets[other]]:
                holders.setdefault(narratives[place].owner, (percent, place))
        for at in members:
            found[at] = _best(narratives, at, holders)
    return found


def _near(sets: Sequence[frozenset[str]]) -> list[list[int]]:
    if not sets:
        return []
    hashes = RMinHash.from_token_sets([list(one) for one in sets], _SLOTS, _SEED)
    index = RMinHashLSH(COPIED / 100, _SLOTS, _BANDS)
    index.insert_many(hashes)
    holders: dict[str, list[int]] = {}
    for number, one in enumerate(sets):
        for key in one:
            holders.setdefault(key, []).append(number)
    near = []
    for one, signature in zip(sets, hashes, strict=True):
        found = set(index.query(signature))
        for key in one:
            if len(holders[key]) <= _RARE:
                found.update(holders[key])
        near.append(sorted(found))
    return near


def _ranked(
    keys: Sequence[str], own: int, sets: Sequence[frozenset[str]], near: Iterable[int]
) -> list[tuple[int, int]]:
    """The texts that hold enough, as (percent, number), most first; its own set is 100."""
    weights: dict[str, int] = {}
    for key in keys:
        weights[key] = weights.get(key, 0) + len(key)
    total = sum(weights.values())
    held = [(100, own)]
    for number in near:
        if number == own:
            continue
        percent = sum(map(weights.__getitem__, sets[own] & sets[number])) * 100 // total
        if percent >= COPIED:
            held.append((percent, number))
            if len(held) > _ENOUGH:
                break
    return sorted(held, key=lambda one: (-one[0], one[1]))


def _best(
    narratives: Sequence[Narrative], at: int, holders: Mapping[str, tuple[int, int]]
) -> Copy | None:
    one = narratives[at]
    best = next((held for owner, held in holders.items() if owner != one.owner), None)
    if best is None:
        return None
    percent, place = best
    two = narratives[place]
    here, there = shared_passage(one.text, two.text, masked=one.masked, masked_before=two.masked)
    return Copy(two.name, percent, here, there, len(holders) - 2)


def copies_among(
    reports: Sequence[Report], names: Names = NO_NAMES, sections: Sequence[int] = (1, 5)
) -> list[dict[int, Copy | None] | None]:
    """For every report, of each section from whom it may be taken, among the other agencies' reports of
    its year. None for a report with no other agency beside it, or whose agency or year is unknown."""
    found: list[dict[int, Copy | None] | None] = [None] * len(reports)
    years: dict[int, list[int]] = {}
    for at, one in enumerate(reports):
        if one.agency and one.year:
            years.setdefault(one.year, []).append(at)
    for year, held in years.items():
        owners = [names.unit(reports[at].agency or "", year) for at in held]
        if len(set(owners)) < 2:
            continue
        for number in sections:
            texts = [
                _narrative(reports[at], owner, number)
                for at, owner in zip(held, owners, strict=True)
            ]
            for at, copy in zip(held, find_copies(texts), strict=True):
                listed = found[at]
                if listed is None:
                    listed = found[at] = {}
                listed[number] = copy
    return found


def _narrative(report: Report, owner: str, number: int) -> Narrative:
    section = report.section(number)
    name = report.agency or ""
    masked = tuple(one for one in (name, report.agency_as_printed, report.region) if one)
    return Narrative(owner, name, section.text if section else "", masked)
