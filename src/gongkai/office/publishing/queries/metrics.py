"""What publishing gives the annual report's first section: the metrics of `gongkai.report.facts`.

Each number has its records: `evidence` of a metric and `metrics` are built from one filter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from gongkai.office.agencies.models import Agency
from gongkai.office.publishing.models import (
    Channel,
    ChannelFigure,
    ChannelKind,
    ChannelPost,
    CountedFrom,
    Publication,
)


def first_publications(agency: Agency, year: int, position: int) -> QuerySet[Publication]:
    """The items first made public in a year, as recorded at a position of the ledger: a better text
    of an item counts no second time, and one withdrawn later was public all the same."""
    earlier = Publication.objects.filter(item=OuterRef("item"), position__lt=OuterRef("position"))
    return (
        Publication.objects.filter(
            agency=agency,
            published_on__range=(date(year, 1, 1), date(year, 12, 31)),
            position__lte=position,
        )
        .filter(~Exists(earlier))
        .order_by("published_on", "id")
    )


def posts(agency: Agency, year: int, position: int) -> QuerySet[ChannelPost]:
    """What was logged on channels that are counted from their log."""
    return (
        ChannelPost.objects.at_position(position)
        .filter(
            agency=agency,
            channel__counted_from=CountedFrom.LOG,
            posted_on__range=(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by("posted_on", "id")
    )


def figures(agency: Agency, year: int, position: int) -> QuerySet[ChannelFigure]:
    """The months of a year that platforms reported."""
    return (
        ChannelFigure.objects.at_position(position)
        .filter(agency=agency, month__range=(date(year, 1, 1), date(year, 12, 1)))
        .order_by("month", "id")
    )


def evidence(agency: Agency, year: int, position: int, metric: str) -> list[QuerySet[Any]]:
    """The records of a metric, one list a sort of record. Raises KeyError for one that is not counted
    here."""
    name, _, of = metric.partition(".")
    if name == "published":
        found = first_publications(agency, year, position)
        return [found.filter(item__column__slug=of) if of else found]
    if metric == "interpretations":
        return [first_publications(agency, year, position).filter(item__interprets__isnull=False)]
    if name in ("posts", "followers") and of in ChannelKind.values:
        held = figures(agency, year, position).filter(channel__kind=of)
        if name == "followers":
            return [held.filter(followers__isnull=False)]
        logged = posts(agency, year, position).filter(channel__kind=of)
        return [logged, held.filter(posts__isnull=False)]
    raise KeyError(metric)


def metrics(agency: Agency, year: int, position: int) -> dict[str, int | None]:
    """Every metric at a position of the ledger: `published` in all and `published.<column>`,
    `interpretations`, `posts.<channel>` of the channels there were, and `followers.<channel>` of
    those whose platform gives figures.

    None where it is not known: a month without its figure is not zero, and an agency that never
    published an item here keeps that work elsewhere.
    """
    found: dict[str, int | None] = {}
    kept = Publication.objects.filter(agency=agency, position__lte=position).exists()
    published = first_publications(agency, year, position)
    by_column: dict[str, int] = {}
    interpreting = 0
    for slug, interprets in published.values_list("item__column__slug", "item__interprets"):
        by_column[slug] = by_column.get(slug, 0) + 1
        interpreting += interprets is not None
    found["published"] = sum(by_column.values()) if kept else None
    found["interpretations"] = interpreting if kept else None
    found |= {f"published.{slug}": count for slug, count in sorted(by_column.items())}
    channels = channels_of(agency, year)
    for kind in ChannelKind.values:
        of_kind = [channel for channel in channels if channel.kind == kind]
        if of_kind:
            found[f"posts.{kind}"] = _posts(of_kind, agency, year, position)
            followed = [c for c in of_kind if c.counted_from == CountedFrom.FIGURES]
            if followed:
                found[f"followers.{kind}"] = _followers(followed, agency, year, position)
    return found


def channels_of(agency: Agency, year: int) -> list[Channel]:
    """The channels that were open on some day of the year."""
    found = Channel.objects.filter(agency=agency, opened_on__lte=date(year, 12, 31))
    return list(found.exclude(closed_on__lt=date(year, 1, 1)).order_by("id"))


def missing_months(
    channel: Channel, year: int, held: Iterable[date], as_of: date | None = None
) -> list[date]:
    """The months of a year in which a channel was open and of which no figure is held; with `as_of`
    only those that are over."""
    known = set(held)
    missing = []
    for number in range(1, 13):
        month = date(year, number, 1)
        following = date(year + number // 12, number % 12 + 1, 1)
        was_open = channel.opened_on < following and (
            channel.closed_on is None or channel.closed_on >= month
        )
        if was_open and month not in known and (as_of is None or following <= as_of):
            missing.append(month)
    return missing


def _posts(channels: list[Channel], agency: Agency, year: int, position: int) -> int | None:
    """The posts of channels of one kind, None while a month of one is not known."""
    total = 0
    for channel in channels:
        if channel.counted_from == CountedFrom.LOG:
            total += posts(agency, year, position).filter(channel=channel).count()
            continue
        months = dict(
            figures(agency, year, position)
            .filter(channel=channel, posts__isnull=False)
            .values_list("month", "posts")
        )
        if missing_months(channel, year, months):
            return None
        total += sum(counted for counted in months.values() if counted is not None)
    return total


def _followers(channels: list[Channel], agency: Agency, year: int, position: int) -> int | None:
    """The followers at the end of the year, or at the last month of a channel closed before: the
    last month's figure, None while one is not known."""
    total = 0
    for channel in channels:
        last = date(year, 12, 1)
        if channel.closed_on is not None and channel.closed_on < last:
            last = channel.closed_on.replace(day=1)
        held = figures(agency, year, position).filter(
            channel=channel, month=last, followers__isnull=False
        )
        number = held.values_list("followers", flat=True).first()
        if number is None:
            return None
        total += number
    return total


@dataclass(frozen=True)
class ChannelYear:
    """A channel in a year: `posts` and `followers` are None where not known, `missing` the months
    over by then whose figure is not there."""

    channel: Channel
    posts: int | None
    followers: int | None
    missing: tuple[date, ...]


def channel_year(agency: Agency, year: int, position: int, as_of: date) -> list[ChannelYear]:
    """Every channel of a year with its numbers so far. Two queries and one."""
    logged = dict(
        posts(agency, year, position).order_by().values_list("channel").annotate(count=Count("pk"))
    )
    held: dict[int, list[ChannelFigure]] = {}
    for figure in figures(agency, year, position):
        held.setdefault(figure.channel_id, []).append(figure)
    found = []
    for channel in channels_of(agency, year):
        months = held.get(channel.pk, [])
        missing: tuple[date, ...] = ()
        if channel.counted_from == CountedFrom.LOG:
            count: int | None = logged.get(channel.pk, 0)
        else:
            known = [m for m in months if m.posts is not None]
            missing = tuple(missing_months(channel, year, [m.month for m in known], as_of=as_of))
            count = sum(m.posts or 0 for m in known) if known else None
        followers = next((m.followers for m in reversed(months) if m.followers is not None), None)
        found.append(ChannelYear(channel, count, followers, missing))
    return found
