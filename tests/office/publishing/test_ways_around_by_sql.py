"""The same ways tried at the database itself."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from gongkai.office import crypto, guards
from gongkai.office.documents.queries import content as content_of_file
from gongkai.office.documents.storage import path_of
from gongkai.office.publishing import content, queries, services
from gongkai.office.publishing.models import (
    Submission,
)
from gongkai.office.publishing.services import Content
from gongkai.office.reviews import services as reviewing
from gongkai.office.reviews.models import Round
from tests.office import attack
from tests.office.publishing.conftest import Desk
from tests.office.publishing.refusing import forbidden, insert_publication, sql


def test_the_database_refuses_a_publication_without_its_review(desk: Desk, now: datetime) -> None:
    item = desk.draft(now)
    version = desk.newest(item)
    message = "没有审完的版本不能公开"
    forbidden(message, lambda: insert_publication(desk, version, now))
    round_ = desk.submit(item, now)
    for level in range(3):
        forbidden(message, lambda: insert_publication(desk, version, now))
        desk.decide(round_, level, now)
    other = desk.draft(now)
    forbidden(message, lambda: insert_publication(desk, desk.newest(other), now))
    made = desk.publish(item, now)
    assert list(queries.published(desk.agency)) == [made]


def test_the_database_refuses_to_borrow_anothers_review(desk: Desk, now: datetime) -> None:
    item = desk.draft(now)
    round_ = desk.review(item, now)
    other = desk.newest(desk.draft(now))
    of_another = "送审的文本不是这条信息的这一版，或者审核已经开始"
    forbidden(
        "",  # one review, one version: the unique key says it before the guard may
        lambda: Submission.objects.create(
            agency=desk.agency, version=other, review=round_.version, submitted_at=now
        ),
    )
    loose = reviewing.submit(
        actor=desk.clerk,
        now=now,
        agency=desk.agency,
        template=desk.template,
        subject="publishing.informationitem:elsewhere",
        title=other.title,
        body="别的内容",
    )
    forbidden(
        of_another,
        lambda: Submission.objects.create(
            agency=desk.agency, version=other, review=loose, submitted_at=now
        ),
    )
    own = reviewing.submit(
        actor=desk.clerk,
        now=now,
        agency=desk.agency,
        template=desk.template,
        subject=f"publishing.informationitem:{other.item.uid}",
        title=other.title,
        body="别的内容",
    )
    desk.decide(Round.objects.get(version=own), 0, now)
    forbidden(
        of_another,
        lambda: Submission.objects.create(
            agency=desk.agency, version=other, review=own, submitted_at=now
        ),
    )


def test_an_unreviewed_publication_needs_the_guards_gone_and_is_then_found(
    desk: Desk, now: datetime
) -> None:
    """Breaking the rule on purpose: without its guards the row goes in, and verification says so."""
    version = desk.newest(desk.draft(now))
    names = ("publishing_publication_reviewed",)
    with attack.undone():
        guards.remove(g for g in guards.registry() if g.name in names)
        insert_publication(desk, version, now)
        assert [p.message for p in queries.verify_publications(desk.agency)] == [
            f"{version.item.index_number} 第 1 版公开了，但没有送审的记录。"
        ]
    assert guards.check() == []


def test_a_text_changed_behind_the_review_is_found(desk: Desk, now: datetime) -> None:
    live = desk.published(now)
    assert queries.verify_publications(desk.agency) == []
    with attack.undone():
        guards.remove([attack.guard("publishing_itemversion_no_change")])
        # Who has the keys can write another text; who has not, only something nobody can read.
        other = crypto.keys().encrypt("<p>改过</p>".encode(), "publishing.itemversion.body")
        sql("UPDATE publishing_itemversion SET body = %s WHERE id = %s", other, live.version_id)
        assert [p.message for p in queries.verify_publications(desk.agency)] == [
            f"{live.item.index_number} 第 1 版公开的内容与审过的不同。"
        ]
        torn = other[:-1] + bytes([other[-1] ^ 1])
        sql("UPDATE publishing_itemversion SET body = %s WHERE id = %s", torn, live.version_id)
        assert [p.message for p in queries.verify_publications(desk.agency)] == [
            f"{live.item.index_number} 第 1 版的内容解读不出来，被绕过程序改动过。"
        ]


def test_drafts_and_their_files_are_encrypted_at_rest(desk: Desk, now: datetime) -> None:
    kept = services.attach(
        agency=desk.agency,
        actor=desk.clerk,
        now=now,
        name="名单.txt",
        data="王小明，接种点".encode(),
    )
    item = desk.draft(now, content=Content("名单", "<p>王小明住院。</p>"), attachments=[kept])
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM publishing_itemversion")
        body = bytes(cursor.fetchone()[0])
        cursor.execute("SELECT text FROM publishing_attachment")
        text = bytes(cursor.fetchone()[0])
    on_disk = path_of(kept.file.digest).read_bytes()
    for stored in (body, text, on_disk):
        assert "王小明".encode() not in stored
    version = desk.newest(item)
    assert version.body == "<p>王小明住院。</p>"
    assert version.attachments.get().text == "王小明，接种点"
    assert content_of_file(kept.file).decode() == "王小明，接种点"


def test_a_text_put_in_other_words_by_an_earlier_release_is_the_text_approved(
    desk: Desk, now: datetime
) -> None:
    """Reviewers read a body as the release of their day printed it; what they approved is its state."""
    item = desk.draft(now)
    version = desk.newest(item)
    state = content.digest(content.content_of(version), ())

    def reviewed(body: str) -> None:
        review = reviewing.submit(
            actor=desk.clerk,
            now=now,
            agency=desk.agency,
            template=desk.template,
            subject=f"publishing.informationitem:{item.uid}",
            title=version.title,
            body=body,
        )
        Submission.objects.create(
            agency=desk.agency, version=version, review=review, submitted_at=now
        )
        for level in range(3):
            desk.decide(Round.objects.get(version=review), level, now)

    with attack.undone():
        reviewed(f"全县 | 设接种点 21 个\n【版本摘要】{state}\n【检查】正文第 1 段：保留")
        desk.publish(item, now)
        assert queries.verify_publications(desk.agency) == []
        # The words that were decided on are held to their own fingerprint.
        guards.remove([attack.guard("reviews_version_no_change")])
        other = crypto.keys().encrypt(f"改过\n【版本摘要】{state}".encode(), "reviews.version.body")
        sql("UPDATE reviews_version SET body = %s", other)
        [problem] = queries.verify_publications(desk.agency)
        assert problem.message.endswith("公开的内容与审过的不同。")
    with attack.undone():
        reviewed(f"【版本摘要】{state}\n全县设接种点 22 个。\n【版本摘要】{'0' * 64}")
        desk.publish(item, now)
        [problem] = queries.verify_publications(desk.agency)
        assert problem.message.endswith("公开的内容与审过的不同。")
