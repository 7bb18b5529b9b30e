"""Every way around review is tried and refused, on both databases, and nothing changes."""

from __future__ import annotations

from datetime import datetime

import pytest

from gongkai.law.review import Level, LevelKind, Station
from gongkai.office import time
from gongkai.office.agencies import services as agencies
from gongkai.office.agencies.models import Role
from gongkai.office.publishing import queries, services
from gongkai.office.publishing.models import (
    Publication,
    Submission,
)
from gongkai.office.publishing.services import Content
from gongkai.office.reviews import queries as reviews
from gongkai.office.reviews import services as reviewing
from gongkai.office.reviews.models import Decision, Round
from tests.office.publishing.conftest import Desk
from tests.office.publishing.refusing import forbidden, insert_publication, refused


def test_who_hands_in_does_not_decide(desk: Desk, now: datetime) -> None:
    writer = desk.office.section_person
    round_ = desk.submit(desk.draft(now, actor=writer), now, actor=writer)
    said = refused("not-now", lambda: desk.decide(round_, 0, now, actor=writer))
    assert "拟稿人不能审核自己的稿件" in said
    desk.decide(round_, 0, now, actor=desk.second[Role.SECTION])


def test_who_wrote_a_part_does_not_decide_when_another_hands_in(desk: Desk, now: datetime) -> None:
    writer = desk.office.section_person
    item = desk.draft(now, actor=writer)
    desk.edit(item, now)
    round_ = desk.submit(item, now)
    assert round_.version.author == desk.clerk
    assert "改过这份稿件" in refused("not-now", lambda: desk.decide(round_, 0, now, actor=writer))
    forbidden(
        "改过这条信息的人不能审核它",
        lambda: Decision.objects.create(
            round=round_, level=0, person=writer, approved=True, on=time.today(now), at=now
        ),
    )
    assert reviews.waiting_for(writer, desk.agency, time.today(now)) == []
    other = desk.second[Role.SECTION]
    assert reviews.waiting_for(other, desk.agency, time.today(now)) == [round_]
    desk.decide(round_, 0, now, actor=other)


def test_a_writers_delegation_gives_no_right_either(desk: Desk, now: datetime) -> None:
    writer, today = desk.office.section_person, time.today(now)
    item = desk.draft(now, actor=writer)
    desk.edit(item, now)
    round_ = desk.submit(item, now)
    agencies.delegate(
        actor=writer,
        now=now,
        agency=desk.agency,
        giver=writer,
        receiver=desk.office.auditor,
        role=Role.SECTION,
        valid_from=today,
        valid_to=today,
    )
    refused("not-now", lambda: desk.decide(round_, 0, now, actor=desk.office.auditor))
    forbidden(
        "改过这条信息的人不能审核它",
        lambda: Decision.objects.create(
            round=round_,
            level=0,
            person=desk.office.auditor,
            for_person=writer,
            approved=True,
            on=today,
            at=now,
        ),
    )


def test_who_wrote_what_is_public_may_review_what_others_changed_since(
    desk: Desk, now: datetime
) -> None:
    writer = desk.office.section_person
    item = desk.draft(now, actor=writer)
    round_ = desk.submit(item, now)
    desk.decide(round_, 0, now, actor=desk.second[Role.SECTION])
    desk.decide(round_, 1, now)
    desk.decide(round_, 2, now)
    desk.publish(item, now)
    desk.edit(item, now)
    again = desk.submit(item, now)
    desk.decide(again, 0, now, actor=writer)


def test_one_person_does_not_make_up_two_of_the_three(desk: Desk, now: datetime) -> None:
    agencies.give_role(
        actor=None,
        now=now,
        agency=desk.agency,
        person=desk.office.auditor,
        role=Role.LEADER,
        valid_from=time.today(now),
    )
    four = reviewing.add_template(
        actor=desk.office.administrator,
        now=now,
        agency=desk.agency,
        name="两位领导",
        levels=[
            Level(LevelKind.REVIEW, 1, Station.SECTION),
            Level(LevelKind.REVIEW, 2, Station.SECRECY),
            Level(LevelKind.REVIEW, 3, Station.LEADER),
            Level(LevelKind.PROOF, 1, Station.LEADER),
        ],
        minimum_people=4,
    )
    item = desk.draft(now)
    round_ = desk.submit(item, now, template=four)
    for level in range(3):
        desk.decide(round_, level, now)
    leader = desk.office.leader
    said = refused("not-now", lambda: desk.decide(round_, 3, now, actor=leader))
    assert "至少由4人参加" in said
    forbidden(
        "参加审核的人数不够",
        lambda: Decision.objects.create(
            round=round_, level=3, person=leader, approved=True, on=time.today(now), at=now
        ),
    )
    refused("not-reviewed", lambda: desk.publish(item, now))


def test_a_template_without_secrecy_review_is_of_no_use_here(desk: Desk, now: datetime) -> None:
    template = reviewing.add_template(
        actor=desk.office.administrator,
        now=now,
        agency=desk.agency,
        name="没有保密审查",
        levels=[Level(LevelKind.REVIEW, 1, Station.SECTION)],
        minimum_people=1,
    )
    item = desk.draft(now)
    refused("no-secrecy-review", lambda: desk.submit(item, now, template=template))
    review = reviewing.submit(
        actor=desk.clerk,
        now=now,
        agency=desk.agency,
        template=template,
        subject=f"publishing.informationitem:{item.uid}",
        title=desk.newest(item).title,
        body="全县设接种点 21 个。",
    )
    version = desk.newest(item)
    Submission.objects.create(agency=desk.agency, version=version, review=review, submitted_at=now)
    desk.decide(Round.objects.get(version=review), 0, now)
    forbidden("没有保密审查的版本不能公开", lambda: insert_publication(desk, version, now))


def test_a_stale_page_neither_edits_nor_hands_in_nor_decides_nor_publishes(
    desk: Desk, now: datetime
) -> None:
    item = desk.draft(now)
    old = desk.newest(item)
    round_ = desk.submit(item, now)
    desk.edit(item, now, actor=desk.second[Role.CLERK])
    refused("stale", lambda: desk.edit(item, now, based_on=old.uid))
    refused("stale", lambda: desk.submit(item, now, version=old.uid))
    newer = desk.submit(item, now)
    assert "已有新版本" in refused("not-now", lambda: desk.decide(round_, 0, now))
    refused("stale", lambda: desk.publish(item, now, version=old.uid))
    for level in range(3):
        desk.decide(newer, level, now)
    refused("stale", lambda: desk.publish(item, now, version=old.uid))
    desk.publish(item, now)


def test_a_draft_after_the_review_ends_the_right_to_publish(desk: Desk, now: datetime) -> None:
    item = desk.draft(now)
    reviewed = desk.newest(item)
    desk.review(item, now)
    desk.edit(item, now)
    refused("stale", lambda: desk.publish(item, now, version=reviewed.uid))
    refused("not-submitted", lambda: desk.publish(item, now))
    forbidden("旧版本不能公开", lambda: insert_publication(desk, reviewed, now))


def test_what_is_not_handed_in_not_passed_or_returned_is_not_published(
    desk: Desk, now: datetime
) -> None:
    item = desk.draft(now)
    refused("not-submitted", lambda: desk.publish(item, now))
    round_ = desk.submit(item, now)
    refused("submitted", lambda: desk.submit(item, now))
    for level in range(3):
        refused("not-reviewed", lambda: desk.publish(item, now))
        desk.decide(round_, level, now, approved=level < 2, opinion="数字不对")
    refused("not-reviewed", lambda: desk.publish(item, now))
    assert list(queries.published(desk.agency)) == []


def test_a_withdrawn_text_comes_back_only_through_a_new_round(desk: Desk, now: datetime) -> None:
    live = desk.published(now)
    refused("reason-missing", lambda: withdraw(desk, live, now, " "))
    withdraw(desk, live, now, "有误")
    refused("not-public", lambda: withdraw(desk, live, now, "有误"))
    refused("published", lambda: desk.publish(live.item, now))
    forbidden("", lambda: insert_publication(desk, live.version, now))
    refused(
        "unchanged",
        lambda: desk.edit(live.item, now, content=Content(live.version.title, live.version.body)),
    )
    desk.edit(live.item, now)
    refused("not-submitted", lambda: desk.publish(live.item, now))


def test_what_was_decided_not_to_publish_stays_so(desk: Desk, now: datetime) -> None:
    item = desk.draft(now)
    desk.review(item, now)
    services.close(agency=desk.agency, actor=desk.clerk, now=now, item=item.uid, reason="第十五条")
    refused("closed", lambda: desk.publish(item, now))
    refused("closed", lambda: desk.edit(item, now))
    forbidden("已经决定不公开", lambda: insert_publication(desk, desk.newest(item), now))


def withdraw(desk: Desk, live: Publication, now: datetime, reason: str) -> None:
    services.withdraw(
        agency=desk.agency, actor=desk.clerk, now=now, item=live.item.uid, reason=reason
    )


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CLERK}))
def test_only_the_disclosure_office_publishes(desk: Desk, now: datetime, role: Role) -> None:
    item = desk.draft(now)
    desk.review(item, now)
    person = desk.office.people[role]
    refused("not-permitted", lambda: desk.publish(item, now, actor=person))


def test_the_administrator_writes_no_text_and_decides_nothing(desk: Desk, now: datetime) -> None:
    administrator = desk.office.administrator
    refused("not-permitted", lambda: desk.draft(now, actor=administrator))
    item = desk.draft(now)
    refused("not-permitted", lambda: desk.edit(item, now, actor=administrator))
    refused("not-permitted", lambda: desk.submit(item, now, actor=administrator))
    round_ = desk.submit(item, now)
    refused("not-now", lambda: desk.decide(round_, 0, now, actor=administrator))


def test_another_agency_reaches_nothing(desk: Desk, now: datetime) -> None:
    item = desk.draft(now)
    desk.review(item, now)
    elsewhere = desk.office.supervising
    agencies.give_role(
        actor=None,
        now=now,
        agency=elsewhere,
        person=desk.office.supervisor,
        role=Role.CLERK,
        valid_from=time.today(now),
    )
    for agency, code in ((desk.agency, "not-permitted"), (elsewhere, "no-item")):
        refused(
            code,
            lambda agency=agency: services.publish(  # type: ignore[misc]
                agency=agency,
                actor=desk.office.supervisor,
                now=now,
                item=item.uid,
                version=desk.newest(item).uid,
            ),
        )
