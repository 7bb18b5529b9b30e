"""What the checks found is put right or answered before a text is handed in."""

from __future__ import annotations

from datetime import datetime

import pytest

from gongkai.office.publishing import attaching, queries, services
from gongkai.office.publishing.models import (
    InformationItem,
)
from gongkai.office.publishing.services import Content
from tests.office.publishing.conftest import Desk
from tests.office.publishing.refusing import refused


def test_a_finding_is_resolved_or_answered_before_a_text_is_handed_in(
    desk: Desk, now: datetime
) -> None:
    text = "<p>联系人身份证号 11010519491231002X。</p>"
    item = desk.draft(now, content=Content("通知", text))
    said = refused("findings-open", lambda: desk.submit(item, now))
    assert "还有 1 处检查结果没有处理：正文第 1 段有一个居民身份证号" in said
    assert "11010519491231002X" not in said
    [found] = queries.check(desk.newest(item), desk.agency)
    answer = {"agency": desk.agency, "now": now, "item": item.uid, "key": found.key}
    refused(
        "reason-missing",
        lambda: services.answer_finding(actor=desk.clerk, reason=" ", **answer),
    )
    refused(
        "no-finding",
        lambda: services.answer_finding(
            actor=desk.clerk, reason="已核对", **(answer | {"key": "identity-number.0"})
        ),
    )
    services.answer_finding(actor=desk.clerk, reason="国家标准里的示例号码", **answer)
    refused(
        "answered", lambda: services.answer_finding(actor=desk.clerk, reason="已核对", **answer)
    )
    round_ = desk.submit(item, now)
    assert round_.version.body.splitlines()[-1] == (
        "【检查】正文第 1 段 110105********002X：保留，国家标准里的示例号码（江听雨）"
    )
    for level in range(3):
        desk.decide(round_, level, now)
    desk.publish(item, now)
    assert queries.verify_publications(desk.agency) == []


def test_an_attachment_too_long_to_be_checked_is_answered_for(
    desk: Desk, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attaching, "MOST_TEXT", 60)

    def drafted(text: str) -> InformationItem:
        file = services.attach(
            agency=desk.agency, actor=desk.clerk, now=now, name="名单.txt", data=text.encode()
        )
        return desk.draft(now, attachments=[file])

    short, long = "清河镇卫生院\n" * 8, "清河镇卫生院\n" * 8 + "联系人身份证号 11010519491231002X。"
    desk.submit(drafted(short), now)
    item = drafted(long)
    assert "附件《名单》太长，只检查了开头" in refused(
        "findings-open", lambda: desk.submit(item, now)
    )
    [found] = queries.check(desk.newest(item), desk.agency)
    assert found.finding.code == "attachment-cut"
    services.answer_finding(
        agency=desk.agency,
        actor=desk.clerk,
        now=now,
        item=item.uid,
        key=found.key,
        reason="后面的已经人工核对",
    )
    assert desk.submit(item, now).version.body.splitlines()[-1] == (
        "【检查】附件《名单》 名单：保留，后面的已经人工核对（江听雨）"
    )


def test_a_governed_word_is_resolved_by_a_new_text(desk: Desk, now: datetime) -> None:
    services.seed_words(agency=desk.agency, actor=desk.clerk, now=now)
    item = desk.draft(now, content=Content("通知", "截止目前，已接种 320 人。"))
    refused("findings-open", lambda: desk.submit(item, now))
    desk.edit(item, now, content=Content("通知", "截至目前，已接种 320 人。"))
    desk.submit(item, now)
