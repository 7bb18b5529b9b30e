"""Rounds as `gongkai.law.review` takes them: how far each is, and whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from gongkai.law import review
from gongkai.office.agencies.models import Agency, Person
from gongkai.office.reviews import writers as hands
from gongkai.office.reviews.models import Decision, Round, Version
from gongkai.office.reviews.queries.stations import delegations, holders, names_at


def as_law(round_: Round, written_by: frozenset[str] = frozenset()) -> review.Round:
    """The round with its decisions in order. Whoever asks what a person may decide says who wrote a
    part of the text (`contributors`); what only asks how far the round is leaves it out."""
    template = round_.template.as_law()
    return review.Round(
        version=str(round_.version.uid),
        author=str(round_.version.author.uid),
        template=template,
        decisions=tuple(
            review.ReviewDecision(
                template.levels[d.level],
                str(d.person.uid),
                d.approved,
                d.on,
                str(d.for_person.uid) if d.for_person else None,
            )
            for d in sorted(round_.decisions.all(), key=lambda d: d.level)
        ),
        contributors=written_by - {str(round_.version.author.uid)},
    )


def contributors(round_: Round) -> frozenset[str]:
    """Who wrote a part of the text besides the person who handed it in, by uid."""
    return hands.collect([round_.version_id])[round_.version_id]


def rounds() -> QuerySet[Round]:
    """Rounds with what a list or page of them needs, in three queries."""
    return Round.objects.select_related(
        "version__agency", "version__author", "template"
    ).prefetch_related(
        Prefetch(
            "decisions",
            Decision.objects.select_related("person", "for_person").order_by("level"),
        )
    )


def open_rounds(agency: Agency) -> QuerySet[Round]:
    """Rounds of the latest versions that are neither returned nor complete, oldest first."""
    newer = Version.objects.filter(
        agency=OuterRef("version__agency"),
        subject=OuterRef("version__subject"),
        number__gt=OuterRef("version__number"),
    )
    returned = Decision.objects.filter(round=OuterRef("pk"), approved=False)
    return (
        rounds()
        .defer("version__body")  # a list reads no text, and deciphers none
        .filter(~Exists(newer), ~Exists(returned), version__agency=agency)
        .exclude(pk__in=_complete(agency))
        .order_by("started_at", "pk")
    )


def stations_now(agency: Agency) -> dict[int, str]:
    """Where each version under review waits: its key → the station of the level that decides next."""
    found = {}
    for round_ in open_rounds(agency):
        level = as_law(round_).next_level
        if level is not None:
            found[round_.version_id] = review.STATION_NAMES[level.station]
    return found


def _complete(agency: Agency) -> QuerySet[Any, Any]:
    return (
        Round.objects.filter(version__agency=agency)
        .annotate(passed=Count("decisions", filter=Q(decisions__approved=True)))
        .filter(passed=F("template__levels_count"))
        .values("pk")
    )


#: Rounds whose turn is worked out at a time.
LOOKED_THROUGH = 200


def waiting_for(person: Person, agency: Agency, on: date, limit: int = 200) -> list[Round]:
    """The open rounds this person may decide now, oldest first, at most `limit`."""
    held, lent = holders(agency, on), delegations(agency, on)
    found: list[Round] = []
    start = 0
    while len(found) < limit:
        looked = list(open_rounds(agency)[start : start + LOOKED_THROUGH])
        found += _theirs(looked, person, held, lent, on)
        if len(looked) < LOOKED_THROUGH:
            break
        start += LOOKED_THROUGH
    return found[:limit]


def _theirs(
    rounds: Sequence[Round],
    person: Person,
    held: dict[review.Station, set[str]],
    lent: list[review.Delegation],
    on: date,
) -> list[Round]:
    """Those of some rounds whose next level is the person's."""
    found = []
    written = hands.collect([round_.version_id for round_ in rounds])
    for round_ in rounds:
        law = as_law(round_, written[round_.version_id])
        level = law.next_level
        if (
            level is not None
            and review.may_decide(
                law,
                level,
                str(person.uid),
                version=law.version,
                holders=held,
                delegations=lent,
                on=on,
            ).allowed
        ):
            found.append(round_)
    return found


@dataclass(frozen=True)
class Step:
    """One level on the page: `state` is done, back, doing or todo; `waits_for` names who can decide
    a level that is being done."""

    name: str
    station: str
    state: str
    decision: Decision | None
    is_proof: bool = False
    waits_for: tuple[str, ...] = ()


def steps_of(round_: Round, law: review.Round, on: date | None = None) -> list[Step]:
    """The levels of a round in order, with what was decided, and who can decide the next on
    a day where one is given."""
    decided = {d.level: d for d in round_.decisions.all()}
    shown = []
    for index, level in enumerate(law.template.levels):
        decision = decided.get(index)
        if decision is not None:
            state = "done" if decision.approved else "back"
        else:
            state = "doing" if level == law.next_level else "todo"
        version = round_.version
        shown.append(
            Step(
                level.name,
                review.STATION_NAMES[level.station],
                state,
                decision,
                level.kind is review.LevelKind.PROOF,
                names_at(version.agency, level.station, on, version.author)
                if state == "doing" and on is not None
                else (),
            )
        )
    return shown
