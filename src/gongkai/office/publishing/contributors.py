"""Who wrote a part of an item that is under review: everybody who edited it since it was last
published."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from gongkai.office.publishing.models import ItemVersion, Publication, Submission


def contributors(version_ids: Collection[int]) -> Mapping[int, set[str]]:
    """The editors' uids by id of the reviewed version. The guard
    `publishing_decision_not_an_editor` says the same in the database."""
    last_published = (
        Publication.objects.filter(item=OuterRef("version__item"))
        .values("item")
        .annotate(last=Max("version__number"))
        .values("last")
    )
    handed = Submission.objects.filter(review_id__in=version_ids).annotate(
        since=Coalesce(Subquery(last_published), 0)
    )
    found: dict[int, set[str]] = {}
    rows = handed.values_list("review_id", "version__item_id", "version__number", "since")
    wanted = {(item, number, since): review for review, item, number, since in rows}
    if not wanted:
        return found
    edited = ItemVersion.objects.filter(item__in={item for item, _, _ in wanted})
    for item, number, uid in edited.values_list("item_id", "number", "edited_by__uid"):
        for (of, upto, since), review in wanted.items():
            if of == item and since < number <= upto:
                found.setdefault(review, set()).add(str(uid))
    return found
