"""Handing in, deciding, returning, and what nobody may do."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Role
from gongkai.office.audit import queries as audit
from gongkai.office.audit.models import Event
from gongkai.office.refusal import Refusal
from gongkai.office.reviews import queries
from gongkai.office.reviews.models import Version
from tests.office.reviews.conftest import (
    CLEAN,
    SUBJECT,
    Reviewed,
    decide,
    hand_in,
    pass_all,
    refused,
)

pytestmark = pytest.mark.django_db


def test_a_version_passes_level_by_level(reviewed: Reviewed, now: datetime) -> None:
    round_ = hand_in(reviewed, now)
    assert round_.version.number == 1
    assert not queries.is_approved(round_.version)
    pass_all(reviewed, round_, now)
    assert queries.is_approved(round_.version)
    assert list(
        Event.objects.filter(agency=reviewed.office.agency, subject=SUBJECT)
        .order_by("position")
        .values_list("verb", "actor__display_name")
    ) == [
        ("review.handed_in", "江听雨"),
        ("review.passed", "沈望舒"),
        ("review.passed", "宋知微"),
        ("review.passed", "白如松"),
        ("review.passed", "陆明远"),
    ]
    assert audit.verify_audit(reviewed.office.agency) == []


def test_a_level_out_of_order_or_by_another_station_is_refused(
    reviewed: Reviewed, now: datetime
) -> None:
    round_ = hand_in(reviewed, now)
    assert "现在应当进行一审" in refused("not-now", round_, reviewed.office.leader, 3, now)
    refused("not-now", round_, reviewed.office.leader, 0, now)
    refused("no-level", round_, reviewed.office.leader, 9, now)


def test_the_author_never_decides_not_even_through_a_delegation(
    reviewed: Reviewed, now: datetime
) -> None:
    office = reviewed.office
    round_ = hand_in(reviewed, now)
    decide(round_, office.section_person, 0, now)
    assert "拟稿人不能审核" in refused("not-now", round_, office.clerk, 1, now)
    today = time.today(now)
    agencies.delegate(
        actor=office.clerk,
        now=now,
        agency=office.agency,
        giver=office.clerk,
        receiver=office.auditor,
        role=Role.CLERK,
        valid_from=today,
        valid_to=today,
    )
    refused("not-now", round_, office.auditor, 1, now)


def test_a_delegation_counts_for_its_days_and_names_both(reviewed: Reviewed, now: datetime) -> None:
    office = reviewed.office
    round_ = hand_in(reviewed, now)
    today = time.today(now)
    agencies.delegate(
        actor=office.section_person,
        now=now,
        agency=office.agency,
        giver=office.section_person,
        receiver=office.auditor,
        role=Role.SECTION,
        valid_from=today,
        valid_to=today,
    )
    refused("not-now", round_, office.auditor, 0, now + timedelta(days=1))
    made = decide(round_, office.auditor, 0, now)
    assert (made.person, made.for_person) == (office.auditor, office.section_person)


def test_a_returned_version_is_over_and_a_new_one_starts_again(
    reviewed: Reviewed, now: datetime
) -> None:
    first = hand_in(reviewed, now)
    assert "写明意见" in refused(
        "no-opinion", first, reviewed.office.section_person, 0, now, approved=False
    )
    decide(first, reviewed.office.section_person, 0, now, approved=False, opinion="补充接种点")
    refused("not-now", first, reviewed.second[Role.CLERK], 1, now)
    with pytest.raises(Refusal, match="完全相同"):
        hand_in(reviewed, now)
    assert Version.objects.count() == 1
    second = hand_in(reviewed, now, body="全县设接种点21个。")
    assert second.version.number == 2
    pass_all(reviewed, second, now)
    assert queries.is_approved(second.version)
    assert not queries.is_approved(first.version)


def test_a_newer_version_ends_the_round_of_the_older(reviewed: Reviewed, now: datetime) -> None:
    first = hand_in(reviewed, now)
    pass_all(reviewed, first, now)
    hand_in(reviewed, now, body="改过的内容")
    assert not queries.is_approved(first.version)


def test_secrecy_questions_are_answered_or_nothing_passes(
    reviewed: Reviewed, now: datetime
) -> None:
    office = reviewed.office
    round_ = hand_in(reviewed, now)
    decide(round_, office.section_person, 0, now)
    decide(round_, reviewed.second[Role.CLERK], 1, now)
    refused("secrecy-open", round_, office.secrecy, 2, now)
    refused("secrecy-open", round_, office.secrecy, 2, now, answers=CLEAN | {"third_party": ""})
    secret = CLEAN | {"state_secret": "yes"}
    assert "请退回" in refused("state-secret", round_, office.secrecy, 2, now, answers=secret)
    private = CLEAN | {"third_party": "yes"}
    refused("no-opinion", round_, office.secrecy, 2, now, answers=private)
    made = decide(round_, office.secrecy, 2, now, answers=private, opinion="第三方已书面同意")
    assert made.answers == private


def test_one_person_in_two_posts_cannot_make_three_of_two(
    reviewed: Reviewed, now: datetime
) -> None:
    office = reviewed.office
    for role in (Role.CLERK, Role.SECRECY, Role.LEADER):
        agencies.give_role(
            actor=None,
            now=now,
            agency=office.agency,
            person=office.section_person,
            role=role,
            valid_from=time.today(now),
        )
    round_ = hand_in(reviewed, now)
    decide(round_, office.section_person, 0, now)
    decide(round_, office.section_person, 1, now)
    assert "至少由3人" in refused("not-now", round_, office.section_person, 2, now, answers=CLEAN)
    decide(round_, office.secrecy, 2, now, answers=CLEAN)
    refused("not-now", round_, office.section_person, 3, now)
    decide(round_, office.leader, 3, now)
    assert queries.is_approved(round_.version)


def test_the_lists_name_who_may_act(reviewed: Reviewed, now: datetime) -> None:
    office, today = reviewed.office, time.today(now)
    round_ = hand_in(reviewed, now)
    waiting = {
        name: queries.waiting_for(person, office.agency, today)
        for name, person in {
            "author": office.clerk,
            "section": office.section_person,
            "leader": office.leader,
        }.items()
    }
    assert waiting == {"author": [], "section": [round_], "leader": []}
    pass_all(reviewed, round_, now)
    assert list(queries.open_rounds(office.agency)) == []


def test_work_behind_much_that_waits_for_others_is_found(
    reviewed: Reviewed, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries.course, "LOOKED_THROUGH", 1)
    office, today = reviewed.office, time.today(now)
    older = hand_in(reviewed, now)
    decide(older, office.section_person, 0, now)
    newer = hand_in(reviewed, now, subject="test.subject:2")
    assert queries.waiting_for(office.section_person, office.agency, today) == [newer]
