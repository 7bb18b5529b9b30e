"""Two people at one channel or word at once, on real connections of either database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from gongkai.office.audit import queries as ledger
from gongkai.office.publishing import services
from gongkai.office.publishing.models import Channel, ChannelPost, WordRule
from gongkai.office.refusal import Refusal
from tests.office.at_once import together
from tests.office.build import Office, make_office


@pytest.fixture
def office(committed: None, now: datetime) -> Office:
    return make_office(now)


def once(act: Callable[[], Any]) -> set[str]:
    """Of three at the same moment one is done; how the others are refused."""
    results = together(act, act, act)
    told = [r for r in results if isinstance(r, Refusal)]
    assert len(told) == 2, results
    return {r.code for r in told}


def test_what_is_there_once_is_made_once_and_taken_back_once(office: Office, now: datetime) -> None:
    acting: dict[str, Any] = {"agency": office.agency, "actor": office.clerk, "now": now}
    first = date(2026, 1, 1)
    assert once(
        lambda: services.open_channel(**acting, kind="weibo", name="云溪卫健", opened_on=first)
    ) == {"name-taken"}
    channel = Channel.objects.get()
    post = services.log_post(**acting, channel=channel, title="流感疫苗", posted_on=first)
    before, _ = ledger.head(office.agency)
    assert once(lambda: services.take_back_post(**acting, post=post.uid)) == {"no-post"}
    assert ledger.head(office.agency)[0] == before + 1
    assert once(lambda: services.close_channel(**acting, channel=channel.uid, closed_on=first)) == {
        "no-channel"
    }
    assert once(lambda: services.add_word(**acting, wrong="象是", right="像是")) == {"word-taken"}
    assert not ChannelPost.objects.current().exists()
    assert WordRule.objects.filter(wrong="象是").count() == 1
