"""Whether what is public is what was approved: recomputed from the texts, not from flags."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from gongkai.office.agencies.models import Agency
from gongkai.office.crypto import CryptoError
from gongkai.office.publishing.content import attached_of, content_of, digest
from gongkai.office.publishing.models import Attachment, ItemVersion
from gongkai.office.publishing.queries.items import published
from gongkai.office.reviews import queries as reviews
from gongkai.office.reviews.difference import state_of
from gongkai.office.reviews.models import Version as ReviewedVersion


@dataclass(frozen=True)
class Problem:
    """Something an owner of the database did; `message` is a Chinese sentence."""

    index_number: str
    message: str


def verify_publications(agency: Agency) -> list[Problem]:
    """Every live publication whose text is not the one that a completed round approved."""
    found = []
    rows = published(agency).select_related("version__submission__review__agency")
    # A text that cannot be deciphered any more must not hide the others: each is read by itself.
    rows = rows.defer("version__body", "version__submission__review__body")
    named = Prefetch(
        "version__attachments", Attachment.objects.select_related("file").defer("text")
    )
    for live in rows.prefetch_related(named).iterator(chunk_size=200):
        version = live.version
        which = f"{live.item.index_number} 第 {version.number} 版"
        submission = getattr(version, "submission", None)
        if submission is None:
            message = f"{which}公开了，但没有送审的记录。"
        elif not reviews.has_passed(submission.review):
            message = f"{which}公开了，但没有审完。"
        elif (same := _same(submission.review, version)) is None:
            message = f"{which}的内容解读不出来，被绕过程序改动过。"
        elif not same:
            message = f"{which}公开的内容与审过的不同。"
        else:
            continue
        found.append(Problem(live.item.index_number, message))
    return found


def _same(review: ReviewedVersion, version: ItemVersion) -> bool | None:
    """Whether the text that was decided on, unchanged since, names the very state of the version.
    How a body is put in words for reviewers may change from one release to the next; its digest does
    not. None when one of them was changed so that it cannot be read."""
    try:
        state = digest(content_of(version), attached_of(version))
        return reviews.is_as_handed_in(review) and state_of(review.body) == state
    except CryptoError:
        return None
