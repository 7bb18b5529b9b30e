"""What the worker does for the portal."""

from __future__ import annotations

from datetime import datetime

from gongkai.office.portal import drafts
from gongkai.office.portal.search import index


def refresh(*, now: datetime, publication: int, item: int) -> None:
    """An item was published or withdrawn: bring the index up to it."""
    index.refresh(item)


def end_drafts(*, now: datetime) -> None:
    """What people filled in and did not hand in ends after its time, whether anybody comes or not."""
    drafts.end(now)


#: At every scan of the worker.
REGULARLY = (end_drafts,)

JOBS = {"publishing.published": refresh, "publishing.withdrawn": refresh}
