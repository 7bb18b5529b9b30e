"""Keyset paging of a register: the address names the row a page starts behind."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from gongkai.office.asked import place
from gongkai.office.registers import queries
from gongkai.office.registers.models import RegisterRow

COUNT_TO = 1000


@dataclass(frozen=True)
class Page:
    """Rows of one page, and the query strings of its neighbours, empty where there is none."""

    rows: list[RegisterRow]
    newer: str
    older: str
    total: str


def page_of(rows: QuerySet[RegisterRow], asked: QueryDict) -> Page:
    """The page that `after` or `before` of the address asks for; an unreadable one is the first."""
    behind, ahead = place(asked.get("after")), place(asked.get("before"))
    found = rows.select_related("section")
    size = queries.PAGE
    if ahead:
        shown = list(queries.before(found, *ahead)[: size + 1])
        more_ahead, more_behind = len(shown) > size, True
        shown = shown[:size][::-1]
    else:
        shown = list((queries.after(found, *behind) if behind else found)[: size + 1])
        more_ahead, more_behind = behind is not None, len(shown) > size
        shown = shown[:size]
    counted = rows.order_by()[: COUNT_TO + 1].count()
    return Page(
        rows=shown,
        newer=_address(asked, "before", shown[0]) if shown and more_ahead else "",
        older=_address(asked, "after", shown[-1]) if shown and more_behind else "",
        total=f"{COUNT_TO}+" if counted > COUNT_TO else str(counted),
    )


def _address(asked: QueryDict, name: str, row: RegisterRow) -> str:
    query = asked.copy()
    for old in ("after", "before"):
        query.pop(old, None)
    query[name] = f"{row.decided_on.isoformat()}_{row.pk}"
    return query.urlencode()
