"""Direct SQL against every guard of publishing: refused while it stands, done when it is gone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from gongkai.law.review import Level, LevelKind, Station
from gongkai.office import guards
from gongkai.office.agencies.models import Role
from gongkai.office.publishing import queries, services
from gongkai.office.publishing.models import CountedFrom, InformationItem, Submission
from gongkai.office.publishing.services import Content, FigureData
from gongkai.office.reviews import services as reviewing
from gongkai.office.reviews.models import Round
from tests.office import attack
from tests.office.publishing.conftest import Desk
from tests.office.registers.test_guards import HEAD, copy, fresh

#: The items of the situation, by the last figure of their index number.
LIVE, WITHDRAWN, DRAFT, READY, CLOSED, NEWER, ASKED, OPEN_TEMPLATE, HANDED, EDITED = range(1, 11)
COUNTED = ("publishing_channelpost", "publishing_channelfigure")
TABLES = [
    *COUNTED,
    *(
        f"publishing_{name}"
        for name in (
            "column",
            "informationitem",
            "itemversion",
            "attachment",
            "submission",
            "publication",
            "wordrule",
            "findinganswer",
            "channel",
            "figurebatch",
            "coordination",
            "columncheck",
            "disclosureoffice",
        )
    ),
]


def of(item: int, alias: str = "t.item_id") -> str:
    """A condition: the row is of that item."""
    return (
        f"{alias} = (SELECT id FROM publishing_informationitem "
        f"WHERE index_number LIKE '%-{item:05d}')"
    )


def version_of(item: int, number: int = 1) -> str:
    return (
        f"(SELECT v.id FROM publishing_itemversion v WHERE {of(item, 'v.item_id')} "
        f"AND number = {number})"
    )


def publish(item: int, *, position: str = "l.head_position", verb: str = "INSERT") -> str:
    """A publication of the first version of an item, everything else as it should be."""
    return (
        f"{verb} INTO publishing_publication (uid, agency_id, item_id, version_id, published_at, "
        f"published_on, published_by_id, position) SELECT {fresh()}, i.agency_id, i.id, v.id, "
        f"v.recorded_at, '2026-10-21', v.edited_by_id, {position} FROM publishing_itemversion v "
        "JOIN publishing_informationitem i ON i.id = v.item_id "
        "JOIN audit_ledger l ON l.agency_id = i.agency_id "
        f"WHERE {of(item, 'i.id')} AND v.number = 1"
    )


REPLACED = {
    "publishing_channelpost": copy("publishing_channelpost", recorded_at_position=HEAD),
    "publishing_channelfigure": copy("publishing_channelfigure", recorded_at_position=HEAD),
    "publishing_itemversion": copy("publishing_itemversion", of(DRAFT), number="2"),
    "publishing_attachment": copy("publishing_attachment", f"t.version_id = {version_of(DRAFT)}"),
    "publishing_submission": copy(
        "publishing_submission", f"t.version_id = {version_of(HANDED)}", uid=fresh()
    ),
    "publishing_publication": publish(LIVE),
}
CHANGED = {
    "publishing_channelpost": "title = 'x'",
    "publishing_channelfigure": "readings = 1",
    "publishing_channel": "kind = 'app'",
    "publishing_column": "slug = 'x' || id",
    "publishing_informationitem": "index_number = 'x' || id",
    "publishing_wordrule": "wrong = 'x' || id",
    "publishing_coordination": "matter = 'x'",
    "publishing_publication": "published_on = '2020-01-01'",
}
ENDED = (
    "UPDATE publishing_publication SET withdrawn_at = published_at, withdrawn_on = published_on, "
    "withdrawn_by_id = published_by_id, ending = 'withdrawn', withdrawal_reason = 'x', "
    "withdrawn_position = position + 1000 WHERE withdrawn_at IS NULL"
)
POST = {"uid": fresh(), "record": fresh(), "publication_id": "NULL"}
FIGURE = {"uid": fresh(), "month": "'2026-02-01'"}


def attacks() -> list[tuple[str, str]]:
    found = []
    for name, sql in attack.plain_attacks(TABLES):
        table = name.removesuffix("_no_replace")
        if table != name and table in REPLACED:
            sql = REPLACED[table].replace("INSERT", "INSERT OR REPLACE", 1)
        found.append((name, sql))
    found += [(f"{t}_change_only", f"UPDATE {t} SET {change}") for t, change in CHANGED.items()]
    for table, new in zip(COUNTED, (POST, FIGURE), strict=True):
        found += [
            (
                f"{table}_ends_at_head",
                f"UPDATE {table} SET superseded_at_position = recorded_at_position + 1000 "
                "WHERE superseded_at_position IS NULL",
            ),
            (f"{table}_begins_at_head", copy(table, recorded_at_position="1", **new)),
        ]
    found += [
        (
            "publishing_channelfigure_of_its_source",
            copy(
                "publishing_channelfigure",
                uid=fresh(),
                channel_id="(SELECT id FROM publishing_channel WHERE counted_from = 'log')",
                recorded_at_position=HEAD,
            ),
        ),
        (
            "publishing_itemversion_in_order",
            copy("publishing_itemversion", of(DRAFT), uid=fresh(), number="3"),
        ),
        (
            "publishing_attachment_before_review",
            copy(
                "publishing_attachment",
                f"t.version_id = {version_of(LIVE)}",
                uid=fresh(),
                position="9",
            ),
        ),
        (
            "publishing_submission_of_its_text",
            copy(
                "publishing_submission",
                f"t.version_id = {version_of(LIVE)}",
                uid=fresh(),
                version_id=version_of(DRAFT),
                review_id="(SELECT id FROM reviews_version WHERE subject LIKE '%elsewhere')",
            ),
        ),
        (
            "publishing_decision_not_an_editor",
            copy(
                "reviews_decision",
                "t.id = (SELECT MIN(id) FROM reviews_decision WHERE level = 0 AND person_id = "
                "(SELECT id FROM agencies_person WHERE login_name = 'shen'))",
                uid=fresh(),
                round_id="(SELECT r.id FROM reviews_round r JOIN publishing_submission s "
                f"ON s.review_id = r.version_id WHERE s.version_id = {version_of(EDITED, 2)})",
            ),
        ),
        ("publishing_publication_of_its_item", publish(CLOSED)),
        ("publishing_publication_reviewed", publish(DRAFT)),
        ("publishing_publication_secrecy", publish(OPEN_TEMPLATE)),
        ("publishing_publication_of_the_latest", publish(NEWER)),
        ("publishing_publication_coordinated", publish(ASKED)),
        ("publishing_publication_begins_at_head", publish(READY, position="1")),
        ("publishing_publication_ends_at_head", ENDED),
    ]
    return found


@pytest.fixture
def filled(desk: Desk, now: datetime) -> Desk:
    """Every table has rows, and an item stands at every stage."""
    common = {"agency": desk.agency, "actor": desk.clerk, "now": now}

    def attached() -> list[services.NewAttachment]:
        return [services.attach(**common, name="a.txt", data="清河镇卫生院".encode())]

    def drafted(number: int, **given: object) -> InformationItem:
        item = desk.draft(now, **given)
        assert item.index_number.endswith(f"-{number:05d}")
        return item

    items = {LIVE: drafted(LIVE, attachments=attached()), WITHDRAWN: drafted(WITHDRAWN)}
    for item in items.values():
        desk.review(item, now)
        desk.publish(item, now)
    services.withdraw(
        agency=desk.agency,
        actor=desk.clerk,
        now=now + timedelta(hours=1),
        item=items[WITHDRAWN].uid,
        reason="有误",
    )
    drafted(DRAFT, attachments=attached())
    for number in (READY, CLOSED, NEWER, ASKED):
        items[number] = drafted(number)
        desk.review(items[number], now)
    services.close(**common, item=items[CLOSED].uid, reason="第十五条")
    desk.edit(items[NEWER], now)
    services.consult(
        **common, item=items[ASKED].uid, body="县教育局", matter="时间", asked_on=date(2026, 10, 20)
    )
    _without_secrecy(desk, drafted(OPEN_TEMPLATE), now)
    desk.submit(drafted(HANDED), now)
    edited = drafted(EDITED, actor=desk.office.section_person)
    desk.edit(edited, now)
    desk.submit(edited, now)
    reviewing.submit(
        actor=desk.clerk,
        now=now,
        agency=desk.agency,
        template=desk.template,
        subject="publishing.informationitem:elsewhere",
        title=desk.newest(items[LIVE]).title,
        body="别的内容",
    )
    _beside(desk, now)
    return desk


def _without_secrecy(desk: Desk, item: InformationItem, now: datetime) -> None:
    """An item approved by a template that has no secrecy review."""
    template = reviewing.add_template(
        actor=desk.office.administrator,
        now=now,
        agency=desk.agency,
        name="没有保密审查",
        levels=[Level(LevelKind.REVIEW, 1, Station.SECTION)],
        minimum_people=1,
    )
    version = desk.newest(item)
    review = reviewing.submit(
        actor=desk.clerk,
        now=now,
        agency=desk.agency,
        template=template,
        subject=f"publishing.informationitem:{item.uid}",
        title=version.title,
        body="正文",
    )
    Submission.objects.create(agency=desk.agency, version=version, review=review, submitted_at=now)
    desk.decide(Round.objects.get(version=review), 0, now)


def _beside(desk: Desk, now: datetime) -> None:
    """Channels, words, answers, and a column looked through."""
    common = {"agency": desk.agency, "actor": desk.clerk, "now": now}
    log = services.open_channel(**common, kind="wechat", name="微信", opened_on=date(2026, 1, 1))
    figured = services.open_channel(
        **common,
        kind="weibo",
        name="微博",
        opened_on=date(2026, 1, 1),
        counted_from=CountedFrom.FIGURES,
    )
    services.log_post(**common, channel=log, title="接种", posted_on=date(2026, 10, 1))
    file = services.attach(**common, name="数字.csv", data="渠道,月份".encode()).file
    services.import_figures(
        **common, rows=[FigureData(figured, date(2026, 1, 1), 3, 4, 5)], file=file
    )
    services.add_word(**common, wrong="截止目前", right="截至目前")
    item = desk.draft(now, content=Content("截止目前的通知", "正文"))
    [found] = queries.check(desk.newest(item), desk.agency)
    services.answer_finding(**common, item=item.uid, key=found.key, reason="原文如此")
    services.check_column(**common, column=desk.columns["budget"].uid)
    services.describe_office(
        **common, name="办公室", address="清水路 18 号", hours="工作日", telephone="0990-5550118"
    )
    assert desk.second[Role.CLERK] is not None


def test_every_guard_holds_against_direct_sql(filled: Desk) -> None:
    for name, sql in attacks():
        attack.stands_against(name, sql)


def test_every_guard_of_publishing_is_attacked() -> None:
    ours = {g.name for g in guards.registry() if g.name.startswith("publishing_")}
    documents = {name for name in ours if name.startswith("publishing_normativedocument")}
    assert ours - documents == {name for name, _ in attacks()}
