"""Channels, and the numbers that publishing gives the report."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from gongkai.office import time
from gongkai.office.audit import queries as audit
from gongkai.office.audit.models import Event
from gongkai.office.publishing import queries, services
from gongkai.office.publishing.models import (
    Channel,
    ChannelFigure,
    ChannelPost,
    CountedFrom,
    Publication,
)
from gongkai.office.publishing.services import FigureData
from gongkai.office.refusal import Refusal
from tests.office.publishing.conftest import Desk


def channel(desk: Desk, now: datetime, kind: str, **given: object) -> Channel:
    wanted: dict[str, object] = {"name": kind, "opened_on": date(2026, 1, 1)}
    return services.open_channel(
        agency=desk.agency, actor=desk.clerk, now=now, kind=kind, **(wanted | given)
    )  # type: ignore[arg-type]


def metrics(desk: Desk, year: int = 2026) -> dict[str, int | None]:
    return queries.metrics(desk.agency, year, audit.head(desk.agency)[0])


def put(desk: Desk, now: datetime, *rows: FigureData) -> int:
    return services.import_figures(agency=desk.agency, actor=desk.clerk, now=now, rows=rows)


def test_an_item_counts_once_in_the_year_it_first_became_public(desk: Desk, now: datetime) -> None:
    assert metrics(desk) == {"published": None, "interpretations": None}
    first = desk.published(now)
    desk.published(now, column=desk.columns["budget"])
    desk.published(now, interprets=first.item)
    before = audit.head(desk.agency)[0]
    desk.edit(first.item, now)
    desk.review(first.item, now)
    desk.publish(first.item, now + timedelta(days=90))  # a better text, in January
    expected = {
        "published": 3,
        "published.budget": 1,
        "published.livelihood": 2,
        "interpretations": 1,
    }
    assert metrics(desk) == expected
    assert metrics(desk, 2027) == {"published": 0, "interpretations": 0}
    services.withdraw(
        agency=desk.agency,
        actor=desk.clerk,
        now=now + timedelta(days=91),
        item=first.item.uid,
        reason="有误",
    )
    assert metrics(desk) == expected
    assert queries.metrics(desk.agency, 2026, before) == expected
    for metric, value in expected.items():
        [rows] = queries.metric_evidence(desk.agency, 2026, audit.head(desk.agency)[0], metric)
        assert rows.count() == value


def test_what_is_published_is_logged_on_the_channel_that_follows_the_site(
    desk: Desk, now: datetime
) -> None:
    channel(desk, now, "website", automatic=True)
    wechat = channel(desk, now, "wechat")
    live = desk.published(now)
    assert metrics(desk)["posts.website"] == 1
    log = {"agency": desk.agency, "actor": desk.clerk, "now": now, "channel": wechat}
    post = services.log_post(**log, title="接种安排", posted_on=time.today(now), publication=live)
    with pytest.raises(Refusal, match="已经登记"):
        services.log_post(**log, title="接种安排", posted_on=time.today(now), publication=live)
    services.log_post(**log, title="健康科普", posted_on=time.today(now))
    assert metrics(desk)["posts.wechat"] == 2
    services.take_back_post(agency=desk.agency, actor=desk.clerk, now=now, post=post.uid)
    assert metrics(desk)["posts.wechat"] == 1
    logged, figures = queries.metric_evidence(
        desk.agency, 2026, audit.head(desk.agency)[0], "posts.wechat"
    )
    assert (logged.count(), figures.count()) == (1, 0)


def test_a_withdrawn_item_goes_to_no_channel(desk: Desk, now: datetime) -> None:
    wechat = channel(desk, now, "wechat")
    live = desk.published(now)
    services.withdraw(
        agency=desk.agency, actor=desk.clerk, now=now, item=live.item.uid, reason="有误"
    )
    held = (ChannelPost.objects.count(), Event.objects.count())
    with pytest.raises(Refusal) as refused:
        services.log_post(
            agency=desk.agency,
            actor=desk.clerk,
            now=now,
            channel=wechat,
            title="接种安排",
            posted_on=time.today(now),
            publication=Publication.objects.get(pk=live.pk),
        )
    assert refused.value.code == "not-public"
    assert (ChannelPost.objects.count(), Event.objects.count()) == held


def test_a_year_of_figures_is_known_when_every_month_is(desk: Desk, now: datetime) -> None:
    weibo = channel(
        desk, now, "weibo", counted_from=CountedFrom.FIGURES, opened_on=date(2025, 11, 3)
    )
    assert metrics(desk, 2025)["posts.weibo"] is None
    put(desk, now, FigureData(weibo, date(2025, 11, 1), posts=12, followers=300))
    assert metrics(desk, 2025) == {
        "published": None,
        "interpretations": None,
        "posts.weibo": None,
        "followers.weibo": None,
    }
    put(desk, now, FigureData(weibo, date(2025, 12, 1), posts=0, followers=310))
    position = audit.head(desk.agency)[0]
    assert metrics(desk, 2025)["posts.weibo"] == 12
    assert metrics(desk, 2025)["followers.weibo"] == 310
    put(desk, now, FigureData(weibo, date(2025, 12, 1), posts=5))
    assert metrics(desk, 2025)["posts.weibo"] == 17
    assert metrics(desk, 2025)["followers.weibo"] is None
    assert queries.metrics(desk.agency, 2025, position)["posts.weibo"] == 12


@pytest.mark.parametrize(
    ("code", "month", "posts"),
    [
        ("counted-from-log", date(2026, 9, 1), 3),
        ("month-to-come", date(2026, 10, 1), None),
    ],
)
def test_a_wrong_figure_is_refused_and_nothing_is_written(
    desk: Desk, now: datetime, code: str, month: date, posts: int | None
) -> None:
    wechat = channel(desk, now, "wechat")
    held = (ChannelFigure.objects.count(), Event.objects.count())
    good = FigureData(wechat, date(2026, 8, 1), followers=100)
    with pytest.raises(Refusal) as refused:
        put(desk, now, good, FigureData(wechat, month, posts=posts, followers=100))
    assert refused.value.code == code
    assert (ChannelFigure.objects.count(), Event.objects.count()) == held


def test_missing_months_are_those_a_channel_was_open_in(desk: Desk, now: datetime) -> None:
    held = channel(desk, now, "wechat", opened_on=date(2026, 7, 15))
    missing = queries.missing_months(held, 2026, [date(2026, 8, 1)], as_of=date(2026, 10, 1))
    assert missing == [date(2026, 7, 1), date(2026, 9, 1)]


def test_a_channel_is_closed_on_its_page(desk: Desk, now: datetime, client: Client) -> None:
    held = channel(desk, now, "wechat")
    where = f"/publishing/channels/{held.uid}/"
    client.force_login(desk.office.section_person)
    assert "停用渠道" not in client.get(where).text
    assert client.get(f"{where}close/").status_code == 403
    client.force_login(desk.clerk)
    assert f'href="{where}close/"' in client.get(where).text
    before = Event.objects.count()
    early = client.post(f"{where}close/", {"closed_on": "2025-12-31"})
    assert "停用日期 2025-12-31 早于开通日期 2026-01-01" in early.text
    held.refresh_from_db()
    assert held.closed_on is None and Event.objects.count() == before
    assert client.post(f"{where}close/", {"closed_on": "2026-10-15"}).url == where
    held.refresh_from_db()
    assert held.closed_on == date(2026, 10, 15)
    page = client.get(where).text
    assert "2026年10月15日停用" in page and "停用渠道</a>" not in page
    again = client.post(f"{where}close/", {"closed_on": "2026-10-16"})
    assert "没有这个渠道，或者已经停用。" in again.text
