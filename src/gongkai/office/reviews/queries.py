"""Reading reviews: the facts as `gongkai.law.review` takes them, and the lists of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from gongkai.law import review
from gongkai.office import crypto
from gongkai.office.agencies.models import Agency, Delegation, Membership, Person, Role, valid_on
from gongkai.office.reviews import writers as hands
from gongkai.office.reviews.models import Decision, Round, SignedSheet, Template, Version

if TYPE_CHECKING:
    from gongkai.office.access import Desk

#: Which role of the desk stands at which station.
ROLE_AT = {
    review.Station.CLERK: Role.CLERK,
    review.Station.SECTION: Role.SECTION,
    review.Station.SECRECY: Role.SECRECY,
    review.Station.LEADER: Role.LEADER,
    review.Station.HEAD: Role.SIGNER,
}
STATION_OF = {role: station for station, role in ROLE_AT.items()}
READERS = frozenset({*STATION_OF, Role.AUDITOR})


def visible_to(actor: Desk) -> Q:
    """The versions a person may read: of the agency they work in, with a role that takes part in
    reviews; their own always."""
    agency = Q(agency=actor.agency)
    return agency if actor.has(*READERS) else agency & Q(author=actor.person)


def visible_templates(actor: Desk) -> Q:
    """The templates of the agency: to those who take part in reviews and to who makes them."""
    seen = actor.has(*READERS, Role.ADMINISTRATOR)
    return Q(agency=actor.agency) if seen else Q(pk__in=[])


def visible_rounds(actor: Desk) -> QuerySet[Round]:
    """The rounds over versions the person may read."""
    return rounds().filter(version__in=Version.objects.filter(visible_to(actor)))


def visible_sheets(actor: Desk) -> Q:
    """The signed sheets of the versions a person may read."""
    return Q(version__in=Version.objects.filter(visible_to(actor)))


#: Model → its filter. A round and its decisions are seen with their version (`visible_rounds`).
VISIBLE = {Version: visible_to, Template: visible_templates, SignedSheet: visible_sheets}


def under_way(actor: Desk) -> QuerySet[Round]:
    """The open rounds a person may see, oldest first."""
    return open_rounds(actor.agency).filter(version__in=Version.objects.filter(visible_to(actor)))


def templates_of(actor: Desk) -> list[Template]:
    """The templates in use that a person may see, by name."""
    seen = Template.objects.filter(visible_templates(actor), closed_on=None)
    return list(seen.order_by("name", "id"))


def sheets_of(actor: Desk, version: Version) -> list[SignedSheet]:
    """The signed sheets of a version, newest first."""
    return list(
        SignedSheet.objects.filter(visible_sheets(actor), version=version)
        .select_related("file", "filed_by")
        .order_by("-id")
    )


def holders(agency: Agency, on: date) -> dict[review.Station, set[str]]:
    """Who holds each station on a day, by uid."""
    held: dict[review.Station, set[str]] = {station: set() for station in review.Station}
    rows = Membership.objects.filter(
        valid_on(on), agency=agency, role__in=list(STATION_OF), person__is_active=True
    ).values_list("role", "person__uid")
    for role, uid in rows:
        held[STATION_OF[Role(role)]].add(str(uid))
    return held


def names_at(agency: Agency, station: review.Station, on: date, but: Person) -> tuple[str, ...]:
    """Who can decide at a station on a day, by name: its holders and their delegates, never the
    author (`but`)."""
    held, lent = holders(agency, on)[station], delegations(agency, on)
    giving = held - {str(but.uid)}
    able = giving | {d.receiver for d in lent if d.covers(station, on) and d.giver in giving}
    found = Person.objects.filter(uid__in=able - {str(but.uid)}).order_by("display_name", "id")
    return tuple(found.values_list("display_name", flat=True))


def returned_with(version: Version) -> Decision | None:
    """The decision that sent a version back; None when nobody did."""
    return (
        Decision.objects.filter(round__version=version, approved=False)
        .select_related("person")
        .first()
    )


def delegations(agency: Agency, on: date) -> list[review.Delegation]:
    """The delegations of a day, by uid."""
    rows = Delegation.objects.filter(
        valid_on(on), agency=agency, role__in=list(STATION_OF), receiver__is_active=True
    ).select_related("giver", "receiver")
    return [
        review.Delegation(
            str(d.giver.uid),
            str(d.receiver.uid),
            STATION_OF[Role(d.role)],
            d.valid_from,
            d.valid_to or date.max,
        )
        for d in rows
    ]


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


def fingerprint(subject: str, title: str, body: str) -> str:
    """What a version is known by on its approval sheet: 64 hexadecimal digits under the office's key."""
    text = f"{subject}\n{title}\n{body}".encode()
    return crypto.keys().fingerprint_bytes(text, "reviews.version")


def is_as_handed_in(version: Version) -> bool:
    """Whether the words of a version still are those its fingerprint was made of."""
    return version.fingerprint == fingerprint(version.subject, version.title, version.body)


def latest(agency: Agency, subject: str) -> Version | None:
    """The newest version of a text; None when nothing was handed in."""
    return (
        Version.objects.filter(agency=agency, subject=subject)
        .select_related("author")
        .order_by("-number")
        .first()
    )


def before(actor: Desk, version: Version) -> Version | None:
    """The version of the same text that this one replaced, if the person may read it."""
    earlier = Version.objects.filter(
        visible_to(actor), subject=version.subject, number__lt=version.number
    )
    return earlier.order_by("-number").first()


def is_approved(version: Version) -> bool:
    """Whether this very version passed every level and no newer one exists."""
    newest = latest(version.agency, version.subject)
    round_ = rounds().filter(version=version).first()
    return newest == version and round_ is not None and review.is_complete(as_law(round_))


def has_passed(version: Version) -> bool:
    """Whether this very version passed every level, whatever came after it."""
    round_ = rounds().filter(version=version).first()
    return round_ is not None and review.is_complete(as_law(round_))


def open_templates(agency: Agency) -> list[Template]:
    """The templates in use, by name."""
    return list(Template.objects.filter(agency=agency, closed_on=None).order_by("name", "id"))


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
