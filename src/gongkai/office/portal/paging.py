"""Pages of a list that stay quick at any depth: from a place on, not from a number of rows on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.office.asked import place

PAGE = 20


@dataclass(frozen=True)
class Page:
    """One page. `after` and `before` open the next and the one before; empty where there is none."""

    rows: Sequence[Any]
    after: str
    before: str


def page_of(rows: QuerySet[Any], *, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """The page of `rows` (by `published_on` and key, newest first) after or before a place. One
    query. A place nobody gave out is ignored."""
    if at := place(before):
        day, last = at
        # Written so that both databases walk the index: d >= ? AND (d > ? OR id > ?).
        later = rows.filter(Q(published_on__gte=day) & (Q(published_on__gt=day) | Q(pk__gt=last)))
        found = list(later.order_by("published_on", "pk")[: size + 1])
        more, found = len(found) > size, found[:size][::-1]
        return Page(found, _mark(found[-1]) if found else "", _mark(found[0]) if more else "")
    if at := place(after):
        day, last = at
        rows = rows.filter(Q(published_on__lte=day) & (Q(published_on__lt=day) | Q(pk__lt=last)))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    return Page(found, _mark(found[-1]) if more else "", _mark(found[0]) if at and found else "")


def _mark(row: Any) -> str:
    return f"{row.published_on.isoformat()}_{row.pk}"
