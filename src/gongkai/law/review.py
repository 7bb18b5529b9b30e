"""Review before publication and signing: who may decide what, and what is asked.

A round is about one immutable version. The author never decides; a level is decided once, in order,
by a holder of its station or by the named receiver of a dated delegation; and at least
`minimum_people` different people decide. Nothing is stored: each function takes the facts and
returns permission or the reason of the refusal.

Basis: 条例 Art. 17 (a review mechanism with procedure and responsibility); 保密法实施条例 Art. 42
(先审查、后公开, item by item); 三审三校 is the usual practice of local rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.basis import REGULATION, LawRefusal

BASIS = f"{REGULATION}第十七条"


class LevelKind(StrEnum):
    REVIEW = "review"  # 审
    PROOF = "proof"  # 校


class Station(StrEnum):
    CLERK = "clerk"
    SECTION = "section"
    SECRECY = "secrecy"
    LEADER = "leader"
    HEAD = "head"


STATION_NAMES = {
    Station.CLERK: "经办",
    Station.SECTION: "科室负责人",
    Station.SECRECY: "保密审查",
    Station.LEADER: "分管领导",
    Station.HEAD: "主要领导",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level: the second 审 is `Level(LevelKind.REVIEW, 2, Station.LEADER)`."""

    kind: LevelKind
    number: int
    station: Station

    @property
    def name(self) -> str:
        ordinal = "零一二三四五六七八九"[self.number] if self.number < 10 else str(self.number)
        return f"{ordinal}{'审' if self.kind is LevelKind.REVIEW else '校'}"


@dataclass(frozen=True, slots=True)
class Template:
    """The levels in the order they are decided, and how many different people must decide.

    The author is not counted: it is never one of the deciders.
    """

    name: str
    levels: tuple[Level, ...]
    minimum_people: int = 3


#: 三审三校 as offices usually order it: content by rank, with the secrecy review among it, and the
#: wording after each. What a new office begins with.
USUAL = Template(
    "三审三校",
    (
        Level(LevelKind.REVIEW, 1, Station.SECTION),
        Level(LevelKind.PROOF, 1, Station.CLERK),
        Level(LevelKind.REVIEW, 2, Station.SECRECY),
        Level(LevelKind.PROOF, 2, Station.SECTION),
        Level(LevelKind.REVIEW, 3, Station.LEADER),
        Level(LevelKind.PROOF, 3, Station.CLERK),
    ),
)


@dataclass(frozen=True, slots=True)
class Delegation:
    """`giver` lets `receiver` decide at a station from `first` to `last`, both days included."""

    giver: str
    receiver: str
    station: Station
    first: date
    last: date

    def covers(self, station: Station, on: date) -> bool:
        return self.station is station and self.first <= on <= self.last


@dataclass(frozen=True, slots=True)
class ReviewDecision:
    """What one person decided at one level; `for_person` is the giver of the delegation used."""

    level: Level
    person: str
    approved: bool
    on: date
    for_person: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """The review of one version, with the decisions so far in their order.

    `contributors` wrote a part of it besides the author, and decide no more than the author does.
    """

    version: str
    author: str
    template: Template
    decisions: tuple[ReviewDecision, ...] = ()
    contributors: frozenset[str] = frozenset()

    @property
    def returned(self) -> bool:
        """True when somebody sent the version back; the round is over then."""
        return any(not decision.approved for decision in self.decisions)

    @property
    def next_level(self) -> Level | None:
        """The level to be decided now; None when the round is over."""
        done = len(self.decisions)
        if self.returned or done >= len(self.template.levels):
            return None
        return self.template.levels[done]

    @property
    def people(self) -> frozenset[str]:
        return frozenset(decision.person for decision in self.decisions)

    @property
    def writers(self) -> frozenset[str]:
        """The author and everybody who wrote a part."""
        return self.contributors | {self.author}


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a person may decide now; `reason` says why not, `for_person` whose delegation is used."""

    allowed: bool
    reason: str = ""
    basis: str = BASIS
    for_person: str | None = None


Holders = Mapping[Station, Collection[str]]


def may_decide(
    round_: Round,
    level: Level,
    person: str,
    *,
    version: str,
    holders: Holders,
    delegations: Iterable[Delegation],
    on: date,
) -> Permission:
    """Say whether `person` may decide `level` of the round on a day.

    `version` is the version the person has seen, `holders` who holds each station on that day.
    A delegation is used only where the person does not hold the station; it cannot be passed on,
    and the author's own delegation gives no right.
    """
    if version != round_.version:
        return Permission(False, "内容已有新版本，这一轮审核不再有效。请打开新版本后重新审核。")
    if round_.returned:
        return Permission(False, "这一版本已被退回。修改后会形成新版本，另起一轮审核。")
    expected = round_.next_level
    if expected is None:
        return Permission(False, "这一轮审核已经全部完成。")
    if level != expected:
        return Permission(False, f"现在应当进行{expected.name}，还不能（或者已经）{level.name}。")
    if person == round_.author:
        return Permission(False, "拟稿人不能审核自己的稿件。请由其他人审核。")
    if person in round_.contributors:
        return Permission(False, "改过这份稿件的人不能审核它。请由其他人审核。")
    for_person = _standing(level.station, person, round_.writers, holders, delegations, on)
    if for_person is None:
        name = STATION_NAMES[level.station]
        return Permission(
            False, f"{level.name}由{name}进行，您当日不在这一岗位，也没有有效的授权。"
        )
    people = len(round_.people | {person})
    left = len(round_.template.levels) - len(round_.decisions) - 1
    if people + left < round_.template.minimum_people:
        return Permission(
            False,
            f"这一轮审核至少由{round_.template.minimum_people}人参加，您已审核过其他环节，"
            f"请由另一人进行{level.name}。",
        )
    return Permission(True, for_person=for_person if for_person != person else None)


def _standing(
    station: Station,
    person: str,
    writers: Collection[str],
    holders: Holders,
    delegations: Iterable[Delegation],
    on: date,
) -> str | None:
    """Return in whose name the person stands at the station: their own, a giver's, or nobody's."""
    held_by = holders.get(station, ())
    if person in held_by:
        return person
    for delegation in delegations:
        given = delegation.receiver == person and delegation.covers(station, on)
        if given and delegation.giver in held_by and delegation.giver not in writers:
            return delegation.giver
    return None


def is_complete(round_: Round) -> bool:
    """True when every level approved this version, by enough people, none of whom wrote it."""
    decided = tuple(decision.level for decision in round_.decisions)
    return (
        not round_.returned
        and decided == round_.template.levels
        and len(round_.people) >= round_.template.minimum_people
        and round_.writers.isdisjoint(round_.people)
    )


def check_template(template: Template, holders: Holders) -> None:
    """Refuse a template that the people there are cannot carry out, whoever writes the draft.

    Raises LawRefusal naming the station that lacks people.
    """
    if not template.levels:
        raise LawRefusal("review.no_levels", "审核模板没有设置任何审核环节。", BASIS)
    everybody = {person for level in template.levels for person in holders.get(level.station, ())}
    for level in template.levels:
        if not holders.get(level.station):
            raise LawRefusal(
                "review.unstaffed",
                f"{level.name}由{STATION_NAMES[level.station]}进行，这一岗位没有人员，模板没有保存。",
                BASIS,
            )
    for author in (None, *sorted(everybody)):
        able = [set(holders.get(level.station, ())) - {author} for level in template.levels]
        if not all(able):
            lacking = template.levels[[bool(people) for people in able].index(False)]
            raise LawRefusal(
                "review.author_alone",
                f"{STATION_NAMES[lacking.station]}只有{author}一人，"
                f"其本人拟稿时{lacking.name}无人可审，模板没有保存。",
                BASIS,
            )
        if _most_people(able) < template.minimum_people:
            raise LawRefusal(
                "review.too_few",
                f"按现有人员，一轮审核凑不足{template.minimum_people}人，模板没有保存。",
                BASIS,
            )


def unstaffed(template: Template, holders: Holders, author: str) -> str:
    """Why a draft of this author could not go all the way with the people there are: a sentence;
    empty when it can."""
    able = [set(holders.get(level.station, ())) - {author} for level in template.levels]
    if not all(able):
        level = template.levels[[bool(people) for people in able].index(False)]
        who = "除了拟稿人没有别人" if holders.get(level.station) else "还没有人"
        return f"{level.name}由{STATION_NAMES[level.station]}进行，这一岗位{who}。"
    if _most_people(able) < template.minimum_people:
        return f"按现有人员，一轮审核凑不足 {template.minimum_people} 人。"
    return ""


def _most_people(able: list[set[str | None]] | list[set[str]]) -> int:
    """Return how many different people can decide at most, one a level (bipartite matching)."""
    taken: dict[str | None, int] = {}

    def place(level: int, tried: set[str | None]) -> bool:
        for person in sorted(able[level], key=str):
            if person not in tried:
                tried.add(person)
                if person not in taken or place(taken[person], tried):
                    taken[person] = level
                    return True
        return False

    return sum(place(level, set()) for level in range(len(able)))


#: The three questions of a secrecy review, asked item by item before anything is published.
SECRECY_QUESTIONS: tuple[tuple[str, str], ...] = (
    ("state_secret", "是否涉及国家秘密、工作秘密？"),
    ("third_party", "是否涉及商业秘密、个人隐私等第三方合法权益？"),
    ("other_exemption", "是否属于条例第十四条至第十六条的其他不予公开情形？"),
)
