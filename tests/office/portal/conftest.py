"""The publishing desk of the publishing tests, and a worker that has done its work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from gongkai.office.portal.search import index
from gongkai.office.publishing.models import Publication
from tests.office.publishing.conftest import Desk, desk

__all__ = ["Desk", "desk"]

Publish = Callable[..., Publication]


@pytest.fixture
def publish(desk: Desk, now: datetime) -> Publish:
    """Publish an item through every review and let the worker index it."""

    def made(**given: Any) -> Publication:
        publication = desk.published(now, **given)
        index.refresh(publication.item_id)
        return publication

    return made
