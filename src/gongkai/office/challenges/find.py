"""Finding a case by its number here or at the other office, or a part of what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from gongkai.office.challenges import queries
from gongkai.office.challenges.models import Case, CaseFact
from gongkai.office.finding import MOST, Found

if TYPE_CHECKING:
    from gongkai.office.access import Desk


def find(*, desk: Desk, text: str) -> Iterable[Found]:
    """Cases the person may see, newest first."""
    meant = Q(number__endswith=text) | Q(body_number__contains=text) | Q(title__contains=text)
    counted = CaseFact.objects.current().filter(case=OuterRef("pk"))
    rows = Case.objects.filter(queries.visible_to(desk), meant).order_by("-id")
    for row in rows.annotate(counts=Exists(counted))[:MOST]:
        yield Found(
            "复议诉讼",
            row.number,
            row.title,
            reverse("challenges:one", args=[row.number]),
            f"{row.get_kind_display()} · {row.body}" + ("" if row.counts else " · 登记已撤销"),
        )
