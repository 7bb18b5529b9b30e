"""An item's way from draft to the public and back."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.office.audit import queries as audit
from gongkai.office.publishing import queries, services
from gongkai.office.publishing.models import PublicationEnding
from gongkai.office.work.models import Outbox
from tests.office.publishing.conftest import Desk


def test_a_reviewed_item_is_public_and_a_withdrawn_one_is_gone(desk: Desk, now: datetime) -> None:
    item = desk.draft(now)
    assert item.index_number == f"{desk.agency.credit_code}/2026-00001"
    assert list(queries.published(desk.agency)) == []
    desk.review(item, now)
    live = desk.publish(item, now)
    assert list(queries.published(desk.agency)) == [live]
    assert queries.published_item(desk.agency, item.index_number) == live
    services.withdraw(
        agency=desk.agency,
        actor=desk.clerk,
        now=now + timedelta(hours=1),
        item=item.uid,
        reason="接种点有误",
    )
    assert list(queries.published(desk.agency)) == []
    assert queries.published_item(desk.agency, item.index_number) is None
    ids = {"publication": live.pk, "item": item.pk}
    assert list(Outbox.objects.order_by("id").values_list("kind", "payload")) == [
        ("publishing.published", ids),
        ("publishing.withdrawn", ids),
    ]
    assert audit.verify_audit(desk.agency) == []


def test_an_edit_needs_its_own_round_and_replaces_what_is_public(desk: Desk, now: datetime) -> None:
    first = desk.published(now)
    item = first.item
    desk.edit(item, now)
    assert list(queries.published(desk.agency)) == [first]
    desk.review(item, now)
    second = desk.publish(item, now + timedelta(days=1))
    assert list(queries.published(desk.agency)) == [second]
    first.refresh_from_db()
    assert (first.ending, first.withdrawal_reason) == (
        PublicationEnding.REPLACED,
        "由第 2 版代替",
    )
