"""Finding an item by its index number or title, and a normative document by number or title."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.office.finding import MOST, Found
from gongkai.office.publishing.queries import desk as items
from gongkai.office.publishing.queries import documents

if TYPE_CHECKING:
    from gongkai.office.access import Desk


def find(*, desk: Desk, text: str) -> Iterable[Found]:
    """What the person may see of both, newest first."""
    for standing in items.listed(desk, search=text).rows[:MOST]:
        yield Found(
            "主动公开",
            standing.item.index_number,
            standing.version.title,
            reverse("publishing:item", args=[standing.item.uid]),
            f"{standing.item.column.name} · {standing.name}",
        )
    for document in documents.listed(desk.agency, search=text, as_of=desk.today)[:MOST]:
        yield Found(
            "规范性文件",
            document.document_number,
            document.title,
            reverse("publishing:document", args=[document.record]),
            f"{document.issued_on:%Y-%m-%d} 制发",
        )
