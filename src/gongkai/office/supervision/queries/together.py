"""The reports of a year that nobody has to judge: read, compared, and without an open finding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef

from gongkai.office.supervision import reading
from gongkai.office.supervision.models import Received
from gongkai.office.supervision.state import State

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gongkai.office.agencies.models import Agency
    from gongkai.office.supervision.queries.board import Board, UnitRow


def offered(agency: Agency, board: Board) -> dict[UUID, UnitRow]:
    """The reports of a board that may be accepted together, by uid with their units' rows, in the
    order of names. Two queries, however many units."""
    rows = {
        row.standing.latest.pk: row
        for row in board.rows
        if row.state is State.WAITING
        and row.standing.latest is not None
        and (row.errors, row.warnings) == (0, 0)
    }
    if not rows:
        return {}
    for pk in uncompared(agency, board.year).values_list("pk", flat=True):
        rows.pop(pk, None)
    held = Received.objects.filter(pk__in=list(rows)).only("uid", "content")
    read = [
        one for one in held.order_by("unit__name", "pk") if reading.is_read(reading.report_of(one))
    ]
    return {one.uid: rows[one.pk] for one in read}


def chosen(agency: Agency, year: int, uids: Iterable[UUID]) -> list[Received]:
    """The reports of a year with these uids, in the order of units' names. What did not come to this
    office is not found."""
    rows = Received.objects.filter(agency=agency, year=year, uid__in=set(uids))
    return list(rows.select_related("unit").defer("content").order_by("unit__name", "number"))


def uncompared(agency: Agency, year: int) -> QuerySet[Received]:
    """The reports of a year whose text was not yet set against the other units': what is copied in
    them is not known. Where only one unit reported there is nothing to compare."""
    others = Received.objects.filter(agency=agency, year=year).exclude(unit=OuterRef("unit"))
    rows = Received.objects.filter(agency=agency, year=year, reading__copied__isnull=True)
    return rows.filter(Exists(others))
