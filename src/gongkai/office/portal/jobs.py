"""What the worker does for the portal."""

from __future__ import annotations

from datetime import datetime

from gongkai.office.portal.search import index


def refresh(*, now: datetime, publication: int, item: int) -> None:
    """An item was published or withdrawn: bring the index up to it."""
    index.refresh(item)


JOBS = {"publishing.published": refresh, "publishing.withdrawn": refresh}
