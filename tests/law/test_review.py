"""Who may decide, and every reason why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.law.basis import LawRefusal
from gongkai.law.review import (
    SECRECY_QUESTIONS,
    Delegation,
    Level,
    LevelKind,
    Permission,
    ReviewDecision,
    Round,
    Station,
    Template,
    check_template,
    is_complete,
    may_decide,
    unstaffed,
)

TODAY = date(2026, 11, 20)
FIRST = Level(LevelKind.REVIEW, 1, Station.SECTION)
SECOND = Level(LevelKind.REVIEW, 2, Station.SECRECY)
THIRD = Level(LevelKind.REVIEW, 3, Station.LEADER)
PROOF = Level(LevelKind.PROOF, 1, Station.CLERK)
TEMPLATE = Template("三审", (FIRST, SECOND, THIRD))
HOLDERS = {
    Station.SECTION: ["section", "both"],
    Station.SECRECY: ["secrecy", "both"],
    Station.LEADER: ["leader"],
}
START = Round("v1", "author", TEMPLATE)


def ask(
    round_: Round,
    level: Level,
    person: str,
    *delegations: Delegation,
    version: str = "v1",
    on: date = TODAY,
) -> Permission:
    return may_decide(
        round_,
        level,
        person,
        version=version,
        holders=HOLDERS,
        delegations=delegations,
        on=on,
    )


def after(*decisions: tuple[Level, str, bool]) -> Round:
    made = tuple(ReviewDecision(level, who, yes, TODAY) for level, who, yes in decisions)
    return replace(START, decisions=made)


def test_levels_are_named() -> None:
    assert [level.name for level in (FIRST, SECOND, THIRD, PROOF)] == [
        "一审",
        "二审",
        "三审",
        "一校",
    ]


def test_a_holder_decides_the_level_that_is_due() -> None:
    assert ask(START, FIRST, "section") == Permission(True)
    assert ask(after((FIRST, "section", True)), SECOND, "secrecy") == Permission(True)


@pytest.mark.parametrize(
    ("round_", "level", "person", "version", "reason"),
    [
        (START, FIRST, "section", "v2", "内容已有新版本"),
        (START, SECOND, "secrecy", "v1", "现在应当进行一审"),
        (after((FIRST, "section", True)), FIRST, "both", "v1", "现在应当进行二审"),
        (after((FIRST, "section", False)), SECOND, "secrecy", "v1", "已被退回"),
        (START, FIRST, "leader", "v1", "一审由科室负责人进行"),
        (replace(START, author="section"), FIRST, "section", "v1", "拟稿人不能审核自己的稿件"),
        (after((FIRST, "both", True)), SECOND, "both", "v1", "至少由3人参加"),
        (
            after((FIRST, "section", True), (SECOND, "secrecy", True), (THIRD, "leader", True)),
            THIRD,
            "leader",
            "v1",
            "已经全部完成",
        ),
    ],
)
def test_refusals(round_: Round, level: Level, person: str, version: str, reason: str) -> None:
    permission = ask(round_, level, person, version=version)
    assert not permission.allowed
    assert reason in permission.reason
    assert permission.basis == "《政府信息公开条例》第十七条"


def delegation(**changes: object) -> Delegation:
    given = Delegation("leader", "deputy", Station.LEADER, TODAY, TODAY)
    return replace(given, **changes)  # type: ignore[arg-type]


def test_a_dated_delegation_gives_its_receiver_the_station() -> None:
    due = after((FIRST, "section", True), (SECOND, "secrecy", True))
    assert ask(due, THIRD, "deputy", delegation()) == Permission(True, for_person="leader")
    for wrong in (
        delegation(first=date(2026, 11, 21), last=date(2026, 11, 30)),
        delegation(last=date(2026, 11, 19), first=date(2026, 11, 1)),
        delegation(station=Station.HEAD),
        delegation(receiver="somebody"),
        delegation(giver="former leader"),
    ):
        assert not ask(due, THIRD, "deputy", wrong).allowed
    by_leader = replace(due, author="leader")
    assert not ask(by_leader, THIRD, "deputy", delegation()).allowed


def test_a_round_is_complete_only_with_every_level_and_enough_people() -> None:
    complete = after((FIRST, "section", True), (SECOND, "secrecy", True), (THIRD, "leader", True))
    assert is_complete(complete)
    assert not is_complete(after((FIRST, "section", True)))
    assert not is_complete(replace(complete, author="leader"))
    assert not is_complete(
        after((FIRST, "both", True), (SECOND, "both", True), (THIRD, "leader", True))
    )
    assert not is_complete(
        after((FIRST, "section", True), (SECOND, "secrecy", True), (THIRD, "leader", False))
    )


@pytest.mark.parametrize(
    ("template", "holders", "code"),
    [
        (Template("空", ()), HOLDERS, "review.no_levels"),
        (TEMPLATE, {**HOLDERS, Station.LEADER: []}, "review.unstaffed"),
        (TEMPLATE, {**HOLDERS, Station.LEADER: ["leader"]}, "review.author_alone"),
        (
            TEMPLATE,
            {station: ["one", "two"] for station in HOLDERS},
            "review.too_few",
        ),
    ],
)
def test_a_template_that_cannot_be_staffed_is_refused(
    template: Template, holders: dict[Station, list[str]], code: str
) -> None:
    with pytest.raises(LawRefusal) as caught:
        check_template(template, holders)
    assert caught.value.code == code


def test_a_template_that_can_be_staffed_whoever_writes() -> None:
    check_template(TEMPLATE, {station: [f"{station}1", f"{station}2"] for station in HOLDERS})
    # Two people hold everything and two a station each: three can always be found by matching.
    check_template(
        TEMPLATE,
        {
            Station.SECTION: ["a", "b"],
            Station.SECRECY: ["a", "b", "c"],
            Station.LEADER: ["a", "b", "c", "d"],
        },
    )


def test_whether_a_draft_of_somebody_can_go_all_the_way() -> None:
    three = {Station.SECTION: ["甲", "丁"], Station.SECRECY: ["乙"], Station.LEADER: ["丙"]}
    assert unstaffed(TEMPLATE, three, "丁") == ""  # three others: just enough
    assert unstaffed(TEMPLATE, three, "乙") == "二审由保密审查进行，这一岗位除了拟稿人没有别人。"
    assert unstaffed(TEMPLATE, {**three, Station.LEADER: []}, "丁") == (
        "三审由分管领导进行，这一岗位还没有人。"
    )
    two = {**three, Station.LEADER: ["乙"]}
    assert unstaffed(TEMPLATE, two, "丁") == "按现有人员，一轮审核凑不足 3 人。"


def test_the_secrecy_review_asks_three_questions() -> None:
    assert [key for key, _ in SECRECY_QUESTIONS] == [
        "state_secret",
        "third_party",
        "other_exemption",
    ]
