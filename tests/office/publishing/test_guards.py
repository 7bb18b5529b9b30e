"""Direct SQL against every guard of publishing: what stands in a table, and every way onto the site.

The ways around review that people try through the services are in `test_ways_around_review`."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gongkai.law.review import Level, LevelKind, Station
from gongkai.office import guards
from gongkai.office.documents import services as documents
from gongkai.office.publishing import services
from gongkai.office.publishing.models import FindingAnswer, Submission
from gongkai.office.publishing.services import Content, FigureData, NewAttachment
from gongkai.office.reviews import services as reviewing
from gongkai.office.reviews.models import Round
from tests.office import attack
from tests.office.attack import HEAD, copy, fresh
from tests.office.publishing.conftest import FORMED, Desk

COUNTED = ["publishing_channelpost", "publishing_channelfigure"]
TABLES = [
    *COUNTED,
    "publishing_figurebatch",
    "publishing_channel",
    "publishing_columncheck",
    "publishing_coordination",
    "publishing_column",
    "publishing_informationitem",
    "publishing_itemversion",
    "publishing_attachment",
    "publishing_wordrule",
    "publishing_findinganswer",
    "publishing_submission",
    "publishing_publication",
]
#: The items of the fixture, by the title of their versions: what each one is for.
PLAIN, REVIEWED, WAITING, NO_SECRECY = "没有送审", "审完没有公开", "送审没有审", "没有保密审查"
OPEN_TALKS, EDITED_SINCE, LIVE, EDITED_BY_TWO = "还在协商", "审完又改", "已经公开", "两个人改过"


def version(title: str) -> str:
    """SQL: the id of the oldest version of that title."""
    return f"(SELECT MIN(v.id) FROM publishing_itemversion v WHERE v.title = '{title}')"


def item(title: str) -> str:
    return f"(SELECT v.item_id FROM publishing_itemversion v WHERE v.id = {version(title)})"


def publication(title: str, *, of: str = "", position: str = HEAD) -> str:
    """SQL that publishes the oldest version of a title; `of` names another item's title."""
    return copy(
        "publishing_publication",
        f"t.version_id = {version(LIVE)}",
        uid=fresh(),
        version_id=version(title),
        item_id=item(of or title),
        position=position,
    )


def replacing(table: str, where: str = "1 = 1", **changes: str) -> str:
    """One row put in place of itself, so that only the refusal of a replacement is left."""
    sql = copy(table, where, **changes).replace("INSERT", "INSERT OR REPLACE", 1)
    return f"{sql} LIMIT 1"


REPLACED = {
    "publishing_channelpost": {"recorded_at_position": HEAD},
    "publishing_channelfigure": {"recorded_at_position": HEAD},
    "publishing_itemversion": {
        "number": "1 + (SELECT COUNT(*) FROM publishing_itemversion n WHERE n.item_id = t.item_id)"
    },
    "publishing_attachment": {"version_id": version(PLAIN)},
    "publishing_publication": {"position": HEAD},
}
WHICH = {
    "publishing_publication": f"t.version_id = {version(LIVE)}",
    "publishing_submission": f"t.version_id = {version(WAITING)}",
    "publishing_channelpost": "t.superseded_at_position IS NULL",
    "publishing_channelfigure": "t.superseded_at_position IS NULL",
}


def attacks() -> list[tuple[str, str]]:
    found = []
    for name, sql in attack.plain_attacks(TABLES):
        table = name.removesuffix("_no_replace")
        if name.endswith("_no_replace"):
            sql = replacing(table, WHICH.get(table, "1 = 1"), **REPLACED.get(table, {}))
        found.append((name, sql))
    for guard in guards.registry():
        table = guard.name.removesuffix("_change_only")
        if guard.table in TABLES and guard.name.endswith("_change_only"):
            found.append((guard.name, f"UPDATE {table} SET uid = {fresh()}"))
    later = "recorded_at_position + 1000"
    for table, another in (
        ("publishing_channelpost", {"record": fresh(), "publication_id": "NULL"}),
        ("publishing_channelfigure", {"month": "'2026-07-01'"}),
    ):
        found += [
            (f"{table}_ends_at_head", f"UPDATE {table} SET superseded_at_position = {later}"),
            (
                f"{table}_begins_at_head",
                copy(table, "1 = 1", uid=fresh(), recorded_at_position="1", **another),
            ),
        ]
    found += [
        (
            "publishing_channelfigure_of_its_source",
            copy(
                "publishing_channelfigure",
                "1 = 1",
                uid=fresh(),
                recorded_at_position=HEAD,
                posts="5",
                month="'2026-06-01'",
                channel_id="(SELECT id FROM publishing_channel WHERE counted_from <> 'figures')",
            ),
        ),
        (
            "publishing_itemversion_in_order",
            copy(
                "publishing_itemversion",
                f"t.id = {version(PLAIN)}",
                uid=fresh(),
                number="t.number + 5",
            ),
        ),
        (
            "publishing_attachment_before_review",
            copy("publishing_attachment", uid=fresh(), position="9", where="1 = 1"),
        ),
        (
            "publishing_submission_of_its_text",
            copy(
                "publishing_submission",
                f"t.version_id = {version(WAITING)}",
                uid=fresh(),
                version_id=version(PLAIN),
                review_id="(SELECT id FROM reviews_version WHERE title = '别处的稿件')",
            ),
        ),
        (
            "publishing_decision_not_an_editor",
            copy(
                "reviews_decision",
                "t.id = (SELECT MIN(id) FROM reviews_decision)",
                uid=fresh(),
                round_id="(SELECT r.id FROM reviews_round r JOIN publishing_submission s "
                f"ON s.review_id = r.version_id JOIN publishing_itemversion v "
                f"ON v.id = s.version_id WHERE v.title = '{EDITED_BY_TWO}')",
                level="0",
                person_id="(SELECT id FROM agencies_person WHERE login_name = 'song')",
            ),
        ),
        ("publishing_publication_reviewed", publication(WAITING)),
        ("publishing_publication_secrecy", publication(NO_SECRECY)),
        ("publishing_publication_of_the_latest", publication(EDITED_SINCE)),
        ("publishing_publication_of_its_item", publication(REVIEWED, of=PLAIN)),
        ("publishing_publication_coordinated", publication(OPEN_TALKS)),
        ("publishing_publication_begins_at_head", publication(REVIEWED, position="1")),
        (
            "publishing_publication_ends_at_head",
            "UPDATE publishing_publication SET withdrawn_at = published_at, "
            "withdrawn_on = published_on, withdrawn_by_id = published_by_id, ending = 'withdrawn', "
            "withdrawal_reason = 'x', withdrawn_position = position + 1 "
            "WHERE withdrawn_at IS NULL",
        ),
    ]
    return found


def drafted(desk: Desk, now: datetime, title: str, **given: object) -> object:
    return desk.draft(now, content=Content(title, "<p>全县设接种点 21 个。</p>"), **given)


@pytest.fixture
def filled(desk: Desk, now: datetime) -> None:
    """Every table of TABLES has rows, and each item is where its title says."""
    common = {"agency": desk.agency, "actor": desk.clerk, "now": now}
    file = documents.store(
        **common, name="接种点.txt", data="清河镇卫生院".encode(), media_type="text/plain"
    )
    drafted(desk, now, PLAIN)
    desk.review(drafted(desk, now, REVIEWED), now)  # type: ignore[arg-type]
    desk.submit(drafted(desk, now, WAITING), now)  # type: ignore[arg-type]
    talks = drafted(desk, now, OPEN_TALKS)
    desk.review(talks, now)  # type: ignore[arg-type]
    services.consult(
        **common,
        item=talks.uid,  # type: ignore[attr-defined]
        body="云溪县教育局",
        matter="学校接种点",
        asked_on=FORMED,
    )
    edited = drafted(desk, now, EDITED_SINCE)
    desk.review(edited, now)  # type: ignore[arg-type]
    desk.edit(edited, now)  # type: ignore[arg-type]
    without_secrecy(desk, now)
    by_two(desk, now)
    services.open_channel(**common, kind="website", name="网站", opened_on=date(2026, 1, 1))
    counted = services.open_channel(
        **common, kind="wechat", name="公众号", opened_on=date(2026, 1, 1), counted_from="figures"
    )
    live = desk.published(
        now,
        content=Content(LIVE, "<p>全县设接种点 21 个。</p>"),
        attachments=[NewAttachment(file, "名单", "清河镇卫生院")],
    )
    services.log_post(
        **common, channel=counted, title=LIVE, posted_on=live.published_on, publication=live
    )
    figures = [FigureData(counted, date(2026, 8, 1), posts=3)]
    services.import_figures(**common, rows=figures, file=file)
    services.check_column(**common, column=desk.columns["budget"].uid)
    services.add_word(**common, wrong="接钟", right="接种")
    FindingAnswer.objects.create(
        item=live.item,
        code="x",
        fingerprint="x",
        shown="x",
        reason="可以",
        answered_by=desk.clerk,
        answered_at=now,
    )
    reviewing.submit(
        **common,
        template=desk.template,
        subject="publishing.informationitem:elsewhere",
        title="别处的稿件",
        body="别的内容",
    )


def without_secrecy(desk: Desk, now: datetime) -> None:
    """Reviewed by a template that the service would refuse: written past it."""
    template = reviewing.add_template(
        actor=desk.office.administrator,
        now=now,
        agency=desk.agency,
        name="两审",
        levels=[
            Level(LevelKind.REVIEW, 1, Station.SECTION),
            Level(LevelKind.REVIEW, 2, Station.LEADER),
        ],
        minimum_people=2,
    )
    made = drafted(desk, now, NO_SECRECY)
    newest = desk.newest(made)  # type: ignore[arg-type]
    review = reviewing.submit(
        agency=desk.agency,
        actor=desk.clerk,
        now=now,
        template=template,
        subject=f"publishing.informationitem:{made.uid}",  # type: ignore[attr-defined]
        title=NO_SECRECY,
        body="内容",
    )
    Submission.objects.create(agency=desk.agency, version=newest, review=review, submitted_at=now)
    round_ = Round.objects.get(version=review)
    desk.decide(round_, 0, now)
    desk.decide(round_, 1, now, actor=desk.office.leader, answers=None)


def by_two(desk: Desk, now: datetime) -> None:
    """Written by one clerk, edited by the other, handed in by the first."""
    from gongkai.office.agencies.models import Role

    made = drafted(desk, now, "两个人改过的初稿")
    desk.edit(
        made,  # type: ignore[arg-type]
        now,
        actor=desk.second[Role.CLERK],
        content=Content(EDITED_BY_TWO, "<p>全县设接种点 23 个。</p>"),
    )
    desk.submit(made, now)  # type: ignore[arg-type]


def test_every_attack_is_refused_and_only_by_its_guard(filled: None) -> None:
    for name, sql in attacks():
        attack.stands_against(name, sql)


def test_every_guard_has_its_attack(db: None) -> None:
    attacked = {name for name, _ in attacks()}
    wanted = {
        g.name
        for g in guards.registry()
        if g.name.startswith("publishing_") and g.table != "publishing_normativedocument"
    }
    assert attacked == wanted
