"""Pages of a list that stay quick at any depth: from a row on, not from a number of rows on.

An address names the place behind which a page starts: `7` in a list by key, `2026-10-21_7` in a list
by day and key. A place that nobody gave out is not asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypedDict, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

from gongkai.office import asked

PAGE = 50
NEIGHBOURS = ("after", "before")
T = TypeVar("T")
Other = TypeVar("Other")
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page. `after` and `before` are the places that open the next page and the one before it;
    empty where there is none."""

    rows: Sequence[T]
    after: str = ""
    before: str = ""

    def of(self, made: Callable[[Sequence[T]], Sequence[Other]]) -> Page[Other]:
        """The same page of what is made of its rows."""
        return Page(made(self.rows), self.after, self.before)

    def addresses(self, query: QueryDict) -> dict[str, str]:
        """The addresses (`?…`) of its neighbours by their names, with all else that was asked."""
        return {
            name: _address(query, name, place)
            for name in NEIGHBOURS
            if (place := getattr(self, name))
        }


def _address(query: QueryDict, name: str, place: str) -> str:
    made = query.copy()
    for old in NEIGHBOURS:
        made.pop(old, None)
    made[name] = place
    return f"?{made.urlencode()}"


class Places(TypedDict):
    """Places in a list; empty where none."""

    after: str
    before: str


def places(query: QueryDict) -> Places:
    """The places an address asks for, as `Order.page` takes them."""
    return {"after": query.get("after", ""), "before": query.get("before", "")}


@dataclass(frozen=True)
class Order:
    """How a list is walked: by the date field `day`, where it has one, and then by the field `key`;
    the newest first, or from the oldest on."""

    day: str = ""
    key: str = "pk"
    oldest_first: bool = False

    def page(
        self, rows: QuerySet[Row], *, after: str = "", before: str = "", size: int = PAGE
    ) -> Page[Row]:
        """The page of `rows` before a place or after one, else the first. One query."""
        back = self._beyond(before, up=not self.oldest_first)
        onward = None if back is not None else self._beyond(after, up=self.oldest_first)
        place = onward if back is None else back
        if place is not None:
            rows = rows.filter(place)
        found = list(rows.order_by(*self._fields(back is not None))[: size + 1])
        more, found = len(found) > size, found[:size]
        if back is not None:
            found.reverse()
        if not found:
            return Page(found)
        return Page(
            found,
            after=self._place(found[-1]) if more or back is not None else "",
            before=self._place(found[0]) if (onward if back is None else more) else "",
        )

    def _beyond(self, place: str, *, up: bool) -> Q | None:
        """The rows beyond a place; None when it is no place."""
        than = "gt" if up else "lt"
        if not self.day:
            key = asked.whole_number(place)
            return None if key is None else Q((f"{self.key}__{than}", key))
        found = asked.place(place)
        if found is None:
            return None
        day, key = found
        # Written so that both databases walk the index: d >= ? AND (d > ? OR id > ?).
        return Q((f"{self.day}__{than}e", day)) & (
            Q((f"{self.day}__{than}", day)) | Q((f"{self.key}__{than}", key))
        )

    def _fields(self, back: bool) -> list[str]:
        sign = "" if self.oldest_first != back else "-"
        return [f"{sign}{name}" for name in (self.day, self.key) if name]

    def _place(self, row: Row) -> str:
        key = str(getattr(row, self.key))
        return f"{getattr(row, self.day).isoformat()}_{key}" if self.day else key
