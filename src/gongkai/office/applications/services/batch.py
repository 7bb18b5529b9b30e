"""Registering many applications at once: all of them, or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import transaction

from gongkai.office.agencies.models import Person
from gongkai.office.applications.models import Application
from gongkai.office.applications.services.registering import Submission, register
from gongkai.office.refusal import Refusal

if TYPE_CHECKING:
    from gongkai.office.agencies.models import Agency


@transaction.atomic
def register_batch(
    *,
    agency: Agency,
    actor: Person,
    now: datetime,
    submissions: Sequence[Submission],
    uid: UUID | None = None,
) -> list[Application]:
    """Register the submissions in their order; `uid` is that of the page, see `register`. Raises
    Refusal that names the row; then none of them is registered."""
    done = []
    for row, submission in enumerate(submissions, start=1):
        try:
            own = uuid5(uid, str(row)) if uid else None
            done.append(
                register(agency=agency, actor=actor, now=now, submission=submission, uid=own)
            )
        except Refusal as no:
            raise Refusal(
                no.code, f"第 {row} 件没有登记：{no.message}这一批都没有写入。", no.basis
            ) from no
    return done
