"""Row locks of a review."""

from __future__ import annotations

from gongkai.office.reviews.models import Round


def round_for_decision(pk: int) -> Round:
    """The round, locked until the transaction ends: two people decide one after the other."""
    return (
        Round.objects.select_for_update(of=("self",), no_key=True)
        .select_related("version__agency", "version__author", "template")
        .get(pk=pk)
    )
