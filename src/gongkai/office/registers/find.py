"""Finding a licence, penalty, measure or fee by its whole number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.office.finding import MOST, Found
from gongkai.office.registers import visibility
from gongkai.office.registers.models import Kind, RegisterRow

if TYPE_CHECKING:
    from gongkai.office.access import Desk


def find(*, desk: Desk, text: str) -> Iterable[Found]:
    """Rows of all registers with that number; a part of one is looked for in the register itself,
    because that reads all of it."""
    rows = RegisterRow.objects.current().filter(
        visibility.rows(desk), kind__in=Kind.values, number=text
    )
    for row in rows.order_by("-decided_on", "-id")[:MOST]:
        yield Found(
            "登记台账",
            row.number,
            row.subject,
            reverse("registers:row", args=[row.record]),
            f"{row.get_kind_display()} · {row.decided_on:%Y-%m-%d}",
        )
