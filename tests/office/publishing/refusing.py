"""An attempt that is refused, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from gongkai.office import time
from gongkai.office.audit import queries as audit
from gongkai.office.audit.models import Event
from gongkai.office.publishing.models import (
    Attachment,
    InformationItem,
    ItemVersion,
    Publication,
    Submission,
)
from gongkai.office.refusal import Refusal
from gongkai.office.reviews.models import Decision, Round, Version
from gongkai.office.work.models import Outbox
from tests.office.publishing.conftest import Desk

TABLES = (
    InformationItem,
    ItemVersion,
    Attachment,
    Submission,
    Publication,
    Decision,
    Event,
    Round,
    Version,
    Outbox,
)


@contextmanager
def nothing_changes() -> Iterator[None]:
    """Every row of publishing, reviews, ledger and outbox is what it was."""
    before = [list(model.objects.order_by("pk").values()) for model in TABLES]
    yield
    assert [list(model.objects.order_by("pk").values()) for model in TABLES] == before


def refused(code: str, attempt: Callable[[], object]) -> str:
    with nothing_changes(), pytest.raises(Refusal) as caught:
        attempt()
    assert caught.value.code == code
    return str(caught.value)


def forbidden(message: str, attempt: Callable[[], object]) -> None:
    """The database itself says no, in its own words."""
    with nothing_changes(), pytest.raises(IntegrityError) as caught, transaction.atomic():
        attempt()
    assert message in str(caught.value)


def sql(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def insert_publication(desk: Desk, version: ItemVersion, now: datetime) -> None:
    Publication.objects.create(
        agency=desk.agency,
        item=version.item,
        version=version,
        published_at=now,
        published_on=time.today(now),
        published_by=desk.clerk,
        position=audit.head(desk.agency)[0],
    )
